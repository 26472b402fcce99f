/**
 * `/api/notices`: what somebody who looks after the space wants to be told of, and where. A person sees their own wishes
 * only; webhooks are the space's. Members have no notices. Nothing of a secret is answered but at its making.
 */
import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import {
  isMailAddress,
  noticeChannels,
  noticeEvents,
  noticeLanguages,
  noticeLimits,
  noticeModes,
} from '../../shared/notices.ts';
import type { Notices, Visitor } from '../notices/notices.ts';
import { isPushAddress } from '../notices/send-push.ts';
import { hashSecret } from '../people/secrets.ts';
import type { AppEnv } from './app-env.ts';
import { makeTestLimit } from './notice-test-limit.ts';
import { sendProblem, sendTooOften } from './problems.ts';
import { readSmallBody } from './read-json.ts';
import { sendJson } from './send-json.ts';
import { readBearer, signedIn, type SignInDeps } from './signed-in.ts';
import { webhookRoutes, type IsTooOften } from './webhook-routes.ts';

export interface NoticeRouteDeps extends SignInDeps {
  readonly notices: Notices;
}

const eventsSchema = v.pipe(v.array(v.picklist(noticeEvents)), v.maxLength(noticeEvents.length));
const language = v.picklist(noticeLanguages);

const wishBody = v.object({
  push: eventsSchema,
  mail: eventsSchema,
  address: v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => text === '' || isMailAddress(text), 'an e-mail address'),
  ),
  mode: v.picklist(noticeModes),
  digestHour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
  language,
});

const key = v.pipe(v.string(), v.maxLength(200));
const deviceBody = v.pipe(
  v.object({
    endpoint: v.pipe(v.string(), v.maxLength(noticeLimits.urlMax)),
    p256dh: key,
    auth: key,
  }),
  v.check(isPushAddress, 'what a browser hands out for push messages'),
);

const testBody = v.object({ channel: v.picklist(noticeChannels), language });

export function noticeRoutes(deps: NoticeRouteDeps): Hono<AppEnv> {
  const { notices, cookie } = deps;
  const limit = makeTestLimit(Date.now);
  const routes = new Hono<AppEnv>();
  routes.use(signedIn(deps), async (c, next) => {
    // The console has no device and no mailbox.
    const session = c.get('session');
    if (session === undefined || session.role === 'member') {
      return sendProblem(c, { kind: 'forbidden' });
    }
    return next();
  });

  const visitorOf = (c: Context<AppEnv>): Visitor => {
    const { spaceId, personId } = c.get('actor');
    const spaceName = c.get('session')?.spaceName ?? '';
    const token = readBearer(c) ?? cookie.read(c) ?? '';
    return { spaceId, spaceName, personId, sessionHash: hashSecret(token) };
  };
  const isTooOften: IsTooOften = (c) => {
    const waitSeconds = limit(c.get('actor').personId);
    return waitSeconds === 0 ? undefined : sendTooOften(c, waitSeconds);
  };

  routes.get('/', async (c) => sendJson(c, await notices.view(visitorOf(c))));

  routes.put('/wish', async (c) => {
    const body = await readSmallBody(c, wishBody);
    if (!body.ok) return sendProblem(c, body.failure);
    await notices.saveWish(visitorOf(c), body.value);
    return c.body(null, 204);
  });

  routes.put('/device', async (c) => {
    const body = await readSmallBody(c, deviceBody);
    if (!body.ok) return sendProblem(c, body.failure);
    await notices.saveDevice(visitorOf(c), body.value);
    return c.body(null, 204);
  });

  routes.delete('/device', async (c) => {
    await notices.forgetDevice(visitorOf(c));
    return c.body(null, 204);
  });

  routes.post('/test', async (c) => {
    const body = await readSmallBody(c, testBody);
    if (!body.ok) return sendProblem(c, body.failure);
    return isTooOften(c) ?? sendJson(c, await notices.test(visitorOf(c), body.value));
  });

  routes.route('/webhooks', webhookRoutes({ notices, isTooOften }));
  return routes;
}
