/** Where? Asked when several places are as likely, with what lies in each; any other place can be chosen below. */
import type { Item, Stock } from '../../../../shared/entities.ts';
import type { LocationId } from '../../../../shared/ids.ts';
import { quantityAt } from '../../../state/stock-by-place.ts';
import { useApp } from '../../app-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Select } from '../../parts/select.tsx';
import { formatAmount } from '../../words/format.ts';
import { placeOptions, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { toPlace } from '../item/likely-places.ts';

export interface PlaceQuestionProps {
  readonly title: string;
  /** The likely ones; none where nobody can guess. */
  readonly options: readonly LocationId[];
  readonly item?: Item;
  readonly stock?: readonly Stock[];
  readonly onChoose: (place: LocationId) => void;
  readonly onClose: () => void;
}

export function PlaceQuestion({
  title,
  options,
  item,
  stock = [],
  onChoose,
  onClose,
}: PlaceQuestionProps) {
  const { locations } = useApp();
  const w = screenWords.value.scan.here;
  const likely = options.length > 0 ? options : [];
  return (
    <Dialog sheet title={title} onClose={onClose}>
      {likely.length > 0 && (
        <ul class="list">
          {likely.map((id) => (
            <li key={id}>
              <button type="button" class="row plain with-icon" onClick={() => onChoose(id)}>
                <Icon name="place" />
                <span>{placePath(locations.value, id)}</span>
                {item !== undefined && (
                  <span class="quiet small">
                    {w.holds(formatAmount(quantityAt(stock, id), item.unit))}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Select
        label={likely.length > 0 ? w.anywhere : w.which}
        hint={w.hint}
        value=""
        options={[{ value: '', text: w.choose }, ...placeOptions(locations.value)]}
        onChange={(value) => {
          if (value !== '') onChoose(toPlace(value));
        }}
      />
    </Dialog>
  );
}
