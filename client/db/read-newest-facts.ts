/**
 * The facts of one item, or of one place, newest first by stamp, a bounded number at a time and by index: an item
 * may have ten thousands. All there is of a period is read whole, for a file.
 */
import type { Count, Movement } from '../../shared/entities.ts';
import type { HistoryScope } from '../../shared/history.ts';
import type { Stamp } from '../../shared/stamps.ts';
import type { LocalDatabase } from './local-database.ts';
import { readMeta } from './meta.ts';

export interface NewestFacts {
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** Of what this phone holds, everything stamped after it has been read; null if all of it has. */
  readonly cut: Stamp | null;
}

type FactTable = 'movement' | 'count';

const indexes = {
  item: { movement: ['[itemId+stamp]'], count: ['[itemId+stamp]'] },
  location: {
    movement: ['[fromLocationId+stamp]', '[toLocationId+stamp]'],
    count: ['[locationId+stamp]'],
  },
} as const;

/** `limit`: how many of each kind are read at most. */
export async function readNewestFacts(
  db: LocalDatabase,
  scope: HistoryScope,
  limit: number,
): Promise<NewestFacts> {
  const movements = await readByIndexes<Movement>(db, 'movement', scope, { limit, after: null });
  // Rarer by far: without an end the same number of them would reach back for years.
  const counts = await readByIndexes<Count>(db, 'count', scope, { limit, after: movements.cut });
  const cuts = [movements.cut, counts.cut].filter((cut) => cut !== null);
  const [cut = null] = cuts.toSorted().toReversed();
  const isRead = ({ stamp }: { readonly stamp: Stamp }): boolean => cut === null || stamp > cut;
  return {
    movements: movements.facts.filter(isRead),
    counts: counts.facts.filter(isRead),
    cut,
  };
}

interface Read<Fact> {
  readonly facts: readonly Fact[];
  readonly cut: Stamp | null;
}

async function readByIndexes<Fact extends { readonly stamp: Stamp }>(
  db: LocalDatabase,
  table: FactTable,
  scope: HistoryScope,
  { limit, after }: { readonly limit: number; readonly after: Stamp | null },
): Promise<Read<Fact>> {
  if (scope.kind === 'all')
    return { facts: await db.table<Fact, string>(table).toArray(), cut: null };
  const subject = scope.kind === 'item' ? scope.itemId : scope.locationId;
  const facts: Fact[] = [];
  let cut: Stamp | null = null;
  for (const index of indexes[scope.kind][table]) {
    const newest = db
      .table<Fact, string>(table)
      .where(index)
      .between([subject, after ?? ''], [subject, '\uffff']);
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, walked from its end
    const read = await newest.reverse().limit(limit).toArray();
    facts.push(...read);
    const end = read.length < limit ? undefined : read.at(-1)?.stamp;
    if (end !== undefined && (cut === null || end > cut)) cut = end;
  }
  return { facts, cut };
}

/** Ids sort by birth, so a few from the front are as good as the oldest of all. */
const oldestRead = 50;

/**
 * When the oldest fact that is here was received, where a first sync has left older ones at the server; null where this
 * phone has been told everything. What is not here was received before that.
 */
export async function readOldestReceipt(db: LocalDatabase): Promise<number | null> {
  const cursor = await readMeta(db, 'cursor');
  if ((cursor?.skipFactsUntil ?? 0) === 0) return null;
  const oldest = await Promise.all([
    db.movement.limit(oldestRead).toArray(),
    db.count.limit(oldestRead).toArray(),
  ]);
  return Math.min(...oldest.flat().map(({ receivedAt }) => receivedAt ?? Infinity));
}
