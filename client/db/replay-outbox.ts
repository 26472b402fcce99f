/**
 * Makes live rows again from what the server knows and what still waits:
 *
 *   live = shadow + every waiting change that names the row, in order
 *
 * A movement names two stocks, so one row drags others along: what is rebuilt is closed over the changes
 * ("every change that names a rebuilt row is replayed, and all rows it names are rebuilt"), and so are the rows
 * that it only looks at, if changes wait on them: it must see them as they were when it was made, not as later
 * ones leave them. Cost follows the waiting changes on these rows, not the size of the stock.
 */
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { AnyRow, SyncedTable } from '../../shared/entities.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf, rowKey } from '../../shared/mutation-reach.ts';
import { isMutationName, type Mutation } from '../../shared/mutations.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { loadLiveRows, needsOf } from './load-rows.ts';
import { liveTable, type LocalDatabase, type OutboxRow } from './local-database.ts';
import { hasTouched, writeLiveRows } from './write-live-rows.ts';

const endOfTime = makeStamp({ ms: 36 ** 9 - 1, counter: 0, mark: 'ffffffff' });

/**
 * Inside a transaction over all stores. Shadows of rows that no change names any more are dropped.
 * Answers whether rows vanished: created here and refused by the server.
 */
export async function replayOutbox(
  db: LocalDatabase,
  keys: readonly string[],
  touched: number,
): Promise<{ readonly vanished: boolean }> {
  if (keys.length === 0) return { vanished: false };
  const { changes, reached } = closeOver(await db.outbox.toArray(), keys);
  const shadows = (await db.shadow.bulkGet([...reached])).filter((shadow) => shadow !== undefined);

  const loaded = new LoadedRows();
  await loadBase(db, loaded, { changes, isShadowed: (key) => reached.has(key) });
  for (const { table, row } of shadows) {
    if (row !== null) loaded.load(table, [row]);
  }
  for (const change of changes) {
    const mutation = toMutation(change);
    // Refused here means no effect here; the server will say so too, and then it is shown.
    if (mutation !== undefined) applyMutation(loaded, mutation, { ...change, receivedAt: null });
  }

  const rows: Partial<Record<SyncedTable, AnyRow[]>> = {};
  const gone: Partial<Record<SyncedTable, string[]>> = {};
  for (const { table, id } of shadows) {
    const row = loaded.get(table, id);
    if (row === undefined) (gone[table] ??= []).push(id);
    else (rows[table] ??= []).push(row);
  }
  const stillNamed = new Set(changes.flatMap((change) => change.keys));
  const settled = shadows.map(({ key }) => key).filter((key) => !stillNamed.has(key));
  const goneByTable = Object.entries(gone) as [SyncedTable, string[]][];
  await Promise.all([
    writeLiveRows(db, rows, touched),
    db.shadow.bulkDelete(settled),
    ...goneByTable.map(([table, ids]) => liveTable(db, table).bulkDelete(ids)),
  ]);
  return { vanished: goneByTable.some(([table]) => hasTouched(table)) };
}

interface Closure {
  /** In order of `mid`. */
  readonly changes: readonly OutboxRow[];
  readonly reached: ReadonlySet<string>;
}

function closeOver(outbox: readonly OutboxRow[], keys: Iterable<string>): Closure {
  const changesByKey = new Map<string, OutboxRow[]>();
  for (const change of outbox) {
    for (const key of change.keys) {
      const named = changesByKey.get(key);
      if (named === undefined) changesByKey.set(key, [change]);
      else named.push(change);
    }
  }
  const reached = new Set(keys);
  const found = new Set<OutboxRow>();
  // A Set is walked in order of insertion and meets what is added on the way.
  for (const key of reached) {
    for (const change of changesByKey.get(key) ?? []) {
      if (found.has(change)) continue;
      found.add(change);
      for (const other of change.keys) reached.add(other);
      for (const other of readsOf(change)) if (changesByKey.has(other)) reached.add(other);
    }
  }
  return { changes: outbox.filter((change) => found.has(change)), reached };
}

function readsOf(change: OutboxRow): string[] {
  const mutation = toMutation(change);
  if (mutation === undefined) return [];
  return reachOf(mutation).reads.map(({ table, id }) => rowKey(table, id));
}

interface Base {
  readonly changes: readonly OutboxRow[];
  readonly isShadowed: (key: string) => boolean;
}

/** What the changes look at beside the rows they name: parents, and movements after a count. */
async function loadBase(
  db: LocalDatabase,
  loaded: LoadedRows,
  { changes, isShadowed }: Base,
): Promise<void> {
  const mutations = changes.map(toMutation).filter((mutation) => mutation !== undefined);
  let movementsFrom: Stamp = endOfTime;
  for (const { name, stamp } of changes) {
    if (name === 'count.record' && stamp < movementsFrom) movementsFrom = stamp;
  }
  const needs = needsOf(mutations);
  await loadLiveRows(db, loaded, { needs, movementsFrom, isLeftOut: isShadowed });
}

/** Undefined for a change that other code recorded, newer than this: it waits, and has no effect here. */
function toMutation({ name, version, args }: OutboxRow): Mutation | undefined {
  // `args` passed parseMutation when it was recorded.
  return isMutationName(name) && version === 1 ? ({ name, version, args } as Mutation) : undefined;
}
