/**
 * `GET /api/history?item=…|location=…&before=<stamp>&beforeId=<id>&limit=`: what has happened to an item, at a
 * place, or, with neither, at all. For everyone who has joined; what they may not see is left out.
 * `GET /api/facts/:id`: who sent one fact, on what device and by which clock. For staff.
 */
import { Hono } from 'hono';
import * as v from 'valibot';
import { isUuid, toId } from '../../shared/ids.ts';
import { historyLimitMax, type HistoryAsked } from '../../shared/history.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { isStamp } from '../../shared/stamps.ts';
import type { History } from '../sync/history.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { checkShape } from './read-json.ts';
import { sendJson } from './send-json.ts';
import { signedIn, type SignInDeps } from './signed-in.ts';

export interface HistoryRouteDeps extends SignInDeps {
  readonly history: History;
}

const limitDefault = 50;
const limitReason = `a whole number from 1 to ${historyLimitMax}`;
const id = v.exactOptional(v.pipe(v.string(), v.check(isUuid, 'an id')));

const querySchema = v.pipe(
  v.strictObject({
    item: id,
    location: id,
    before: v.exactOptional(v.pipe(v.string(), v.check(isStamp, 'a stamp'))),
    beforeId: id,
    limit: v.exactOptional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,6}$/, limitReason),
        v.transform(Number),
        v.minValue(1, limitReason),
        v.maxValue(historyLimitMax, limitReason),
      ),
    ),
  }),
  v.check(
    ({ item, location }) => item === undefined || location === undefined,
    'an item or a location, not both',
  ),
  v.check(
    ({ before, beforeId }) => before !== undefined || beforeId === undefined,
    'beforeId only together with before',
  ),
);

type QueryProblem = { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

function parseQuery(query: Record<string, string>): Result<HistoryAsked, QueryProblem> {
  const checked = checkShape(querySchema, query);
  if (!checked.ok) return fail({ kind: 'invalid', ...checked.failure });
  const { item, location, before, beforeId, limit = limitDefault } = checked.value;
  return succeed({
    scope:
      item !== undefined
        ? { kind: 'item', itemId: toId(item) }
        : location !== undefined
          ? { kind: 'location', locationId: toId(location) }
          : { kind: 'all' },
    // Without an id: strictly before that moment.
    before: before === undefined ? null : { stamp: toId(before), id: beforeId ?? '' },
    limit,
  });
}

export function historyRoute(deps: HistoryRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/', signedIn(deps), async (c) => {
    const asked = parseQuery(c.req.query());
    if (!asked.ok) return sendProblem(c, asked.failure);
    return sendJson(c, await deps.history.read(c.get('actor'), asked.value));
  });
  return routes;
}

export function factRoute(deps: HistoryRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/:id', signedIn(deps), async (c) => {
    const actor = c.get('actor');
    if (actor.role === 'member') return sendProblem(c, { kind: 'forbidden' });
    const factId = c.req.param('id');
    if (!isUuid(factId)) return sendProblem(c, { kind: 'invalid', path: 'id', reason: 'an id' });
    const origin = await deps.history.readOrigin(actor, factId);
    return origin === undefined ? sendProblem(c, { kind: 'notFound' }) : sendJson(c, origin);
  });
  return routes;
}
