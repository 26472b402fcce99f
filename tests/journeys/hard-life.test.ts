/**
 * What happens to phones: frozen tabs, a full disk, a cleared browser, a battery that falls out in the middle of a
 * write, a clock that is a year off. Whatever was said to be saved is there, once, and what was lost is said.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { unplaced, type ItemId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { stampToMs } from '../../shared/stamps.ts';
import { readStore, untilWorkerRuns } from '../support/app-page.ts';
import { Profile } from '../support/profile.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;
const atFirst = 1000;

let dataDir: string;
let server: ServerProcess;
/** A device without a screen: it says what the server holds. */
let witness: SyncClient;
let token: string;
let phone: Profile;
/** Each story has an item of its own. */
let name: string;
let itemId: ItemId;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bincard-hard-life-'));
  server = await startServer({ dataDir, port: await findFreePort() });
  ({ token } = await joinServer(must(server.joinLink, 'a link for the owner'), 'Witness'));
  witness = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  itemId = newId<'item'>();
  name = `Screw ${itemId.slice(-6)}`;
  const count = { id: newId<'count'>(), itemId, locationId: unplaced, note: '' };
  await witness.sync([
    witness.make('item.create', { id: itemId, fields: { name } }),
    witness.make('count.record', { ...count, quantity: atFirst * 1000 }),
  ]);
});
afterEach(() => phone.remove());

async function openPhone(options: { readonly isKillable?: boolean } = {}): Promise<void> {
  phone = await Profile.open(inject('browserPath'), server.url, options);
  const invite = await fetch(`${server.url}/api/invites`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ role: 'staff' }),
  });
  const { link } = (await invite.json()) as { link: string };
  await phone.join(link, 'Ada');
}

const devtools = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

/** As the server has it. */
async function leftAtServer(): Promise<number> {
  await witness.sync();
  const rows = witness.all('stock').filter((row) => row.itemId === itemId);
  return rows.reduce((sum, { quantity }) => sum + quantity, 0) / 1000;
}

test('a frozen tab that leads holds nobody up, and does nothing twice when it thaws', async () => {
  await openPhone();
  const frozen = await devtools(phone.page);
  await phone.openItem(name);
  await frozen.send('Page.setWebLifecycleState', { state: 'frozen' });

  const tab = await phone.openTab(`/items/${itemId}`);
  await tab.getByRole('button', { name: 'Take', exact: true }).click();
  await tab.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await expect.poll(leftAtServer).toBe(atFirst - 1);

  await frozen.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(() => phone.quantityOf(name)).toBe(atFirst - 1);
  await phone.take(name, 1);
  await expect.poll(leftAtServer).toBe(atFirst - 2);
  await expect.poll(() => phone.waiting()).toBe(0);
});

test('with a full disk nothing is said to be saved that is not, and all goes on when there is room', async () => {
  await openPhone();
  // Chromium lets a database write for half a minute on what it once allowed: so the disk is full from the start.
  await phone.stop();
  await phone.start();
  const session = await devtools(phone.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
  await phone.openItem(name);
  const outbox = await readStore(phone.page, 'outbox');
  await phone.button('Take').click();
  await phone.page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await phone.page.locator('.toast').getByText('could not save it').waitFor();
  await phone.page.locator('.banner.bad').getByText('Not saved on this').waitFor();
  await expect.poll(() => phone.page.getByText(/^Took/).count()).toBe(0);
  await expect
    .poll(() => phone.page.locator('.bin-card .number').getAttribute('data-quantity'))
    .toBe(String(atFirst * 1000));
  await expect.poll(() => readStore(phone.page, 'outbox')).toEqual(outbox);

  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await phone.page.reload();
  await phone.take(name, 1);
  await expect.poll(leftAtServer).toBe(atFirst - 1);
});

test.each([
  ['nothing waited', 0, 'Nothing was waiting to be sent'],
  ['two changes waited', 2, '2 changes had not been sent and cannot be brought back'],
])('a browser that cleared the app is found out: %s', async (_, taken, said) => {
  await openPhone();
  const { page } = phone;
  const session = await devtools(page);
  await phone.openItem(name);
  await page.waitForFunction(() => localStorage.getItem('held-here') !== null);
  await untilWorkerRuns(page);
  await phone.setOffline(true);
  for (let times = 0; times < taken; times++) await phone.take(name, 1);
  await page.waitForFunction(
    (count) => localStorage.getItem('held-here')?.includes(`"waiting":${count}`),
    taken,
  );
  await phone.setOffline(false);
  await page.goto('about:blank');
  // What evictions take: not the notes in localStorage, and not the cookie.
  await session.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb,cache_storage,service_workers',
  });

  await phone.goto('/');
  const banner = page.locator('.banner', { hasText: 'copy was cleared by the browser' });
  await banner.getByText(said).waitFor();
  await page.getByText('This device has not joined a space yet').waitFor();
  await page.getByRole('button', { name: 'Fetch everything again' }).click();
  await phone.untilStatus('Synced');
  await banner.waitFor({ state: 'detached' });
  await expect.poll(() => phone.quantityOf(name)).toBe(await leftAtServer());
  await phone.goto('/');
  await phone.untilStatus('Synced');
  await expect.poll(() => banner.count()).toBe(0);
});

