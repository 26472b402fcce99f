/** The places to choose from where something is taken, put back or counted, the likely ones first. */
import { toId, unplaced, type LocationId } from '../../../../shared/ids.ts';
import { quantityToNumber } from '../../../../shared/quantity.ts';
import type { AppState } from '../../../state/app-state.ts';
import { quantityAt, type Lying } from '../../../state/likely-place.ts';
import type { SelectOption } from '../../parts/select.tsx';
import { formatNumber } from '../../words/format.ts';
import { placeOptions, placePath } from '../../words/place-words.ts';

/** All places in use, "no place" among them, each with what lies there. Those that hold some come first. */
export function placesWithStock(
  { locations }: Pick<AppState, 'locations'>,
  stock: Lying,
  chosen: LocationId,
): SelectOption[] {
  const holding = stock
    .filter(({ quantity }) => quantity !== 0)
    .map(({ locationId }) => locationId);
  const first = [...new Set([...holding, chosen, unplaced])].map((id) => {
    const here = quantityAt(stock, id);
    const path = placePath(locations.value, id);
    return {
      value: id,
      text: here === 0 ? path : `${path} (${formatNumber(quantityToNumber(here))})`,
    };
  });
  const listed = new Set<string>(first.map(({ value }) => value));
  return [...first, ...placeOptions(locations.value).filter(({ value }) => !listed.has(value))];
}

export function toPlace(value: string): LocationId {
  return toId<'location'>(value);
}
