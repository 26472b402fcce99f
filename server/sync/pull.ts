/**
 * Reading back: the rows that a cursor has not seen, in pages. A client at cursor V holds exactly the
 * rows with version ≤ V. A page ends between two versions where it can; a version that is larger than a
 * page (an import) is split, and the cursor then names the last row it carried.
 */
import { syncedTables, type AnyRow, type SyncedTable } from '../../shared/entities.ts';
import { limits, type Cursor, type RowsByTable } from '../../shared/protocol.ts';
import type { Head } from '../db/head-statements.ts';
import type { Queries } from '../db/database.ts';
import { readFactsFloor, readPageKeys, type PageKey } from '../db/pull-statements.ts';
import { readRows } from '../db/sync-statements.ts';
import type { Actor } from './actor.ts';
import { project } from './project.ts';

export interface Page {
  readonly rows: RowsByTable;
  readonly cursor: Cursor;
  readonly more: boolean;
}

/** `head` as it was read before the page: what commits meanwhile belongs to the next one. */
export async function pull(
  db: Queries,
  actor: Actor,
  cursor: Cursor | null,
  head: Head,
): Promise<Page> {
  const from = cursor ?? (await startCursor(db, actor, head));
  if (from.version >= head.version && isBetweenVersions(from)) {
    return { rows: {}, cursor: { ...from, run: head.run }, more: false };
  }
  const limit = limits.pullRowsMax;
  const onlyPerson = actor.role === 'member' ? actor.personId : null;
  const span = { headVersion: head.version, limit: limit + 1, onlyPerson };
  const keys = await readPageKeys(db, actor.spaceId, from, span);
  const page = keys.slice(0, limit);
  const found = await readPage(db, actor, page);
  const fitting = fitBytes(found);
  const isCut = fitting.length < found.length || keys.length > limit;
  const last = fitting.length < found.length ? fitting.at(-1)?.key : page.at(-1);
  const cursorAfter =
    isCut && last !== undefined
      ? { ...from, run: head.run, version: last.version, table: last.table, id: last.id }
      : { ...from, run: head.run, version: head.version, table: syncedTables.length, id: '' };
  return { rows: byTable(fitting), cursor: cursorAfter, more: isCut };
}

/** A new phone needs what is there now and the latest of what has happened; the server keeps the whole story. */
async function startCursor(db: Queries, { spaceId }: Actor, head: Head): Promise<Cursor> {
  const { run, version } = head;
  const skipFactsUntil = await readFactsFloor(db, spaceId, limits.firstSyncFactsMax);
  const skips = { skipDeadUntil: version, skipFactsUntil };
  return { run, version: 0, table: syncedTables.length, id: '', ...skips };
}

function isBetweenVersions(cursor: Cursor): boolean {
  return cursor.table >= syncedTables.length;
}

interface Found {
  readonly key: PageKey;
  readonly table: SyncedTable;
  readonly row: AnyRow;
}

async function readPage(db: Queries, actor: Actor, keys: readonly PageKey[]): Promise<Found[]> {
  const rowsByKey = new Map<string, AnyRow>();
  for (const [place, table] of syncedTables.entries()) {
    const ids = keys.filter((key) => key.table === place).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const row of await readRows(db, actor.spaceId, table, ids)) {
      rowsByKey.set(`${place}:${row.id}`, row);
    }
  }
  return keys.flatMap((key) => {
    const table = syncedTables[key.table];
    const row = rowsByKey.get(`${key.table}:${key.id}`);
    // A row that changed since its key was read has a version beyond this page, and comes with that.
    if (table === undefined || row === undefined || row.version !== key.version) return [];
    return [{ key, table, row: project(row, actor) }];
  });
}

function fitBytes(found: readonly Found[]): readonly Found[] {
  let bytes = 0;
  for (const [place, { row }] of found.entries()) {
    bytes += JSON.stringify(row).length;
    if (bytes > limits.pullBytesMax && place > 0) return found.slice(0, place);
  }
  return found;
}

function byTable(found: readonly Found[]): RowsByTable {
  const rows: Partial<Record<SyncedTable, AnyRow[]>> = {};
  for (const { table, row } of found) (rows[table] ??= []).push(row);
  // Each row was read from the table under whose name it stands.
  return rows as RowsByTable;
}
