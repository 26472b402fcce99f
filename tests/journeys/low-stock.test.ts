/**
 * What runs low, without a network: a member takes until it is low, and finds it in the list, in the count beside it and on
 * its card, with the sum that says how long it lasts. What things cost stays with those who may see it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { weekMs } from '../../shared/use-weeks.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { Profile } from '../support/profile.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const dayMs = 86_400_000;
const cleanups: (() => Promise<void>)[] = [];
/** An owner, and a member. */
let ada: Profile;
let bo: Profile;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-low-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startServer({ dataDir, port: await findFreePort() });
  cleanups.push(() => server.kill());
  ada = await Profile.open(inject('browserPath'), server.url);
  cleanups.push(() => ada.remove());
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace Harbour');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Storekeeper');
  await stockUp(new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token));
  bo = await Profile.open(inject('browserPath'), server.url);
  cleanups.push(() => bo.remove());
  await bo.join(await ada.makeInvite('Member'), 'Bo');
  for (const person of [ada, bo]) await readyForOffline(person);
});
afterAll(async () => {
  for (const clear of cleanups.splice(0).toReversed()) await clear();
});

/** Glue of which three were used in each of the last eight weeks, twelve of it now; and two batches of resin. */
async function stockUp(client: SyncClient): Promise<void> {
  const [shelf, glue, resin] = [newId<'location'>(), newId<'item'>(), newId<'item'>()];
  const now = Date.now();
  const at = (weeksAgo: number): number => now - weeksAgo * weekMs;
  const expiring = (days: number, lot: string) => ({
    id: newId<'count'>(),
    itemId: resin,
    locationId: shelf,
    quantity: 2000,
    note: '',
    lot,
    expiry: new Date(now + days * dayMs).toISOString().slice(0, 10),
  });
  await client.sync([
    client.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }, at(10)),
    client.make(
      'item.create',
      { id: glue, fields: { name: 'Wood glue', minimum: 4000, homeLocationId: shelf } },
      at(10),
    ),
    client.make('item.create', { id: resin, fields: { name: 'Resin' } }, at(10)),
    client.make(
      'count.record',
      { id: newId<'count'>(), itemId: glue, locationId: shelf, quantity: 36_000, note: '' },
      at(9),
    ),
    ...[8, 7, 6, 5, 4, 3, 2, 1].map((weeks) =>
      client.make(
        'movement.record',
        {
          id: newId<'movement'>(),
          itemId: glue,
          fromLocationId: shelf,
          toLocationId: null,
          quantity: 3000,
          reason: 'use',
          note: '',
          undoes: null,
        },
        at(weeks),
      ),
    ),
    client.make('count.record', expiring(-3, 'R1')),
    client.make('count.record', expiring(20, 'R2')),
    client.make('count.record', expiring(300, 'R3')),
  ]);
}

async function readyForOffline(person: Profile): Promise<void> {
  await person.goto('/');
  await person.page.locator('a.row', { hasText: 'Wood glue' }).waitFor();
  await person.page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
  );
  await person.setOffline(true);
}

const lineOf = (person: Profile, name: string) =>
  person.page.locator('.low-lines > li', { hasText: name });

/** On a phone the count stands in "More", as soon as it is known. */
async function linkInMore(person: Profile, name: string): Promise<Locator> {
  await person.goto('/more');
  return person.page.getByRole('link', { name, exact: true });
}

test('above its minimum it is not low, and soon at eight weeks only', async () => {
  await bo.goto('/low');
  await bo.page.getByRole('heading', { name: 'Nothing runs low' }).waitFor();
  await bo.page.getByRole('tab', { name: /^Soon/ }).click();
  await bo.page.getByRole('heading', { name: 'Nothing runs out within 4 weeks' }).waitFor();
  await chooseRadio(bo.page, '8 weeks');
  await lineOf(bo, 'Wood glue').getByText('Lasts 4 weeks').waitFor();
  // The choice is kept on this device.
  await bo.goto('/low/soon');
  await lineOf(bo, 'Wood glue').waitFor();
  const plain = await linkInMore(bo, 'Running low');
  await expect.poll(() => plain.count()).toBe(1);
});

test('the sum is shown on a tap, and is plain arithmetic', async () => {
  await bo.goto('/low/soon');
  const line = lineOf(bo, 'Wood glue');
  await line.locator('summary').click();
  await expect
    .poll(() => line.locator('.reckoning').textContent())
    .toBe('24 pieces used in 8 weeks = 3 a week; 12 pieces left = 4 weeks');
});

