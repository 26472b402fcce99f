/**
 * Finds out who asks: a person by the token of their session (cookie, or Bearer for programs), or the
 * console by its key at its own door. Everyone else is told 401, and no more.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { findSession } from '../people/sessions.ts';
import type { PeopleDeps } from '../people/people-deps.ts';
import type { AppEnv } from './app-env.ts';
import { isConsoleKey, type Console } from './console-key.ts';
import { sendProblem } from './problems.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface SignInDeps {
  readonly people: PeopleDeps;
  readonly cookie: SessionCookie;
  readonly console: Console;
}

export function readBearer(c: Context<AppEnv>): string | undefined {
  return /^Bearer ([\w.-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

export function signedIn({ people, cookie, console }: SignInDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = readBearer(c);
    if (c.env?.door === 'console' && bearer !== undefined && isConsoleKey(console.key, bearer)) {
      c.set('actor', console.actor);
      return next();
    }
    const token = bearer ?? cookie.read(c);
    const live = token === undefined ? undefined : await findSession(people, token);
    if (token === undefined || live === undefined) return sendProblem(c, { kind: 'signedOut' });
    c.set('actor', live.facts);
    c.set('session', live.facts);
    if (live.slid && bearer === undefined) cookie.write(c, token);
    return next();
  };
}

/** For what only whoever runs the machine may do. Comes after `signedIn`. */
export function consoleOnly(console: Console): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.get('actor') !== console.actor) return sendProblem(c, { kind: 'forbidden' });
    return next();
  };
}
