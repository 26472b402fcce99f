/**
 * Every way in which stock changes, by a phone without a server: two lots received by a keyboard scanner, taken, counted,
 * lost and moved with bad input on the way; the app reloaded and the server killed in between; then a second phone agrees.
 */
import { isDeepStrictEqual } from 'node:util';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { Profile } from '../support/profile.ts';
import { scanByWedge } from '../support/scan-by-wedge.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { untilScreenStands } from '../support/until-screen-stands.ts';

const gtin = '04006381333931';
/** Years ahead, so that neither is near its date for a while; the second lot is the first to expire. */
const year = (new Date().getFullYear() + 2) % 100;
const lots = {
  later: { lot: 'L2', code: `01${gtin}17${year}113010L2`, expiry: `20${year}-11-30` },
  sooner: { lot: 'L1', code: `01${gtin}17${year}053110L1`, expiry: `20${year}-05-31` },
} as const;

let folder: string;
let server: ServerProcess;
let restart: () => Promise<void>;
let ada: Profile;
let bo: Profile;
let glueId: string;
let rack: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-deeds-'));
  const options = { dataDir: join(folder, 'data'), port: await findFreePort() };
  server = await startServer(options);
  restart = async () => {
    server = await startServer(options);
  };
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  bo = await Profile.open(inject('browserPath'), server.url);
  await bo.join(await ada.makeInvite('Staff'), 'Bo');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  const witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  await witness.sync(stockUp(witness));
  await Promise.all([ada, bo].map((person) => readyForOffline(person)));
});
afterAll(async () => {
  await ada.remove();
  await bo.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Glue without stock, a wire in metres of which ten lie there, and two places. */
function stockUp(witness: SyncClient) {
  const [shelf, rackId] = [newId<'location'>(), newId<'location'>()];
  const [glue, wire] = [newId<'item'>(), newId<'item'>()];
  [glueId, rack] = [glue, rackId];
  const counted = { id: newId<'count'>(), itemId: wire, locationId: shelf };
  return [
    witness.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }),
    witness.make('location.create', { id: rackId, fields: { name: 'Rack B' } }),
    witness.make('item.create', { id: glue, fields: { name: 'Glue', homeLocationId: shelf } }),
    witness.make('code.create', {
      id: newId<'code'>(),
      fields: { itemId: glue, value: gtin.slice(1) },
    }),
    witness.make('item.create', { id: wire, fields: { name: 'Wire', unit: 'm' } }),
    witness.make('count.record', { ...counted, quantity: 10_000, note: '' }),
  ];
}

async function readyForOffline(person: Profile): Promise<void> {
  await person.goto('/');
  await person.page.locator('a.row', { hasText: 'Wire' }).waitFor();
  await person.page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
  );
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const submitOf = (page: Page): Locator => dialogOf(page).locator('footer [type=submit]');
const howManyOf = (page: Page): Locator => dialogOf(page).getByLabel('How many', { exact: true });

/** From the card of an item; the rarer ones behind "More". */
async function open(person: Profile, deed: string): Promise<void> {
  const { page } = person;
  const dock = page.locator('.deeds-dock');
  const isMain = ['Take', 'Put back', 'Count', 'Move'].includes(deed);
  if (isMain) await dock.getByRole('button', { name: deed, exact: true }).click();
  else {
    await dock.getByRole('button', { name: 'More ways to change the stock' }).click();
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(`^${deed}`) })
      .click();
  }
  await submitOf(page).waitFor();
}

async function submit(person: Profile, said: RegExp): Promise<void> {
  await submitOf(person.page).click();
  await dialogOf(person.page).waitFor({ state: 'detached' });
  await person.untilSaid(said);
}

/** What lies of each lot of the glue, by place, straight from the database. */
async function lotsOf(person: Profile): Promise<Readonly<Record<string, number>>> {
  const { stock = [], location = [] } = await person.holdings();
  const bins = stock.filter(({ itemId, quantity }) => itemId === glueId && quantity !== 0);
  const nameOf = (id: unknown): unknown => location.find((row) => row.id === id)?.['name'];
  return Object.fromEntries(
    bins.map(({ lot, locationId, quantity }) => [
      `${String(lot)} ${String(nameOf(locationId))}`,
      Number(quantity) / 1000,
    ]),
  );
}

async function movements(person: Profile) {
  const { movement = [] } = await person.holdings();
  return movement.filter(({ itemId }) => itemId === glueId);
}

