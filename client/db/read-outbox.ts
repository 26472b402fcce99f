/**
 * What waits, for the status line and the row badges, and as a file: the last resort of somebody whose
 * phone is about to die.
 */
import type { LocalDatabase } from './local-database.ts';
import { readMetas } from './meta.ts';

export interface OutboxSummary {
  /** Changes of the person signed in that the server has not settled. */
  readonly waiting: number;
  /** Changes of other people on this phone. */
  readonly heldBack: number;
  /** When the oldest waiting change was made, by this phone's clock; null if nothing waits. */
  readonly oldestAt: number | null;
}

export async function readOutbox(db: LocalDatabase): Promise<OutboxSummary> {
  // A collection each: `first` sets a limit on the one it is called on, and a count would stop there.
  const mine = () => db.outbox.where('mid').aboveOrEqual(1);
  const [waiting, heldBack, oldest] = await Promise.all([
    mine().count(),
    db.outbox.where('mid').below(1).count(),
    mine().first(),
  ]);
  return { waiting, heldBack, oldestAt: oldest?.recordedAt ?? null };
}

/** Keys (`rowKey`) of all rows that a waiting change names. */
export async function readPendingKeys(db: LocalDatabase): Promise<Set<string>> {
  return new Set((await db.outbox.orderBy('keys').uniqueKeys()).map(String));
}

/** JSON text with every change that waits, of whomever, and every outcome nobody has dealt with. */
export async function exportOutbox(db: LocalDatabase, nowMs: number): Promise<string> {
  const [meta, outbox, attention] = await Promise.all([
    readMetas(db, ['session', 'clientId', 'epoch']),
    db.outbox.toArray(),
    db.attention.filter(({ resolvedAt }) => resolvedAt === null).toArray(),
  ]);
  const file = { bincardOutbox: 1, exportedAt: nowMs, ...meta, outbox, attention };
  return JSON.stringify(file, null, 2);
}
