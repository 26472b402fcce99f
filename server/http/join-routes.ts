/** Coming in, being somebody, and leaving: `/api/join`, `/api/join/look`, `/api/session`, `/api/leave`. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { isUuid, toId, type ClientId } from '../../shared/ids.ts';
import { limits } from '../../shared/protocol.ts';
import type { JoinProblem } from '../../shared/session.ts';
import { lookAtInvite } from '../people/invites.ts';
import { join } from '../people/join.ts';
import { leave } from '../people/sessions.ts';
import type { AppEnv } from './app-env.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import { deviceName } from './device-name.ts';
import { makeJoinLimit } from './join-limit.ts';
import { sendProblem, sendTooOften } from './problems.ts';
import { readSmallBody } from './read-json.ts';
import { sendJson } from './send-json.ts';
import { readBearer, signedIn, type SignInDeps } from './signed-in.ts';

const code = v.pipe(v.string(), v.maxLength(100));

/** Postgres stores neither NUL nor half of a surrogate pair. */
const name = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('not empty'),
    v.maxLength(max, `at most ${max} characters`),
    v.check((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'text without control codes'),
  );

const joinBody = v.object({
  code,
  name: name(limits.personNameMax),
  spaceName: v.nullish(name(limits.spaceNameMax), null),
  clientId: v.nullish(
    v.pipe(
      v.string(),
      v.check(isUuid, 'a lower-case UUID'),
      v.transform((text): ClientId => toId<'client'>(text)),
    ),
    null,
  ),
});

const lookBody = v.object({ code });

export interface JoinRouteDeps extends SignInDeps {
  readonly trustedProxies: TrustedProxies;
}

/** The code itself was right, whatever became of it. */
function wasRightCode(problem: JoinProblem): boolean {
  return problem.kind !== 'inviteUnknown';
}

export function joinRoutes(deps: JoinRouteDeps): Hono<AppEnv> {
  const { people, cookie, trustedProxies } = deps;
  const limit = makeJoinLimit();
  const routes = new Hono<AppEnv>();

  routes.post('/join/look', async (c) => {
    const address = clientAddress(c, trustedProxies);
    const allowed = await limit.begin(address);
    if (!allowed.ok) return sendTooOften(c, allowed.failure.retryAfterSeconds);
    const body = await readSmallBody(c, lookBody);
    if (!body.ok) return sendProblem(c, body.failure);
    const invite = await lookAtInvite(people, body.value.code);
    if (invite.ok || wasRightCode(invite.failure)) await limit.forgive(address);
    return invite.ok ? sendJson(c, invite.value) : sendProblem(c, invite.failure);
  });

  routes.post('/join', async (c) => {
    const address = clientAddress(c, trustedProxies);
    const allowed = await limit.begin(address);
    if (!allowed.ok) return sendTooOften(c, allowed.failure.retryAfterSeconds);
    const body = await readSmallBody(c, joinBody);
    if (!body.ok) return sendProblem(c, body.failure);
    const joined = await join(people, {
      ...body.value,
      deviceName: deviceName(c.req.header('user-agent')),
    });
    if (joined.ok || wasRightCode(joined.failure)) await limit.forgive(address);
    if (!joined.ok) return sendProblem(c, joined.failure);
    cookie.write(c, joined.value.token);
    return sendJson(c, joined.value);
  });

  // The console has no session; it is told as whom it acts, and where.
  routes.get('/session', signedIn(deps), (c) => sendJson(c, c.get('session') ?? c.get('actor')));

  routes.post('/leave', async (c) => {
    const token = readBearer(c) ?? cookie.read(c);
    if (token !== undefined) await leave(people, token);
    cookie.clear(c);
    return c.body(null, 204);
  });

  return routes;
}
