/**
 * Loads everything that a batch of mutations may look at or change, one statement per table, so that
 * the rules can then run without a database.
 */
import type { SyncedTable } from '../../shared/entities.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf } from '../../shared/mutation-reach.ts';
import type { Mutation } from '../../shared/mutations.ts';
import type { Stamp } from '../../shared/stamps.ts';
import type { Queries } from '../db/database.ts';
import { readMovementsAfter, readRows, readTree } from '../db/sync-statements.ts';

export interface Admitted {
  readonly mutation: Mutation;
  readonly stamp: Stamp;
}

export async function preload(
  tx: Queries,
  spaceId: string,
  admitted: readonly Admitted[],
): Promise<LoadedRows> {
  const idsByTable = new Map<SyncedTable, Set<string>>();
  const trees = new Set<'location' | 'category'>();
  const countedItems = new Set<string>();
  let earliestCount: Stamp | undefined;
  const lookFrom = (stamp: Stamp): void => {
    if (earliestCount === undefined || stamp < earliestCount) earliestCount = stamp;
  };
  for (const { mutation, stamp } of admitted) {
    const reach = reachOf(mutation);
    for (const { table, id } of [...reach.writes, ...reach.reads]) {
      const ids = idsByTable.get(table) ?? new Set<string>();
      idsByTable.set(table, ids.add(id));
    }
    if (reach.tree !== null) trees.add(reach.tree);
    for (const { itemId, from } of reach.movements) {
      countedItems.add(itemId);
      lookFrom(from ?? stamp);
    }
    if (mutation.name === 'tally.record') lookFrom(stamp);
  }

  const rows = new LoadedRows();
  for (const tree of trees) rows.load(tree, await readTree(tx, spaceId, tree));
  for (const [table, ids] of idsByTable) {
    const isTreeLoaded = (table === 'location' || table === 'category') && trees.has(table);
    if (isTreeLoaded) continue;
    const found = await readRows(tx, spaceId, table, [...ids]);
    rows.load(table, found);
    // Who accepts a tally may have known it by a later stamp: that of a fast clock, which was clamped since.
    for (const row of found) if ('counter' in row) lookFrom(row.stamp);
  }
  if (countedItems.size > 0 && earliestCount !== undefined) {
    rows.load('movement', await readMovementsAfter(tx, spaceId, [...countedItems], earliestCount));
  }
  return rows;
}
