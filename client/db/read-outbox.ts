/** What waits, for the status line and the row badges. */
import type { LocalDatabase } from './local-database.ts';
import { readUnsentPhotos } from './unsent-photos.ts';
import { readUnsentSheets } from './unsent-sheets.ts';

export interface OutboxSummary {
  /** Changes of the person signed in that the server has not settled. */
  readonly waiting: number;
  /** Changes of other people on this phone. */
  readonly heldBack: number;
  /** When the oldest waiting change was made, by this phone's clock; null if nothing waits. */
  readonly oldestAt: number | null;
  /** Photos of the person signed in whose bytes only this phone has. */
  readonly photos: number;
  /** Safety data sheets that only this phone has, of whomever. */
  readonly sheets: number;
}

export async function readOutbox(db: LocalDatabase): Promise<OutboxSummary> {
  // A collection each: `first` sets a limit on the one it is called on, and a count would stop there.
  const mine = () => db.outbox.where('mid').aboveOrEqual(1);
  const [waiting, heldBack, oldest, photos, sheets] = await Promise.all([
    mine().count(),
    db.outbox.where('mid').below(1).count(),
    mine().first(),
    readUnsentPhotos(db),
    readUnsentSheets(db),
  ]);
  const oldestAt = oldest?.recordedAt ?? null;
  return {
    waiting,
    heldBack,
    oldestAt,
    photos: photos.mine.length,
    sheets: sheets.length,
  };
}

/** Keys (`rowKey`) of all rows that a waiting change names. */
export async function readPendingKeys(db: LocalDatabase): Promise<Set<string>> {
  return new Set((await db.outbox.orderBy('keys').uniqueKeys()).map(String));
}
