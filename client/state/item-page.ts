/** Everything one item's page shows, read in one transaction, so that figures and history never disagree. */
import type { Code, Count, Item, Movement, Stock } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readCounts, readMovements } from '../db/read-history.ts';
import { pictureTables, readPictureFacts } from '../db/read-picture-facts.ts';
import { picturesOf, type Picture } from './pictures.ts';

/** Of each kind. A drawer that is used ten times a day fills this in two months; older facts stay with the server. */
const factsMax = 500;

export interface ItemPage {
  /** Undefined: this phone knows no such item. A deleted one is here with its `deletedAt`. */
  readonly item: Item | undefined;
  readonly stock: readonly Stock[];
  readonly codes: readonly Code[];
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  readonly pictures: readonly Picture[];
  /** False when there are older facts than these. */
  readonly isWhole: boolean;
}

export function readItemPage(db: LocalDatabase, itemId: ItemId): Promise<ItemPage> {
  const range = { itemId, before: null, limit: factsMax };
  const tables = [db.item, db.stock, db.code, db.movement, db.count, ...pictureTables(db)];
  return db.transaction('r', tables, async () => {
    const [item, stock, codes, movements, counts] = await Promise.all([
      db.item.get(itemId),
      db.stock.where('itemId').equals(itemId).toArray(),
      db.code.where('itemId').equals(itemId).toArray(),
      readMovements(db, range),
      readCounts(db, range),
    ]);
    return {
      item,
      stock,
      codes: codes.filter(({ deletedAt }) => deletedAt === null),
      movements,
      counts,
      pictures: item === undefined ? [] : picturesOf(await readPictureFacts(db, item)),
      isWhole: movements.length < factsMax && counts.length < factsMax,
    };
  });
}
