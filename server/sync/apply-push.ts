/**
 * Applying pushes, set-based: the heart of the server.
 *
 *   lock head → what is known of these clients and mutations → one preload of all touched rows
 *   → the shared rules run in memory, in order → pictures, notices and jobs → take a version
 *   → one write per touched table
 *   → log, clients → notify          (the caller commits; nothing here outlives a rollback)
 *
 * Promises: each uuid has one effect, whoever sends it again; a client's log is applied as a prefix; one
 * bad mutation gets its own outcome and never fails its neighbours; a pure retry takes no version.
 */
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import { parseMutation, type Mutation } from '../../shared/mutations.ts';
import { mayDo } from '../../shared/permissions.ts';
import type { MutationResult, SentMutation, SyncProblem } from '../../shared/protocol.ts';
import { refuse, type Outcome } from '../../shared/refusals.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';
import { makeStampClamp, type Stamp } from '../../shared/stamps.ts';
import { lockHead, notifyHead, takeVersion, type Head } from '../db/head-statements.ts';
import {
  insertLog,
  readClients,
  readOutcomes,
  saveClients,
  type ClientRow,
  type LogEntry,
} from '../db/sync-statements.ts';
import type { Queries } from '../db/database.ts';
import { writeChanged } from '../db/write-changed.ts';
import type { Actor } from './actor.ts';
import { preload } from './preload.ts';
import { trackImages } from './track-images.ts';
import { trackLeadTimes } from './track-lead-times.ts';
import { trackNotices } from './track-notices.ts';

export interface Push {
  readonly actor: Actor;
  readonly clientId: string;
  /** The last mutation that the client knows to be applied; 0 for none. */
  readonly ackedMid: number;
  readonly mutations: readonly SentMutation[];
  /** Found out, by itself, to be something the database cannot store. */
  readonly unstorable?: boolean;
}

export interface Pushed {
  readonly lastMid: number;
  readonly lastMidVersion: number;
  readonly results: readonly MutationResult[];
}

interface Judged {
  readonly push: Push;
  readonly sent: SentMutation;
  readonly parsed: Result<Mutation, Outcome>;
  readonly stamp: Stamp;
}

/** All pushes must be of one space. Runs inside the caller's transaction. */
export async function applyPushes(
  tx: Queries,
  spaceId: string,
  pushes: readonly Push[],
  nowMs: number,
): Promise<Result<Pushed, SyncProblem>[]> {
  const head = await lockHead(tx, spaceId);
  const clients = await readClients(tx, spaceId, [
    ...new Set(pushes.map(({ clientId }) => clientId)),
  ]);
  const clientsById = new Map(clients.map((client) => [client.clientId, client]));
  const uuids = pushes.flatMap(({ mutations }) => mutations.map(({ uuid }) => uuid));
  const outcomes = await readOutcomes(tx, spaceId, uuids);

  const receivedAt = Math.max(nowMs, head.receivedAt + 1);
  const clamp = makeStampClamp(receivedAt);
  const fresh: Judged[] = [];
  const known = new Set(outcomes.keys());
  const problems = new Map<Push, SyncProblem>();
  for (const push of pushes) {
    const problem = findProblem(push, head, clientsById.get(push.clientId), known);
    if (problem !== undefined) problems.set(push, problem);
    else {
      const client = clientsById.get(push.clientId);
      for (const sent of push.mutations) {
        if (known.has(sent.uuid)) continue;
        known.add(sent.uuid);
        fresh.push({ push, sent, parsed: admit(push, sent), stamp: clamp(sent.stamp) });
      }
      clientsById.set(push.clientId, advance(push, client));
    }
  }

  const isNews = pushes.some((push) => !problems.has(push) && movesClient(push, clients));
  if (isNews) {
    const rows = await judge(tx, spaceId, fresh, outcomes, receivedAt);
    await trackImages(tx, spaceId, rows, receivedAt);
    await trackNotices(tx, spaceId, rows, receivedAt);
    await trackLeadTimes(tx, spaceId, rows);
    const version = await takeVersion(tx, spaceId, receivedAt);
    const moved = [...clientsById.values()].map((client) => stampVersion(client, clients, version));
    await store(tx, spaceId, { rows, fresh, outcomes, receivedAt, version });
    await saveClients(tx, spaceId, moved, receivedAt);
    await notifyHead(tx, spaceId, head.epoch, version);
    for (const client of moved) clientsById.set(client.clientId, client);
  }
  return pushes.map((push) => {
    const problem = problems.get(push);
    if (problem !== undefined) return fail(problem);
    const { lastMid, lastMidVersion } = must(
      clientsById.get(push.clientId),
      'the client of a push',
    );
    return succeed({ lastMid, lastMidVersion, results: resultsOf(push, outcomes) });
  });
}

