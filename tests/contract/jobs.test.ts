/**
 * What the job table promises, on every database it runs on: no job is lost, none has two workers, and a
 * worker that was thought dead changes nothing.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import {
  claimJob,
  extendLease,
  findDueSpace,
  finishJob,
  giveBackJob,
  insertJobs,
  nextJobInMs,
  purgeJobs,
  requeueJob,
  rescueJobs,
  type ClaimedJob,
  type NewJob,
} from '../../server/db/job-statements.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { must } from '../../shared/result.ts';
import { makeDatabase } from '../support/make-database.ts';
import { quietLog } from '../support/quiet-log.ts';

const opens = {
  PGlite: () => openPglite({ dataDir: 'memory', log: quietLog }),
  Postgres: async () =>
    openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog }),
};
const leaseMs = 60_000;
const kinds = ['image.fetch'] as const;
const minuteMs = 60_000;

for (const [name, open] of Object.entries(opens)) {
  describe(`the job table on ${name}`, () => {
    let db: OpenDatabase;
    let spaceId: string;

    beforeAll(async () => {
      db = await open();
      await migrateToLatest(db);
    });
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      spaceId = randomUUID();
      await sql`delete from job`.execute(db.kysely);
      const space = { id: spaceId, name: 'Test', created_at: 0 };
      await db.kysely.insertInto('space').values(space).execute();
    });

    const make = (dedupeKey: string, changes: Partial<NewJob> = {}): NewJob => ({
      spaceId,
      kind: 'image.fetch',
      dedupeKey,
      payload: { is: dedupeKey },
      host: 'example.org',
      maxAttempts: 3,
      priority: 0,
      delayMs: 0,
      ...changes,
    });
    const add = (...jobs: NewJob[]): Promise<void> => insertJobs(db.kysely, jobs);
    const claim = (busyHosts: readonly string[] = []): Promise<ClaimedJob | undefined> =>
      claimJob(db.kysely, { spaceId, kinds, busyHosts, leaseMs });
    const mustClaim = async (): Promise<ClaimedJob> => must(await claim(), 'a job');
    const keys = async (): Promise<string[]> => {
      const found: string[] = [];
      for (let job = await claim(); job !== undefined; job = await claim()) {
        found.push((job.payload as { is: string }).is);
      }
      return found;
    };
    const read = async () =>
      must((await db.kysely.selectFrom('job').selectAll().execute())[0], 'the only job');
    /** The lease of every running job is over. */
    const passLeases = () => sql`update job set lease_until = now_ms() - 1`.execute(db.kysely);

    test('a transaction that is rolled back leaves no job', async () => {
      const broken = db.kysely.transaction().execute(async (tx) => {
        await insertJobs(tx, [make('a')]);
        throw new Error('and then the push failed');
      });
      await expect(broken).rejects.toThrow('the push failed');
      expect(await claim()).toBeUndefined();
    });

    test('the more urgent comes first, then whoever has waited longest', async () => {
      await add(make('first'));
      await add(make('second'), make('urgent', { priority: 10 }));
      expect(await keys()).toEqual(['urgent', 'first', 'second']);
    });

    test('a job for later is not claimed before, and says how long it will be', async () => {
      await add(make('later', { delayMs: minuteMs }));
      expect(await claim()).toBeUndefined();
      const wanted = { kinds, busyHosts: [] };
      expect(await findDueSpace(db.kysely, wanted)).toBeUndefined();
      const ms = must(await nextJobInMs(db.kysely, wanted), 'a wait');
      expect(ms).toBeGreaterThan(minuteMs / 2);
      expect(ms).toBeLessThanOrEqual(minuteMs);
    });

    test('a host that is busy holds up nobody else', async () => {
      await add(make('busy'), make('free', { host: 'other.example' }));
      const job = must(await claim(['example.org']), 'a job');
      expect(job.payload).toEqual({ is: 'free' });
      expect(await claim(['example.org'])).toBeUndefined();
      expect(await nextJobInMs(db.kysely, { kinds, busyHosts: ['example.org'] })).toBeUndefined();
    });

    test('of one key there is one job at a time; asked for again it comes sooner', async () => {
      await add(make('once', { delayMs: minuteMs }));
      await add(make('once'));
      expect(await keys()).toEqual(['once']);
      await add(make('once'));
      expect(await claim()).toBeUndefined();
    });

    test('a key that is done can be wanted again', async () => {
      await add(make('again'));
      await finishJob(db.kysely, await mustClaim(), { state: 'done', code: '' });
      await add(make('again'));
      expect(await keys()).toEqual(['again']);
    });

    test('an attempt is counted when it begins, so that a job that kills its process runs out', async () => {
      await add(make('killer'));
      for (const attempts of [1, 2, 3, 4]) {
        expect((await mustClaim()).attempts).toBe(attempts);
        await passLeases();
        expect(await rescueJobs(db.kysely)).toBe(1);
      }
    });

    test('given back, an attempt does not count', async () => {
      await add(make('a'));
      await giveBackJob(db.kysely, await mustClaim());
      expect((await mustClaim()).attempts).toBe(1);
    });

    test('a later try keeps its reason and its attempts', async () => {
      await add(make('a'));
      const job = await mustClaim();
      expect(await requeueJob(db.kysely, job, { delayMs: minuteMs, code: 'busy' })).toBe(true);
      expect(await claim()).toBeUndefined();
      expect(await read()).toMatchObject({ state: 'queued', attempts: 1, last_error_code: 'busy' });
    });

    test('a lease that is renewed is not taken away', async () => {
      await add(make('a'));
      const job = await mustClaim();
      await passLeases();
      expect(await extendLease(db.kysely, job, leaseMs)).toBe(true);
      expect(await rescueJobs(db.kysely)).toBe(0);
    });

    test('a worker that was thought dead changes nothing any more', async () => {
      await add(make('a'));
      const late = await mustClaim();
      await passLeases();
      await rescueJobs(db.kysely);
      const now = await mustClaim();
      expect(now.token).not.toBe(late.token);
      expect(await extendLease(db.kysely, late, leaseMs)).toBe(false);
      expect(await finishJob(db.kysely, late, { state: 'done', code: '' })).toBe(false);
      expect(await requeueJob(db.kysely, late, { delayMs: 0, code: 'x' })).toBe(false);
      expect(await giveBackJob(db.kysely, late)).toBe(false);
      expect(await read()).toMatchObject({ state: 'running', lease_token: now.token });
    });

    test('twenty who claim at once get twenty different jobs', async () => {
      await add(...Array.from({ length: 20 }, (_, place) => make(`job ${place}`)));
      const claimed = await Promise.all(Array.from({ length: 25 }, () => claim()));
      const ids = claimed.flatMap((job) => (job === undefined ? [] : [job.id]));
      // Two that look at one row at once: one takes it and the other may come away with nothing.
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length + (await keys()).length).toBe(20);
    });

    test('a job that is inserted is heard of', async () => {
      const heard = Promise.withResolvers<void>();
      const stop = await db.listen('bincard_job', () => heard.resolve());
      await add(make('a'));
      await expect(heard.promise).resolves.toBeUndefined();
      await stop();
    });

    test('what is over is forgotten after a while, what waits is not', async () => {
      await add(make('done'));
      await finishJob(db.kysely, await mustClaim(), { state: 'failed', code: 'tls' });
      await add(make('waits'));
      await purgeJobs(db.kysely, minuteMs);
      expect(await db.kysely.selectFrom('job').select('state').execute()).toHaveLength(2);
      await purgeJobs(db.kysely, -minuteMs);
      expect(await db.kysely.selectFrom('job').select('state').execute()).toEqual([
        { state: 'queued' },
      ]);
    });
  });
}
