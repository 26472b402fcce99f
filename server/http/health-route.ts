/** `GET /api/health`: for whoever watches over the server. It asks the database, and does not wait long. */
import { Hono } from 'hono';
import type { AppEnv } from './app-env.ts';
import { sendJson } from './send-json.ts';

const patienceMs = 3000;

export interface Health {
  readonly database: 'pglite' | 'postgres';
  readonly version: string;
  /** Rejects while the database cannot be reached. */
  readonly ping: () => Promise<void>;
}

export function healthRoute({ database, version, ping }: Health): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/', async (c) =>
    (await answersInTime(ping))
      ? sendJson(c, { status: 'ok', database, version })
      : sendJson(c, { status: 'down' }, 503),
  );
  return routes;
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  const { promise: patience, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, patienceMs, false);
  try {
    return await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      patience,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
