/**
 * `POST /api/sync`: reads the request, lets `sync` work, sends the answer. An app that is too old or too
 * new is told so by its protocol number alone, before anything else of its request is looked at.
 */
import { Hono } from 'hono';
import * as v from 'valibot';
import {
  limits,
  protocolVersion,
  protocolVersionMin,
  syncRequestSchema,
  type SyncProblem,
  type SyncRequest,
} from '../../shared/protocol.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Sync } from '../sync/sync.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { checkShape, readJson } from './read-json.ts';
import { sendJson } from './send-json.ts';
import { signedIn, type SignInDeps } from './signed-in.ts';

export interface SyncRouteDeps extends SignInDeps {
  readonly sync: Sync;
}

export function syncRoute(deps: SyncRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/', signedIn(deps), async (c) => {
    const body = await readJson(c, limits.pushBytesMax);
    if (!body.ok) return sendProblem(c, body.failure);
    const request = parseSyncRequest(body.value);
    if (!request.ok) return sendProblem(c, request.failure);
    const answer = await deps.sync.sync(c.get('actor'), request.value);
    return answer.ok ? sendJson(c, answer.value) : sendProblem(c, answer.failure);
  });
  return routes;
}

function parseSyncRequest(body: unknown): Result<SyncRequest, SyncProblem> {
  const spoken = checkShape(v.object({ protocol: v.pipe(v.number(), v.safeInteger()) }), body);
  if (!spoken.ok) return fail({ kind: 'badRequest', ...spoken.failure });
  const { protocol } = spoken.value;
  if (protocol < protocolVersionMin || protocol > protocolVersion) {
    return fail({
      kind: 'updateNeeded',
      protocolMin: protocolVersionMin,
      protocolMax: protocolVersion,
    });
  }
  const checked = checkShape(syncRequestSchema, body);
  return checked.ok ? checked : fail({ kind: 'badRequest', ...checked.failure });
}
