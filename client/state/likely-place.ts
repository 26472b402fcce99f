/** Where one most likely takes from, puts back to, or counts, so that the usual case needs no choosing. */
import type { Item } from '../../shared/entities.ts';
import { unplaced, type LocationId } from '../../shared/ids.ts';
import { totalsByPlace, type Lying } from './stock-by-place.ts';

export type Home = Pick<Item, 'homeLocationId'>;

/** Where most of it lies; where nothing does, where it belongs. */
export function likelySource(item: Home, stock: Lying): LocationId {
  const [most] = totalsByPlace(stock);
  if (most !== undefined && most.quantity > 0) return most.locationId;
  return item.homeLocationId ?? most?.locationId ?? unplaced;
}

export function likelyGoal(item: Home, stock: Lying): LocationId {
  return item.homeLocationId ?? likelySource(item, stock);
}
