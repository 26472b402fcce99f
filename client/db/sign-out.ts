/**
 * Leaving this phone: everything is wiped, so it is only done when nothing waits, or after the person has
 * saved what waits as a file.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { inTransaction } from './in-transaction.ts';
import type { LocalDatabase } from './local-database.ts';
import { readMetas, writeMetas } from './meta.ts';

export interface OutboxNotEmpty {
  readonly kind: 'outboxNotEmpty';
  readonly waiting: number;
}

export function signOut(
  db: LocalDatabase,
  { outboxExported }: { readonly outboxExported: boolean },
): Promise<Result<void, OutboxNotEmpty>> {
  return inTransaction(db, db.tables, async () => {
    const waiting = await db.outbox.count();
    if (waiting > 0 && !outboxExported) return fail({ kind: 'outboxNotEmpty', waiting } as const);
    await wipe(db);
    return succeed(undefined);
  });
}

/** Inside a transaction over all stores. Who follows `touched` is told to read anew, and finds nothing. */
export async function wipe(db: LocalDatabase): Promise<void> {
  const { touched, generation } = await readMetas(db, ['touched', 'generation']);
  await Promise.all(db.tables.map((table) => table.clear()));
  await writeMetas(db, { touched, generation: generation + 1 });
}
