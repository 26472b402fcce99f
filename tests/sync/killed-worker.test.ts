/**
 * kill -9 of servers that are busy with pictures, at every step of the work: after the claim, the download, in the
 * middle of decoding, before and after a file gets its name, before the commit. Every picture is set exactly once.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import sharp from 'sharp';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { consoleActor } from '../../server/sync/actor.ts';
import { applyPushes } from '../../server/sync/apply-push.ts';
import { openSpace } from '../../server/sync/open-space.ts';
import { toId } from '../../shared/ids.ts';
import { imageSizes } from '../../shared/images.ts';
import { must } from '../../shared/result.ts';
import { makeDatabase } from '../support/make-database.ts';
import { quietLog } from '../support/quiet-log.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { quickLimits, type Step, type WorkerTask } from '../support/worker-process-limits.ts';

/** Each step once; more with KILLS. */
const kills = Number(process.env['KILLS'] ?? 6);
const pictures = 16 + 2 * kills;
const main = fileURLToPath(new URL('../support/worker-process-main.ts', import.meta.url));
const steps: readonly Step[] = [
  'claim',
  'fetch',
  'decode',
  'beforeRename',
  'afterRename',
  'beforeCommit',
];
const testTimeoutMs = 60_000 + kills * 20_000;

for (const database of ['PGlite', 'Postgres'] as const) {
  test(
    `of pictures whose worker is killed at any step none is lost and none is set twice, on ${database}`,
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'bincard-killed-'));
      onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
      const databaseUrl =
        database === 'Postgres' ? await makeDatabase(inject('postgresUrl')) : undefined;
      const open = (): Promise<OpenDatabase> =>
        databaseUrl === undefined
          ? openPglite({ dataDir, log: quietLog })
          : openPostgres({ url: databaseUrl, log: quietLog });
      const imagePort = await servePictures();
      await useDatabase(open, (db) => queuePictures(db, imagePort));

      const task = { dataDir, databaseUrl, imagePort };
      // The embedded database has one process at a time.
      const workers = databaseUrl === undefined ? 1 : 4;
      let killed = 0;
      const live = async (): Promise<void> => {
        for (;;) {
          const place = killed;
          if (place >= kills) break;
          killed += 1;
          await runWorker({
            ...task,
            killAt: must(steps[place % steps.length], 'a step'),
            killAfter: 1 + (place % 3),
          });
        }
        expect(await runWorker({ ...task, killAt: undefined, killAfter: 0 })).toBe(0);
      };
      await Promise.all(Array.from({ length: workers }, live));

      await useDatabase(open, expectEachOnce);
      expect(await countBlobs(dataDir)).toBe(pictures * imageSizes.length);
    },
    testTimeoutMs,
  );
}

async function useDatabase(
  open: () => Promise<OpenDatabase>,
  use: (db: OpenDatabase) => Promise<void>,
): Promise<void> {
  const db = await open();
  try {
    await use(db);
  } finally {
    await db.close();
  }
}

/** Each path is a small picture of its own colour. */
async function servePictures(): Promise<number> {
  const server = createServer((request, response) => {
    const place = Number(request.url?.slice(1));
    const background = { r: place % 256, g: Math.floor(place / 256), b: 99 };
    void sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .png()
      .toBuffer()
      .then((bytes) => response.end(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to be had');
  return address.port;
}

async function queuePictures(db: OpenDatabase, imagePort: number): Promise<void> {
  await migrateToLatest(db);
  const spaceId = toId<'space'>(newId());
  const phone = new SyncClient(async () => Promise.reject(new Error('has no line')), '');
  const mutations = Array.from({ length: pictures }, (_, place) =>
    phone.make('item.create', {
      id: newId<'item'>(),
      fields: { name: `Item ${place}`, imageUrl: `http://127.0.0.1:${imagePort}/${place}` },
    }),
  );
  await db.kysely.transaction().execute(async (tx) => {
    await tx.insertInto('space').values({ id: spaceId, name: 'Test', created_at: 0 }).execute();
    await openSpace(tx, spaceId, Date.now());
    const actor = consoleActor(spaceId);
    const push = { actor, clientId: phone.clientId, ackedMid: 0, mutations };
    const [pushed] = await applyPushes(tx, spaceId, [push], Date.now());
    expect(pushed).toMatchObject({ ok: true, value: { results: [] } });
  });
  // Whoever is killed a hundred times shall not run out of attempts here: that is another test's matter.
  await sql`update job set max_attempts = 1000000`.execute(db.kysely);
  await sql`create table made (image_id text)`.execute(db.kysely);
  await sql`create function note_made() returns trigger language plpgsql as
    $$ begin insert into made values (new.id); return new; end $$`.execute(db.kysely);
  await sql`create trigger note_made after update on image for each row
    when (new.state = 'ready') execute function note_made()`.execute(db.kysely);
}

async function expectEachOnce(db: OpenDatabase): Promise<void> {
  const jobs = await db.kysely.selectFrom('job').select('state').execute();
  expect(jobs.map(({ state }) => state)).toEqual(Array.from({ length: pictures }, () => 'done'));
  const images = await db.kysely.selectFrom('image').select('state').execute();
  expect(images.filter(({ state }) => state === 'ready')).toHaveLength(pictures);
  const { rows } = await sql<{ times: number }>`
    select count(*) as times from made group by image_id`.execute(db.kysely);
  expect(rows.map(({ times }) => times)).toEqual(Array.from({ length: pictures }, () => 1));
}

/** Only finished files count; what was being written lies in `new` until it is forgotten. */
async function countBlobs(dataDir: string): Promise<number> {
  const files = await readdir(join(dataDir, 'blobs'), { recursive: true });
  return files.filter((file) => file.endsWith('.webp')).length;
}

/** Its exit code; null when it was killed. One that hangs longer than anything may fails the test. */
async function runWorker(task: WorkerTask): Promise<number | null> {
  const child = spawn(process.execPath, [main, JSON.stringify(task)], { stdio: 'pipe' });
  const lines: string[] = [];
  child.stderr.on('data', (text: Buffer) => lines.push(text.toString()));
  const end = AbortSignal.timeout(testTimeoutMs - 20_000 + quickLimits.leaseMs);
  end.addEventListener('abort', () => child.kill('SIGKILL'));
  await once(child, 'close');
  if (child.exitCode !== null && child.exitCode !== 0) throw new Error(lines.join(''));
  return child.exitCode;
}
