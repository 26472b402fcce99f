/**
 * One trip of a phone: what it says about itself is checked against the history of the space, then its
 * changes are pushed, then it is told what it has not seen. A phone that has seen another history is
 * told so before anything of it is applied.
 */
import { syncedTables } from '../../shared/entities.ts';
import type { Cursor, SyncAnswer, SyncProblem, SyncRequest } from '../../shared/protocol.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';
import { readHead, readRunEnd, type Head } from '../db/head-statements.ts';
import { readClients, readReadAs, saveReadAs } from '../db/sync-statements.ts';
import type { Queries } from '../db/database.ts';
import type { Actor } from './actor.ts';
import { pull } from './pull.ts';
import type { Pushed } from './apply-push.ts';
import type { PushQueue } from './push-queue.ts';

export interface Sync {
  sync(actor: Actor, request: SyncRequest): Promise<Result<SyncAnswer, SyncProblem>>;
}

interface SyncDeps {
  readonly db: Queries;
  readonly queue: PushQueue;
  readonly now: () => number;
}

export function makeSync({ db, queue, now }: SyncDeps): Sync {
  return {
    async sync(actor, request) {
      const { clientId, personId, ackedMid, mutations, cursor, nonce } = request;
      if (personId !== undefined && personId !== actor.personId)
        return fail({ kind: 'foreignClient' });
      const before = must(await readHead(db, actor.spaceId), 'the head of the space');
      const client = await readClient(db, actor, clientId);
      if (!client.ok) return client;
      const { lastMid } = client.value;
      const problem =
        (await findForeignHistory(db, actor, request, before, lastMid)) ??
        (await findOtherRole(db, actor, request, { epoch: before.epoch, lastMid }));
      if (problem !== undefined) return fail(problem);

      const pushed: Result<Pushed, SyncProblem> =
        mutations.length === 0
          ? succeed({ ...client.value, results: [] })
          : await queue.push({ actor, clientId, ackedMid, mutations });
      if (!pushed.ok) return pushed;

      // Read again: the page must reach the version that this very push has taken.
      const head =
        mutations.length === 0 ? before : must(await readHead(db, actor.spaceId), 'the head');
      const page = await pull(db, actor, cursor, head);
      const { epoch, version: headVersion } = head;
      return succeed({ nonce, epoch, serverTime: now(), ...pushed.value, ...page, headVersion });
    },
  };
}

async function readClient(
  db: Queries,
  actor: Actor,
  clientId: string,
): Promise<Result<{ readonly lastMid: number; readonly lastMidVersion: number }, SyncProblem>> {
  const [client] = await readClients(db, actor.spaceId, [clientId]);
  if (client === undefined) return succeed({ lastMid: 0, lastMidVersion: 0 });
  if (client.personId !== actor.personId) return fail({ kind: 'foreignClient' });
  const { lastMid, lastMidVersion } = client;
  return succeed({ lastMid, lastMidVersion });
}

/** Has the client seen a history of this space that the database does not have? */
async function findForeignHistory(
  db: Queries,
  actor: Actor,
  { epoch, cursor, ackedMid }: SyncRequest,
  head: Head,
  lastMid: number,
): Promise<SyncProblem | undefined> {
  const facts = { epoch: head.epoch, lastMid };
  if (epoch !== null && epoch !== head.epoch) return { kind: 'epochChanged', ...facts };
  if (ackedMid > lastMid) return { kind: 'regressed', ...facts };
  if (cursor === null) return undefined;
  if (cursor.table > syncedTables.length) {
    return { kind: 'badRequest', path: 'cursor.table', reason: `at most ${syncedTables.length}` };
  }
  if (await isBeyond(db, actor, cursor, head)) return { kind: 'regressed', ...facts };
  if (cursor.version < head.purgeFloor) return { kind: 'belowFloor', ...facts };
  return undefined;
}

/** Whoever may see more than before, or less, reads everything anew: pages only bring what has changed. */
async function findOtherRole(
  db: Queries,
  { spaceId, role }: Actor,
  { clientId, cursor }: SyncRequest,
  facts: { readonly epoch: string; readonly lastMid: number },
): Promise<SyncProblem | undefined> {
  const readAs = await readReadAs(db, spaceId, clientId);
  if (readAs === role) return undefined;
  if (cursor !== null && readAs !== null) return { kind: 'belowFloor', ...facts };
  await saveReadAs(db, spaceId, clientId, role);
  return undefined;
}

async function isBeyond(db: Queries, actor: Actor, cursor: Cursor, head: Head): Promise<boolean> {
  if (cursor.version > head.version) return true;
  if (cursor.run === head.run) return false;
  const end = await readRunEnd(db, actor.spaceId, cursor.run);
  return end === undefined || cursor.version > end;
}
