/**
 * From "running low" to "it has arrived", by way of a supplier: three members report the same thing without a network,
 * staff approve, order at the suggested supplier and receive in two parts with one damaged; and every device agrees.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { daysBetween } from '../../shared/lead-times.ts';
import { must } from '../../shared/result.ts';
import { chooseRadio } from '../support/choose-radio.ts';
import { patienceMs } from '../support/patience.ts';
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
/** Staff and a member, each with a browser. */
let ada: Profile;
let bo: Profile;
/** Other members, and staff who only look. */
let cy: SyncClient;
let di: SyncClient;
let witness: SyncClient;
const [shelf, screws] = [newId<'location'>(), newId<'item'>()];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-orders-'));
  server = await startServer({ dataDir: join(folder, 'data'), port: await findFreePort() });
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  const staffLink = await ada.makeInvite('Staff');
  const memberLinks = [await ada.makeInvite('Member'), await ada.makeInvite('Member')];
  bo = await Profile.open(inject('browserPath'), server.url);
  await bo.join(await ada.makeInvite('Member'), 'Bo');
  const client = async (link: string | undefined, name: string): Promise<SyncClient> => {
    const { token } = await joinServer(must(link, 'a link'), name);
    return new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  };
  witness = await client(staffLink, 'Witness');
  [cy, di] = [await client(memberLinks[0], 'Cy'), await client(memberLinks[1], 'Di')];
  await fillSpace();
  await bo.goto('/');
  await bo.page.locator('a.row', { hasText: 'Screws' }).waitFor();
});
afterAll(async () => {
  for (const profile of [ada, bo]) await profile.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Two suppliers sell the screws: the cheaper one is slower, and the other one is preferred. */
async function fillSpace(): Promise<void> {
  const [krause, online] = [newId<'supplier'>(), newId<'supplier'>()];
  const sold = (supplierId: string, amount: number, more: object) => {
    const price = { amount, currency: 'EUR' };
    const fields = { itemId: screws, supplierId, packQuantity: 20_000, price, ...more };
    const ids = { id: newId<'supplierItem'>(), priceId: newId<'price'>() };
    return witness.make('supplierItem.create', { ...ids, fields });
  };
  const place = { homeLocationId: shelf, minimum: 20_000, reorderQuantity: 0 };
  const count = { id: newId<'count'>(), itemId: screws, locationId: shelf, quantity: 5000 };
  const pack = { itemId: screws, value: 'PACK-OF-20', unitsPerScan: 20_000 };
  await witness.sync([
    witness.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }),
    witness.make('item.create', { id: screws, fields: { name: 'Screws', ...place } }),
    witness.make('count.record', { ...count, note: '' }),
    witness.make('code.create', { id: newId<'code'>(), fields: pack }),
    witness.make('supplier.create', { id: krause, fields: { name: 'Krause' } }),
    witness.make('supplier.create', { id: online, fields: { name: 'Online' } }),
    sold(krause, 1000, { preferred: true, leadDays: 4, sku: 'K-1' }),
    sold(online, 900, { leadDays: 9, sku: 'O-1' }),
  ]);
}

function ask(client: SyncClient, quantity: number) {
  const what = { itemId: screws, cycle: 1, quantity, priority: 'normal', note: '' };
  return client.make('reorder.ask', { id: newId<'ask'>(), ...what });
}

test('three members who report the same thing without a network make one request, which staff approve', async () => {
  await bo.openItem('Screws');
  await bo.setOffline(true);
  const { page } = bo;
  await bo.button('Running low').click();
  await page.getByRole('dialog').getByLabel('How much should come').fill('50');
  await page.getByRole('dialog').getByRole('button', { name: 'Send request' }).click();
  await bo.untilSaid(/^Requested/);
  await Promise.all([cy.sync([ask(cy, 100_000)]), di.sync([ask(di, 20_000)])]);
  await bo.setOffline(false);
  await bo.untilStatus('Synced');
  await ada.goto('/requests');
  await ada.page.locator('.request-row', { hasText: 'Screws' }).click();
  await ada.button('Approve').click();
  const sheet = ada.page.getByRole('dialog');
  await sheet.getByLabel('How much').fill('55');
  await sheet.getByRole('button', { name: 'Approve' }).click();
  await ada.untilSaid(/^Approved/);
  await ada.untilStatus('Synced');
  await witness.sync();
  expect(witness.all('reorder')).toMatchObject([
    { state: 'approved', askCount: 3, quantity: 55_000 },
  ]);
});

