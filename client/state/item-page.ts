/** Everything one item's page shows, read in one transaction, so that figures and history never disagree. */
import type { Code, Count, Item, Movement, Stock } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Stamp } from '../../shared/stamps.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readNewestFacts, readOldestReceipt } from '../db/read-newest-facts.ts';
import { pictureTables, readPictureFacts } from '../db/read-picture-facts.ts';
import { cutOf } from './history-page.ts';
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
  /** Every fact stamped after it is among these; null if all there ever were are. */
  readonly cut: Stamp | null;
  /** False when there are older facts than these. */
  readonly isWhole: boolean;
}

export function readItemPage(db: LocalDatabase, itemId: ItemId): Promise<ItemPage> {
  const tables = [db.item, db.stock, db.code, db.movement, db.count, db.meta, ...pictureTables(db)];
  return db.transaction('r', tables, async () => {
    const [item, stock, codes, newest, oldestReceipt] = await Promise.all([
      db.item.get(itemId),
      db.stock.where('itemId').equals(itemId).toArray(),
      db.code.where('itemId').equals(itemId).toArray(),
      readNewestFacts(db, { kind: 'item', itemId }, factsMax),
      readOldestReceipt(db),
    ]);
    const { movements, counts } = newest;
    const cut = cutOf(newest, oldestReceipt);
    return {
      item,
      stock,
      codes: codes.filter(({ deletedAt }) => deletedAt === null),
      movements,
      counts,
      pictures: item === undefined ? [] : picturesOf(await readPictureFacts(db, item)),
      cut,
      isWhole: cut === null,
    };
  });
}
