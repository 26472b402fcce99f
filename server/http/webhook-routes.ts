/**
 * `/api/notices/webhooks`: adding, changing, deleting and trying out what the space's notices go to. Comes behind the
 * gate of notice-routes.ts; the secret is answered once, by the request that makes it.
 */
import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { isUuid } from '../../shared/ids.ts';
import {
  isWebhookUrl,
  noticeEvents,
  noticeLanguages,
  noticeLimits,
  webhookForms,
} from '../../shared/notices.ts';
import type { Notices } from '../notices/notices.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { readSmallBody } from './read-json.ts';
import { sendJson } from './send-json.ts';

/** The answer to somebody who sends too many tests. */
export type IsTooOften = (c: Context<AppEnv>) => Response | undefined;

export interface WebhookRouteDeps {
  readonly notices: Notices;
  readonly isTooOften: IsTooOften;
}

const webhookBody = v.object({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('not empty'),
    v.maxLength(noticeLimits.nameMax),
    v.check((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'text without control codes'),
  ),
  url: v.pipe(v.string(), v.trim(), v.check(isWebhookUrl, 'an http or https address')),
  form: v.picklist(webhookForms),
  events: v.pipe(
    v.array(v.picklist(noticeEvents)),
    v.maxLength(noticeEvents.length),
    v.minLength(1, 'at least one event'),
  ),
  language: v.picklist(noticeLanguages),
  active: v.boolean(),
});

/** Somebody has deleted it meanwhile. */
const gone = { kind: 'invalid', path: 'id', reason: 'a webhook that is there' } as const;

export function webhookRoutes({ notices, isTooOften }: WebhookRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/', async (c) => {
    const body = await readSmallBody(c, webhookBody);
    if (!body.ok) return sendProblem(c, body.failure);
    const made = await notices.addWebhook(c.get('actor').spaceId, body.value);
    if (made === undefined) {
      const reason = `at most ${noticeLimits.webhooksMax} webhooks`;
      return sendProblem(c, { kind: 'invalid', path: '', reason });
    }
    return sendJson(c, made);
  });

  routes.put('/:id', async (c) => {
    const body = await readSmallBody(c, webhookBody);
    if (!body.ok) return sendProblem(c, body.failure);
    const id = c.req.param('id');
    const isThere =
      isUuid(id) && (await notices.changeWebhook(c.get('actor').spaceId, id, body.value));
    return isThere ? c.body(null, 204) : sendProblem(c, gone);
  });

  routes.delete('/:id', async (c) => {
    await notices.removeWebhook(c.get('actor').spaceId, c.req.param('id'));
    return c.body(null, 204);
  });

  routes.post('/:id/test', async (c) => {
    const tooOften = isTooOften(c);
    if (tooOften !== undefined) return tooOften;
    const result = await notices.testWebhook(c.get('actor').spaceId, c.req.param('id'));
    return result === undefined ? sendProblem(c, gone) : sendJson(c, result);
  });

  return routes;
}
