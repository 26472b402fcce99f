/** An item to be picked, as in the list of items, but as a button. */
import type { Item } from '../../../../shared/entities.ts';
import { useApp } from '../../app-context.ts';
import { categoryStyle } from '../../parts/card.tsx';
import { Photo } from '../../parts/photo.tsx';
import { formatAmount } from '../../words/format.ts';
import { colourOf } from '../../words/place-words.ts';

export interface PickRowProps {
  readonly item: Pick<Item, 'id' | 'name' | 'categoryId'>;
  readonly under: string;
  readonly onPick: () => void;
}

export function PickRow({ item, under, onPick }: PickRowProps) {
  const { categories, items } = useApp();
  const colour = colourOf(categories.value, item.categoryId);
  const listed = items.value?.find(({ id }) => id === item.id);
  return (
    <button type="button" class="row pictured" style={categoryStyle(colour)} onClick={onPick}>
      <Photo colour={colour} alt="" sizes={[96]} picture={listed?.picture ?? null} />
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
        </span>
        <span class="under">{under}</span>
      </span>
      <span class="side">
        {listed !== undefined && (
          <span class="quiet small">{formatAmount(listed.quantity, listed.unit)}</span>
        )}
      </span>
    </button>
  );
}
