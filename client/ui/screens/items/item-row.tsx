/** One line of the rack: picture, name, where it is, and the figure one came for. Everything else is quiet. */
import type { ListedItem } from '../../../state/listed-item.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { categoryStyle } from '../../parts/card.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Photo } from '../../parts/photo.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf, placeName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

const listSizes = [96] as const;

export function ItemRow({ item, isOpen }: { item: ListedItem; isOpen: boolean }) {
  const { locations, categories, waiting } = useApp();
  const [place = item.homeLocationId] = item.locationIds;
  const under = [place && placeName(locations.value, place), item.sku, item.description];
  const colour = colourOf(categories.value, item.categoryId);
  return (
    <a
      class="row pictured"
      href={paths.item(item.id)}
      aria-current={isOpen ? 'page' : undefined}
      style={categoryStyle(colour)}
    >
      <Photo colour={colour} alt="" sizes={listSizes} picture={item.picture} />
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
          {waiting.value.itemIds.has(item.id) && <PendingMark />}
        </span>
        <span class="under">{under.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="side">
        <span class="amount">
          {formatQuantity(item.quantity)} <small>{formatUnit(item.quantity, item.unit)}</small>
        </span>
        {!item.active && <span class="state inactive">{words.value.places.inactive}</span>}
        {item.active && item.state !== 'fine' && <StateMark state={item.state} />}
      </span>
    </a>
  );
}
