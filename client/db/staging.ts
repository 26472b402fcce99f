/**
 * A resync fetches every row anew beside the rows in use, and then takes their place in one transaction:
 * the screens show the old shelf until the new one is complete, never an empty one.
 */
import { syncedTables, type SyncedTable } from '../../shared/entities.ts';
import { rowKey } from '../../shared/mutation-reach.ts';
import type { RowsByTable } from '../../shared/protocol.ts';
import { liveTable, type LocalDatabase, type ShadowRow, type StagedRow } from './local-database.ts';
import { replayOutbox } from './replay-outbox.ts';
import { writeLiveRows } from './write-live-rows.ts';

/** Bounds what is in memory at once. */
const chunkRows = 5_000;

/** Answers no keys: staged rows touch no shadow. */
export async function stageRows(db: LocalDatabase, rows: RowsByTable): Promise<string[]> {
  const staged: StagedRow[] = [];
  for (const table of syncedTables) {
    for (const row of rows[table] ?? []) staged.push({ key: rowKey(table, row.id), row });
  }
  await db.staging.bulkPut(staged);
  return [];
}

/** Inside a transaction over all stores, after the outbox has been settled. */
export async function swapStaged(
  db: LocalDatabase,
  touched: number,
): Promise<{ readonly vanished: true }> {
  for (const table of syncedTables) await swapTable(db, table, touched);
  await db.shadow.clear();
  const keys = [...new Set((await db.outbox.toArray()).flatMap((change) => change.keys))];
  const staged = await db.staging.bulkGet(keys);
  await db.shadow.bulkAdd(
    keys.map((key, place): ShadowRow => ({
      ...parseRowKey(key),
      key,
      row: staged[place]?.row ?? null,
    })),
  );
  await replayOutbox(db, keys, touched);
  await db.staging.clear();
  return { vanished: true };
}

async function swapTable(db: LocalDatabase, table: SyncedTable, touched: number): Promise<void> {
  await liveTable(db, table).clear();
  let after = `${table}:`;
  for (;;) {
    const range = db.staging.where('key').between(after, `${table};`, false, false);
    const chunk = await range.limit(chunkRows).toArray();
    await writeLiveRows(db, { [table]: chunk.map(({ row }) => row) }, touched);
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < chunkRows) return;
    after = last.key;
  }
}

/** The inverse of `rowKey`. */
export function parseRowKey(key: string): { readonly table: SyncedTable; readonly id: string } {
  const colon = key.indexOf(':');
  const table = syncedTables.find((name) => name === key.slice(0, colon));
  if (table === undefined) throw new Error(`Expected the key of a row, not ${key}`);
  return { table, id: key.slice(colon + 1) };
}
