/** Where one most likely takes from, puts back to, or counts, so that the usual case needs no choosing. */
import type { Item, Stock } from '../../../../shared/entities.ts';
import { toId, unplaced, type LocationId } from '../../../../shared/ids.ts';
import { quantityToNumber, type Quantity } from '../../../../shared/quantity.ts';
import type { AppState } from '../../../state/app-state.ts';
import type { SelectOption } from '../../parts/select.tsx';
import { formatNumber } from '../../words/format.ts';
import { placeOptions, placePath } from '../../words/place-words.ts';

type Home = Pick<Item, 'homeLocationId'>;
type Lying = readonly Pick<Stock, 'locationId' | 'quantity'>[];

/** Where most of it lies; where nothing does, where it belongs. */
export function likelySource(item: Home, stock: Lying): LocationId {
  const [most] = stock.toSorted((one, other) => other.quantity - one.quantity);
  if (most !== undefined && most.quantity > 0) return most.locationId;
  return item.homeLocationId ?? most?.locationId ?? unplaced;
}

export function likelyGoal(item: Home, stock: Lying): LocationId {
  return item.homeLocationId ?? likelySource(item, stock);
}

export function quantityAt(stock: Lying, id: LocationId): Quantity {
  return stock.find(({ locationId }) => locationId === id)?.quantity ?? 0;
}

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
