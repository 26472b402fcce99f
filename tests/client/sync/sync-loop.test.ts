/** When the loop syncs and what it says of itself. Its time is virtual, its database and its code are real. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enterSession } from '../../../client/db/enter-session.ts';
import { readMeta, writeMeta } from '../../../client/db/meta.ts';
import type { SyncStatus } from '../../../client/db/sync-status.ts';
import { startSyncLoop, type SyncLoop } from '../../../client/sync/sync-loop.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { createItem, editItem } from '../../support/drafts.ts';
import { captivePortal, type Fault } from '../../support/faulty-line.ts';
import {
  deletePhones,
  makePhone,
  makeWorld,
  openTab,
  type Phone,
  type World,
} from '../../support/phone.ts';

const minute = 60_000;
let world: World;
let phone: Phone;
let loops: SyncLoop[] = [];

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
});
afterEach(async () => {
  for (const loop of loops) loop.stop();
  loops = [];
  expect(phone.bugs).toEqual([]);
  await deletePhones();
});

function begin(on = phone): SyncLoop {
  const loop = startSyncLoop(on.parts);
  loops.push(loop);
  return loop;
}
const status = (): Promise<SyncStatus> => readMeta(phone.db, 'syncStatus');
/** Until a round has ended so. */
const untilState = (state: SyncStatus['state']): Promise<void> =>
  expect.poll(async () => (await status()).state).toBe(state);
const requests = (): number => phone.line.requests.length;
/** What the loop does next it does after at most this. */
const untilTimer = (mostMs: number): Promise<void> =>
  expect.poll(() => (world.time.delays[0] ?? Infinity) <= mostMs).toBe(true);
async function record(): Promise<ItemId> {
  const item = phone.newId<'item'>();
  await phone.record(createItem(item));
  return item;
}
/** Started, synced and resting. */
async function rest(): Promise<SyncLoop> {
  const loop = begin();
  await untilTimer(0);
  world.time.pass(0);
  await expect.poll(async () => (await status()).lastSyncedAt).not.toBeNull();
  await untilTimer(minute);
  return loop;
}
const lost: Fault = { kind: 'loseRequest' };

describe('a round is made', () => {
  test('when the loop starts', async () => {
    await rest();
    expect(await status()).toMatchObject({ state: 'idle', lastSyncedAt: world.time.nowMs });
  });

  test('150 ms after a change, once for a burst of them', async () => {
    await rest();
    const before = requests();
    await record();
    await record();
    await record();
    await untilTimer(150);
    world.time.pass(149);
    expect(requests()).toBe(before);
    world.time.pass(1);
    await expect.poll(() => phone.db.outbox.count()).toBe(0);
    expect(phone.line.requests.slice(before).map(({ mutations }) => mutations.length)).toEqual([3]);
  });

  test('when the server says that there is something new, and not for our own news', async () => {
    await rest();
    await record();
    await untilTimer(150);
    world.time.pass(150);
    await expect.poll(() => phone.db.outbox.count()).toBe(0);
    await expect.poll(() => world.time.delays).toEqual([30_000 - 151, minute]);
    const other = await makePhone(world);
    const item = other.newId<'item'>();
    await other.record(createItem(item, { name: 'Saw' }));
    await other.sync();
    expect(world.time.delays[0]).toBe(0);
    world.time.pass(0);
    await expect.poll(() => phone.db.item.get(item)).toMatchObject({ name: 'Saw' });
  });

  test('every minute', async () => {
    await rest();
    const before = requests();
    world.time.pass(minute - 1000);
    expect(requests()).toBe(before);
    world.time.pass(1000);
    await expect.poll(requests).toBe(before + 1);
  });

  test.each(['online', 'visible'] as const)('when the tab is %s again', async (mood) => {
    await rest();
    const before = requests();
    phone.feel(mood);
    world.time.pass(0);
    await expect.poll(requests).toBe(before + 1);
  });

  test('at once when asked for, also while one is running', async () => {
    const loop = await rest();
    const { promise, resolve } = Promise.withResolvers<void>();
    phone.line.next({ kind: 'slowAnswer', until: promise });
    const before = requests();
    const first = loop.syncNow();
    await expect.poll(requests).toBe(before + 1);
    await record();
    const second = loop.syncNow();
    resolve();
    await first;
    await second;
    expect(await phone.db.outbox.count()).toBe(0);
  });
});

