/** What stock is worth: a sum for each currency. Only what lies there counts: nobody owes what is missing. */
import type { Item, Stock } from '../../shared/entities.ts';
import type { LocationId } from '../../shared/ids.ts';
import { sumMoney, worthOf, type Money } from '../../shared/money.ts';
import type { LocalDatabase } from '../db/local-database.ts';

export interface Worth {
  /** Empty where nothing that lies there has a price. */
  readonly sums: readonly Money[];
  /** Items of which some lies there and nobody has said what it costs. */
  readonly unpriced: number;
}

export function worthOfStock(
  { unitCost }: Pick<Item, 'unitCost'>,
  stock: Iterable<Pick<Stock, 'quantity'>>,
): Money | null {
  if (unitCost === null) return null;
  let quantity = 0;
  for (const bin of stock) quantity += Math.max(0, bin.quantity);
  return worthOf(quantity, unitCost);
}

export function readWorth(db: LocalDatabase, places: ReadonlySet<LocationId>): Promise<Worth> {
  return db.transaction('r', [db.item, db.stock], async () => {
    const all = await db.stock
      .where('locationId')
      .anyOf([...places])
      .toArray();
    const stock = all.filter(({ quantity }) => quantity > 0);
    const binsByItem = Map.groupBy(stock, ({ itemId }) => itemId);
    const items = await db.item.bulkGet([...binsByItem.keys()]);
    const worths = items.flatMap((item) =>
      item === undefined || item.deletedAt !== null
        ? []
        : [worthOfStock(item, binsByItem.get(item.id) ?? [])],
    );
    return {
      sums: sumMoney(worths.filter((worth) => worth !== null)),
      unpriced: worths.filter((worth) => worth === null).length,
    };
  });
}
