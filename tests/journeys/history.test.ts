/**
 * The history of an item on the phone of somebody who came late: the newest lines are here, without signal too, with their
 * filters, their way back and their file; the older ones come from the server when it can be reached, and until then the
 * page says where they are.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { unplaced, type ItemId } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import { must } from '../../shared/result.ts';
import { Profile } from '../support/profile.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const dayMs = 24 * 3600 * 1000;
/** Of the drill, too old for a phone that comes now. */
const oldLines = 60;
const cleanups: (() => Promise<void>)[] = [];
let bo: Profile;
let drill: ItemId;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-history-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startServer({ dataDir, port: await findFreePort() });
  cleanups.push(() => server.kill());
  const { token } = await joinServer(must(server.joinLink, 'a link for the owner'), 'Ada');
  const ada = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), token);
  await tellStory(ada);
  const invite = await fetch(`${server.url}/api/invites`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ role: 'staff' }),
  });
  const { link } = (await invite.json()) as { link: string };
  bo = await Profile.open(inject('browserPath'), server.url);
  cleanups.push(() => bo.remove());
  await bo.join(link, 'Bo');
  // Without it nothing opens when there is no signal.
  await bo.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await cutOff(bo);
});
afterAll(async () => {
  for (const clear of cleanups.splice(0).toReversed()) await clear();
});

/** Old lines of the drill, and three of today. */
async function tellStory(ada: SyncClient): Promise<void> {
  drill = newId<'item'>();
  const longAgo = Date.now() - 30 * dayMs;
  const fields = { name: 'Drill', sku: 'D-1' };
  await ada.sync([ada.make('item.create', { id: drill, fields }, longAgo)]);
  await ada.sync(
    Array.from({ length: oldLines }, (_, place) => move(ada, 1, { nowMs: longAgo + place * 1000 })),
  );
  // Whatever else happened since: by it a phone knows from when on nothing is missing.
  await ada.sync([move(ada, 1, { of: newId<'item'>() })]);
  await ada.sync([
    move(ada, 5),
    count(ada, 40),
    move(ada, -3, { note: '=HYPERLINK("http://example.org")' }),
  ]);
}

/**
 * As a first sync leaves a phone where there are more facts than it brings (tests/contract/sync.test.ts): the old ones are
 * not here, and the cursor says so.
 */
async function cutOff(profile: Profile): Promise<void> {
  // A page of the same origin in which no app runs: one that is syncing would write its own cursor again.
  await profile.goto('/api/health');
  await profile.page.evaluate(async (recentMs) => {
    interface Fact {
      readonly id: string;
      readonly stamp: string;
      readonly version: number;
    }
    const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const db = await settle(indexedDB.open('bincard'));
    const change = db.transaction(['movement', 'meta'], 'readwrite');
    const facts: Fact[] = await settle(change.objectStore('movement').getAll());
    const old = facts.filter(({ stamp }) => Number.parseInt(stamp.slice(0, 9), 36) < recentMs);
    for (const { id } of old) change.objectStore('movement').delete(id);
    const cursor: { key: string; value: object } = await settle(
      change.objectStore('meta').get('cursor'),
    );
    const skipFactsUntil = Math.max(...old.map(({ version }) => version));
    change.objectStore('meta').put({ ...cursor, value: { ...cursor.value, skipFactsUntil } });
    await new Promise((resolve) => change.addEventListener('complete', resolve));
    db.close();
  }, Date.now() - dayMs);
}

interface Told {
  readonly of?: ItemId;
  readonly nowMs?: number;
  readonly note?: string;
}

function move(by: SyncClient, change: number, told: Told = {}): SentMutation {
  const { of: itemId = drill, nowMs, note = '' } = told;
  const [from, to] = change < 0 ? [unplaced, null] : [null, unplaced];
  const ends = { fromLocationId: from, toLocationId: to, quantity: Math.abs(change) * 1000 };
  const reason = change < 0 ? 'use' : 'receive';
  const said = { reason, note, purpose: '', undoes: null };
  return by.make('movement.record', { id: newId(), itemId, ...ends, ...said }, nowMs);
}

function count(by: SyncClient, amount: number): SentMutation {
  const at = { locationId: unplaced, quantity: amount * 1000, note: '' };
  return by.make('count.record', { id: newId(), itemId: drill, ...at });
}

const detail = (): Locator => bo.page.locator('.detail');
const lines = (): Locator => detail().locator('ul.history > li');
const line = (text: string | RegExp): Locator => lines().filter({ hasText: text });
const countLines = (): Promise<number> => lines().count();

async function openHistory(): Promise<void> {
  await bo.openItem('Drill');
  await detail().getByRole('link', { name: 'Whole history' }).click();
  await detail().getByRole('heading', { level: 2, name: 'Drill', exact: true }).waitFor();
  await lines().first().waitFor();
}