test('two lots that come in by scanner are kept apart, with their dates', async () => {
  await server.kill();
  await ada.goto('/scan');
  const { page } = ada;
  await untilScreenStands(page);
  await chooseRadio(page, 'Receive');
  for (const { code, lot } of [lots.later, lots.sooner]) {
    for (let scans = 1; scans <= 3; scans++) {
      await scanByWedge(page, code);
      const line = page.locator('[data-line="Glue"]', { hasText: `Lot ${lot}` });
      await expect.poll(() => line.getByLabel('Amount of Glue').inputValue()).toBe(String(scans));
    }
  }
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': 3, 'L2 Shelf A': 3 });
  const { stock = [] } = await ada.holdings();
  expect(stock.map(({ lot, expiry }) => [lot, expiry])).toEqual(
    expect.arrayContaining([
      ['L1', lots.sooner.expiry],
      ['L2', lots.later.expiry],
    ]),
  );
});

test('what is taken by a plain code is what expires first, for the purpose of the list', async () => {
  const { page } = ada;
  await chooseRadio(page, 'Take');
  await page.getByRole('button', { name: 'For what', exact: true }).click();
  await dialogOf(page).getByLabel('For what').fill('Boat');
  await submitOf(page).click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await scanByWedge(page, gtin.slice(1));
  const line = page.locator('[data-line="Glue"]').first();
  await line.getByText('2 pieces left').waitFor();
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': 2, 'L2 Shelf A': 3 });
  // It was the other lot, says who looks at it: taken back and done anew.
  await line.getByRole('button', { name: /^Lot L1.*Change the batch of Glue$/ }).click();
  await dialogOf(page)
    .getByRole('button', { name: /^Lot L2/ })
    .click();
  await line.getByText('Lot L2').waitFor();
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': 3, 'L2 Shelf A': 2 });
  const taken = (await movements(ada)).filter(({ reason }) => reason === 'use');
  expect(taken.map(({ purpose }) => purpose)).toEqual(['Boat', 'Boat']);
});

test('more than there is can be taken: said before, below nothing after, and marked for a count', async () => {
  await ada.openItem('Glue');
  const { page } = ada;
  await open(ada, 'Take');
  await expect
    .poll(() => dialogOf(page).getByLabel('Batch').locator('option:checked').textContent())
    .toMatch(/^Lot L1/);
  await howManyOf(page).fill('5');
  await dialogOf(page).getByText('There are 3 here by the books; this makes it -2').waitFor();
  await submit(ada, /^Took 5/);
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': -2, 'L2 Shelf A': 2 });
  await page.getByText('Needs a count: more was taken').waitFor();
  await page.locator('.bin-card .state', { hasText: 'Needs a count' }).waitFor();
});

test('each lot is counted by itself, from the mark that asks for it', async () => {
  const { page } = ada;
  await page.getByRole('button', { name: 'Count now: Shelf A' }).click();
  await dialogOf(page).getByLabel('How many are there', { exact: true }).fill('1');
  await submit(ada, /^Counted 1/);
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': 1, 'L2 Shelf A': 2 });
  await page.locator('[data-batch^="L1/"]', { hasText: 'by you' }).waitFor();
  await expect.poll(() => page.getByText('Needs a count').count()).toBe(0);
});

test('a loss says why and for what, and offers what it was for the next time', async () => {
  const { page } = ada;
  await open(ada, 'Loss');
  await dialogOf(page)
    .getByLabel('Batch')
    .selectOption({ label: await labelOf(page, 'L2') });
  await dialogOf(page).getByLabel('For what').fill('Open day');
  await submit(ada, /^Lost 1/);
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Shelf A': 1, 'L2 Shelf A': 1 });
  await expect
    .poll(() => movements(ada))
    .toContainEqual(expect.objectContaining({ reason: 'loss', purpose: 'Open day', lot: 'L2' }));
  await open(ada, 'Take');
  await dialogOf(page).getByRole('button', { name: 'Open day' }).click();
  await expect.poll(() => dialogOf(page).getByLabel('For what').inputValue()).toBe('Open day');
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
});

const labelOf = async (page: Page, lot: string): Promise<string> =>
  must(
    (await dialogOf(page).getByLabel('Batch').locator('option').allTextContents()).find((text) =>
      text.startsWith(`Lot ${lot}`),
    ),
    `an option of lot ${lot}`,
  );

