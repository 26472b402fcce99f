/** The worker loop: every job is done, whatever becomes of it, of its neighbours or of the server. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { lockHead, readHead } from '../../../server/db/head-statements.ts';
import { imageIdOf, missingImages, readImage } from '../../../server/db/image-statements.ts';
import { insertJobs, rescueJobs, type NewJob } from '../../../server/db/job-statements.ts';
import { jobKinds } from '../../../server/db/tables.ts';
import { setDownloading, setFailed, setQueued } from '../../../server/jobs/image-effects.ts';
import { makeHandlers, type JobHandler } from '../../../server/jobs/job-handler.ts';
import { startWorker, type Worker, type WorkerLimits } from '../../../server/jobs/worker.ts';
import { openSpace } from '../../../server/sync/open-space.ts';
import { toId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { openTestDatabase } from '../../support/open-test-space.ts';
import { quietLog } from '../../support/quiet-log.ts';

let db: OpenDatabase;
let spaceId: string;
let worker: Worker | undefined;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  spaceId = randomUUID();
  await sql`delete from job`.execute(db.kysely);
  await db.kysely.transaction().execute(async (tx) => {
    await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
    await openSpace(tx, toId<'space'>(spaceId), Date.now());
  });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const nothing: JobHandler['giveUp'] = () => async () => undefined;

/** All kinds have a handler; the one for `image.fetch` is the test's. */
async function start(
  fetchHandler: Partial<JobHandler>,
  limits: Partial<WorkerLimits> = {},
): Promise<Worker> {
  const handlers = jobKinds.map((kind): JobHandler => {
    const idle = { kind, giveUp: nothing, run: async () => ({ kind: 'done' }) as const };
    return kind === 'image.fetch' ? { ...idle, ...fetchHandler } : idle;
  });
  worker = await startWorker({
    db,
    handlers: makeHandlers(handlers),
    log: quietLog,
    now: Date.now,
    rollDice: () => 0.5,
    isOwnHost: (host) => host === 'own.local',
    limits,
  });
  return worker;
}

const address = (name: string): string => `https://example.org/${name}.jpg`;
const idOf = (name: string): string => imageIdOf(address(name));

/** A picture of that name waits, with its job. */
async function add(...names: string[]): Promise<void> {
  await addJobs(names.map((name) => ({ name })));
}

async function addJobs(
  jobs: readonly ({ readonly name: string } & Partial<NewJob>)[],
): Promise<void> {
  await db.kysely.transaction().execute(async (tx) => {
    await lockHead(tx, spaceId);
    await insertJobs(
      tx,
      jobs.map(({ name, ...changes }) => ({
        spaceId,
        kind: 'image.fetch' as const,
        dedupeKey: idOf(name),
        payload: { imageId: idOf(name) },
        host: 'own.local',
        maxAttempts: 3,
        priority: 0,
        delayMs: 0,
        ...changes,
      })),
    );
  });
}

