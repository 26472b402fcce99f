/**
 * Pictures between two people, each with a browser of their own: a photo taken without signal, an address, an address that
 * fails, and the real data with all its pictures. The web is a server on loopback, and nothing else is asked.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { findDemoFolder } from '../support/demo-folder.ts';
import { openLine, type Line } from '../support/open-line.ts';
import {
  openPictureServer,
  servePictures,
  type PictureAnswer,
  type PictureServer,
} from '../support/picture-server.ts';
import { Profile } from '../support/profile.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { SyncClient } from '../support/sync-client.ts';

const images = join(findDemoFolder(), 'images');
/** By name, as they stand in the demo data: the two that have no picture. */
const bare = { photographed: 'Doohickey', addressed: 'Master Assembly' } as const;
const pictured = 'R_10R_0402_1%';
const addressLabel = 'Address of a picture';

interface Stage {
  readonly ada: Profile;
  readonly bo: Profile;
  /** A third device, without a screen: it says what the server holds. */
  readonly witness: SyncClient;
  readonly line: Line;
  readonly web: PictureServer;
  readonly blobs: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** What a stage leaves behind, in the order of its making. */
const cleanups: (() => Promise<void>)[] = [];
/** What the web answers, by path; everything else is a file of the demo data. */
const answers = new Map<string, () => Promise<PictureAnswer>>();
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  for (const clear of cleanups.splice(0).toReversed()) await clear();
});

