/**
 * No other site may act in the name of whoever is signed in. Every unsafe request must come from a page
 * of this very server or from a program, which sends neither `Origin` nor cookies, and must be JSON or a
 * PUT, which no form can send. The cookie's SameSite stands behind it, and is not relied on.
 */
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function sameOriginOnly(publicUrl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    if (!isOwnPage(c, publicUrl)) return sendProblem(c, { kind: 'foreignOrigin' });
    return next();
  };
}

/** For every unsafe request but those that carry bytes. */
export const jsonOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!safeMethods.has(c.req.method) && !isJson(c)) return sendProblem(c, { kind: 'notJson' });
  return next();
};

function isOwnPage(c: Context<AppEnv>, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin !== undefined) {
    // Hosts are compared, not schemes: a proxy may speak https for us and pass the host on.
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    return origin === publicUrl || URL.parse(origin)?.host === host;
  }
  // A browser always sends one of the two with a request that changes something.
  return site !== undefined || c.req.header('cookie') === undefined;
}

function isJson(c: Context<AppEnv>): boolean {
  const type = c.req.header('content-type');
  if (type !== undefined) return /^application\/json\s*(;|$)/i.test(type);
  const hasBody = (c.req.header('content-length') ?? '0') !== '0';
  return !hasBody && c.req.header('transfer-encoding') === undefined;
}
