/** One line of the rack: picture, name, where it is, and the figure one came for. Everything else is quiet. */
import type { TargetedMouseEvent } from 'preact';
import type { ListedItem } from '../../../state/listed-item.ts';
import { expiryLimit } from '../../../state/expiry-limit.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { categoryStyle } from '../../parts/card.tsx';
import { ExpiryMark } from '../../parts/expiry-mark.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Photo } from '../../parts/photo.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf, placeName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

const listSizes = [96] as const;

export interface ItemRowProps {
  readonly item: ListedItem;
  readonly isOpen: boolean;
  /** While items are being chosen: then it is a box to tick instead of a link. */
  readonly pick?: RowPick | undefined;
}

export interface RowPick {
  readonly isChosen: () => boolean;
  readonly onPick: (event: TargetedMouseEvent<HTMLElement>) => void;
}

export function ItemRow({ item, isOpen, pick }: ItemRowProps) {
  const { locations, categories, waiting, settings, moment } = useApp();
  const [place = item.homeLocationId] = item.locationIds;
  const under = [place && placeName(locations.value, place), item.sku, item.description];
  const colour = colourOf(categories.value, item.categoryId);
  // Few items have an expiry at all, so the day is only asked for where there is one.
  const nowMs = item.expiry === '' ? 0 : moment().nowMs;
  const isExpiring =
    item.expiry !== '' &&
    settings.value !== undefined &&
    item.expiry <= expiryLimit(settings.value, nowMs);
  const inside = (
    <>
      <Photo colour={colour} alt="" sizes={listSizes} picture={item.picture} />
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
          {waiting.value.itemIds.has(item.id) && <PendingMark />}
        </span>
        <span class="under">
          {isExpiring && (
            <>
              <ExpiryMark expiry={item.expiry} today={toDay(nowMs)} />{' '}
            </>
          )}
          {under.filter(Boolean).join(' · ')}
        </span>
      </span>
      <span class="side">
        <span class="amount">
          {formatQuantity(item.quantity)} <small>{formatUnit(item.quantity, item.unit)}</small>
        </span>
        {!item.active && <span class="state inactive">{words.value.places.inactive}</span>}
        {item.active && item.state !== 'fine' && <StateMark state={item.state} />}
      </span>
    </>
  );
  const look = { class: 'row pictured', style: categoryStyle(colour) };
  if (pick !== undefined) {
    return (
      <button
        type="button"
        role="checkbox"
        aria-checked={pick.isChosen()}
        onClick={pick.onPick}
        {...look}
      >
        {inside}
      </button>
    );
  }
  return (
    <a href={paths.item(item.id)} aria-current={isOpen ? 'page' : undefined} {...look}>
      {inside}
    </a>
  );
}
