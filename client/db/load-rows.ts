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
  /** Rows that are only looked at, by key. */
  readonly reads: ReadonlyMap<string, RowName>;
  /** Items whose movements matter: from a stamp on, or from that of the change itself where it is null. */
  readonly movements: ReadonlyMap<ItemId, Stamp | null>;
}

export function needsOf(mutations: Iterable<Mutation>): Needs {
  const writes = new Map<string, RowName>();
  const reads = new Map<string, RowName>();
  const trees = new Set<'location' | 'category'>();
  const movements = new Map<ItemId, Stamp | null>();
  for (const mutation of mutations) {
    const reach = reachOf(mutation);
    for (const name of reach.writes) writes.set(rowKey(name.table, name.id), name);
    for (const name of reach.reads) reads.set(rowKey(name.table, name.id), name);
    if (reach.tree !== null) trees.add(reach.tree);
    for (const { itemId, from } of reach.movements) {
      const known = movements.get(itemId) ?? null;
      movements.set(itemId, known === null || (from !== null && from < known) ? from : known);
    }
  }
  return { writes, reads, trees, movements };
}

/** The stores that `loadLiveRows` reads for these needs. */
export function tablesOf({ writes, reads, trees, movements }: Needs): Set<SyncedTable> {
  const tables = new Set<SyncedTable>(trees);
  for (const { table } of [...writes.values(), ...reads.values()]) tables.add(table);
  if (movements.size > 0) tables.add('movement');
  return tables;
}

export interface LoadOptions {
  readonly needs: Needs;
  /** Where a change names no moment: earlier movements are not loaded, for an item may have thousands. */
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
  for (const [key, { table, id }] of new Map([...needs.reads, ...needs.writes])) {
    if (isLeftOut(key)) continue;
    const ids = idsByTable.get(table);
    if (ids === undefined) idsByTable.set(table, [id]);
    else ids.push(id);
  }
  const earliest = await earliestOf(db, needs, movementsFrom);
  await Promise.all([
    ...[...idsByTable].map(async ([table, ids]) =>
      load(table, await liveTable(db, table).bulkGet(ids)),
    ),
    ...[...needs.trees].map(async (table) => load(table, await liveTable(db, table).toArray())),
    ...[...needs.movements].map(async ([itemId, from]) => {
      const first = from !== null && from < earliest ? from : earliest;
      const range = [
        [itemId, first],
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

/** Who accepts a tally may have known it by a later stamp: that of a fast clock, which the server has clamped since. */
async function earliestOf(db: LocalDatabase, { reads }: Needs, from: Stamp): Promise<Stamp> {
  const ids = [...reads.values()].filter(({ table }) => table === 'tally').map(({ id }) => id);
  if (ids.length === 0) return from;
  const stamps = (await db.tally.bulkGet(ids)).flatMap((tally) => tally?.stamp ?? []);
  return stamps.reduce((first, stamp) => (stamp < first ? stamp : first), from);
}

export function toBare<Table extends SyncedTable>(row: LiveRowOf[Table]): RowOf[Table] {
  // A live row is the row that travels and, in most tables, `touched`.
  const bare = { ...row } as AnyRow & { touched?: number };
  delete bare.touched;
  return bare as RowOf[Table];
}