async function save(): Promise<{ text: string; rows: Record<string, string>[] }> {
  await bo.button('Save as a table (CSV)').click();
  const saving = bo.page.waitForEvent('download');
  await bo.page.getByRole('dialog').getByRole('button', { name: 'Save file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^history-drill-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  return { text, rows: data };
}

describe('without signal', () => {
  test('the newest lines are here, with what was left after each, and where the older ones are', async () => {
    await bo.setOffline(true);
    await openHistory();
    await expect.poll(countLines).toBe(3);
    await line('Taken from').getByText('37 left').waitFor();
    await line('Counted').getByText('40 left').waitFor();
    await detail().getByText('Older lines are on the server. They need the network.').waitFor();
    await bo.button('Show older (from the server)').click();
    await detail().getByText('Older lines are on the server. They need the network.').waitFor();
    await expect.poll(countLines).toBe(3);
  });

  test('a filter leaves what was asked for, and goes with one tap', async () => {
    await bo.button('Filter').click();
    await bo.page.getByRole('dialog').getByRole('button', { name: 'Counted' }).click();
    await bo.page.getByRole('dialog').getByRole('button', { name: 'Show 1 line' }).click();
    await expect.poll(countLines).toBe(1);
    await bo.button('Remove filter: Counted').click();
    await expect.poll(countLines).toBe(3);
  });

  test('a line can be undone and done again, and says by whom', async () => {
    await line('Taken from')
      .getByRole('button', { name: /^Undo: / })
      .click();
    await line(/^Taken from.*undone .* by you/).waitFor();
    await line(/^Undone: Taken from/)
      .getByText('40 left')
      .waitFor();
    await line(/^Taken from/)
      .getByRole('button', { name: /^Do it again/ })
      .click();
    await line(/^Done again: Taken from/)
      .getByText('37 left')
      .waitFor();
    await expect.poll(async () => line(/undone .* by you/).count()).toBe(1);
    // The way back of the way back, from its own sheet.
    await line(/^Done again/)
      .locator('.tell')
      .click();
    const sheet = bo.page.getByRole('dialog');
    await sheet.getByText('Not yet: it waits for the next sync').waitFor();
    await sheet.getByRole('button', { name: 'Undo this' }).click();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect.poll(countLines).toBe(6);
    await expect.poll(() => bo.quantityOf('Drill')).toBe(40);
    await openHistory();
  });

  test('the file holds every line, and runs nothing in a spreadsheet', async () => {
    const { text, rows } = await save();
    expect(text.startsWith('\uFEFFtime,server time,item,SKU,reason,from,to,')).toBe(true);
    expect(rows.map(({ reason }) => reason)).toEqual([
      'Undone: Taken',
      'Done again: Taken',
      'Undone: Taken',
      'Taken',
      'Counted',
      'Received',
    ]);
    const [undone, , , taken, counted] = rows;
    expect(undone).toMatchObject({ person: 'Bo', quantity: '3', 'server time': '' });
    expect(taken).toMatchObject({
      item: 'Drill',
      SKU: 'D-1',
      quantity: '3',
      unit: 'piece',
      'level after': '37',
      person: 'Ada',
      note: `'=HYPERLINK("http://example.org")`,
    });
    expect(taken?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(counted).toMatchObject({ 'level after': '40', from: '' });
  });
});

describe('with a network', () => {
  test('staff see on which device a line was made, and by what clock', async () => {
    await bo.setOffline(false);
    await bo.untilStatus('Synced');
    await line(/^Taken from/)
      .locator('.tell')
      .click();
    const sheet = bo.page.getByRole('dialog');
    await sheet.getByText('Phone or computer').waitFor();
    const said = sheet.locator('dt', { hasText: 'Its clock said' }).locator('+ dd');
    await expect.poll(() => said.textContent()).not.toContain('ahead');
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  test('older lines come from the server, down to the first, with their levels', async () => {
    await bo.button('Show older (from the server)').click();
    // What is further down comes as one gets there.
    await expect
      .poll(async () => {
        await lines().last().scrollIntoViewIfNeeded();
        return countLines();
      })
      .toBe(6 + oldLines);
    await detail().getByText('This is where it begins.').waitFor();
    await lines().last().getByText('1 left').waitFor();
    // What lay there before the count follows from them.
    await line('Counted').getByText('was thought to be 65').waitFor();
  });

  test('the file fetches them first', async () => {
    await openHistory();
    const { rows } = await save();
    expect(rows).toHaveLength(6 + oldLines);
    expect(rows.at(-1)).toMatchObject({ 'level after': '1', reason: 'Received' });
  });
});
