/**
 * From "running low" to "it has arrived", in real browsers: three members report the same thing without a network, staff
 * decide, order and receive in two parts, and everybody sees what they may see of it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/result.ts';
import { patienceMs } from '../support/patience.ts';
import { Profile } from '../support/profile.ts';
import { findFreePort, startServer, type ServerProcess } from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';
import { joinServer } from '../support/server-process.ts';

let folder: string;
let server: ServerProcess;
let restart: () => Promise<void>;
let ada: Profile;
let members: Profile[];
let witness: SyncClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-requests-'));
  const options = { dataDir: join(folder, 'data'), port: await findFreePort() };
  server = await startServer(options);
  restart = async () => {
    server = await startServer(options);
  };
  ada = await Profile.open(inject('browserPath'), server.url);
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  const [shelf, screws] = [newId<'location'>(), newId<'item'>()];
  const fields = { name: 'Screws', homeLocationId: shelf, minimum: 20_000, reorderQuantity: 0 };
  const count = {
    id: newId<'count'>(),
    itemId: screws,
    locationId: shelf,
    quantity: 5000,
    note: '',
  };
  await witness.sync([
    witness.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }),
    witness.make('item.create', { id: screws, fields }),
    witness.make('count.record', count),
  ]);
  members = [];
  for (const name of ['Bo', 'Cy', 'Di']) {
    const member = await Profile.open(inject('browserPath'), server.url);
    await member.join(await ada.makeInvite('Member'), name);
    await readyForOffline(member);
    members.push(member);
  }
  await readyForOffline(ada);
});
afterAll(async () => {
  for (const profile of [ada, ...members]) await profile.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function readyForOffline(person: Profile): Promise<void> {
  await person.goto('/');
  await person.page.locator('a.row', { hasText: 'Screws' }).waitFor();
  await person.page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
  );
}

async function ask(person: Profile, amount: string, priority: string, note: string): Promise<void> {
  await person.openItem('Screws');
  await person.button('Running low').click();
  const sheet = person.page.getByRole('dialog');
  await sheet.getByLabel('How much should come').fill(amount);
  await sheet.locator('label', { hasText: priority }).click();
  await sheet.getByLabel('Note for staff').fill(note);
  await sheet.getByRole('button', { name: 'Send request' }).click();
  await person.untilSaid(/^Requested/);
}

async function openRequest(person: Profile): Promise<void> {
  await person.goto('/requests');
  await person.page.locator('.request-row', { hasText: 'Screws' }).click();
  await person.page.getByRole('heading', { level: 1, name: 'Screws' }).waitFor();
}

async function synced(...people: Profile[]): Promise<void> {
  for (const person of people) await person.untilStatus('Synced');
}

test('what cannot be asked for says why, and nothing is sent', async () => {
  const [bo] = members;
  await must(bo, 'a member').openItem('Screws');
  const { page } = must(bo, 'a member');
  await page.getByRole('button', { name: 'Running low' }).click();
  const sheet = page.getByRole('dialog');
  for (const wrong of ['lots', '-3', '0', '']) {
    await sheet.getByLabel('How much should come').fill(wrong);
    await sheet.getByRole('button', { name: 'Send request' }).click();
    await sheet.getByRole('alert').or(sheet.locator('.trouble')).first().waitFor();
  }
  await sheet.getByRole('button', { name: 'Close' }).click();
  expect((await must(bo, 'a member').holdings())['ask']).toEqual([]);
});

test('three members report the same thing without a network, and it becomes one request', async () => {
  await server.kill();
  const [bo, cy, di] = members as [Profile, Profile, Profile];
  await ask(bo, '50', 'Normal', '');
  await ask(cy, '100', 'Urgent', 'For the roof');
  await ask(di, '1,5', 'When convenient', '');
  // What one has said outlives a reload without a server.
  await cy.page.reload();
  await cy.page.getByText('Requested', { exact: true }).first().waitFor();
  await restart();
  await synced(bo, cy, di);
  await witness.sync();
  const [reorder, ...others] = witness.all('reorder');
  expect(others).toEqual([]);
  expect(reorder).toMatchObject({ quantity: 100_000, askCount: 3, priority: 'urgent' });
});

test('staff see who asked, members only that somebody did', async () => {
  await openRequest(ada);
  for (const name of ['Bo', 'Cy', 'Di']) {
    await ada.page.getByText(new RegExp(`^${name}: `)).waitFor();
  }
  await ada.page.getByText('For the roof').first().waitFor();
  const [bo] = members as [Profile];
  await openRequest(bo);
  await bo.page.getByText('3 people have asked').waitFor();
  const { ask: asks = [], person = [], reorder = [] } = await bo.holdings();
  expect(asks).toHaveLength(1);
  expect(person.map((row) => row['name'])).toEqual(['Bo']);
  expect(JSON.stringify(reorder)).not.toContain('Cy');
  await expect.poll(() => bo.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
});

test('approved and ordered, it is received in two parts, and what is damaged stays out of stock', async () => {
  await openRequest(ada);
  const { page } = ada;
  const sheet = page.getByRole('dialog');
  await ada.button('Approve').click();
  await sheet.getByLabel('How much').fill('60');
  await sheet.getByRole('button', { name: 'Approve' }).click();
  await ada.untilSaid(/^Approved/);
  await ada.button('Order').click();
  await sheet.getByLabel('Expected on').fill('2020-01-01');
  await sheet.getByRole('button', { name: 'I have ordered it' }).click();
  await sheet.getByText('That day is over').waitFor();
  await sheet.getByLabel('Expected on').fill('2031-05-01');
  await sheet.getByRole('button', { name: 'I have ordered it' }).click();
  await ada.untilSaid(/^Ordered/);

  await ada.button('Receive').click();
  await sheet.getByLabel('In good condition').fill('40');
  await sheet.getByLabel('Damaged or wrong').fill('1');
  await sheet.getByRole('button', { name: 'Put into stock' }).click();
  await ada.untilSaid(/^Received 40/);
  await page.getByText('20 pieces', { exact: true }).first().waitFor();
  await ada.button('Receive').click();
  await sheet.getByRole('button', { name: 'Put into stock' }).click();
  await ada.untilSaid(/^Received 20/);
  await synced(ada);

  await witness.sync();
  expect(witness.all('reorder')).toMatchObject([
    { state: 'received', received: 60_000, damaged: 1000, expectedOn: '2031-05-01' },
  ]);
  for (const person of [ada, ...members]) {
    await expect.poll(async () => person.quantityOf('Screws'), { timeout: patienceMs }).toBe(65);
  }
  const [bo] = members as [Profile];
  await bo.goto('/requests');
  await bo.page.getByRole('tab', { name: 'Ended' }).click();
  await bo.page.locator('.request-row', { hasText: 'Screws' }).getByText('Here').waitFor();
});

test('what staff decide on two devices without a network is decided once, and the loser is told', async () => {
  const bo = must(members[0], 'a member');
  await ask(bo, '10', 'Soon', '');
  await synced(bo);
  await openRequest(ada);
  await witness.sync();
  const open = must(
    witness.all('reorder').find(({ state }) => state === 'requested'),
    'an open request',
  );
  expect(open.cycle).toBe(2);
  await ada.page.getByRole('button', { name: 'Approve' }).waitFor();
  await ada.setOffline(true);
  const of = { itemId: open.itemId, cycle: open.cycle };
  const no = { ...of, quantity: null, expectedOn: '', note: 'We have enough' };
  await witness.sync([witness.make('reorder.decline', no)]);
  await ada.button('Approve').click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await ada.untilSaid(/^Approved/);
  await ada.setOffline(false);
  await ada.page.getByText('Declined', { exact: true }).first().waitFor();
  await ada.goto('/attention');
  await ada.page.getByText('Somebody has decided otherwise meanwhile').waitFor();
  await bo.goto('/requests');
  await bo.page.getByRole('tab', { name: 'Ended' }).click();
  await bo.page.locator('.request-row').filter({ hasText: 'Declined' }).click();
  await bo.page.getByText('We have enough').waitFor();
});

test('staff request what is low with one tap', async () => {
  const { page } = ada;
  await ada.take('Screws', 60);
  await ada.goto('/requests');
  await page.getByRole('button', { name: 'Request Screws' }).click();
  await ada.untilSaid(/^Requested/);
  await page.locator('.request-row', { hasText: 'Screws' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Request Screws' }).count()).toBe(0);
});
