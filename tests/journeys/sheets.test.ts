/**
 * A safety data sheet between two people: put in on a phone without signal, opened on another whose network is cut, and
 * after its browser was started anew, with no server in the world.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sheetPath } from '../../shared/sheets.ts';
import { must } from '../../shared/result.ts';
import { makePdf } from '../support/make-pdf.ts';
import { Profile } from '../support/profile.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';

interface Stage {
  readonly ada: Profile;
  readonly bo: Profile;
  readonly url: string;
  /** Of somebody without a screen, who asks the server. */
  readonly token: string;
  kill(): Promise<void>;
}

const pdf = makePdf('Highly flammable');
const path = sheetPath(createHash('sha256').update(pdf).digest('hex'));
const cleanups: (() => Promise<void>)[] = [];
let stage: Stage;

beforeAll(async () => {
  const port = await findFreePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-sheets-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startServer({ dataDir, port });
  cleanups.push(() => server.kill());
  const ada = await Profile.open(inject('browserPath'), server.url);
  cleanups.push(() => ada.remove());
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace Harbour');
  const bo = await Profile.open(inject('browserPath'), server.url);
  cleanups.push(() => bo.remove());
  await bo.join(await ada.makeInvite('Staff'), 'Bo');
  const { token } = await joinServer(await ada.makeInvite('Member'), 'Witness');
  stage = { ada, bo, token, url: server.url, kill: () => server.kill() };
});
afterAll(async () => {
  for (const clear of cleanups.splice(0).toReversed()) await clear();
});

/** What the page's own address answers, as its service worker has it. */
function fetchIn({ page }: Profile): Promise<{ status: number; text: string }> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address).catch(() => undefined);
    return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '' };
  }, path);
}

test('one phone adds a sheet without signal and can open it at once', async () => {
  const { ada, bo } = stage;
  for (const { page } of [ada, bo])
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await Promise.all([ada.setOffline(true), bo.setOffline(true)]);
  await ada.goto('/items/new');
  const { page } = ada;
  await page.getByLabel('Name', { exact: true }).fill('Acetone');
  await page.getByLabel('Signal word').selectOption('Danger');
  await page.getByText('Flammable', { exact: true }).click();
  const chooser = page.locator('.choose-file input');
  const list = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('milk') };
  await chooser.setInputFiles(list);
  await page.getByText('list.txt is not a PDF.').waitFor();
  await chooser.setInputFiles({ name: 'Acetone.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.locator('.sheet-field').getByText('Acetone.pdf').waitFor();
  await ada.button('Add item').click();

  const card = page.locator('.item-page > :first-child');
  await card.getByRole('heading', { name: 'Danger' }).waitFor();
  await card.getByText('Only on this computer yet').waitFor();
  const link = card.getByRole('link', { name: 'Open safety data sheet' });
  await expect.poll(() => link.getAttribute('href')).toBe(path);
  await expect.poll(() => fetchIn(ada)).toEqual({ status: 200, text: pdf.toString() });
  await ada.untilStatus('2 waiting');
});

test('with a network it goes to the server, and to the other phone, without anybody opening it', async () => {
  const { ada, bo, url, token } = stage;
  await ada.setOffline(false);
  await ada.untilStatus('Synced');
  const ask = (): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await expect.poll(async () => (await ask()).status).toBe(200);
  await ada.page.getByText('opens without a network').waitFor();
  await bo.setOffline(false);
  await expect
    .poll(() => bo.page.evaluate(async (each) => (await caches.match(each)) !== undefined, path))
    .toBe(true);
});

test('the other phone opens it with its network cut and the server dead, and after a new start too', async () => {
  const { bo, kill } = stage;
  await kill();
  await bo.setOffline(true);
  await bo.stop();
  await bo.start();
  await bo.setOffline(true);
  await bo.openItem('Acetone');
  const card = bo.page.locator('.item-page > :first-child');
  await card.getByText('opens without a network').waitFor();
  await expect.poll(() => fetchIn(bo)).toEqual({ status: 200, text: pdf.toString() });
  const opened = bo.page.waitForEvent('popup');
  await card.getByRole('link', { name: 'Open safety data sheet' }).click();
  const popup = await opened;
  expect(popup.url()).toContain(path);
  await popup.close();
});

test('one that was taken away again can be put back', async () => {
  const { bo } = stage;
  await bo.openItem('Acetone');
  await bo.button('Remove').click();
  await bo.untilSaid(/sheet removed/);
  const link = bo.page.getByRole('link', { name: 'Open safety data sheet' });
  await link.waitFor({ state: 'detached' });
  await bo.button('Undo').click();
  await bo.page.getByText('opens without a network').waitFor();
  await expect.poll(() => link.getAttribute('href')).toBe(path);
});
