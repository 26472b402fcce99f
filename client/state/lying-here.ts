/** What lies in a place and in the places inside it, item by item: what needs a count first, then by name. */
import { compareBatches } from '../../shared/batches.ts';
import type { Item, Stock } from '../../shared/entities.ts';
import type { ItemId, LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { fold, toSortKey } from './fold.ts';

export interface LyingItem {
  readonly item: Item;
  /** Over all these places and batches. */
  readonly quantity: Quantity;
  readonly anyNegative: boolean;
  /** Those that hold some or are below nothing; what must be used first comes first. */
  readonly bins: readonly Stock[];
}

export async function readLyingHere(
  db: LocalDatabase,
  places: ReadonlySet<LocationId>,
): Promise<readonly LyingItem[]> {
  return await db.transaction('r', [db.stock, db.item], async () => {
    const stock = await db.stock
      .where('locationId')
      .anyOf([...places])
      .toArray();
    const filled = stock.filter(({ quantity }) => quantity !== 0);
    const binsByItem = Map.groupBy(filled, ({ itemId }) => itemId);
    const items = await db.item.bulkGet([...binsByItem.keys()]);
    return items
      .flatMap((item) => (item === undefined ? [] : makeLying(item, binsByItem)))
      .toSorted(byNeed);
  });
}

function makeLying(item: Item, binsByItem: ReadonlyMap<ItemId, readonly Stock[]>): LyingItem {
  const bins = (binsByItem.get(item.id) ?? []).toSorted(compareBatches);
  return {
    item,
    quantity: bins.reduce((sum, { quantity }) => sum + quantity, 0),
    anyNegative: bins.some(({ quantity }) => quantity < 0),
    bins,
  };
}

function byNeed(one: LyingItem, other: LyingItem): number {
  if (one.anyNegative !== other.anyNegative) return one.anyNegative ? -1 : 1;
  const [first, second] = [one, other].map(({ item }) => toSortKey(fold(item.name)));
  return first === second
    ? one.item.id < other.item.id
      ? -1
      : 1
    : (first ?? '') < (second ?? '')
      ? -1
      : 1;
}
