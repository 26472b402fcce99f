/**
 * What the table of items shows beyond the list: use, the last count, what a unit costs. Read when somebody has such a
 * column on screen. All rows are read once, then those that were touched.
 */
import type { Item, Stock } from '../../shared/entities.ts';
import type { ItemId, StockId } from '../../shared/ids.ts';
import { worthOf, type Money } from '../../shared/money.ts';
import { stampToMs } from '../../shared/stamps.ts';
import { addUses, daysOfCover, useRate, type UseRate } from '../../shared/use-weeks.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, type Moment } from '../db/meta.ts';
import type { ListedItem } from './listed-item.ts';
import { readServerNow } from './server-now.ts';

export interface TableFact {
  readonly rate: UseRate | null;
  /** The newest count of any of its bins; null where nobody has counted. */
  readonly countedAt: number | null;
  readonly unitCost: Money | null;
}

export type TableFacts = ReadonlyMap<ItemId, TableFact>;
export type ReadTableFacts = (db: LocalDatabase) => Promise<TableFacts>;

export function makeTableFactsReader(moment: () => Moment): ReadTableFacts {
  let bins = new Map<ItemId, Map<StockId, Stock>>();
  let costs = new Map<ItemId, Money | null>();
  let readUpTo = -1;
  let readOf = -1;
  return (db) =>
    db.transaction('r', [db.meta, db.stock, db.item], async () => {
      const { touched, generation } = await readMetas(db, ['touched', 'generation']);
      const isAnew = readUpTo < 0 || touched < readUpTo || generation !== readOf;
      const [stock, items] = await Promise.all([
        isAnew ? db.stock.toArray() : db.stock.where('touched').above(readUpTo).toArray(),
        isAnew ? db.item.toArray() : db.item.where('touched').above(readUpTo).toArray(),
      ]);
      if (isAnew) [bins, costs] = [new Map(), new Map()];
      for (const row of stock) {
        const known = bins.get(row.itemId);
        if (known === undefined) bins.set(row.itemId, new Map([[row.id, row]]));
        else known.set(row.id, row);
      }
      for (const { id, unitCost } of items) costs.set(id, unitCost);
      [readUpTo, readOf] = [touched, generation];
      const nowMs = await readServerNow(db, moment());
      const facts = new Map<ItemId, TableFact>();
      for (const [id, unitCost] of costs) {
        facts.set(id, factOf([...(bins.get(id)?.values() ?? [])], { unitCost, nowMs }));
      }
      return facts;
    });
}

function factOf(
  stock: readonly Stock[],
  { unitCost, nowMs }: Pick<Item, 'unitCost'> & { readonly nowMs: number },
): TableFact {
  const newest = stock.reduce<Stock['countStamp']>(
    (latest, { countStamp }) =>
      countStamp !== null && (latest === null || countStamp > latest) ? countStamp : latest,
    null,
  );
  const uses = stock.map(({ used }) => used).filter((used) => Object.keys(used).length > 0);
  return {
    rate: uses.length === 0 ? null : useRate(addUses(uses), nowMs),
    countedAt: newest === null ? null : stampToMs(newest),
    unitCost,
  };
}

export function coverOf({ quantity }: ListedItem, fact: TableFact | undefined): number | null {
  return fact === undefined ? null : daysOfCover(quantity, fact.rate);
}

/** Only what lies there counts. */
export function worthIn({ quantity }: ListedItem, fact: TableFact | undefined): Money | null {
  const cost = fact?.unitCost ?? null;
  return cost === null ? null : worthOf(Math.max(0, quantity), cost);
}