test('of the real data, all 399 references are ready on two devices, and 61 files are stored once each', async () => {
  const { ada, witness, web, blobs } = stage;
  await expect.poll(readyItems(witness), { timeout: 240_000 }).toBe(399);
  await expect
    .poll(async () => {
      const { item = [], image = [] } = await ada.holdings();
      const ready = new Set(
        image.flatMap((row) => (row['state'] === 'ready' ? [row['source']] : [])),
      );
      return item.filter((row) => ready.has(row['imageUrl'])).length;
    })
    .toBe(399);
  const files = (await readdir(blobs, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  const hashes = files.map((name) => must(/[0-9a-f]{64}/.exec(name)?.[0], 'a hash'));
  expect(new Set(hashes).size).toBe(61);
  expect(files.filter((name) => name.endsWith('.320.webp'))).toHaveLength(61);
  expect(new Set(web.asked).size).toBe(61);
  expect(web.asked).toHaveLength(61);
  await ada.goto('/');
  await expect
    .poll(() => widthOf(ada.page.locator('a.row .photo.shown img').first()))
    .toBeGreaterThan(0);
});

test('a photo taken without signal is there at once, outlives a reload and a killed server, and reaches the other phone', async () => {
  const { ada, bo, line } = stage;
  await ada.openItem(bare.photographed);
  await ada.setOffline(true);
  await ada.page.locator('.tile input').last().setInputFiles(join(images, '1551mini-photo.jpg'));
  await ada.untilSaid(/^Photo added/);
  const own = ada.page.locator('.bin-card .top .photo img[src^="blob:"]');
  await expect.poll(() => widthOf(own)).toBeGreaterThan(0);
  await ada.page.getByText(/^Only on this (phone|computer) yet$/).waitFor();
  await ada.page.reload();
  await expect.poll(() => widthOf(own)).toBeGreaterThan(0);

  const lost = line.loseAnswer('/api/sync');
  await ada.setOffline(false);
  await lost;
  await stage.kill();
  await ada.page.reload();
  await expect.poll(() => widthOf(own)).toBeGreaterThan(0);
  await stage.restart();
  await ada.goto('/settings/sync');
  await ada.button('Sync now').click();

  for (const profile of [bo, ada]) {
    await profile.openItem(bare.photographed);
    await expect.poll(() => widthOf(coverOf(profile))).toBeGreaterThan(0);
  }
  await expect.poll(() => photosHere(ada)).toBe(0);
});

test('an address is downloading on both phones while the site is slow, and shown on both when it has answered', async () => {
  const { ada, bo, web } = stage;
  const { open, isOpen } = makeGate();
  const jpeg = servePictures(images)('/pcb.jpeg');
  answers.set('/slow.jpg', async () => {
    await isOpen;
    return jpeg;
  });
  await ada.edit(bare.addressed, { [addressLabel]: `${web.url}/slow.jpg` });
  await bo.openItem(bare.addressed);
  for (const profile of [ada, bo]) await profile.page.getByText('Downloading').waitFor();
  open();
  for (const profile of [ada, bo])
    await expect.poll(() => widthOf(coverOf(profile))).toBeGreaterThan(0);
});

test('an address without a picture says so, and one tap tries it again', async () => {
  const { ada, bo, web } = stage;
  answers.set('/mended.png', () => Promise.resolve({ status: 404 }));
  await ada.edit(bare.addressed, { [addressLabel]: `${web.url}/mended.png` });
  await bo.openItem(bare.addressed);
  for (const profile of [ada, bo]) {
    await profile.page.getByText('There is no picture at this address').waitFor();
  }
  answers.set('/mended.png', () => Promise.resolve(servePictures(images)('/chair_red.png')));
  await bo.button('Try again').click();
  for (const profile of [ada, bo]) {
    await profile.page
      .getByText('There is no picture at this address')
      .waitFor({ state: 'hidden' });
    await expect.poll(() => widthOf(coverOf(profile))).toBeGreaterThan(0);
  }
});

test('without a network, a reload still shows the pictures of the list and of the card', async () => {
  const { bo } = stage;
  await bo.openItem(pictured);
  await expect.poll(() => widthOf(coverOf(bo))).toBeGreaterThan(0);
  await bo.goto('/');
  await bo.page.locator('a.row .photo.shown img').first().waitFor();
  await stage.kill();
  await bo.setOffline(true);
  // What the browser keeps by itself it may forget; only the service worker's counts.
  const devtools = await bo.page.context().newCDPSession(bo.page);
  await devtools.send('Network.clearBrowserCache');
  await bo.page.reload();
  await expect
    .poll(() => widthOf(bo.page.locator('a.row .photo.shown img').first()))
    .toBeGreaterThan(0);
  for (const name of [pictured, bare.photographed, bare.addressed]) {
    await bo.openItem(name);
    await expect.poll(() => widthOf(coverOf(bo))).toBeGreaterThan(0);
  }
});

/** The server's picture at the head of the card. */
function coverOf({ page }: Profile): Locator {
  return page.locator('.bin-card .top .photo.shown img[src^="/images/"]').last();
}

/** Of a picture that is not only in the page: decoded, with pixels. Exchanged for a larger one meanwhile, that is asked. */
async function widthOf(picture: Locator): Promise<number> {
  const decode = async (image: HTMLImageElement): Promise<number> => {
    await image.decode();
    return image.naturalWidth;
  };
  let width = 0;
  await expect.poll(async () => (width = await picture.evaluate(decode))).toBeGreaterThan(0);
  return width;
}

function readyItems(witness: SyncClient): () => Promise<number> {
  return async () => {
    await witness.sync();
    const ready = witness.all('image').filter(({ state }) => state === 'ready');
    const sources = new Set(ready.map(({ source }) => source));
    return witness.all('item').filter(({ imageUrl }) => sources.has(imageUrl)).length;
  };
}

/** Photos whose bytes this browser still keeps. */
async function photosHere({ page }: Profile): Promise<number> {
  return await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('bincard');
        opening.addEventListener('error', () => reject(new Error(String(opening.error))));
        opening.addEventListener('success', () => {
          const db = opening.result;
          const counting = db.transaction('blobs').objectStore('blobs').count();
          counting.addEventListener('success', () => {
            db.close();
            resolve(counting.result);
          });
        });
      }),
  );
}

function makeGate(): { open(): void; readonly isOpen: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, isOpen: promise };
}

async function setStage(): Promise<Stage> {
  const port = await findFreePort();
  const line = await openLine(port);
  cleanups.push(() => line.close());
  const serve = servePictures(images);
  const web = await openPictureServer((path) => answers.get(path)?.() ?? serve(path));
  cleanups.push(() => web.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-pictures-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const options = { dataDir, port, env: { PUBLIC_URL: line.url, IMAGE_FETCH_ALLOW: web.host } };
  let server = await startServer(options);
  cleanups.push(() => server.kill());
  await importDemo(dataDir, web.url);
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
  const kill = (): Promise<void> => server.kill();
  return { ada, bo, witness, line, web, blobs: join(dataDir, 'blobs'), kill, restart };
}

async function importDemo(dataDir: string, address: string): Promise<void> {
  const args = ['server/cli.ts', 'import', findDemoFolder(), '--images', address];
  const env = { ...process.env, DATA_DIR: dataDir };
  const command = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const [code] = await once(command, 'exit');
  expect(code).toBe(0);
}
