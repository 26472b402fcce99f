/**
 * What stock tells beyond how much there is: use by week, batches that expire, what is out on loan. Read when a screen
 * asks for it, and never at the start. All rows are read once, then those that were touched: of 50,000 rows few have any.
 */
import type { Stock } from '../../shared/entities.ts';
import type { ItemId, StockId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { addUses, type UseByWeek } from '../../shared/use-weeks.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, type Moment } from '../db/meta.ts';
import { readServerNow } from './server-now.ts';

export type Batched = Pick<Stock, 'id' | 'itemId' | 'locationId' | 'lot' | 'expiry' | 'quantity'>;

export interface StockFacts {
  /** Items without any use are left out. */
  readonly uses: ReadonlyMap<ItemId, UseByWeek>;
  /** Something is there of each, and each has an expiry. */
  readonly expiring: readonly Batched[];
  readonly onLoan: ReadonlyMap<ItemId, Quantity>;
  /** The server's clock: a phone that is a year off counts the weeks as all others do. */
  readonly nowMs: number;
}

export type ReadStockFacts = (db: LocalDatabase) => Promise<StockFacts>;

export function makeStockFactsReader(moment: () => Moment): ReadStockFacts {
  let rows = new Map<StockId, Stock>();
  let readUpTo = -1;
  let readOf = -1;
  return (db) =>
    db.transaction('r', [db.meta, db.stock, db.loan], async () => {
      const { touched, generation } = await readMetas(db, ['touched', 'generation']);
      const isAnew = readUpTo < 0 || touched < readUpTo || generation !== readOf;
      const [stock, loans] = await Promise.all([
        isAnew ? db.stock.toArray() : db.stock.where('touched').above(readUpTo).toArray(),
        db.loan.where('state').equals('out').toArray(),
      ]);
      if (isAnew) rows = new Map();
      for (const row of stock) {
        if (saysMore(row)) rows.set(row.id, row);
        else rows.delete(row.id);
      }
      [readUpTo, readOf] = [touched, generation];
      const onLoan = new Map<ItemId, Quantity>();
      for (const { itemId, quantity, returned } of loans) {
        onLoan.set(itemId, (onLoan.get(itemId) ?? 0) + quantity - returned);
      }
      const nowMs = await readServerNow(db, moment());
      return { uses: usesOf(rows.values()), expiring: expiringOf(rows.values()), onLoan, nowMs };
    });
}

function saysMore({ used, expiry }: Stock): boolean {
  return expiry !== '' || Object.keys(used).length > 0;
}

function usesOf(rows: Iterable<Stock>): Map<ItemId, UseByWeek> {
  const uses = new Map<ItemId, UseByWeek>();
  for (const { itemId, used } of rows) {
    if (Object.keys(used).length === 0) continue;
    const before = uses.get(itemId);
    uses.set(itemId, before === undefined ? used : addUses([before, used]));
  }
  return uses;
}

function expiringOf(rows: Iterable<Stock>): readonly Batched[] {
  return [...rows].filter(({ expiry, quantity }) => expiry !== '' && quantity > 0);
}
