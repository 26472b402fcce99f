/** `GET /api/board`: what has been spent by month, for everyone who has joined, where the owner shows it; else 404. */
import { Hono } from 'hono';
import type { Board } from '../sync/board.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { sendJson } from './send-json.ts';
import { signedIn, type SignInDeps } from './signed-in.ts';

export interface BoardRouteDeps extends SignInDeps {
  readonly board: Board;
}

export function boardRoute(deps: BoardRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/', signedIn(deps), async (c) => {
    const answer = await deps.board.read(c.get('actor'));
    return answer === undefined ? sendProblem(c, { kind: 'notFound' }) : sendJson(c, answer);
  });
  return routes;
}
