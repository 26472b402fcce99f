/**
 * Leaving this phone: everything is wiped, so it is only done when nothing waits, or after the person has
 * saved what waits as a file.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { inTransaction } from './in-transaction.ts';
import type { LocalDatabase } from './local-database.ts';
import { readMeta, readMetas, writeMetas } from './meta.ts';
import { readUnsentPhotos } from './unsent-photos.ts';
import { readUnsentSheets } from './unsent-sheets.ts';

export interface OutboxNotEmpty {
  readonly kind: 'outboxNotEmpty';
  /** Changes, of whomever, and a count that was broken off in the middle. */
  readonly waiting: number;
  /** Photos whose bytes only this phone has, of whomever. */
  readonly photos: number;
  /** Safety data sheets that only this phone has. */
  readonly sheets: number;
}

export function signOut(
  db: LocalDatabase,
  { outboxExported }: { readonly outboxExported: boolean },
): Promise<Result<void, OutboxNotEmpty>> {
  return inTransaction(db, db.tables, async () => {
    const unsent = await countUnsent(db);
    if (unsent.waiting + unsent.photos + unsent.sheets > 0 && !outboxExported) {
      return fail({ kind: 'outboxNotEmpty', ...unsent } as const);
    }
    await wipe(db);
    return succeed(undefined);
  });
}

/** What would be lost with this phone. Inside a transaction over all stores. */
export async function countUnsent(db: LocalDatabase): Promise<Omit<OutboxNotEmpty, 'kind'>> {
  const { mine, heldBack } = await readUnsentPhotos(db);
  const sheets = await readUnsentSheets(db);
  const openCount = await readMeta(db, 'openCount');
  return {
    waiting: (await db.outbox.count()) + (openCount === null ? 0 : 1),
    photos: mine.length + heldBack.length,
    sheets: sheets.length,
  };
}

/** Inside a transaction over all stores. Who follows `touched` is told to read anew, and finds nothing. */
export async function wipe(db: LocalDatabase): Promise<void> {
  const { touched, generation } = await readMetas(db, ['touched', 'generation']);
  await Promise.all(db.tables.map((table) => table.clear()));
  await writeMetas(db, { touched, generation: generation + 1 });
}
