/**
 * Tools that go out and come back: borrowed by scanning without a signal, seen with a name by staff and without one by
 * everybody else, overdue, given back on another phone, by two people at once, and across a restart of everything.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
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

const borrower = 'Bo Verleihnix';
const guest = 'Robin from next door';

let folder: string;
let server: ServerProcess;
let restart: () => Promise<void>;
/** Staff. */
let ada: Profile;
/** Members. */
let bo: Profile;
let cy: Profile;
/** A member without a screen: what the server tells one. */
let stranger: SyncClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-loans-'));
  const options = { dataDir: join(folder, 'data'), port: await findFreePort() };
  server = await startServer(options);
  restart = async () => {
    server = await startServer(options);
  };
  const open = () => Profile.open(inject('browserPath'), server.url);
  ada = await open();
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace');
  bo = await open();
  await bo.join(await ada.makeInvite('Member'), borrower);
  cy = await open();
  await cy.join(await ada.makeInvite('Member'), 'Cy');
  stranger = await device('Member');
  const stocker = await device('Staff');
  const [shelf, drill] = [newId<'location'>(), newId<'item'>()];
  const lendable = { name: 'Drill', homeLocationId: shelf, lendable: true };
  const fact = { id: newId<'count'>(), itemId: drill, locationId: shelf };
  await stocker.sync([
    stocker.make('location.create', { id: shelf, fields: { name: 'Shelf A' } }),
    stocker.make('item.create', { id: drill, fields: lendable }),
    stocker.make('code.create', {
      id: newId<'code'>(),
      fields: { itemId: drill, value: 'DRILL-5' },
    }),
    stocker.make('count.record', { ...fact, quantity: 3000, note: '' }),
  ]);
  for (const person of [ada, bo, cy]) await readyForOffline(person);
});
afterAll(async () => {
  for (const person of [ada, bo, cy]) await person.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function device(role: 'Member' | 'Staff'): Promise<SyncClient> {
  const { token } = await joinServer(await ada.makeInvite(role), `Device of ${role}`);
  return new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
}

async function readyForOffline(person: Profile): Promise<void> {
  await person.goto('/');
  await person.page.locator('a.row', { hasText: 'Drill' }).waitFor();
  await person.page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
  );
}

async function scan(person: Profile, mode: string): Promise<void> {
  await person.goto('/scan');
  await chooseRadio(person.page, mode);
  await scanByWedge(person.page, 'DRILL-5');
}

const lineOf = ({ page }: Profile): Locator => page.locator('[data-line="Drill"]').first();
const loanRows = ({ page }: Profile, text: string): Locator =>
  page.locator('.loan-row', { hasText: text });
const dialog = ({ page }: Profile): Locator => page.getByRole('dialog');

async function lentOf(person: Profile): Promise<unknown[]> {
  return (await person.holdings())['loan'] ?? [];
}

/** Asks until the server has told what the condition wants to hear. */
async function untilHere(person: Profile, count: number, state: string): Promise<void> {
  await expect
    .poll(async () => (await lentOf(person)).filter((loan) => has(loan, { state })).length)
    .toBe(count);
}

function has(row: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  const held = row as Readonly<Record<string, unknown>>;
  return Object.entries(fields).every(([name, value]) => held[name] === value);
}

function dayFromNow(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

describe('a tool that is lent', () => {
  test('is borrowed by a scan without a signal, off the shelf at once, and taken back and done again', async () => {
    await bo.setOffline(true);
    await scan(bo, 'Take');
    await lineOf(bo).getByText('Borrow 1 piece · Shelf A').waitFor();
    await lineOf(bo).getByText('2 pieces left').waitFor();
    await bo.button('Undo Drill').click();
    await lineOf(bo).getByText('Taken back').waitFor();
    await scanByWedge(bo.page, 'DRILL-5');
    await bo.page.locator('[data-line="Drill"].recorded').waitFor();
    await bo.goto('/loans');
    await loanRows(bo, 'With you').waitFor();
    await bo.untilStatus(/waiting/);
    await bo.page.reload();
    await loanRows(bo, 'With you').waitFor();
    await expect.poll(() => bo.quantityOf('Drill')).toBe(2);
    await bo.setOffline(false);
    await bo.untilStatus('Synced');
  });

  test('is seen with a name by staff', async () => {
    await untilHere(ada, 1, 'out');
    await ada.goto('/loans?view=out');
    await loanRows(ada, `With ${borrower}`).waitFor();
    await ada.openItem('Drill');
    await ada.page.getByText('2 pieces here, 1 piece lent out').waitFor();
    const shown = await ada.page.locator('.loan-lines').textContent();
    expect(shown).toContain(`With ${borrower}`);
    await ada.page
      .locator('.loan-line', { hasText: `With ${borrower}` })
      .first()
      .waitFor();
  });

  test('goes to somebody who is not in the space; a day that is over is asked about, and overdue', async () => {
    await ada.openItem('Drill');
    await ada.button('Lend').click();
    await ada.page.getByLabel('Who gets it').fill(guest);
    await dialog(ada).getByRole('button', { name: 'Not in this space' }).click();
    await ada.page.getByLabel('Day', { exact: true }).fill(dayFromNow(-2));
    await dialog(ada).getByText('That day is over').waitFor();
    await ada.page.getByLabel('Note').fill(`Call ${guest} on Friday`);
    await dialog(ada).getByRole('button', { name: 'Lend 1 piece' }).click();
    await dialog(ada).getByRole('button', { name: 'Lend all the same' }).click();
    await ada.untilSaid(/Lent Drill: 1 piece to Robin/);
    await ada.goto('/loans?view=overdue');
    await loanRows(ada, guest).getByText('Overdue by 2 days').waitFor();
    await ada.page.locator('.nav').getByText('1 overdue').first().waitFor({ state: 'attached' });
    await ada.untilStatus('Synced');
    await expect.poll(() => ada.quantityOf('Drill')).toBe(1);
  });

  test('tells other members that it is out and until when, and nobody’s name: not on the screen, not on the phone, not from the server', async () => {
    await untilHere(cy, 2, 'out');
    await cy.goto('/loans?view=out');
    await loanRows(cy, 'Lent out').first().waitFor();
    await loanRows(cy, 'Overdue by 2 days').waitFor();
    const screen = await cy.page.locator('main').textContent();
    await stranger.sync();
    const told = JSON.stringify(Object.values(stranger.rows).map((rows) => [...rows.values()]));
    const held = JSON.stringify(await cy.holdings());
    for (const text of [screen, told, held]) {
      expect(text).toContain('Drill');
      expect(text).not.toContain(borrower);
      expect(text).not.toContain('Robin');
    }
    for (const loan of await lentOf(cy)) {
      expect(loan).toMatchObject({ borrowerId: null, borrowerName: '', note: '' });
    }
    expect((await cy.holdings())['person']).toMatchObject([{ name: 'Cy' }]);
    expect(stranger.rows.loan.size).toBe(3);
  });

  test('that is late is in the attention of whoever has it, and of nobody else', async () => {
    await ada.goto('/loans?view=out');
    await loanRows(ada, borrower).click();
    await ada.button('Change').click();
    await ada.page.getByLabel('Day', { exact: true }).fill(dayFromNow(-1));
    await dialog(ada).getByRole('button', { name: 'Save', exact: true }).click();
    await dialog(ada).getByRole('button', { name: 'Save all the same' }).click();
    await ada.untilSaid(/Loan changed/);
    await ada.untilStatus('Synced');
    await bo.goto('/attention');
    await bo.page.getByText('Something should be back').waitFor();
    await bo.page.getByRole('link', { name: 'Show my loans' }).click();
    await loanRows(bo, 'Overdue by 1 day').waitFor();
    await cy.goto('/attention');
    await cy.page.getByText('Nothing needs attention').waitFor();
    await expect.poll(() => bo.page.locator('.loan-row').count()).toBe(1);
  });

  test('given back by two people without a signal counts once, and the second is told quietly', async () => {
    await Promise.all([ada.setOffline(true), bo.setOffline(true)]);
    // One's own: looked up and given back with one tap.
    await scan(bo, 'Look up');
    await dialog(bo).getByRole('button', { name: 'Give back' }).click();
    await bo.untilSaid(/Drill: 1 piece back in Shelf A/);
    // Two are out: whose it is, is asked.
    await scan(ada, 'Put back');
    await dialog(ada).getByRole('button', { name: borrower }).click();
    await lineOf(ada).getByText('Give back 1 piece · Shelf A').waitFor();
    for (const person of [ada, bo]) await expect.poll(() => person.quantityOf('Drill')).toBe(2);
    await ada.setOffline(false);
    await ada.untilStatus('Synced');
    await bo.setOffline(false);
    await bo.untilStatus('Synced');
    await bo.goto('/attention');
    await bo.page
      .locator('.issue', { hasText: 'Drill' })
      .getByText('It was already back')
      .waitFor();
    for (const person of [ada, bo]) await expect.poll(() => person.quantityOf('Drill')).toBe(2);
    await bo.page.getByText('Something should be back').waitFor({ state: 'detached' });
  });

  test('leads from its history to the loan, for staff with the name', async () => {
    await ada.openItem('Drill');
    await ada.page.getByText(`from ${borrower}`).first().waitFor();
    await ada.page
      .locator('.history li', { hasText: `to ${guest}` })
      .getByRole('button')
      .first()
      .click();
    await dialog(ada).getByRole('link', { name: 'Show the loan' }).click();
    await ada.page.getByRole('heading', { name: 'Loan of Drill' }).waitFor();
    await ada.page.locator('.loan-state').getByText(`With ${guest}`).waitFor();
    expect(new URL(ada.page.url()).pathname).toMatch(/^\/loans\/[0-9a-f-]{36}$/);
  });

  test('is still out after reloads and a restart of the server; comes back, does not after all, and does', async () => {
    const before = await ada.holdings();
    await server.kill();
    await restart();
    for (const person of [ada, bo, cy]) await person.page.reload();
    await ada.goto('/settings/sync');
    await ada.button('Sync now').click();
    await ada.untilStatus('Synced');
    expect((await ada.holdings())['loan']).toEqual(before['loan']);
    await ada.goto('/loans');
    await loanRows(ada, guest).click();
    await ada.button('Give back').click();
    await ada.page.getByLabel('Condition').fill('One battery is weak');
    await dialog(ada).getByRole('button', { name: 'Give back 1 piece' }).click();
    await ada.untilSaid(/Drill: 1 piece back in Shelf A/);
    await ada.page.locator('.toast').getByRole('button', { name: 'Undo' }).last().click();
    await ada.page.locator('.loan-state').getByText('Overdue by 2 days').waitFor();
    await ada.button('Give back').click();
    await dialog(ada).getByRole('button', { name: 'Give back 1 piece' }).click();
    await ada.page.locator('.loan-state .fine').waitFor();
    await ada.page.getByText('One battery is weak').waitFor();
    await expect.poll(() => ada.quantityOf('Drill')).toBe(3);
    await ada.untilStatus('Synced');
    await untilHere(cy, 0, 'out');
  });
});