test('taken until it is low, it is in the list and in the count, without a network', async () => {
  await bo.take('Wood glue', 9);
  const counted = await linkInMore(bo, 'Running low 1 open');
  await expect.poll(() => counted.count()).toBe(1);
  await bo.goto('/low');
  await bo.page.getByRole('tab', { name: 'Low 1', exact: true }).waitFor();
  const line = lineOf(bo, 'Wood glue');
  await line.getByText('Minimum 4 pieces').waitFor();
  // What was taken today is of a week that is not over: the pace stays.
  await line.locator('summary').click();
  await line.getByText('3 a week; 3 pieces left = 7 days').waitFor();
  await bo.page.getByRole('tab', { name: 'Soon', exact: true }).waitFor();
});

test('the list can be taken along as a file, also without a network', async () => {
  await bo.goto('/low');
  await lineOf(bo, 'Wood glue').waitFor();
  await bo.button('More').click();
  const [download] = await Promise.all([
    bo.page.waitForEvent('download'),
    bo.page.getByRole('menuitem', { name: 'Save as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bincard-low-\d{4}-\d\d-\d\d\.csv$/);
  const [head, line] = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(head).toBe(
    '\uFEFFName,SKU,Category,Location,Available,Minimum,Unit,On loan,On order,Expected,Use per week,Days of cover,Needs a count',
  );
  expect(line).toBe('Wood glue,,,Shelf A,3,4,piece,0,0,,3,7,');
});

test('the card shows its use, and a chart that can be read without seeing it', async () => {
  await bo.openItem('Wood glue');
  const use = bo.page.locator('.use-section');
  await use.getByText('3 pieces a week', { exact: true }).waitFor();
  await use.getByText('7 days', { exact: true }).waitFor();
  const chart = use.getByRole('slider', { name: 'How much there was over time' });
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/: 3 pieces$/);
  await chart.press('ArrowLeft');
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/: 12 pieces$/);
  await chart.press('Home');
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/: counted 36 pieces$/);
  // A pointer reads what lies nearest to it: at the right edge that is the newest.
  const { width, height } = must(await chart.boundingBox(), 'the chart');
  await chart.hover({ position: { x: width - 4, y: height / 2 } });
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/: 3 pieces$/);
  await use.getByText('As a table').first().click();
  const rows = use.getByRole('row');
  await rows.filter({ hasText: 'Counted' }).getByText('36 pieces').waitFor();
  const weeks = use.getByRole('slider', { name: 'Use by week' });
  await expect
    .poll(() => weeks.getAttribute('aria-valuetext'))
    .toMatch(/, not over yet: 9 pieces used$/);
  await weeks.press('ArrowLeft');
  await expect.poll(() => weeks.getAttribute('aria-valuetext')).toMatch(/: 3 pieces used$/);
});

test('what is past its last day stands on top, and what keeps is left out', async () => {
  await bo.goto('/low/expires');
  await bo.page.getByRole('tab', { name: 'Expires 2', exact: true }).waitFor();
  const rows = bo.page.locator('.batch-row');
  await expect.poll(() => rows.allTextContents()).toHaveLength(2);
  await rows.nth(0).getByText('Lot R1').waitFor();
  await rows
    .nth(0)
    .getByText(/^Expired /)
    .waitFor();
  await rows
    .nth(1)
    .getByText(/^Expires /)
    .waitFor();
  await chooseRadio(bo.page, '14 days');
  await expect.poll(() => rows.allTextContents()).toHaveLength(1);

  await bo.goto('/');
  await bo.button('Filters').click();
  await bo.button('Expires soon').click();
  await bo.button('Show 1 item').click();
  await bo.page
    .locator('a.row', { hasText: 'Resin' })
    .getByText(/^Expired /)
    .waitFor();
});

test('staff say what a unit is worth; a member neither sees nor is asked it', async () => {
  for (const person of [ada, bo]) await person.setOffline(false);
  await ada.edit('Wood glue', { 'Worth per unit': '1,50' });
  await ada.openItem('Wood glue');
  await ada.page.getByText('£1.50 / piece').waitFor();
  await ada.page.getByText('£4.50', { exact: true }).waitFor();
  await ada.untilStatus('Synced');

  await bo.edit('Wood glue', { Notes: 'Shake well' });
  await bo.untilStatus('Synced');
  await bo.page.getByText('Shake well').waitFor();
  await expect.poll(() => bo.page.getByText(/Worth/).count()).toBe(0);
  await bo.page.getByRole('link', { name: 'Edit' }).click();
  await bo.page.getByLabel('Minimum', { exact: true }).waitFor();
  await expect.poll(() => bo.page.getByLabel('Worth per unit').count()).toBe(0);
  const { item } = await bo.holdings();
  expect(must(item, 'the items').map(({ unitCost }) => unitCost)).toEqual([null, null]);
});
