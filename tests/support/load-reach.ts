/** A fresh set of rows with what the reach of one mutation names, and not a row more, as both sides load it. */
import { syncedTables, type SyncedTable } from '../../shared/entities.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf } from '../../shared/mutation-reach.ts';
import type { Mutation } from '../../shared/mutations.ts';
import type { Stamp } from '../../shared/stamps.ts';

export function loadReach(all: LoadedRows, mutation: Mutation, own: Stamp): LoadedRows {
  const { writes, tree, reads, movements } = reachOf(mutation);
  const few = new LoadedRows();
  const names = [...writes, ...reads];
  if (tree !== null) few.load(tree, all.changes()[tree]);
  for (const { table, id } of names) loadOne(all, few, table, id);
  const tallied = names
    .filter(({ table }) => table === 'tally')
    .flatMap(({ id }) => all.get('tally', id)?.stamp ?? []);
  for (const { itemId, from } of movements) {
    const after = [from ?? own, ...tallied].toSorted()[0] ?? own;
    few.load('movement', all.movementsAfter(itemId, after));
  }
  return few;
}

function loadOne(all: LoadedRows, few: LoadedRows, table: SyncedTable, id: string): void {
  const row = all.get(table, id);
  if (row !== undefined) few.load(table, [row]);
}

/** What was judged on few rows, put back among all. */
export function putBack(few: LoadedRows, all: LoadedRows): void {
  const changes = few.changes();
  const put = (table: SyncedTable): void => {
    for (const row of changes[table]) all.put(table, row);
  };
  for (const table of syncedTables) put(table);
}
