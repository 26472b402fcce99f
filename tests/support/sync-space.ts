/**
 * A space of its own on a database that is open, and phones that reach `sync` without HTTP between: what the
 * contract suites of sync run on, on PGlite and on Postgres.
 */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { makeInvite } from '../../server/people/invites.ts';
import { join, type JoinRequest } from '../../server/people/join.ts';
import { consoleActor, type Actor } from '../../server/sync/actor.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { makePushQueue } from '../../server/sync/push-queue.ts';
import { makeSync } from '../../server/sync/sync.ts';
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { makeDatabase } from './make-database.ts';
import { quietLog } from './quiet-log.ts';
import { newId, SyncClient } from './sync-client.ts';

export const emptyDatabases = {
  PGlite: () => openPglite({ dataDir: 'memory', log: quietLog }),
  Postgres: async () =>
    openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog }),
};

export interface SyncSpace {
  readonly spaceId: SpaceId;
  /** A phone of somebody in that role, who need not be a row; by itself the owner's. */
  phone(by?: Partial<Actor>): SyncClient;
  /** Takes a fresh invite, in the browser of a phone if one is given. */
  join(role: Role, joining?: Partial<JoinRequest>): Promise<SessionFacts>;
}

export async function openMigrated(open: () => Promise<OpenDatabase>): Promise<OpenDatabase> {
  const db = await open();
  await migrateToLatest(db);
  return db;
}

export async function openSyncSpace(db: OpenDatabase): Promise<SyncSpace> {
  const spaceId = toId<'space'>(randomUUID());
  await db.kysely.transaction().execute(async (tx) => {
    await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
    await openSpace(tx, spaceId, Date.now());
  });
  const people = { db: db.kysely, now: Date.now };
  const queue = makePushQueue({ db: db.kysely, now: Date.now, log: quietLog });
  const sync = makeSync({ db: db.kysely, queue, now: Date.now });
  const owner: Actor = { ...consoleActor(spaceId), personId: newId<'person'>() };
  return {
    spaceId,
    phone: (by = {}) =>
      new SyncClient(async (_path, { body }) => {
        const result = await sync.sync({ ...owner, ...by }, JSON.parse(body));
        return result.ok
          ? Response.json(result.value)
          : Response.json(result.failure, { status: 409 });
      }, ''),
    join: async (role, joining = {}) => {
      const invite = { spaceId, role, uses: 1, days: 1, createdBy: null };
      const { code } = await makeInvite(people, invite);
      const request = { name: 'Kim', spaceName: null, clientId: null, deviceName: 'Test', code };
      const joined = await join(people, { ...request, ...joining });
      if (!joined.ok) throw new Error(`Could not join: ${joined.failure.kind}`);
      return joined.value.session;
    },
  };
}

/** The person that a session is of, as `sync` sees them. */
export function actorOf({ personId, personName, role, deviceId }: SessionFacts): Partial<Actor> {
  return { personId, personName, role, deviceId };
}
