/**
 * The whole server without a port, on a migrated database in memory: one database per test file, and for
 * each test a space of its own with an owner in it. The clock stands still until a test moves it.
 */
import { randomUUID } from 'node:crypto';
import { BlockList } from 'node:net';
import type { Hono } from 'hono';
import { createApp, type AppDeps } from '../../server/app.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { isOutage } from '../../server/db/is-outage.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { pingDatabase } from '../../server/db/ping.ts';
import type { AppEnv } from '../../server/http/app-env.ts';
import { parseFetchAllowList } from '../../server/images/fetch-allow-list.ts';
import { makeNotices } from '../../server/notices/notices.ts';
import { makeSender, type Sender, type SenderOptions } from '../../server/notices/sender.ts';
import { join } from '../../server/people/join.ts';
import { makeInvite } from '../../server/people/invites.ts';
import type { PeopleDeps } from '../../server/people/people-deps.ts';
import { consoleActor } from '../../server/sync/actor.ts';
import { applyImport } from '../../server/sync/apply-import.ts';
import { makeBoard } from '../../server/sync/board.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { openPokes } from '../../server/sync/poke.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeHistory } from '../../server/sync/history.ts';
import { makeSync } from '../../server/sync/sync.ts';
import { toId, type SpaceId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import type { Role } from '../../shared/roles.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { makeMemoryBlobs } from './memory-blobs.ts';
import { quietLog } from './quiet-log.ts';

export interface TestPerson {
  readonly token: string;
  readonly session: SessionFacts;
}

export interface TestSpace {
  readonly app: Hono<AppEnv>;
  readonly spaceId: SpaceId;
  readonly people: PeopleDeps;
  readonly sender: Sender;
  /** `nowMs` is what the server takes for the present. */
  readonly clock: { nowMs: number };
  readonly owner: TestPerson;
  /** Someone who has taken an invite of that role. */
  join(role: Role, name?: string): Promise<TestPerson>;
  /** As fetch, from a program of that person; an object becomes a JSON body. */
  request(
    path: string,
    init?: { method?: string; body?: object; as?: TestPerson; headers?: Record<string, string> },
  ): Promise<Response>;
}

export async function openTestDatabase(): Promise<OpenDatabase> {
  const db = await openPglite({ dataDir: 'memory', log: quietLog });
  await migrateToLatest(db);
  return db;
}

/** `changes` replaces parts of the server, such as its log; `ways` are those by which notices leave it: none, usually. */
export async function openTestSpace(
  db: OpenDatabase,
  changes: Partial<AppDeps> = {},
  ways: Partial<Pick<SenderOptions, 'mail' | 'means'>> = {},
): Promise<TestSpace> {
  const clock = { nowMs: Date.now() };
  const now = (): number => clock.nowMs;
  const spaceId = toId<'space'>(randomUUID());
  await db.kysely.transaction().execute(async (tx) => {
    const space = { id: spaceId, name: 'Our makerspace', created_at: clock.nowMs };
    await tx.insertInto('space').values(space).execute();
    await openSpace(tx, spaceId, clock.nowMs);
  });

  const people: PeopleDeps = { db: db.kysely, now };
  const publicUrl = 'http://localhost:3000';
  const closing = new AbortController().signal;
  const means = { allow: must(parseFetchAllowList(''), 'nothing opened') };
  const out = { mail: undefined, means, ...ways };
  const sender = makeSender({ db: db.kysely, spaceId, publicUrl, now, ...out });
  const queue = makePushQueue({ db: db.kysely, now, log: quietLog });
  const app = createApp({
    people,
    sync: makeSync({ db: db.kysely, queue, now }),
    history: makeHistory(db.kysely),
    board: makeBoard(db.kysely, now),
    pokes: await openPokes(db),
    notices: makeNotices({ db: db.kysely, sender, now, closing }),
    images: { db: db.kysely, blobs: makeMemoryBlobs(now), now, log: quietLog },
    runImport: (what, signal) => applyImport({ db: db.kysely, now, signal }, what),
    console: { key: 'console-key', actor: consoleActor(spaceId) },
    health: { database: db.kind, version: 'test', ping: () => pingDatabase(db.kysely) },
    isOutage,
    log: quietLog,
    publicUrl,
    trustedProxies: new BlockList(),
    files: new Map(),
    closing,
    ...changes,
  });

  const joinAs: TestSpace['join'] = async (role, name = `The ${role}`) => {
    const { code } = await makeInvite(people, { spaceId, role, uses: 1, days: 1, createdBy: null });
    const request = { code, name, spaceName: null, clientId: null, deviceName: 'Test' };
    const joined = await join(people, request);
    if (!joined.ok) throw new Error(`Could not join: ${joined.failure.kind}`);
    return joined.value;
  };
  return {
    app,
    spaceId,
    people,
    sender,
    clock,
    owner: await joinAs('owner'),
    join: joinAs,
    async request(path, { method, body, as, headers = {} } = {}) {
      return app.request(path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(as && { authorization: `Bearer ${as.token}` }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    },
  };
}
