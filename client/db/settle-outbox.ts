/**
 * Takes changes out of the outbox once the server has judged them and their effect is here. They are kept
 * in `acked` for a while, because a server restored from a backup may need them again; an outcome other
 * than "applied" becomes an entry that the person sees.
 */
import type { LocalDatabase, AttentionRow, OutboxRow } from './local-database.ts';
import { readMeta } from './meta.ts';

const ackedKeptMs = 7 * 24 * 60 * 60 * 1000;
const ackedKept = 5_000;
/** At most so many go in one transaction. */
const trimmedMax = 1_000;

/** Inside a transaction over all stores. Answers the keys of the rows that the settled changes name. */
export async function settleOutbox(
  db: LocalDatabase,
  ackedMid: number,
  serverTime: number,
): Promise<Set<string>> {
  const settled = await db.outbox.where('mid').between(1, ackedMid, true, true).toArray();
  if (settled.length === 0) return new Set();
  const clientId = await readMeta(db, 'clientId');
  if (clientId === null) throw new Error('Expected a client id where changes are settled');
  await db.acked.bulkAdd(settled.map((change) => ({ ...change, clientId, ackedAt: serverTime })));
  await db.outbox.bulkDelete(settled.map(({ mid }) => mid));
  await raiseAttention(db, settled, serverTime);
  await trimAcked(db, serverTime);
  return new Set(settled.flatMap(({ keys }) => keys));
}

/** One entry per change, also when a healed server judges it a second time: the last outcome counts. */
async function raiseAttention(
  db: LocalDatabase,
  settled: readonly OutboxRow[],
  at: number,
): Promise<void> {
  const known = await db.attention
    .where('uuid')
    .anyOf(settled.map(({ uuid }) => uuid))
    .toArray();
  const knownByUuid = new Map(known.map((entry) => [entry.uuid, entry]));
  const entries: AttentionRow[] = [];
  for (const { outcome, ...change } of settled) {
    const before = knownByUuid.get(change.uuid);
    if (outcome === undefined) {
      if (before !== undefined) entries.push({ ...before, resolvedAt: before.resolvedAt ?? at });
    } else if (JSON.stringify(before?.outcome) !== JSON.stringify(outcome)) {
      const { mid, uuid, name, version, args, stamp } = change;
      const mutation = { mid, uuid, name, version, args, stamp };
      entries.push({ ...before, uuid, mid, at, mutation, outcome, seenAt: null, resolvedAt: null });
    }
  }
  await db.attention.bulkPut(entries);
}

async function trimAcked(db: LocalDatabase, nowMs: number): Promise<void> {
  const surplus = (await db.acked.count()) - ackedKept;
  if (surplus <= 0) return;
  const oldest = await db.acked.orderBy('order').limit(Math.min(surplus, trimmedMax)).toArray();
  const old = oldest.filter(({ ackedAt }) => ackedAt < nowMs - ackedKeptMs);
  await db.acked.bulkDelete(old.map(({ order }) => order).filter((order) => order !== undefined));
}
