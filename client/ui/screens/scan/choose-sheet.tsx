/** Several things have one code: which one is meant is asked, not guessed. */
import type { Location } from '../../../../shared/entities.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PickRow } from './pick-row.tsx';
import '../../styles/scan.css';

export interface ChooseSheetProps {
  readonly items: readonly FoundItem[];
  readonly places: readonly Location[];
  readonly onItem: (found: FoundItem) => void;
  readonly onPlace: (place: Location) => void;
  readonly onClose: () => void;
}

export function ChooseSheet({ items, places, onItem, onPlace, onClose }: ChooseSheetProps) {
  const w = screenWords.value.scan;
  return (
    <Dialog sheet title={w.several.title} onClose={onClose}>
      <p class="quiet">{w.several.more(items.length + places.length)}</p>
      <ul class="list">
        {items.map((found) => (
          <li key={found.item.id}>
            <PickRow
              item={found.item}
              under={
                found.unitsPerScan === 1000
                  ? found.item.sku
                  : w.facts.perScan(formatAmount(found.unitsPerScan, found.item.unit))
              }
              onPick={() => onItem(found)}
            />
          </li>
        ))}
        {places.map((place) => (
          <li key={place.id}>
            <button type="button" class="row plain with-icon" onClick={() => onPlace(place)}>
              <Icon name="place" />
              <span>{place.name}</span>
              <span class="quiet small">{w.several.place}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
