/**
 * What the books said of a bin at a moment of the past, and what has moved since: how a tally that was made at
 * noon is held against stock that went on all day. Counts that came of the stocktake itself are left out, or an
 * accepted tally would always be just what was expected.
 *
 *     … count ── −3 ──┊ tally ── −4 ── now       expected = now + 4, while no newer count is in between
 */
import { hasBatch, noBatch } from './batches.ts';
import type { Count, Movement, Stock } from './entities.ts';
import { makeStockId, type StockId, type StocktakeId } from './ids.ts';
import type { Quantity } from './quantity.ts';
import type { Stamp } from './stamps.ts';
import { legsOf } from './stock.ts';

export interface LedgerFacts {
  readonly stocktakeId: StocktakeId;
  /** All known ones of the items that are asked for. */
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** False on a phone that was not told of facts from before its time. */
  readonly isWhole: boolean;
}

export interface Ledger {
  /** Null where this phone knows too little of the past to say. */
  expectedAt(stock: Stock, moment: Stamp): Quantity | null;
  movedSince(id: StockId, moment: Stamp): Quantity;
  /** The newest count that somebody made of this bin elsewhere, after the moment. */
  newerCount(id: StockId, moment: Stamp): Count | null;
  isAccepted(id: Count['id']): boolean;
}

interface Change {
  readonly stamp: Stamp;
  readonly change: Quantity;
}

export function openLedger({ stocktakeId, movements, counts, isWhole }: LedgerFacts): Ledger {
  const changes = changesByBin(movements);
  const foreign = new Map<StockId, Count[]>();
  const own = new Map<StockId, Set<Stamp>>();
  const ids = new Set<Count['id']>();
  for (const count of counts) {
    ids.add(count.id);
    const bin = binOf(count);
    if (count.stocktakeId === stocktakeId) inside(own, bin, () => new Set()).add(count.stamp);
    else inside(foreign, bin, () => []).push(count);
  }

  const sum = (id: StockId, after: Stamp | null, until: Stamp | null): Quantity => {
    let total = 0;
    for (const { stamp, change } of changes.get(id) ?? []) {
      if ((after === null || stamp > after) && (until === null || stamp <= until)) total += change;
    }
    return total;
  };
  return {
    movedSince: (id, moment) => sum(id, moment, null),
    isAccepted: (id) => ids.has(id),
    newerCount(id, moment) {
      const newer = (foreign.get(id) ?? []).filter(({ stamp }) => stamp > moment);
      return newest(newer) ?? null;
    },
    expectedAt({ id, quantity, countStamp }, moment) {
      const isOwn = countStamp !== null && own.get(id)?.has(countStamp) === true;
      if (!isOwn && (countStamp === null || countStamp < moment))
        return quantity - sum(id, moment, null);
      const base = newest((foreign.get(id) ?? []).filter(({ stamp }) => stamp <= moment));
      if (base !== undefined) return base.quantity + sum(id, base.stamp, moment);
      return isWhole ? sum(id, null, moment) : null;
    },
  };
}

function changesByBin(movements: readonly Movement[]): Map<StockId, Change[]> {
  const changes = new Map<StockId, Change[]>();
  for (const movement of movements) {
    const { itemId, effectiveStamp: stamp } = movement;
    for (const { locationId, change } of legsOf(movement)) {
      const bin = binOf({ ...movement, itemId, locationId });
      inside(changes, bin, () => []).push({ stamp, change });
    }
  }
  return changes;
}

export function binOf(row: Pick<Count, 'itemId' | 'locationId' | 'lot' | 'expiry'>): StockId {
  return makeStockId(row.itemId, row.locationId, hasBatch(row) ? row : noBatch);
}

function newest(counts: readonly Count[]): Count | undefined {
  let found: Count | undefined;
  for (const count of counts) if (found === undefined || count.stamp > found.stamp) found = count;
  return found;
}

function inside<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
