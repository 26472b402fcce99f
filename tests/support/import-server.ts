/** The routes that the importer speaks to, on a database and a store in memory, with the rights of the console. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { readHead } from '../../server/db/head-statements.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import type { AppEnv } from '../../server/http/app-env.ts';
import { uploadRoute } from '../../server/http/image-routes.ts';
import { importRoute } from '../../server/http/import-route.ts';
import { makeSessionCookie } from '../../server/http/session-cookie.ts';
import { syncRoute } from '../../server/http/sync-route.ts';
import type { BlobStore } from '../../server/images/blob-store.ts';
import { consoleActor } from '../../server/sync/actor.ts';
import { applyImport } from '../../server/sync/apply-import.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeHistory } from '../../server/sync/history.ts';
import { makeSync } from '../../server/sync/sync.ts';
import { makeMemoryBlobs } from './memory-blobs.ts';
import { quietLog } from './quiet-log.ts';

export interface Uploaded {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface ImportServer {
  readonly spaceId: SpaceId;
  /** The pictures that were sent, in that order; one that was sent twice stands here twice. */
  readonly uploaded: readonly Uploaded[];
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The head: it moves with every write and with nothing else. */
  version(): Promise<number>;
}

export async function openImportDatabase(): Promise<OpenDatabase> {
  const db = await openPglite({ dataDir: 'memory', log: quietLog });
  await migrateToLatest(db);
  return db;
}

/** A new space with its ten default places. */
export async function makeImportServer({ kysely: db }: OpenDatabase): Promise<ImportServer> {
  const spaceId = toId<'space'>(randomUUID());
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
    await openSpace(tx, spaceId, Date.now());
  });
  const now = Date.now;
  const queue = makePushQueue({ db, now, log: quietLog });
  const key = 'console-test';
  const uploaded: Uploaded[] = [];
  const store = makeMemoryBlobs();
  const blobs: BlobStore = {
    ...store,
    async put(name, bytes) {
      await store.put(name, bytes);
      uploaded.push({ sha256: name.sha256, bytes });
    },
  };
  const deps = {
    images: { db, blobs, now, log: quietLog },
    people: { db, now },
    cookie: makeSessionCookie('http://localhost:3000'),
    console: { key, actor: consoleActor(spaceId) },
    sync: makeSync({ db, queue, now }),
    history: makeHistory(db),
    runImport: (what: Parameters<typeof applyImport>[1], signal: AbortSignal) =>
      applyImport({ db, now, signal }, what),
    log: quietLog,
  };
  const app = new Hono<AppEnv>();
  app.route('/api/sync', syncRoute(deps));
  app.route('/api/import', importRoute(deps));
  app.route('/api/images', uploadRoute(deps));
  return {
    spaceId,
    uploaded,
    async request(path, init) {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${key}`);
      return app.request(path, { ...init, headers }, { door: 'console' });
    },
    async version() {
      const head = await readHead(db, spaceId);
      if (head === undefined) throw new Error('The space has no head');
      return head.version;
    },
  };
}
