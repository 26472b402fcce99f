/**
 * The only writer of live rows: marks each with the `touched` of its transaction. Rows are written in bulk,
 * because a first sync brings tens of thousands.
 */
import { syncedTables, type AnyRow, type SyncedTable } from '../../shared/entities.ts';
import { liveTable, type LocalDatabase } from './local-database.ts';

const facts: ReadonlySet<SyncedTable> = new Set([
  'movement',
  'count',
  'tally',
  'ask',
  'receipt',
  'price',
]);

/** Facts are read by what they are of, not by what was touched last. */
export function hasTouched(table: SyncedTable): boolean {
  return !facts.has(table);
}

export type LiveWrites = { readonly [Table in SyncedTable]?: readonly AnyRow[] };

export async function writeLiveRows(
  db: LocalDatabase,
  rows: LiveWrites,
  touched: number,
): Promise<void> {
  await Promise.all(
    syncedTables.map(async (table) => {
      const ofTable = rows[table] ?? [];
      if (ofTable.length === 0) return;
      const marked = hasTouched(table) ? ofTable.map((row) => ({ ...row, touched })) : ofTable;
      // The rows are those of this table, and marked where the table is.
      await liveTable<SyncedTable>(db, table).bulkPut(marked as never[]);
    }),
  );
}
