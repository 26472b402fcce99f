/** What a form that changes stock wants to know beyond the item: its packs, what ever lay there, recent purposes. */
import type { ItemId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readNewestFacts } from '../db/read-newest-facts.ts';
import { readPurposes } from './purposes.ts';

export interface DeedContext {
  /** More than one unit each, smallest first: how much one scan of a code of the item stands for. */
  readonly packs: readonly Quantity[];
  /** The most of it that this phone knows of, at one time. */
  readonly mostEver: Quantity;
  readonly purposes: readonly string[];
}

const oneUnit: Quantity = 1000;
/** A million of anything is as likely a slip as ten times what there ever was. */
const plausibleMax: Quantity = 1_000_000 * oneUnit;
const plausibleTimes = 10;
const factsMax = 200;

export const emptyContext: DeedContext = { packs: [], mostEver: 0, purposes: [] };

export function readDeedContext(db: LocalDatabase, itemId: ItemId): Promise<DeedContext> {
  return db.transaction('r', [db.code, db.stock, db.movement, db.count, db.meta], async () => {
    const [codes, stock, { movements, counts }, purposes] = await Promise.all([
      db.code.where('itemId').equals(itemId).toArray(),
      db.stock.where('itemId').equals(itemId).toArray(),
      readNewestFacts(db, { kind: 'item', itemId }, factsMax),
      readPurposes(db),
    ]);
    const packs = codes
      .filter(({ deletedAt, unitsPerScan }) => deletedAt === null && unitsPerScan > oneUnit)
      .map(({ unitsPerScan }) => unitsPerScan);
    const now = stock.reduce((sum, { quantity }) => sum + quantity, 0);
    const seen = [...movements, ...counts].map(({ quantity }) => quantity);
    return {
      packs: [...new Set(packs)].toSorted((one, other) => one - other),
      mostEver: Math.max(0, now, ...seen),
      purposes,
    };
  });
}

/** So much that it is asked about once. Where nothing has ever lain, anything up to a million may be right. */
export function isAbsurd(amount: Quantity, { mostEver }: Pick<DeedContext, 'mostEver'>): boolean {
  return amount > plausibleMax || (mostEver > 0 && amount > mostEver * plausibleTimes);
}
