/**
 * One durable transaction over some stores: all of `work` or nothing of it. On a connection that the
 * browser has killed it is tried once more.
 *
 * Hazard: Dexie follows native `await` only from a function that is itself declared async (Dexie #978).
 * Without the arrow function below, a helper that awaits nothing loses the transaction half-way.
 */
import type { Table } from 'dexie';
import type { LocalDatabase } from './local-database.ts';
import { withReopen } from './with-reopen.ts';

export function inTransaction<Value>(
  db: LocalDatabase,
  tables: readonly Table[],
  work: () => Promise<Value>,
): Promise<Value> {
  return withReopen(db, () => db.transaction('rw', [...tables], async () => await work()));
}