test('signing out is no loss, and is not mourned as one', async () => {
  await openPhone();
  await phone.goto('/settings');
  await phone.button('Sign out').click();
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await phone.page.getByText('This device has not joined a space yet').waitFor();
  await phone.page.waitForFunction(() => localStorage.getItem('held-here') === null);
  await phone.goto('/');
  await phone.page.getByText('This device has not joined a space yet').waitFor();
  await expect.poll(() => phone.page.getByText('cleared by the browser').count()).toBe(0);
});

test('kill -9 of the browser in the middle of writing loses nothing that was said to be saved', async () => {
  await openPhone({ isKillable: true });
  // Chromium writes a new cookie within half a minute, or when it is closed.
  await phone.stop();
  await phone.start();
  // No signal, so that what is found is the work of the phone alone.
  const cut = () => phone.page.context().route('**/api/sync', (route) => route.abort());
  await cut();
  let said = 0;
  for (const killAfter of [3, 5, 8]) {
    const before = said;
    await phone.openItem(name);
    await phone.page.exposeFunction('saidSaved', () => {
      said += 1;
    });
    const tapping = phone.page.evaluate(tapWithoutEnd).catch(() => 'killed');
    await expect.poll(() => said - before).toBeGreaterThanOrEqual(killAfter);
    await phone.kill();
    expect(await tapping).toBe('killed');
    await phone.start();
    await cut();
    const left = await phone.quantityOf(name);
    const outbox = await readStore(phone.page, 'outbox');
    // The last tap may have become durable without having been said to be.
    expect(outbox.length - said).toBeOneOf([0, 1]);
    expect(left).toBe(atFirst - outbox.length);
    said = outbox.length;
  }
  await phone.page.context().unroute('**/api/sync');
  await phone.goto('/');
  await phone.untilStatus('Synced');
  await expect.poll(() => leftAtServer()).toBe(atFirst - said);
});

/** In the page: takes one after the other, as fast as the app lets it, and tells of each that was said to be saved. */
async function tapWithoutEnd(): Promise<void> {
  const { saidSaved } = window as unknown as { saidSaved: () => Promise<void> };
  const until = (find: () => HTMLElement | null | undefined): Promise<HTMLElement> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found) resolve(found);
        else setTimeout(look, 5);
      };
      look();
    });
  const buttons = (root: string): HTMLElement[] => [
    ...document.querySelectorAll<HTMLElement>(`${root} button`),
  ];
  for (;;) {
    (await until(() => buttons('main').find((each) => each.textContent === 'Take'))).click();
    (await until(() => document.querySelector<HTMLElement>('dialog [type=submit]'))).click();
    const toast = await until(() =>
      [...document.querySelectorAll<HTMLElement>('.toast')].find(
        (each) => each.dataset['seen'] === undefined && each.textContent.startsWith('Took'),
      ),
    );
    toast.dataset['seen'] = '';
    await saidSaved();
  }
}

test.each([
  ['ahead', yearMs],
  ['behind', -yearMs],
])(
  'a clock that is a year %s keeps working, and its changes count as made when they came',
  async (_, off) => {
    await openPhone();
    const startedAt = Date.now();
    await phone.page.clock.setSystemTime(startedAt + off);
    await phone.take(name, 2);
    await expect.poll(leftAtServer).toBe(atFirst - 2);
    await phone.untilStatus('Synced');
    const movement = must(
      witness.all('movement').find((row) => row.itemId === itemId),
      'what was taken',
    );
    expect(Math.abs(stampToMs(movement.stamp) - startedAt)).toBeLessThan(hourMs);
    await phone.count(name, 7);
    await expect.poll(leftAtServer).toBe(7);
    await expect.poll(() => phone.quantityOf(name)).toBe(7);
  },
);
