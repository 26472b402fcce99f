/** The places to choose from where something is taken, put back or counted, the likely ones first. */
import { toId, unplaced, type LocationId } from '../../../../shared/ids.ts';
import type { AppState } from '../../../state/app-state.ts';
import { quantityAt, type Lying } from '../../../state/stock-by-place.ts';
import type { SelectOption } from '../../parts/select.tsx';
import { formatQuantity } from '../../words/format.ts';
import { placeOptions, placePath } from '../../words/place-words.ts';

/**
 * All places in use, "no place" among them, each with what lies there. Those that hold some come first, also those that
 * are no longer in use: what lies there can be taken away. Only nothing new goes there (`isGoal`).
 */
export function placesWithStock(
  { locations }: Pick<AppState, 'locations'>,
  stock: Lying,
  chosen: LocationId,
  { isGoal = false }: { readonly isGoal?: boolean } = {},
): SelectOption[] {
  const isInUse = (id: LocationId): boolean => {
    const row = locations.value.row(id);
    return row === undefined || (row.active && row.deletedAt === null);
  };
  const holding = stock
    .filter(({ quantity, locationId }) => quantity !== 0 && (!isGoal || isInUse(locationId)))
    .map(({ locationId }) => locationId);
  const first = [...new Set([...holding, chosen, unplaced])].map((id) => {
    const here = quantityAt(stock, id);
    const path = placePath(locations.value, id);
    return {
      value: id,
      text: here === 0 ? path : `${path} (${formatQuantity(here)})`,
    };
  });
  const listed = new Set<string>(first.map(({ value }) => value));
  return [...first, ...placeOptions(locations.value).filter(({ value }) => !listed.has(value))];
}

export function toPlace(value: string): LocationId {
  return toId<'location'>(value);
}
