/**
 * Everything between the configuration and a server that answers, without a port: the database is opened
 * and brought up to date, the space is there, and the app is put together. `main.ts` gives it to the
 * network, the command line asks it in process.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { OpenDatabase } from './db/database.ts';
import { startRun } from './db/head-statements.ts';
import { isOutage } from './db/is-outage.ts';
import { migrateToLatest } from './db/migrate.ts';
import { leadTimeJob } from './db/lead-time-statements.ts';
import { openDatabase } from './db/open-database.ts';
import { pingDatabase } from './db/ping.ts';
import type { Space } from './db/space-statements.ts';
import type { AppEnv } from './http/app-env.ts';
import { makeConsoleKey } from './http/console-key.ts';
import type { StaticFiles } from './http/static-files.ts';
import { stopServiceWorker } from './http/stop-service-worker.ts';
import { leadTimeHandler, msUntilNight } from './jobs/lead-time-handler.ts';
import type { Log } from './log.ts';
import { ensureSpace } from './people/first-start.ts';
import { openImages } from './open-images.ts';
import { openNotices } from './open-notices.ts';
import type { PeopleDeps } from './people/people-deps.ts';
import { consoleActor } from './sync/actor.ts';
import { applyImport } from './sync/apply-import.ts';
import { makeBoard } from './sync/board.ts';
import { openSpace } from './sync/open-space.ts';
import { openPokes } from './sync/poke.ts';
import { makePushQueue } from './sync/push-queue.ts';
import { makeHistory } from './sync/history.ts';
import { makeSync } from './sync/sync.ts';

export interface OpenServer {
  readonly app: Hono<AppEnv>;
  readonly space: Space;
  readonly people: PeopleDeps;
  readonly consoleKey: string;
  readonly database: OpenDatabase['kind'];
  /** Ends the answers that would go on for ever, so that the connections can close. */
  endStreams(): void;
  /** What is being written is finished first. */
  close(): Promise<void>;
}

export interface Opening {
  readonly config: Config;
  readonly log: Log;
  /** False for a visit of the command line: jobs are left to the servers. */
  readonly isWorking?: boolean;
  /** Asked for once the database is there: whoever is refused it need not build an app. */
  readonly loadFiles: () => Promise<StaticFiles>;
  /** Ends the wait for a database that is not there yet. */
  readonly signal?: AbortSignal;
}

/** Throws `DatabaseOpenError` when it takes a person to go on. */
export async function openServer(opening: Opening): Promise<OpenServer> {
  const db = await openDatabase({ ...opening.config, ...opening });
  try {
    return await openOn(db, opening);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openOn(db: OpenDatabase, opening: Opening): Promise<OpenServer> {
  const { config, log, loadFiles, isWorking = true } = opening;
  const now = Date.now;
  const people: PeopleDeps = { db: db.kysely, now };
  const applied = await migrateToLatest(db);
  if (applied.length > 0) log.info({ applied }, 'The database was brought up to date');
  const space = await ensureSpace(people, openSpace);
  // Everyone who may write starts a run: it is how a phone sees that a database went back in time.
  await startRun(db.kysely, space.id, randomUUID(), now());
  const built = await loadFiles();
  const files = config.hasServiceWorker ? built : stopServiceWorker(built);

  const queue = makePushQueue({ db: db.kysely, now, log });
  const pokes = await openPokes(db);
  const closing = new AbortController();
  const opened = openNotices({ config, db, spaceId: space.id, now, closing: closing.signal });
  const { notices } = opened;
  const work = {
    isWorking,
    otherHandlers: [...opened.handlers, leadTimeHandler({ now })],
    firstJobs: [...opened.firstJobs, leadTimeJob(space.id, msUntilNight(now()))],
  };
  const images = await openImages({ config, db, spaceId: space.id, log, now, ...work });
  const consoleKey = makeConsoleKey();
  const app = createApp({
    people,
    sync: makeSync({ db: db.kysely, queue, now }),
    history: makeHistory(db.kysely),
    board: makeBoard(db.kysely, now),
    pokes,
    notices,
    images: images.variants,
    runImport: (what, signal) => applyImport({ db: db.kysely, now, signal }, what),
    console: { key: consoleKey, actor: consoleActor(space.id) },
    health: { database: db.kind, version: readVersion(), ping: () => pingDatabase(db.kysely) },
    isOutage,
    log,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    files,
    closing: closing.signal,
  });
  return {
    app,
    space,
    people,
    consoleKey,
    database: db.kind,
    endStreams: () => closing.abort(),
    async close() {
      closing.abort();
      await Promise.all([queue.drain(), images.close()]);
      await pokes.close();
      await db.close();
    },
  };
}

function readVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
