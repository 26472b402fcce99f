/**
 * Brings live rows into memory for `applyMutation`: what a list of mutations can write or must look at, in
 * one round of parallel reads. Rows come as they travel, without the local `touched`.
 */
import type { AnyRow, RowOf, SyncedTable } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf, rowKey, type RowName } from '../../shared/mutation-reach.ts';
import type { Mutation } from '../../shared/mutations.ts';
import type { Stamp } from '../../shared/stamps.ts';
import { liveTable, type LiveRowOf, type LocalDatabase } from './local-database.ts';

/** The reach of many mutations together. */
export interface Needs {
  /** Rows that may be written, by key. */
  readonly writes: ReadonlyMap<string, RowName>;
  readonly trees: ReadonlySet<'location' | 'category'>;
  readonly movementsOf: ReadonlySet<ItemId>;
}

export function needsOf(mutations: Iterable<Mutation>): Needs {
  const writes = new Map<string, RowName>();
  const trees = new Set<'location' | 'category'>();
  const movementsOf = new Set<ItemId>();
  for (const mutation of mutations) {
    const reach = reachOf(mutation);
    for (const name of reach.writes) writes.set(rowKey(name.table, name.id), name);
    if (reach.tree !== null) trees.add(reach.tree);
    if (reach.movementsOf !== null) movementsOf.add(reach.movementsOf);
  }
  return { writes, trees, movementsOf };
}

/** The stores that `loadLiveRows` reads for these needs. */
export function tablesOf({ writes, trees, movementsOf }: Needs): Set<SyncedTable> {
  const tables = new Set<SyncedTable>(trees);
  for (const { table } of writes.values()) tables.add(table);
  if (movementsOf.size > 0) tables.add('movement');
  return tables;
}

export interface LoadOptions {
  readonly needs: Needs;
  /** Earlier movements are not loaded: an item may have thousands. */
  readonly movementsFrom: Stamp;
  /** Rows that are not taken from the live tables. */
  readonly isLeftOut?: (key: string) => boolean;
}

export async function loadLiveRows(
  db: LocalDatabase,
  into: LoadedRows,
  { needs, movementsFrom, isLeftOut = () => false }: LoadOptions,
): Promise<void> {
  const load = <Table extends SyncedTable>(
    table: Table,
    rows: (LiveRowOf[Table] | undefined)[],
  ) => {
    for (const row of rows) {
      if (row !== undefined && !isLeftOut(rowKey(table, row.id))) into.load(table, [toBare(row)]);
    }
  };
  const idsByTable = new Map<SyncedTable, string[]>();
  for (const [key, { table, id }] of needs.writes) {
    if (!isLeftOut(key)) idsByTable.set(table, [...(idsByTable.get(table) ?? []), id]);
  }
  await Promise.all([
    ...[...idsByTable].map(async ([table, ids]) =>
      load(table, await liveTable(db, table).bulkGet(ids)),
    ),
    ...[...needs.trees].map(async (table) => load(table, await liveTable(db, table).toArray())),
    ...[...needs.movementsOf].map(async (itemId) => {
      const range = [
        [itemId, movementsFrom],
        [itemId, '\uffff'],
      ] as const;
      load(
        'movement',
        await db.movement
          .where('[itemId+stamp]')
          .between(...range)
          .toArray(),
      );
    }),
  ]);
}

export function toBare<Table extends SyncedTable>(row: LiveRowOf[Table]): RowOf[Table] {
  // A live row is the row that travels and, in most tables, `touched`.
  const bare = { ...row } as AnyRow & { touched?: number };
  delete bare.touched;
  return bare as RowOf[Table];
}
