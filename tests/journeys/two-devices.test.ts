/**
 * The main job, on real data: two people, each with a browser of their own, one server, no signal in between. They edit
 * against each other, come back in the worse order, and everyone holds the same, to the last field.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { findDemoFolder } from '../support/demo-folder.ts';
import { makeDatabase } from '../support/make-database.ts';
import { openLine, type Line } from '../support/open-line.ts';
import { Profile } from '../support/profile.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerOptions,
} from '../support/server-process.ts';
import { SyncClient } from '../support/sync-client.ts';

interface Stage {
  readonly ada: Profile;
  readonly bo: Profile;
  /** A third device, without a screen: it says what the server holds. */
  readonly witness: SyncClient;
  readonly line: Line;
  /** SIGKILL to the server. */
  kill(): Promise<void>;
  /** At the same address, on the same data. */
  restart(): Promise<void>;
}

/** By name, as they stand in the demo data. */
const parts = {
  differentFields: 'R_10R_0402_1%',
  sameField: 'R_10R_0603_1%',
  deleted: 'M3x5 RHS-STA',
  bothTake: 'M3x10 RHS-STA',
  counted: 'M3x15 RHS-STA',
  whileKilled: 'M3x20 RHS-STA',
} as const;

/** What a stage leaves behind, in the order of its making. */
const cleanups: (() => Promise<void>)[] = [];

for (const database of ['PGlite', 'Postgres'] as const) {
  describe(`two devices and one truth, on ${database}`, () => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await setStage(database);
    });
    afterAll(async () => {
      for (const clear of cleanups.splice(0).toReversed()) await clear();
    });

    test('both hold the imported data, and as the server does', async () => {
      const { ada, witness } = stage;
      await allAgree(stage);
      expect((await ada.holdings())['item']).toHaveLength(401);
      expect(witness.rows.location.size).toBe(28);
    });

    test('what both did without signal comes together, and whoever lost is told', async () => {
      const { ada, bo } = stage;
      await ada.count(parts.bothTake, 10);
      await ada.untilStatus('Synced');
      await bo.openItem(parts.bothTake);
      await bo.page.locator('.bin-card [data-quantity="10000"]').waitFor();

      await Promise.all([ada.setOffline(true), bo.setOffline(true)]);
      await ada.edit(parts.differentFields, { Description: 'by Ada' });
      await bo.edit(parts.differentFields, { Notes: 'by Bo' });
      await bo.edit(parts.sameField, { Description: 'earlier, by Bo' });
      await ada.edit(parts.sameField, { Description: 'later, by Ada' });
      await ada.delete(parts.deleted);
      await bo.edit(parts.deleted, { Notes: 'still needed' });
      await ada.take(parts.bothTake, 3);
      await bo.take(parts.bothTake, 4);
      await bo.take(parts.counted, 2);
      await ada.count(parts.counted, 7);
      await expect.poll(() => ada.quantityOf(parts.bothTake)).toBe(7);
      await expect.poll(() => bo.quantityOf(parts.bothTake)).toBe(6);
      await ada.untilStatus('5 waiting');
      await bo.untilStatus('5 waiting');

      // The worse order: Bo's work arrives last, and all of it meets something of Ada's.
      await ada.setOffline(false);
      await ada.untilStatus('Synced');
      await bo.setOffline(false);
      await bo.untilStatus('Synced');
      await allAgree(stage);

      await expect
        .poll(() => itemOf(bo, parts.differentFields))
        .toMatchObject({
          description: 'by Ada',
          notes: 'by Bo',
        });
      await expect
        .poll(() => itemOf(bo, parts.sameField))
        .toMatchObject({ description: 'later, by Ada' });
      await expect.poll(() => ada.quantityOf(parts.bothTake)).toBe(3);
      await expect.poll(() => ada.quantityOf(parts.counted)).toBe(7);
      await expect.poll(() => itemOf(bo, parts.deleted)).toMatchObject({ notes: '' });

      await bo.goto('/attention');
      await bo.page
        .locator('.issue', { hasText: parts.sameField })
        .getByText('earlier, by Bo')
        .waitFor();
      const refused = bo.page.locator('.issue', { hasText: parts.deleted });
      await refused.getByText('It was deleted').waitFor();
      await bo.page
        .locator('.issue', { hasText: parts.counted })
        .getByText('came later and already holds it')
        .waitFor();
      await refused.getByRole('button', { name: 'Restore with my edits' }).click();
      await expect
        .poll(() => itemOf(ada, parts.deleted))
        .toMatchObject({ deletedAt: null, notes: 'still needed' });
      await bo.untilStatus('Synced');
      await ada.untilStatus('Synced');
      await allAgree(stage);
    });

    test('a reload, a second tab and a new start of the browser change nothing', async () => {
      const { ada } = stage;
      const before = await ada.holdings();
      await ada.page.reload();
      const tab = await ada.openTab('/locations');
      await tab.getByRole('heading', { name: 'Locations' }).waitFor();
      await ada.untilStatus('Synced');
      await expect.poll(() => ada.holdings()).toEqual(before);
      await ada.stop();
      await ada.start();
      await ada.goto('/');
      await ada.untilStatus('Synced');
      await expect.poll(() => ada.holdings()).toEqual(before);
      await allAgree(stage);
    });

    test('an answer lost by kill -9 of the server is neither lost nor doubled work', async () => {
      const { ada, line } = stage;
      await ada.count(parts.whileKilled, 100);
      await ada.untilStatus('Synced');
      const lost = line.loseAnswer('/api/sync');
      await ada.take(parts.whileKilled, 1);
      await lost;
      await stage.kill();
      await ada.take(parts.whileKilled, 1);
      await ada.untilStatus('2 waiting');
      await ada.page.reload();
      await expect.poll(() => ada.quantityOf(parts.whileKilled)).toBe(98);

      await stage.restart();
      await ada.goto('/settings/sync');
      await ada.button('Sync now').click();
      await ada.untilStatus('Synced');
      await allAgree(stage);
      await expect.poll(() => ada.quantityOf(parts.whileKilled)).toBe(98);
    });
  });
}

