/**
 * What to do when server and phone no longer agree about the past. Nothing is given up: what the server
 * has lost is sent again (it knows each change by its uuid), and its rows are fetched anew beside the old.
 *
 *   epochChanged, regressed   acked changes it no longer knows go back into the outbox, then resync
 *   belowFloor                resync: tombstones we would have needed are gone
 *   clientForked              two browsers share one log (a copied profile): take a new one
 *   foreignClient             the log belongs to another person: take a new one
 */
import type { SyncProblem, SyncRequest } from '../../shared/protocol.ts';
import { inTransaction } from './in-transaction.ts';
import {
  liveTable,
  type AckedRow,
  type LocalDatabase,
  type OutboxRow,
  type ShadowRow,
} from './local-database.ts';
import { toBare } from './load-rows.ts';
import { readMetas, writeMetas, type Moment } from './meta.ts';
import { takeNewLog } from './new-log.ts';
import { isStillAsking } from './request-moment.ts';
import { parseRowKey } from './staging.ts';

export type HealableProblem = Extract<
  SyncProblem,
  { kind: 'epochChanged' | 'regressed' | 'belowFloor' | 'clientForked' | 'foreignClient' }
>;

/** `stale`: another tab has healed it already. */
export function heal(
  db: LocalDatabase,
  problem: HealableProblem,
  { request, moment }: { readonly request: SyncRequest; readonly moment: Moment },
): Promise<'healed' | 'stale'> {
  return inTransaction(db, db.tables, async () => {
    const meta = await readMetas(db, ['clientId', 'epoch', 'cursor']);
    if (!isStillAsking(meta, request)) return 'stale';
    if (problem.kind === 'clientForked' || problem.kind === 'foreignClient') {
      await takeNewLog(db, await db.outbox.toArray(), moment);
    } else {
      if (problem.kind !== 'belowFloor') await bringBack(db, problem.lastMid, moment);
      await beginResync(db, problem.epoch);
    }
    return 'healed';
  });
}

/** From here on pages are staged; the rows in use stay until the last page is here. */
export async function beginResync(db: LocalDatabase, epoch: string | null): Promise<void> {
  await db.staging.clear();
  await writeMetas(db, { epoch, cursor: null, resyncing: true });
}

/** Puts what the server no longer knows back in front of the outbox. */
async function bringBack(db: LocalDatabase, lastMid: number, moment: Moment): Promise<void> {
  const meta = await readMetas(db, ['clientId', 'session', 'ackedMid']);
  const personId = meta.session?.personId ?? null;
  const lost = (await db.acked.toArray()).filter((change) =>
    change.clientId === meta.clientId ? change.mid > lastMid : change.personId === personId,
  );
  const waiting = await db.outbox.toArray();
  const outbox = [...lost.map(toWaiting), ...waiting.map((change) => forget(change, lastMid))];
  await db.acked.bulkDelete(lost.map(({ order }) => order).filter((order) => order !== undefined));
  await addShadows(db, lost);

  // The server takes a log without gaps. Of former logs nobody knows what it still has, and of this one
  // the middle may have been trimmed: then all of it goes into a new log, and uuids tell what is known.
  const numbers = outbox.map(({ mid }) => mid).filter((mid) => mid > lastMid);
  const isOneLog = lost.every(({ clientId }) => clientId === meta.clientId);
  const hasGap = numbers.length > 0 && Math.min(...numbers) > lastMid + 1;
  if (!isOneLog || hasGap) {
    await takeNewLog(db, outbox, moment);
  } else {
    await db.outbox.bulkPut(outbox);
    await writeMetas(db, { ackedMid: Math.min(meta.ackedMid, lastMid) });
  }
}

function toWaiting({ order: _, clientId: __, ackedAt: ___, ...change }: AckedRow): OutboxRow {
  return forget(change, 0);
}

/** An outcome from a history that is no more is not an outcome. */
function forget(change: OutboxRow, lastMid: number): OutboxRow {
  if (change.mid <= lastMid) return change;
  const { outcome: _, ...waiting } = change;
  return waiting;
}

/** A row has a shadow while a change waits on it; what is live now is the truth so far. */
async function addShadows(db: LocalDatabase, changes: readonly AckedRow[]): Promise<void> {
  const keys = [...new Set(changes.flatMap((change) => change.keys))];
  const known = await db.shadow.bulkGet(keys);
  const shadows: ShadowRow[] = [];
  for (const key of keys.filter((_, place) => known[place] === undefined)) {
    const { table, id } = parseRowKey(key);
    const row = await liveTable(db, table).get(id);
    shadows.push({ key, table, id, row: row === undefined ? null : toBare(row) });
  }
  await db.shadow.bulkAdd(shadows);
}
