/** The counts of each bin, so that a movement finds those that concern it without a walk over all. */
import type { Batch } from '../../shared/batches.ts';
import type { Count } from '../../shared/entities.ts';
import { makeStockId, type ItemId, type LocationId, type StockId } from '../../shared/ids.ts';

/** In order of their stamps. */
export type CountsByBin = (
  of: Batch & { readonly itemId: ItemId },
  at: LocationId,
) => readonly Count[];

export function countsByBin(counts: readonly Count[]): CountsByBin {
  const byBin = new Map<StockId, Count[]>();
  for (const count of counts.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1))) {
    const id = makeStockId(count.itemId, count.locationId, count);
    const held = byBin.get(id);
    if (held === undefined) byBin.set(id, [count]);
    else held.push(count);
  }
  return (of, at) => byBin.get(makeStockId(of.itemId, at, of)) ?? [];
}
