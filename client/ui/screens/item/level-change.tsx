/** What the figure at a place becomes, before one says yes. */
import type { Quantity } from '../../../../shared/quantity.ts';
import { Icon } from '../../parts/icons.tsx';
import { formatQuantity } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function LevelChange({ before, after }: { before: Quantity; after: Quantity }) {
  return (
    <p class="after">
      <span class="for-readers">
        {screenWords.value.deeds.after(formatQuantity(before), formatQuantity(after))}
      </span>
      <span aria-hidden="true">{formatQuantity(before)}</span>
      <Icon name="next" little />
      <strong aria-hidden="true">{formatQuantity(after)}</strong>
    </p>
  );
}
