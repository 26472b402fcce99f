/**
 * Asks for what is new and judges what comes back. Only JSON from our server with this request's own nonce
 * is an answer: hotels answer 200 with a login page, and proxies replay old ones. The twin of
 * server/sync/pull.ts.
 */
import { readMetas, type Moment } from '../db/meta.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { ensureClientId } from '../db/new-log.ts';
import {
  protocolVersion,
  syncProblemStatus,
  type SyncAnswer,
  type SyncProblem,
  type SyncRequest,
} from '../../shared/protocol.ts';
import type { SyncTrouble } from '../db/sync-status.ts';
import { readBatch } from './push.ts';
import type { Reply } from './transport.ts';

/** Undefined while nobody is signed in. */
export async function makeRequest(
  db: LocalDatabase,
  moment: Moment,
  mutationsMax: number,
): Promise<SyncRequest | undefined> {
  await ensureClientId(db, moment);
  // One transaction, so that numbers, cursor and changes are of the same moment.
  return await db.transaction('r', [db.meta, db.outbox], async () => {
    const { clientId, session, epoch, cursor, ackedMid } = await readMetas(db, [
      'clientId',
      'session',
      'epoch',
      'cursor',
      'ackedMid',
    ]);
    if (session === null || clientId === null) return undefined;
    const { personId } = session;
    const mutations = await readBatch(db, { ackedMid, personId, mutationsMax });
    const nonce = makeNonce(moment);
    const log = { clientId, personId, epoch, cursor, ackedMid };
    return { protocol: protocolVersion, ...log, nonce, mutations };
  });
}

function makeNonce({ fillRandom }: Moment): string {
  const bytes = new Uint8Array(16);
  fillRandom(bytes);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type Judged =
  | { readonly kind: 'answer'; readonly answer: SyncAnswer }
  | {
      readonly kind: 'problem';
      readonly problem: SyncProblem;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly kind: 'outage';
      readonly trouble: SyncTrouble;
      readonly retryAfterMs: number | null;
    };

export function judgeReply(request: SyncRequest, reply: Reply): Judged {
  if (reply.kind !== 'reply') return { kind: 'outage', trouble: reply, retryAfterMs: null };
  const { status, body, retryAfterMs } = reply;
  if (status === 200 && isAnswer(body) && body.nonce === request.nonce) {
    const problem = findRegression(request, body);
    if (problem !== undefined) return { kind: 'problem', problem, retryAfterMs };
    return { kind: 'answer', answer: body };
  }
  if (isProblem(body, status)) return { kind: 'problem', problem: body, retryAfterMs };
  return { kind: 'outage', trouble: { kind: 'notOurServer', status }, retryAfterMs };
}

/** The server checks this as well; a phone that believed it blindly could lose acknowledged work. */
function findRegression(request: SyncRequest, answer: SyncAnswer): SyncProblem | undefined {
  const { epoch, lastMid } = answer;
  if (request.epoch !== null && request.epoch !== epoch) {
    return { kind: 'epochChanged', epoch, lastMid };
  }
  const isBehind = request.cursor !== null && answer.headVersion < request.cursor.version;
  return isBehind || lastMid < request.ackedMid ? { kind: 'regressed', epoch, lastMid } : undefined;
}

/** Enough to tell our server's answer from a stranger's; its rows are trusted. */
function isAnswer(body: unknown): body is SyncAnswer {
  if (typeof body !== 'object' || body === null) return false;
  const { nonce, epoch, cursor, rows, results } = body as Partial<SyncAnswer>;
  return (
    typeof nonce === 'string' &&
    typeof epoch === 'string' &&
    typeof cursor?.version === 'number' &&
    typeof rows === 'object' &&
    Array.isArray(results)
  );
}

function isProblem(body: unknown, status: number): body is SyncProblem {
  if (typeof body !== 'object' || body === null || !('kind' in body)) return false;
  const { kind } = body;
  if (typeof kind !== 'string' || !Object.hasOwn(syncProblemStatus, kind)) return false;
  const agreed = syncProblemStatus[kind as SyncProblem['kind']];
  return agreed === status || (kind === 'busy' && status === 429);
}
