/**
 * The facts of one item, newest first by stamp, a bounded number at a time: an item may have thousands.
 */
import type { Count, Movement } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Stamp } from '../../shared/stamps.ts';
import type { LocalDatabase } from './local-database.ts';

export interface HistoryRange {
  readonly itemId: ItemId;
  /** Only facts before it; null for the newest. */
  readonly before: Stamp | null;
  readonly limit: number;
}

export async function readMovements(db: LocalDatabase, range: HistoryRange): Promise<Movement[]> {
  return await newestFirst(db, 'movement', range);
}

export async function readCounts(db: LocalDatabase, range: HistoryRange): Promise<Count[]> {
  return await newestFirst(db, 'count', range);
}

async function newestFirst<Fact>(
  db: LocalDatabase,
  table: 'movement' | 'count',
  { itemId, before, limit }: HistoryRange,
): Promise<Fact[]> {
  const facts = db.table<Fact, string>(table).where('[itemId+stamp]');
  const backwards = facts.between([itemId, ''], [itemId, before ?? '\uffff']);
  // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, walked from its end
  return await backwards.reverse().limit(limit).toArray();
}