const states = async (): Promise<Record<string, number>> => {
  const rows = await db.kysely.selectFrom('job').select(['state', 'last_error_code']).execute();
  const counts: Record<string, number> = {};
  for (const { state, last_error_code: code } of rows) {
    const key = code === '' ? state : `${state}: ${code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};
const expectStates = (expected: Record<string, number>): Promise<void> =>
  vi.waitFor(async () => expect(await states()).toEqual(expected), { timeout: 10_000 });
const version = async (): Promise<number> =>
  must(await readHead(db.kysely, spaceId), 'head').version;

/** Rows behind the jobs, for effects to change. */
async function addImages(...names: string[]): Promise<void> {
  const { takeVersion } = await import('../../../server/db/head-statements.ts');
  const { writeRows } = await import('../../../server/db/sync-statements.ts');
  await db.kysely.transaction().execute(async (tx) => {
    await lockHead(tx, spaceId);
    const rows = await missingImages(tx, spaceId, names.map(address), 1);
    const taken = await takeVersion(tx, spaceId, Date.now());
    await writeRows(
      tx,
      spaceId,
      'image',
      rows.map((row) => ({ ...row, version: taken })),
    );
  });
}
const stateOf = async (name: string): Promise<string | undefined> =>
  (await readImage(db.kysely, spaceId, idOf(name)))?.state;

test('jobs that were there before and jobs that come later are done', async () => {
  await add('before');
  await start({});
  await add('after');
  await expectStates({ done: 2 });
});

test('many that end together are settled under few versions, and each has its effect', async () => {
  const names = Array.from({ length: 12 }, (_, place) => `picture ${place}`);
  await addImages(...names);
  const before = await version();
  await add(...names);
  await start(
    {
      run: async (job) => ({
        kind: 'failed',
        code: 'tls',
        effect: setFailed((job.payload as { imageId: string }).imageId, 'tls'),
      }),
    },
    { runningMax: 12 },
  );
  await expectStates({ 'failed: tls': 12 });
  for (const name of names) expect(await stateOf(name)).toBe('failed');
  expect((await version()) - before).toBeLessThan(12);
});

test('what a job throws is another try, and its neighbours go on', async () => {
  await add('bad', 'good');
  await start({
    run: async (job) => {
      if (job.payload && (job.payload as { imageId: string }).imageId === idOf('bad'))
        throw new Error('a bug');
      return { kind: 'done' };
    },
  });
  await expectStates({ 'queued: bug': 1, done: 1 });
});

test('a job that nobody came back from is given up, and says so', async () => {
  await addImages('killer');
  await add('killer');
  await sql`update job set attempts = 3`.execute(db.kysely);
  await start({
    giveUp: (job) => setFailed((job.payload as { imageId: string }).imageId, 'gave_up'),
    run: async () => Promise.reject(new Error('must not be tried again')),
  });
  await expectStates({ 'failed: gave_up': 1 });
  expect(await stateOf('killer')).toBe('failed');
});

test('one effect that cannot be written does not hold up the others', async () => {
  await addImages('good');
  await add('bad', 'good');
  const bothEnd = Promise.withResolvers<void>();
  let ends = 0;
  await start({
    run: async (job) => {
      if (++ends === 2) bothEnd.resolve();
      await bothEnd.promise;
      const { imageId } = job.payload as { imageId: string };
      const isBad = imageId === idOf('bad');
      return {
        kind: 'done',
        effect: isBad
          ? async ({ tx }) => void (await sql`select 1/0`.execute(tx))
          : setQueued(imageId),
      };
    },
  });
  await expectStates({ running: 1, done: 1 });
});

test('a server that stops waits for a job that is nearly done', async () => {
  await add('a');
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const running = await start({
    run: async () => {
      begun.resolve();
      await mayEnd.promise;
      return { kind: 'done' };
    },
  });
  await begun.promise;
  const stopping = running.stop();
  mayEnd.resolve();
  await stopping;
  expect(await states()).toEqual({ done: 1 });
});

test('a job that takes too long for a server that stops is put back, without an attempt', async () => {
  await addImages('slow');
  await add('slow');
  const begun = Promise.withResolvers<void>();
  const { promise: never } = Promise.withResolvers<never>();
  const idIn = (job: { payload: unknown }) => (job.payload as { imageId: string }).imageId;
  const running = await start(
    {
      begin: (job) => setDownloading(idIn(job)),
      putBack: (job) => setQueued(idIn(job)),
      run: async (_job, signal) => {
        begun.resolve();
        signal.addEventListener('abort', () => stopped.reject(signal.reason));
        const stopped = Promise.withResolvers<never>();
        return Promise.race([never, stopped.promise]);
      },
    },
    { graceMs: 10 },
  );
  await begun.promise;
  expect(await stateOf('slow')).toBe('downloading');
  await running.stop();
  const job = await db.kysely.selectFrom('job').selectAll().executeTakeFirstOrThrow();
  expect(job).toMatchObject({ state: 'queued', attempts: 0, lease_token: null });
  expect(await stateOf('slow')).toBe('queued');
});

test('who has lost the lease stops, and leaves nothing behind', async () => {
  await addImages('a');
  await add('a');
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  await start(
    {
      run: async (job, signal) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        ended.resolve();
        const effect = setFailed((job.payload as { imageId: string }).imageId, 'tls');
        return { kind: 'failed', code: 'tls', effect };
      },
    },
    { heartbeatMs: 20 },
  );
  await begun.promise;
  // Another server believes that this one is dead, and claims it.
  await sql`update job set lease_token = 'of another'`.execute(db.kysely);
  await ended.promise;
  await expect.poll(() => states()).toEqual({ running: 1 });
  expect(await stateOf('a')).toBe('queued');
});

test('no more jobs run at once than are allowed, and no more at one host', async () => {
  let now = 0;
  let most = 0;
  const atHost = new Map<string, number>();
  let mostAtHost = 0;
  await addJobs(
    Array.from({ length: 12 }, (_, place) => ({
      name: `${place}`,
      host: place % 2 === 0 ? 'one.example' : 'two.example',
    })),
  );
  await start(
    {
      run: async ({ host }) => {
        most = Math.max(most, ++now);
        const here = (atHost.get(host) ?? 0) + 1;
        atHost.set(host, here);
        mostAtHost = Math.max(mostAtHost, here);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        atHost.set(host, (atHost.get(host) ?? 0) - 1);
        return { kind: 'done' };
      },
    },
    { runningMax: 3, perHostMax: 2, spacingMs: 1 },
  );
  await expectStates({ done: 12 });
  expect(most).toBeLessThanOrEqual(3);
  expect(mostAtHost).toBeLessThanOrEqual(2);
});

test('a job whose worker fell silent is done by another', async () => {
  await add('orphan');
  await sql`update job set state = 'running', attempts = 1, lease_token = 'of the dead',
    lease_until = now_ms() - 1`.execute(db.kysely);
  await start({});
  await expectStates({ done: 1 });
  expect(await rescueJobs(db.kysely)).toBe(0);
});

test('each kind of job has one handler, or the server does not start', () => {
  const handler = (kind: JobHandler['kind']): JobHandler => ({
    kind,
    giveUp: nothing,
    run: async () => ({ kind: 'done' }),
  });
  const all = jobKinds.map(handler);
  expect(() => makeHandlers(all)).not.toThrow();
  expect(() => makeHandlers(all.slice(1))).toThrow('No handler for jobs of kind image.fetch');
  expect(() => makeHandlers([...all, handler('image.make')])).toThrow(
    'Two handlers for jobs of kind image.make',
  );
});
