/** The last step of whoever changed rows in memory under a locked head: one write per touched table. */
import { syncedTables, type RowOf, type SyncedTable } from '../../shared/entities.ts';
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Queries } from './database.ts';
import { writeRows } from './sync-statements.ts';

/** `version` was taken from the head in this very transaction. */
export async function writeChanged(
  tx: Queries,
  spaceId: string,
  rows: LoadedRows,
  version: number,
): Promise<void> {
  const changes = rows.changes();
  for (const table of syncedTables) await writeTable(tx, spaceId, table, changes[table], version);
}

async function writeTable<Table extends SyncedTable>(
  tx: Queries,
  spaceId: string,
  table: Table,
  rows: readonly RowOf[Table][],
  version: number,
): Promise<void> {
  if (rows.length === 0) return;
  await writeRows(
    tx,
    spaceId,
    table,
    rows.map((row) => ({ ...row, version })),
  );
}
