/**
 * Many items at once, in real Chromium and with the server switched off: chosen by a long press, a range or a scanned
 * list, changed together, taken back in one go, also after a reload. Then on again, and the server holds the same.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { Profile } from '../support/profile.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { untilScreenStands } from '../support/until-screen-stands.ts';

const names = ['Bolt', 'Clamp', 'Drill', 'File', 'Glue', 'Hinge'] as const;
type Name = (typeof names)[number];

let folder: string;
let server: ServerProcess;
let restart: () => Promise<void>;
let ada: Profile;
/** A third device, without a screen: it says what the server holds. */
let witness: SyncClient;
const shelfA = newId<'location'>();
const shelfB = newId<'location'>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-bulk-'));
  const options = { dataDir: join(folder, 'data'), port: await findFreePort() };
  server = await startServer(options);
  restart = async () => {
    server = await startServer(options);
  };
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  await witness.sync(stockUp());
  await ada.goto('/');
  await row('Hinge').waitFor();
  await ada.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await server.kill();
});
afterAll(async () => {
  await ada.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Ten of each on one shelf, none on the other. */
function stockUp() {
  return [
    witness.make('location.create', { id: shelfA, fields: { name: 'Shelf A' } }),
    witness.make('location.create', { id: shelfB, fields: { name: 'Shelf B' } }),
    ...names.flatMap((name) => {
      const id = newId<'item'>();
      const fact = { id: newId<'count'>(), itemId: id, locationId: shelfA };
      const value = name.toUpperCase();
      return [
        witness.make('item.create', { id, fields: { name, minimum: 1000 } }),
        witness.make('code.create', { id: newId<'code'>(), fields: { itemId: id, value } }),
        witness.make('count.record', { ...fact, quantity: 10_000, note: '' }),
      ];
    }),
  ];
}

const row = (name: Name): Locator => ada.page.locator('.virtual .row', { hasText: name });

async function longPress(page: Page, on: Locator): Promise<void> {
  const box = must(await on.boundingBox(), 'a row in sight');
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.locator('.selection-bar').waitFor();
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await devtools.detach();
}

async function openDeed(name: string): Promise<Locator> {
  const sheet = ada.page.getByRole('dialog');
  await sheet.getByRole('button', { name, exact: true }).click();
  return sheet;
}

interface Held {
  readonly minimum: number;
  readonly onA: number;
  readonly onB: number;
}

/** Of each item, by its name, in whole pieces. */
function describeRows(
  items: Iterable<{ readonly id: string; readonly [field: string]: unknown }>,
  stock: Iterable<{ readonly [field: string]: unknown }>,
): Record<string, Held> {
  const bins = [...stock];
  const at = (itemId: string, locationId: string): number =>
    bins
      .filter((bin) => bin['itemId'] === itemId && bin['locationId'] === locationId)
      .reduce((sum, bin) => sum + Number(bin['quantity']) / 1000, 0);
  return Object.fromEntries(
    [...items].map((item) => [
      String(item['name']),
      {
        minimum: Number(item['minimum']) / 1000,
        onA: at(item.id, shelfA),
        onB: at(item.id, shelfB),
      },
    ]),
  );
}

async function held(name: Name): Promise<Held | undefined> {
  const { item = [], stock = [] } = await ada.holdings();
  return describeRows(item, stock)[name];
}

const atFirst: Held = { minimum: 1, onA: 10, onB: 0 };
const moved: Held = { minimum: 1, onA: 0, onB: 10 };

test('a long press begins a selection, which is moved together and taken back together', async () => {
  const { page } = ada;
  await longPress(page, row('Bolt'));
  await page.getByText('1 selected').waitFor();
  await row('Drill').click();
  // The filter hides one of them; it stays selected and is said.
  await page.getByRole('searchbox').fill('drill');
  await page.getByText('1 not in this list').waitFor();
  await page.getByRole('searchbox').fill('');
  await ada.button('Change…').click();
  const sheet = await openDeed('Move stock');
  await sheet.getByRole('button', { name: /^Change/ }).click();
  await sheet.getByText('Choose where it goes.').waitFor();
  await sheet.getByLabel('To', { exact: true }).selectOption({ label: 'Shelf B' });
  await sheet.getByText('2 items: 2 will change').waitFor();
  await sheet.getByRole('button', { name: 'Change 2 items' }).click();
  await ada.untilSaid(/^Moved to Shelf B · 2 items/);
  expect([await held('Bolt'), await held('Drill'), await held('File')]).toEqual([
    moved,
    moved,
    atFirst,
  ]);

  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await ada.untilSaid(/^2 items are as they were/);
  expect([await held('Bolt'), await held('Drill')]).toEqual([atFirst, atFirst]);
});

test('more than lies there is said by name, and recorded all the same', async () => {
  const { page } = ada;
  await ada.button('Change…').click();
  const sheet = await openDeed('Move stock');
  await sheet.getByLabel('From', { exact: true }).selectOption({ label: 'Shelf A' });
  await sheet.getByLabel('To', { exact: true }).selectOption({ label: 'Shelf B' });
  await chooseRadio(page, 'An amount');
  await sheet.getByLabel('Amount of each').fill('1.000,5');
  await sheet.getByRole('button', { name: /^Change/ }).click();
  await sheet.getByText('Type a number such as').waitFor();
  await sheet.getByLabel('Amount of each').fill('12');
  await sheet.getByText('Goes below zero: Bolt, Drill').waitFor();
  await sheet.getByRole('button', { name: 'Change 2 items' }).click();
  await ada.untilSaid(/^Moved to Shelf B/);
  await expect.poll(() => held('Drill')).toEqual({ minimum: 1, onA: -2, onB: 12 });
  await ada.button('End selection').click();
  await page.locator('.selection-bar').waitFor({ state: 'detached' });
});

test('on a laptop a range of the table gets a minimum, and loses it again after a reload', async () => {
  const { page } = ada;
  await page.setViewportSize({ width: 1440, height: 900 });
  await ada.button('Table').click();
  const box = (name: Name): Locator => page.getByRole('checkbox', { name: `Select ${name}` });
  await box('Clamp').click();
  await page.getByText('1 selected').waitFor();
  await box('Glue').click({ modifiers: ['Shift'] });
  await page.getByText('4 selected').waitFor();
  await ada.button('Change…').click();
  const saving = page.waitForEvent('download');
  const menu = await openDeed('Save as CSV');
  const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain('Clamp');
  expect(lines[1]).toContain('Shelf A: 10,10,piece,1,');
  await menu.getByRole('button', { name: 'Minimum and reorder' }).waitFor();
  const sheet = await openDeed('Minimum and reorder');
  await sheet.getByLabel('Minimum', { exact: true }).fill('-4');
  await sheet.getByRole('button', { name: /^Change/ }).click();
  await sheet.getByLabel('Minimum', { exact: true }).and(page.locator('[aria-invalid]')).waitFor();
  await sheet.getByLabel('Minimum', { exact: true }).fill('4,5');
  await sheet.getByRole('button', { name: 'Change 4 items' }).click();
  await ada.untilSaid(/^Minimum 4\.5 · 4 items/);
  expect((await held('File'))?.minimum).toBe(4.5);

  await page.reload();
  await page.locator('.items-table').getByText('Hinge').waitFor();
  await ada.button('Select items').click();
  await ada.button('Last changes of many').click();
  await page.getByRole('button', { name: 'Take back: Minimum 4.5 · 4 items' }).click();
  await ada.untilSaid(/^4 items are as they were/);
  for (const name of names) expect((await held(name))?.minimum).toBe(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await page.locator('h1').first().click();
  await page.keyboard.press('Control+a');
  await page.getByText('6 selected').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.selection-bar').waitFor({ state: 'detached' });
});

test('what was scanned is changed together', async () => {
  const { page } = ada;
  await page.setViewportSize({ width: 360, height: 780 });
  await ada.goto('/scan');
  await untilScreenStands(page);
  await chooseRadio(page, 'Take');
  for (const name of ['Glue', 'Hinge'] as const) {
    await ada.button('Type the code').click();
    await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(name.toUpperCase());
    await page.keyboard.press('Enter');
    await page.locator(`[data-line="${name}"]`).waitFor();
  }
  await ada.button('Change all…').click();
  const sheet = await openDeed('Minimum and reorder');
  await sheet.getByLabel('Minimum', { exact: true }).fill('9');
  await sheet.getByRole('button', { name: 'Change 2 items' }).click();
  await ada.untilSaid(/^Minimum 9 · 2 items/);
  await expect.poll(() => held('Hinge')).toEqual({ minimum: 9, onA: 9, onB: 0 });
});

test('with the network back, the server holds the same', async () => {
  const { item = [], stock = [] } = await ada.holdings();
  const here = describeRows(item, stock);
  await restart();
  await ada.goto('/');
  await ada.untilStatus('Synced');
  await witness.sync();
  const there = describeRows(
    witness.all('item').map((each) => ({ ...each })),
    witness.all('stock').map((each) => ({ ...each })),
  );
  expect(there).toEqual(here);
  expect(there).toMatchObject({
    Bolt: { minimum: 1, onA: -2, onB: 12 },
    Clamp: atFirst,
    Glue: { minimum: 9, onA: 9, onB: 0 },
  });
});
