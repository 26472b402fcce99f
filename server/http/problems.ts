/**
 * Every "no" of the server and its HTTP status, in one table. What a "no" means is decided elsewhere;
 * here it only gets on its way.
 */
import type { Context } from 'hono';
import type { SyncProblem } from '../../shared/protocol.ts';
import { syncProblemStatus } from '../../shared/protocol.ts';
import type { JoinProblem } from '../../shared/session.ts';
import { sendJson } from './send-json.ts';

export type HttpProblem =
  | { readonly kind: 'notFound' }
  /** 403: the request was made by a page of another site. */
  | { readonly kind: 'foreignOrigin' }
  /** 415: only application/json is read. */
  | { readonly kind: 'notJson' }
  /** 500: our fault. The id finds it in the server's log. */
  | { readonly kind: 'bug'; readonly requestId: string };

export type Problem = SyncProblem | JoinProblem | HttpProblem;

const statusOf = {
  ...syncProblemStatus,
  invalid: 400,
  forbidden: 403,
  foreignOrigin: 403,
  inviteUnknown: 404,
  notFound: 404,
  inviteUsed: 410,
  inviteExpired: 410,
  inviteRevoked: 410,
  notJson: 415,
  bug: 500,
} as const satisfies { readonly [Kind in Problem['kind']]: number };

/** How soon to ask again when the database is away; a phone adds its own backoff. */
const outageRetrySeconds = 5;

export function sendProblem(c: Context, problem: Problem): Response {
  if (problem.kind === 'busy') c.header('retry-after', String(outageRetrySeconds));
  return sendJson(c, problem, statusOf[problem.kind]);
}

/** Asked too often: the same word as an outage, but it is this client that must wait. */
export function sendTooOften(c: Context, retryAfterSeconds: number): Response {
  c.header('retry-after', String(retryAfterSeconds));
  return sendJson(c, { kind: 'busy' } satisfies Problem, 429);
}
