/**
 * One line per request: who did what and how it went, never a query, a header or a body, so that no
 * code, token or name gets into a log. Each answer carries the id by which its lines are found.
 */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { AppEnv } from './app-env.ts';

export function requestLog(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const startedAt = performance.now();
    await next();
    c.header('x-request-id', requestId);
    const { status } = c.res;
    const line = {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: Math.round(performance.now() - startedAt),
      personId: c.get('actor')?.personId,
    };
    // A phone asks every minute: what went well is for whoever wants to look closer.
    if (status < 400) log.debug(line, 'request');
    else log.info(line, 'request');
  };
}