describe('after failures', () => {
  test('it tries again and again, at the latest every five minutes', async () => {
    const loop = await rest();
    phone.line.always = lost;
    await loop.syncNow();
    for (const most of [15_000, 30_000, minute, 2 * minute, 4 * minute, 5 * minute, 5 * minute]) {
      const before = requests();
      await untilTimer(most);
      world.time.pass(most);
      await expect.poll(requests).toBe(before + 1);
      await expect.poll(() => world.time.delays.length).toBe(2);
    }
    expect(await status()).toMatchObject({ state: 'offline', trouble: { kind: 'unreachable' } });
  });

  test('the network coming back ends the waiting', async () => {
    const loop = await rest();
    phone.line.always = lost;
    phone.feel('offline');
    await record();
    await loop.syncNow();
    await untilState('offline');
    phone.line.always = undefined;
    phone.feel('online');
    world.time.pass(0);
    await untilState('idle');
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('a change is worth a try soon, but not one try for each', async () => {
    const loop = await rest();
    phone.line.always = lost;
    for (let failures = 0; failures < 6; failures++) await loop.syncNow();
    await untilState('offline');
    const before = requests();
    for (let changes = 0; changes < 5; changes++) await record();
    await untilTimer(3000);
    world.time.pass(3000);
    await expect.poll(requests).toBe(before + 1);
  });

  test('the server may ask for a longer pause', async () => {
    const loop = await rest();
    phone.line.next({ kind: 'reply', status: 503, body: { kind: 'busy' }, retryAfterMs: 90_000 });
    await loop.syncNow();
    await untilState('failing');
    const before = requests();
    world.time.pass(89_000);
    expect(requests()).toBe(before);
    world.time.pass(15_000);
    await expect.poll(requests).toBe(before + 1);
  });
});

describe('what it says', () => {
  test.each([
    ['offline', lost],
    ['failing', captivePortal],
    ['signedOut', { kind: 'reply', status: 401, body: { kind: 'signedOut' } }],
    [
      'updateNeeded',
      {
        kind: 'reply',
        status: 426,
        body: { kind: 'updateNeeded', protocolMin: 2, protocolMax: 2 },
      },
    ],
  ] as const)('%s', async (state, fault) => {
    const loop = await rest();
    const { lastSyncedAt } = await status();
    await record();
    phone.line.next(fault);
    await loop.syncNow();
    expect(await status()).toMatchObject({ state, lastSyncedAt, progress: null });
    expect((await status()).trouble).not.toBeNull();
    await loop.syncNow();
    expect(await status()).toMatchObject({ state: 'idle', trouble: null });
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('how far a first sync is', async () => {
    world = makeWorld({ pageRows: 2 });
    const other = await makePhone(world);
    await other.record(...Array.from({ length: 5 }, () => createItem(other.newId<'item'>())));
    await other.sync();
    phone = await makePhone(world);
    const { promise, resolve } = Promise.withResolvers<void>();
    phone.line.next({ kind: 'twice' }, { kind: 'twice' }, { kind: 'slowAnswer', until: promise });
    const round = begin().syncNow();
    await expect.poll(async () => (await status()).progress).toEqual({ rows: 4 });
    expect(await status()).toMatchObject({ state: 'syncing', lastSyncedAt: null });
    resolve();
    await round;
    expect(await status()).toMatchObject({ state: 'idle', progress: null });
  });

  test('that all rows are fetched anew', async () => {
    const item = await record();
    const loop = await rest();
    await record();
    await loop.syncNow();
    world.server.backUp()({ newEpoch: true });
    const { promise, resolve } = Promise.withResolvers<void>();
    phone.line.next({ kind: 'twice' }, { kind: 'slowAnswer', until: promise });
    const round = loop.syncNow();
    await expect.poll(() => readMeta(phone.db, 'resyncing')).toBe(true);
    expect(await phone.db.item.get(item)).toBeDefined();
    resolve();
    await round;
    expect(await status()).toMatchObject({ state: 'idle' });
    expect(await phone.db.item.count()).toBe(2);
  });

  test('late, when a change has waited for two minutes although there is a network', async () => {
    const loop = await rest();
    phone.line.always = captivePortal;
    await record();
    await loop.syncNow();
    expect(await status()).toMatchObject({ late: false });
    for (let half = 0; half < 5; half++) world.time.pass(minute / 2);
    await expect.poll(async () => (await status()).late).toBe(true);
    phone.line.always = undefined;
    await loop.syncNow();
    expect(await status()).toMatchObject({ late: false, state: 'idle' });
  });

  test('not late without a network', async () => {
    const loop = await rest();
    phone.line.always = lost;
    phone.feel('offline');
    await record();
    world.time.pass(10 * minute);
    await loop.syncNow();
    expect(await status()).toMatchObject({ late: false, state: 'offline' });
  });
});

describe('switches', () => {
  test('staying offline sends nothing until it is switched back', async () => {
    const loop = await rest();
    await writeMeta(phone.db, 'stayOffline', true);
    await untilTimer(0);
    world.time.pass(0);
    await untilState('stayingOffline');
    const before = requests();
    await record();
    await loop.syncNow();
    world.time.pass(10 * minute);
    await loop.syncNow();
    expect(requests()).toBe(before);
    await writeMeta(phone.db, 'stayOffline', false);
    await untilTimer(0);
    world.time.pass(0);
    await untilState('idle');
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('signed out it asks nobody, until somebody has joined', async () => {
    const loop = await rest();
    const signedOut: Fault = { kind: 'reply', status: 401, body: { kind: 'signedOut' } };
    phone.line.always = signedOut;
    await record();
    await loop.syncNow();
    await untilState('signedOut');
    const before = requests();
    world.time.pass(10 * minute);
    await phone.db.meta.count();
    expect(requests()).toBe(before);
    phone.line.always = undefined;
    await enterSession(phone.db, phone.session, phone.moment);
    await untilTimer(0);
    world.time.pass(0);
    await untilState('idle');
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('a phone that nobody has joined with says so and asks nobody', async () => {
    await writeMeta(phone.db, 'session', null);
    await begin().syncNow();
    expect(await status()).toMatchObject({ state: 'signedOut' });
    expect(requests()).toBe(0);
  });
});

describe('tabs', () => {
  test('only the leading tab syncs by itself, and any tab can be told to', async () => {
    const withLocks = await makePhone(world, { locks: navigator.locks });
    const tab = await openTab(world, withLocks, { locks: navigator.locks });
    withLocks.isVisible = false;
    tab.isVisible = false;
    begin(withLocks);
    await expect.poll(async () => (await navigator.locks.query()).held?.length).toBe(1);
    const second = begin(tab);
    await untilTimer(0);
    world.time.pass(0);
    await expect.poll(() => readMeta(withLocks.db, 'cursor')).not.toBeNull();
    const item = tab.newId<'item'>();
    await tab.record(createItem(item));
    await untilTimer(150);
    world.time.pass(150);
    await expect.poll(() => tab.db.outbox.count()).toBe(0);
    expect(tab.line.requests).toEqual([]);
    await tab.record(editItem(item, { name: 'Saw' }));
    await second.syncNow();
    expect(await tab.db.outbox.count()).toBe(0);
    expect(tab.line.requests.length).toBe(1);
  });

  test('a stopped loop does nothing any more', async () => {
    const loop = await rest();
    const before = requests();
    loop.stop();
    await record();
    world.time.pass(10 * minute);
    phone.feel('online');
    world.time.pass(minute);
    await phone.db.meta.count();
    expect(requests()).toBe(before);
    expect(world.time.delays).toEqual([]);
  });
});

test('a broken storage is said and tried again, and is nobody’s end', async () => {
  const loop = await rest();
  phone.line.send = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  await loop.syncNow();
  expect(await status()).toMatchObject({ state: 'failing', trouble: { kind: 'storage' } });
  expect(phone.bugs.splice(0)).toHaveLength(1);
  expect(world.time.delays.length).toBe(2);
});
