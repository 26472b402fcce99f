/**
 * The server as one function from request to response, without a port: tests and the command line call
 * it in process, `main.ts` puts it on the network. Everything it needs is handed in.
 */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { sharePath } from '../shared/share-target.ts';
import type { AppEnv } from './http/app-env.ts';
import type { TrustedProxies } from './http/client-address.ts';
import type { Console } from './http/console-key.ts';
import { boardRoute } from './http/board-route.ts';
import { eventsRoute } from './http/events-route.ts';
import { healthRoute, type Health } from './http/health-route.ts';
import { factRoute, historyRoute } from './http/history-route.ts';
import { imageRoute, uploadRoute } from './http/image-routes.ts';
import { importRoute, type RunImport } from './http/import-route.ts';
import { inviteRoutes } from './http/invite-routes.ts';
import { joinRoutes } from './http/join-routes.ts';
import { noticeRoutes } from './http/notice-routes.ts';
import { sendProblem } from './http/problems.ts';
import { requestLog } from './http/request-log.ts';
import { jsonOnly, sameOriginOnly } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sheetRoute, sheetUploadRoute } from './http/sheet-routes.ts';
import { shareRoute } from './http/share-route.ts';
import { makeSessionCookie } from './http/session-cookie.ts';
import { sendStatic, type StaticFiles } from './http/static-files.ts';
import { syncRoute } from './http/sync-route.ts';
import type { VariantDeps } from './images/read-variant.ts';
import type { Log } from './log.ts';
import type { Notices } from './notices/notices.ts';
import type { PeopleDeps } from './people/people-deps.ts';
import type { Board } from './sync/board.ts';
import type { History } from './sync/history.ts';
import type { Pokes } from './sync/poke.ts';
import type { Sync } from './sync/sync.ts';

export interface AppDeps {
  readonly people: PeopleDeps;
  readonly sync: Sync;
  readonly history: History;
  readonly board: Board;
  readonly pokes: Pokes;
  readonly notices: Notices;
  readonly runImport: RunImport;
  readonly images: VariantDeps;
  readonly console: Console;
  readonly health: Health;
  readonly isOutage: (error: unknown) => boolean;
  readonly log: Log;
  /** As in the configuration: no slash at its end. */
  readonly publicUrl: string;
  readonly trustedProxies: TrustedProxies;
  readonly files: StaticFiles;
  /** Aborted when the server stops, so that endless answers end. */
  readonly closing: AbortSignal;
}

export function createApp(deps: AppDeps): Hono<AppEnv> {
  const { publicUrl, log, isOutage, files } = deps;
  const routeDeps = { ...deps, cookie: makeSessionCookie(publicUrl) };

  const api = new Hono<AppEnv>();
  api.use(compress({ contentTypeFilter: /^application\/json/ }));
  api.route('/health', healthRoute(deps.health));
  api.use(sameOriginOnly(publicUrl));
  api.route('/images', uploadRoute(routeDeps));
  api.route('/files', sheetUploadRoute(routeDeps));
  api.use(jsonOnly);
  api.route('/sync', syncRoute(routeDeps));
  api.route('/events', eventsRoute(routeDeps));
  api.route('/history', historyRoute(routeDeps));
  api.route('/facts', factRoute(routeDeps));
  api.route('/board', boardRoute(routeDeps));
  api.route('/import', importRoute(routeDeps));
  api.route('/invites', inviteRoutes(routeDeps));
  api.route('/notices', noticeRoutes(routeDeps));
  api.route('/', joinRoutes(routeDeps));
  api.all('*', (c) => sendProblem(c, { kind: 'notFound' }));

  const app = new Hono<AppEnv>();
  app.use(requestLog(log));
  // Before the headers of pages: what comes last in the chain would be overruled by what comes first.
  app.route('/images', imageRoute(routeDeps));
  app.route('/files', sheetRoute(routeDeps));
  app.use(securityHeaders(publicUrl));
  app.route('/api', api);
  app.route(sharePath, shareRoute());
  app.notFound((c) => sendStatic(c, files));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    if (isOutage(error)) {
      log.warn({ requestId, err: error }, 'The database is out of reach');
      return sendProblem(c, { kind: 'busy' });
    }
    log.error({ requestId, err: error }, 'A bug');
    return sendProblem(c, { kind: 'bug', requestId });
  });
  return app;
}