test('a move to the same place is no move, and says so', async () => {
  const { page } = ada;
  await open(ada, 'Move');
  const dialog = dialogOf(page);
  const from = await dialog.getByLabel('From', { exact: true }).inputValue();
  await dialog.getByLabel('To', { exact: true }).selectOption(from);
  await submitOf(page).click();
  await dialog.getByText('Choose two different places.').waitFor();
  const before = (await movements(ada)).length;
  await dialog.getByLabel('To', { exact: true }).selectOption(rack);
  await submit(ada, /^Moved 1 piece to Rack B/);
  expect((await movements(ada)).length).toBe(before + 1);
  await expect.poll(() => lotsOf(ada)).toEqual({ 'L1 Rack B': 1, 'L2 Shelf A': 1 });
});

test('two taps on the button are one movement', async () => {
  const { page } = ada;
  const before = (await movements(ada)).length;
  await open(ada, 'Add');
  await submitOf(page).dblclick();
  await ada.untilSaid(/^Added 1/);
  await dialogOf(page).waitFor({ state: 'detached' });
  // As fast as no hand is: before the button has been drawn anew.
  await open(ada, 'Add');
  await submitOf(page).evaluate((button: HTMLElement) => {
    for (let taps = 0; taps < 5; taps++) button.click();
  });
  await dialogOf(page).waitFor({ state: 'detached' });
  await expect.poll(async () => (await movements(ada)).length).toBe(before + 2);
});

const bad: readonly (readonly [text: string, said: string])[] = [
  ['', 'Type a number, such as 1.'],
  ['three', 'Type a number such as 3 or 0.25'],
  ['-2', 'Use zero or more.'],
  ['0', 'Use more than zero.'],
  ['1.000,5', 'without thousands separators'],
  ['0.1234', 'at most three decimals'],
  ['99999999999', 'too large'],
];
test.each(bad)('the amount "%s" is refused with "%s"', async (text, said) => {
  await ada.openItem('Wire');
  const { page } = ada;
  await open(ada, 'Take');
  await howManyOf(page).fill(text);
  await submitOf(page).click();
  await dialogOf(page).getByText(said).waitFor();
  await expect.poll(() => submitOf(page).isEnabled()).toBe(true);
});

test('decimals have a comma or a point, and far too much is asked about once', async () => {
  await ada.openItem('Wire');
  const { page } = ada;
  await expect.poll(() => page.getByLabel('Batch').count()).toBe(0);
  await open(ada, 'Take');
  await expect.poll(() => dialogOf(page).getByLabel('Batch').count()).toBe(0);
  await howManyOf(page).fill('0,25');
  await submit(ada, /^Took 0.25 m/);
  await open(ada, 'Take');
  await howManyOf(page).fill('.5');
  await submit(ada, /^Took 0.5 m/);
  await expect.poll(() => ada.quantityOf('Wire')).toBe(9.25);

  await open(ada, 'Add');
  await howManyOf(page).fill('1000');
  await submitOf(page).click();
  await dialogOf(page).getByText('far more than there ever was (10)').waitFor();
  await howManyOf(page).fill('100');
  await submit(ada, /^Added 100 m/);
  await expect.poll(() => ada.quantityOf('Wire')).toBe(109.25);
});

test('what was done outlives a reload and a killed server, and a second phone agrees', async () => {
  const before = await ada.holdings();
  await ada.page.reload();
  await untilScreenStands(ada.page);
  await expect.poll(() => ada.holdings()).toEqual(before);

  await restart();
  await ada.goto('/settings/sync');
  await ada.button('Sync now').click();
  await ada.untilStatus('Synced');
  await server.kill();
  await restart();
  await bo.goto('/settings/sync');
  await bo.button('Sync now').click();
  await bo.untilStatus('Synced');
  await expect
    .poll(async () => {
      const [hers, his] = [await ada.holdings(), await bo.holdings()];
      return isDeepStrictEqual(his['stock'], hers['stock']) && his['stock']?.length !== 0;
    })
    .toBe(true);
  await expect.poll(() => lotsOf(bo)).toEqual(await lotsOf(ada));
  await bo.openItem('Glue');
  await bo.page.locator('.stock-lines').getByText('Rack B').waitFor();
  await bo.goto(`/locations/${rack}`);
  await bo.page.locator('.lying-row', { hasText: 'Lot L1' }).waitFor();
});
