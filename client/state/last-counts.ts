/** The last count of each bin of an item, and what has come too late to change it: from the facts of this phone. */
import { isSameBatch } from '../../shared/batches.ts';
import type { Count, Movement, Stock } from '../../shared/entities.ts';
import type { ItemId, StockId } from '../../shared/ids.ts';
import type { Stamp } from '../../shared/stamps.ts';
import { changeAt, isInCount } from '../../shared/stock.ts';
import type { LocalDatabase } from '../db/local-database.ts';

/** By bin. Absent where nobody has counted, or where the count is not on this phone. */
export type LastCounts = ReadonlyMap<StockId, Count>;

export const noCounts: LastCounts = new Map();

export function readLastCounts(db: LocalDatabase, itemId: ItemId): Promise<LastCounts> {
  return db.transaction('r', [db.stock, db.count], async () => {
    const stock = await db.stock.where('itemId').equals(itemId).toArray();
    const stamps = new Set(stock.flatMap(({ countStamp }) => countStamp ?? []));
    const wanted = [...stamps].map((stamp): [ItemId, Stamp] => [itemId, stamp]);
    const counts = await db.count.where('[itemId+stamp]').anyOf(wanted).toArray();
    const byBin = new Map<StockId, Count>();
    for (const bin of stock) {
      const isOf = (count: Count): boolean =>
        count.stamp === bin.countStamp &&
        count.locationId === bin.locationId &&
        isSameBatch(count, bin);
      const count = counts.find(isOf);
      if (count !== undefined) byBin.set(bin.id, count);
    }
    return byBin;
  });
}

/** The newest movement that was made before the last count of its bin, and became known only after it. */
export function lateMovement(
  bin: Stock,
  count: Pick<Count, 'receivedAt'> | undefined,
  movements: readonly Movement[],
): Movement | undefined {
  const countKnownAt = count?.receivedAt ?? Infinity;
  return movements.find(
    (movement) =>
      movement.undoes === null &&
      isInCount(bin, movement) &&
      changeAt(bin, movement) !== 0 &&
      (movement.receivedAt ?? Infinity) > countKnownAt,
  );
}
