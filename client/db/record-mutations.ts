/**
 * The one road for a local change: judged at once by the shared rules, written to the live rows and to the
 * outbox in one strict transaction. When the promise resolves the change is durable on this phone; if
 * anything fails before, nothing of it is there. The network plays no part.
 *
 *   drafts ─parse─▶ mutations ─┬─ load rows ─▶ judge ──refused──▶ nothing written, the refusal is returned
 *                              │                 │
 *                              └── one transaction: shadow (first touch) + live rows + outbox + numbers
 */
import { applyMutation } from '../../shared/apply-mutation.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf, rowKey } from '../../shared/mutation-reach.ts';
import {
  parseMutation,
  type Mutation,
  type MutationArgs,
  type MutationName,
} from '../../shared/mutations.ts';
import { limits, type SentMutation } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/refusals.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { clientMark, laterStamp, makeStamp, nextStamp } from '../../shared/stamps.ts';
import { inTransaction } from './in-transaction.ts';
import { loadLiveRows, needsOf, tablesOf, type Needs } from './load-rows.ts';
import type { BlobRow, LocalDatabase, OutboxRow, ShadowRow } from './local-database.ts';
import { makeId, readMetas, writeMetas, type Moment } from './meta.ts';
import { newestStampSeen } from './newest-stamp-seen.ts';
import { writeLiveRows } from './write-live-rows.ts';

export type MutationDraft = {
  [Name in MutationName]: { readonly name: Name; readonly args: MutationArgs<Name> };
}[MutationName];

export interface Recorded {
  readonly mutations: readonly SentMutation[];
}

/** The bytes of a photo, by their hash, and a small preview of them. */
export type NewBlob = Pick<BlobRow, 'sha256' | 'bytes' | 'small'>;

/** What a request needs besides one mutation of the largest size. */
const envelopeBytes = 4 * 1024;

/** All drafts are recorded, or none: `failure` is that of the first one that may not be. */
export function recordMutations(
  db: LocalDatabase,
  drafts: readonly MutationDraft[],
  moment: Moment,
): Promise<Result<Recorded, Refusal>> {
  return recordWithBlobs(db, { drafts, blobs: [] }, moment);
}

/** The photos that the drafts name are kept together with them, or neither is. */
export async function recordWithBlobs(
  db: LocalDatabase,
  {
    drafts,
    blobs,
  }: { readonly drafts: readonly MutationDraft[]; readonly blobs: readonly NewBlob[] },
  moment: Moment,
): Promise<Result<Recorded, Refusal>> {
  const mutations: Mutation[] = [];
  for (const draft of drafts) {
    const parsed = parseMutation({ ...draft, version: 1 });
    if (!parsed.ok) return parsed;
    if (!fitsIntoRequest(parsed.value)) {
      return fail({ kind: 'invalid', path: '', reason: `at most ${limits.pushBytesMax} bytes` });
    }
    mutations.push(parsed.value);
  }
  if (mutations.length === 0) return succeed({ mutations: [] });
  const needs = needsOf(mutations);
  // Only these stores are locked, so that a long list being read does not hold up a tap.
  const live = [...tablesOf(needs)].map((table) => db.table(table));
  const bytes = blobs.length === 0 ? [] : [db.blobs];
  return inTransaction(db, [db.meta, db.outbox, db.shadow, ...live, ...bytes], async () => {
    const recorded = await record(db, { mutations, needs, moment });
    if (recorded.ok && blobs.length > 0) await keepBlobs(db, blobs, moment.nowMs);
    return recorded;
  });
}

/** A change that fits in no request would stop the whole outbox. */
function fitsIntoRequest({ args }: Mutation): boolean {
  const text = JSON.stringify(args);
  const bytesMax = limits.pushBytesMax - envelopeBytes;
  // UTF-8 takes at most three bytes for each UTF-16 unit: only long texts need counting.
  return text.length * 3 <= bytesMax || new TextEncoder().encode(text).length <= bytesMax;
}

interface Recording {
  readonly mutations: readonly Mutation[];
  readonly needs: Needs;
  readonly moment: Moment;
}

async function record(
  db: LocalDatabase,
  { mutations, needs, moment }: Recording,
): Promise<Result<Recorded, Refusal>> {
  const meta = await readMetas(db, [
    'clientId',
    'nextMid',
    'lastStamp',
    'clockOffsetMs',
    'session',
    'touched',
  ]);
  const clientId = meta.clientId ?? makeId<'client'>(moment);
  const clockMs = moment.nowMs + meta.clockOffsetMs;
  const loaded = new LoadedRows();
  const movementsFrom = makeStamp({ ms: clockMs, counter: 0, mark: '00000000' });
  const [known] = await Promise.all([
    // Of a thousand keys, a tenth of the time that `anyOf` takes, which walks from key to key.
    db.shadow.bulkGet([...needs.writes.keys()]),
    loadLiveRows(db, loaded, { needs, movementsFrom }),
  ]);
  // Before anything is judged: a shadow holds what the server knows.
  const shadows = newShadows(loaded, needs, new Set(known.map((shadow) => shadow?.key)));

  const personId = meta.session?.personId ?? null;
  const rows: OutboxRow[] = [];
  let lastStamp = meta.lastStamp;
  for (const mutation of mutations) {
    const seen = newestStampSeen(loaded, mutation);
    lastStamp = nextStamp(laterStamp(lastStamp, seen), clockMs, clientMark(clientId));
    const outcome = applyMutation(loaded, mutation, {
      stamp: lastStamp,
      personId,
      receivedAt: null,
    });
    if (outcome.kind === 'refused') return fail(outcome.refusal);
    rows.push({
      ...mutation,
      mid: meta.nextMid + rows.length,
      uuid: makeId<'mutation'>(moment),
      stamp: lastStamp,
      personId,
      recordedAt: moment.nowMs,
      keys: reachOf(mutation).writes.map(({ table, id }) => rowKey(table, id)),
    });
  }

  const touched = meta.touched + 1;
  await Promise.all([
    db.shadow.bulkAdd(shadows),
    db.outbox.bulkAdd(rows),
    writeLiveRows(db, loaded.changes(), touched),
    writeMetas(db, { clientId, touched, lastStamp, nextMid: meta.nextMid + rows.length }),
  ]);
  return succeed({ mutations: rows });
}

/** What is here already stays as it is, unless it went wrong: taken anew, it may do. */
async function keepBlobs(
  db: LocalDatabase,
  blobs: readonly NewBlob[],
  addedAt: number,
): Promise<void> {
  const known = await db.blobs.bulkGet(blobs.map(({ sha256 }) => sha256));
  const fresh = blobs.filter((_, place) => known[place]?.refused !== '');
  await db.blobs.bulkPut(
    fresh.map(({ sha256, bytes, small }): BlobRow => ({
      sha256,
      bytes,
      small,
      addedAt,
      refused: '',
      sentAt: null,
      sentFor: null,
    })),
  );
}

function newShadows(
  loaded: LoadedRows,
  { writes }: Needs,
  known: ReadonlySet<string | undefined>,
): ShadowRow[] {
  return [...writes]
    .filter(([key]) => !known.has(key))
    .map(([key, { table, id }]) => ({ key, table, id, row: loaded.get(table, id) ?? null }));
}
