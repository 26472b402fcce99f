/**
 * Staff says without a network who sells a thing and at what price; the price changes, the other laptop has it all, and a
 * member's phone nothing of it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

let folder: string;
let server: ServerProcess;
let ada: Profile;
let bo: Profile;
let witness: SyncClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-suppliers-'));
  server = await startServer({ dataDir: join(folder, 'data'), port: await findFreePort() });
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  const fields = { name: 'Screws', minimum: 0 };
  await witness.sync([witness.make('item.create', { id: newId<'item'>(), fields })]);
  bo = await Profile.open(inject('browserPath'), server.url);
  await bo.join(await ada.makeInvite('Member'), 'Bo');
  await ada.goto('/');
  await ada.page.locator('a.row', { hasText: 'Screws' }).waitFor();
  await ada.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
});
afterAll(async () => {
  for (const profile of [ada, bo]) await profile.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

test('what is bought where is said without a network, and a price that rises says so', async () => {
  const { page } = ada;
  await ada.setOffline(true);
  await ada.openItem('Screws');
  await page.getByRole('link', { name: 'Add supplier' }).click();
  await page.getByLabel('Name of the new supplier').fill('Bolts & Co');
  await chooseRadio(page, 'Local');
  await page.getByLabel('SKU', { exact: true }).fill('A-1');
  await page.getByLabel(/^One pack holds/).fill('0');
  await page.getByLabel('Price per piece').fill('0,025');
  await ada.button('Add').click();
  await page.getByText('Use more than zero.').first().waitFor();
  await page.getByLabel(/^One pack holds/).fill('100');
  await page.getByText('€0.025 × 100 pieces = €2.50').waitFor();
  await ada.button('Add').click();
  await page.getByText('€2.50 per pack of 100 pieces').waitFor();

  await page.getByRole('link', { name: /Bolts & Co/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Price of a pack').fill('2.70');
  await ada.button('Save').click();
  await page.getByText('8% dearer than before').waitFor();
  // Nothing of it hangs on the page or the network.
  await page.reload();
  await page.getByText('8% dearer than before').waitFor();
  const chart = page.getByRole('slider', { name: 'Price per unit in EUR' });
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toContain('€0.027');
  await ada.setOffline(false);
  await ada.untilStatus('Synced');
});

test('the other device of staff has the supplier, the pack and both prices', async () => {
  await witness.sync();
  expect(witness.all('supplier')).toMatchObject([{ name: 'Bolts & Co', kind: 'local' }]);
  expect(witness.all('supplierItem')).toMatchObject([
    { sku: 'A-1', packQuantity: 100_000, price: { amount: 270, currency: 'EUR' } },
  ]);
  const amounts = witness.all('price').map(({ price }) => price.amount);
  expect(amounts.toSorted((one, other) => one - other)).toEqual([250, 270]);
});

test('a member neither sees nor holds any of it', async () => {
  await bo.openItem('Screws');
  await bo.untilStatus('Synced');
  await bo.page.getByRole('heading', { name: 'Codes' }).waitFor();
  expect(await bo.page.getByRole('heading', { name: 'Suppliers' }).count()).toBe(0);
  await bo.goto('/suppliers');
  await bo.page.getByText('Suppliers are for staff').waitFor();
  const held = await bo.holdings();
  for (const table of ['supplier', 'supplierItem', 'price']) expect(held[table]).toEqual([]);
});
