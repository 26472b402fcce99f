/** Where one most likely takes from, puts back to, or counts, so that the usual case needs no choosing. */
import type { Item, Stock } from '../../shared/entities.ts';
import { unplaced, type LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';

export type Home = Pick<Item, 'homeLocationId'>;
export type Lying = readonly Pick<Stock, 'locationId' | 'quantity'>[];

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