async function setStage(database: 'PGlite' | 'Postgres'): Promise<Stage> {
  const port = await findFreePort();
  const line = await openLine(port);
  cleanups.push(() => line.close());
  const options: ServerOptions = {
    dataDir: await mkdtemp(join(tmpdir(), 'bincard-two-devices-')),
    port,
    env: { PUBLIC_URL: line.url },
    ...(database === 'Postgres' ? { databaseUrl: await makeDatabase(inject('postgresUrl')) } : {}),
  };
  cleanups.push(() => rm(options.dataDir, { recursive: true, force: true }));
  let server = await startServer(options);
  cleanups.push(() => server.kill());
  await importDemo(options);
  const ada = await Profile.open(inject('browserPath'), line.url);
  cleanups.push(() => ada.remove());
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace Harbour');
  const bo = await Profile.open(inject('browserPath'), line.url);
  cleanups.push(() => bo.remove());
  await bo.join(await ada.makeInvite('Staff'), 'Bo');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  const witness = new SyncClient((path, init) => fetch(`${line.url}${path}`, init), token);
  const restart = async (): Promise<void> => {
    server = await startServer(options);
  };
  return { ada, bo, witness, line, kill: () => server.kill(), restart };
}

async function importDemo({ dataDir, databaseUrl }: ServerOptions): Promise<void> {
  const command = spawn(process.execPath, ['server/cli.ts', 'import', findDemoFolder()], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: 'ignore',
  });
  const [code] = await once(command, 'exit');
  expect(code).toBe(0);
}

/** Every row of every synced table, on both phones and at the server. */
async function allAgree({ ada, bo, witness }: Stage): Promise<void> {
  await expect
    .poll(async () => {
      await witness.sync();
      const truth = witness.holdings();
      const waiting = (await ada.waiting()) + (await bo.waiting());
      const [hers, his] = [await ada.holdings(), await bo.holdings()];
      return { waiting, ada: isDeepStrictEqual(hers, truth), bo: isDeepStrictEqual(his, truth) };
    })
    .toEqual({ waiting: 0, ada: true, bo: true });
}

async function itemOf(profile: Profile, name: string): Promise<unknown> {
  const { item = [] } = await profile.holdings();
  return item.find((row) => row['name'] === name);
}