/** Whether this client's log is one that the server can go on from. */
function findProblem(
  push: Push,
  head: Head,
  client: ClientRow | undefined,
  known: ReadonlySet<string>,
): SyncProblem | undefined {
  const lastMid = client?.lastMid ?? 0;
  if (client !== undefined && client.personId !== push.actor.personId)
    return { kind: 'foreignClient' };
  const first = push.mutations[0]?.mid ?? lastMid + 1;
  if (push.ackedMid > lastMid || first > lastMid + 1) {
    return { kind: 'regressed', epoch: head.epoch, lastMid };
  }
  for (const [place, { mid, uuid }] of push.mutations.entries()) {
    if (mid !== first + place) {
      return {
        kind: 'badRequest',
        path: `mutations.${place}.mid`,
        reason: `expected ${first + place}`,
      };
    }
    if (mid <= lastMid && !known.has(uuid)) return { kind: 'clientForked', lastMid };
  }
  return undefined;
}

function admit(push: Push, sent: SentMutation): Result<Mutation, Outcome> {
  if (push.unstorable) {
    return fail(refuse({ kind: 'notStorable', reason: 'the database refuses this value' }));
  }
  const parsed = parseMutation(sent);
  if (!parsed.ok) return fail(refuse(parsed.failure));
  return mayDo(push.actor, parsed.value) ? parsed : fail(refuse({ kind: 'forbidden' }));
}

function advance({ actor, clientId, mutations }: Push, client: ClientRow | undefined): ClientRow {
  return {
    clientId,
    personId: actor.personId,
    deviceId: actor.deviceId,
    lastMid: Math.max(client?.lastMid ?? 0, mutations.at(-1)?.mid ?? 0),
    lastMidVersion: client?.lastMidVersion ?? 0,
  };
}

function movesClient({ clientId, mutations }: Push, clients: readonly ClientRow[]): boolean {
  const before = clients.find((client) => client.clientId === clientId);
  return before === undefined || (mutations.at(-1)?.mid ?? 0) > before.lastMid;
}

function stampVersion(client: ClientRow, before: readonly ClientRow[], version: number): ClientRow {
  const known = before.find(({ clientId }) => clientId === client.clientId);
  return known?.lastMid === client.lastMid ? client : { ...client, lastMidVersion: version };
}

/** Runs the shared rules over all fresh mutations, in order; fills in their outcomes. */
async function judge(
  tx: Queries,
  spaceId: string,
  fresh: readonly Judged[],
  outcomes: Map<string, Outcome>,
  receivedAt: number,
): Promise<LoadedRows> {
  const admitted = fresh.flatMap(({ parsed, stamp }) =>
    parsed.ok ? [{ mutation: parsed.value, stamp }] : [],
  );
  const rows = await preload(tx, spaceId, admitted);
  for (const { push, sent, parsed, stamp } of fresh) {
    const { personId } = push.actor;
    const outcome = parsed.ok
      ? applyMutation(rows, parsed.value, { stamp, personId, receivedAt })
      : parsed.failure;
    outcomes.set(sent.uuid, outcome);
  }
  return rows;
}

interface Store {
  readonly rows: LoadedRows;
  readonly fresh: readonly Judged[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly receivedAt: number;
  readonly version: number;
}

async function store(tx: Queries, spaceId: string, what: Store): Promise<void> {
  const { rows, fresh, outcomes, receivedAt, version } = what;
  await writeChanged(tx, spaceId, rows, version);
  if (fresh.length === 0) return;
  const entries = fresh.map(({ push, sent, stamp, parsed }): LogEntry => {
    return {
      uuid: sent.uuid,
      clientId: push.clientId,
      mid: sent.mid,
      personId: push.actor.personId,
      name: sent.name.replaceAll('\u0000', ''),
      mutationVersion: sent.version,
      // What could not be read or stored is not kept here either: the phone has it, with the refusal.
      args: parsed.ok ? parsed.value.args : null,
      stamp,
      sentStamp: sent.stamp,
      outcome: must(outcomes.get(sent.uuid), 'an outcome for each mutation'),
    };
  });
  await insertLog(tx, spaceId, entries, { receivedAt, version });
}

function resultsOf(push: Push, outcomes: ReadonlyMap<string, Outcome>): MutationResult[] {
  return push.mutations.flatMap(({ mid, uuid }) => {
    const outcome = outcomes.get(uuid);
    return outcome === undefined || outcome.kind === 'applied' ? [] : [{ mid, outcome }];
  });
}