test('staff see who is suggested and why, and order in whole packs', async () => {
  const { page } = ada;
  await ada.goto('/orders?tab=toOrder');
  const line = page.locator('[data-line=Screws]');
  await line.getByText('= 60 pieces').waitFor();
  await line.getByRole('button', { name: /^Why this one/ }).click();
  const why = page.getByRole('dialog');
  await why.getByText('86 Points').waitFor();
  await why.getByText('40 × €0.45 ÷ €0.50 = 36').waitFor();
  await why.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Make order with one line/ }).click();
  await page.getByRole('heading', { level: 2, name: 'Krause' }).waitFor();
  await page.getByRole('heading', { level: 1, name: /^PO-\d{4}-0001$/ }).waitFor();
  await ada.button('I have ordered it').click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Ordered on').fill('2099-01-01');
  await sheet.getByRole('button', { name: 'I have ordered it' }).click();
  await sheet.getByText('That day is still to come').waitFor();
  await sheet.getByLabel('Ordered on').fill('2026-01-10');
  await expect.poll(() => sheet.getByLabel('Expected on').inputValue()).toBe('2026-01-14');
  await sheet.getByRole('button', { name: 'I have ordered it' }).click();
  await ada.untilSaid(/^Ordered at Krause/);
  await page.getByText('late', { exact: true }).first().waitFor();
});

test('it comes in parts, by list and by scan: the damaged stays out of stock, unlikely figures are asked about once', async () => {
  const { page } = ada;
  await ada.button('Receive Screws').click();
  const sheet = page.getByRole('dialog');
  const send = () => sheet.getByRole('button', { name: 'Put into stock' }).click();
  await sheet.getByText('3 × 20 pieces = 60 pieces').waitFor();
  await sheet.getByLabel('In good condition').fill('30');
  await send();
  await sheet.getByText('540 pieces more than ordered').waitFor();
  await sheet.locator('label', { hasText: 'units' }).click();
  await sheet.getByLabel('In good condition').fill('39');
  await sheet.getByLabel('Damaged or wrong').fill('1');
  await sheet.getByLabel('Paid for a pack').fill('11');
  await sheet.getByLabel('Came on').fill('2026-01-09');
  await send();
  await sheet.getByText('Before the order').waitFor();
  await sheet.getByLabel('Came on').fill('2026-01-15');
  await send();
  await ada.untilSaid(/^Received 39/);
  await page.getByText('39 pieces of 60 pieces here').waitFor();
  await page.getByText('1 piece damaged or expired', { exact: true }).first().waitFor();
  await ada.goto('/scan');
  await chooseRadio(page, 'Receive');
  await ada.button('Type the code').click();
  await sheet.getByLabel('Code').fill('PACK-OF-20');
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: /^Receive 20 pieces of PO-\d{4}-0001$/ }).click();
  await sheet.getByText('1 × 20 pieces = 20 pieces').waitFor();
  await send();
  await ada.untilSaid(/^Received 20/);
  await ada.goto('/orders?tab=open');
  await page.locator('.order-row', { hasText: 'Krause' }).click();
  await ada.button('All has come as ordered').click();
  await ada.untilSaid(/^One line received/);
  await page.getByText('all here').waitFor();
  await ada.untilStatus('Synced');
  const received = (await ada.holdings())['receipt'] ?? [];
  expect(received.map(({ quantity }) => Number(quantity)).toSorted((a, b) => a - b)).toEqual([
    1000, 20_000, 39_000,
  ]);
});

test('stock, prices, the lead time, the board, the request and what each may see of it are right on every device', async () => {
  await witness.sync();
  expect(witness.all('reorder')).toMatchObject([
    { state: 'received', ordered: 60_000, received: 60_000, damaged: 1000, askCount: 3 },
  ]);
  expect(witness.all('orderLine')).toMatchObject([
    { ordered: 60_000, received: 60_000, damaged: 1000 },
  ]);
  const paid = witness.all('price').filter(({ source }) => source === 'receipt');
  expect(paid).toMatchObject([{ price: { amount: 1100, currency: 'EUR' } }]);
  // The server learns by itself how long it took, and tells staff.
  const { receivedOn } = must(witness.all('orderLine')[0], 'the line of the order');
  const p80Days = daysBetween('2026-01-10', receivedOn);
  const learned = async () => {
    await witness.sync();
    return witness.all('leadTime').map(({ samples, ...row }) => [samples, row.p80Days]);
  };
  await expect.poll(learned).toEqual([
    [1, p80Days],
    [1, p80Days],
  ]);
  for (const member of [cy, di]) {
    await member.sync();
    expect(member.all('reorder')).toMatchObject([{ state: 'received', received: 60_000 }]);
    const hidden = ['purchaseOrder', 'orderLine', 'price', 'supplier', 'leadTime'] as const;
    expect(hidden.flatMap((table) => member.all(table))).toEqual([]);
  }
  for (const person of [ada, bo]) {
    await expect.poll(() => person.quantityOf('Screws'), { timeout: patienceMs }).toBe(65);
  }
  await bo.goto('/requests');
  await bo.page.getByRole('tab', { name: 'Ended' }).click();
  await bo.page.locator('.request-row', { hasText: 'Screws' }).getByText('Here').waitFor();
  await expect.poll(() => bo.page.getByRole('link', { name: 'Orders' }).count()).toBe(0);
  await bo.goto('/orders');
  await bo.page.getByText('Orders are for staff').waitFor();
  for (const person of [ada, bo]) {
    await person.goto('/board');
    await person.page
      .getByRole('region', { name: 'Just arrived' })
      .getByText('Screws')
      .first()
      .waitFor();
  }
});
