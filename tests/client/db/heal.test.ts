/** Server and phone disagree about the past: nothing is lost, nothing happens twice, no shelf is ever empty. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAttention } from '../../../client/db/attention.ts';
import { heal } from '../../../client/db/heal.ts';
import { readMeta, readMetas, writeMeta } from '../../../client/db/meta.ts';
import { watchQuery } from '../../../client/db/watch-query.ts';
import { makeTrip } from '../../../client/sync/make-trip.ts';
import { makeRequest } from '../../../client/sync/pull.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import {
  deletePhones,
  makePhone,
  makeWorld,
  openTab,
  type Phone,
  type World,
} from '../../support/phone.ts';

let world: World;
let phone: Phone;
let item: ItemId;
let shelf: LocationId;
const signal = new AbortController().signal;

async function start(options: { readonly pageRows?: number } = {}): Promise<void> {
  world = makeWorld(options);
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
  await phone.record(createLocation(shelf), createItem(item), count(phone, item, shelf, 10_000));
  await phone.sync();
}
const quantity = async (): Promise<number | undefined> => (await phone.all('stock'))[0]?.quantity;

/** Every change once at the server, and the phone holds exactly what the server holds. */
async function expectHealed(changes: number): Promise<void> {
  expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
  expect(new Set(world.server.log.map(({ sent }) => sent.uuid)).size).toBe(changes);
  expect(world.server.log.length).toBe(changes);
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await phone.db.shadow.count()).toBe(0);
  expect(await phone.db.staging.count()).toBe(0);
  expect(await readMeta(phone.db, 'resyncing')).toBe(false);
  expect(await phone.all('stock')).toEqual(world.server.all('stock'));
  expect(await phone.all('item')).toEqual(
    world.server.all('item').toSorted((one, two) => (one.id < two.id ? -1 : 1)),
  );
}

beforeEach(() => start());
afterEach(deletePhones);

describe('a server that went back in time', () => {
  test.each([
    ['a power cut it does not know of', { newEpoch: false }],
    ['a restored backup', { newEpoch: true }],
  ])('after %s gets again what it had acknowledged', async (_, how) => {
    const restore = world.server.backUp();
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    restore(how);
    expect(world.server.log.length).toBe(3);
    await expectHealed(5);
    expect(await quantity()).toBe(7000);
    expect(await phone.all('item')).toMatchObject([{ name: 'Saw' }]);
  });

  test('is found out even when it has meanwhile moved beyond our cursor', async () => {
    const restore = world.server.backUp();
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    restore({ newEpoch: false });
    const other = await makePhone(world);
    for (let place = 0; place < 5; place++) {
      await other.record(createItem(other.newId<'item'>()));
      await other.sync();
    }
    await expectHealed(9);
    expect(await quantity()).toBe(7000);
  });

  test('is healed as well when the app is closed in the middle of it', async () => {
    await start({ pageRows: 2 });
    const restore = world.server.backUp();
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    restore({ newEpoch: true });
    await makeTrip(phone.parts, { mutationsMax: 10, signal });
    await phone.restart();
    await makeTrip(phone.parts, { mutationsMax: 10, signal });
    await phone.restart();
    await phone.record(move(phone, item, 1000, { from: shelf }));
    await expectHealed(5);
    expect(await quantity()).toBe(6000);
  });

  test('going back twice is healed twice', async () => {
    const restore = world.server.backUp();
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    restore({ newEpoch: true });
    await makeTrip(phone.parts, { mutationsMax: 10, signal });
    restore({ newEpoch: true });
    await expectHealed(4);
  });

  test('what had been trimmed leaves a gap, and a new log carries the rest', async () => {
    const restore = world.server.backUp();
    await phone.record(createItem(phone.newId<'item'>()));
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    const oldest = await phone.db.acked.filter(({ mid }) => mid === 4).primaryKeys();
    await phone.db.acked.bulkDelete(oldest);
    const clientId = await readMeta(phone.db, 'clientId');
    restore({ newEpoch: true });
    await expectHealed(4);
    expect(await quantity()).toBe(7000);
    expect(await readMeta(phone.db, 'clientId')).not.toBe(clientId);
  });

  test('an outcome of the lost history is not shown as that of the new one', async () => {
    const other = await makePhone(world);
    const restore = world.server.backUp();
    await other.sync();
    await other.record({ name: 'item.delete', args: { id: item } });
    await other.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    await phone.sync();
    expect(await readAttention(phone.db)).toMatchObject([{ outcome: { kind: 'refused' } }]);
    restore({ newEpoch: true });
    await phone.sync();
    // Nobody has deleted it in this history, so the edit holds and the entry is settled.
    expect(await phone.all('item')).toMatchObject([{ name: 'Saw', deletedAt: null }]);
    expect(await readAttention(phone.db)).toEqual([]);
  });

  test('two tabs that learn of it together heal it once', async () => {
    const restore = world.server.backUp();
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    restore({ newEpoch: false });
    const tab = await openTab(world, phone);
    const requests = await Promise.all([
      makeRequest(phone.db, phone.moment, 10),
      makeRequest(tab.db, tab.moment, 10),
    ]);
    const problem = { kind: 'regressed', epoch: world.server.epoch, lastMid: 3 } as const;
    const ends = await Promise.all(
      requests.map((request) =>
        heal(phone.db, problem, { request: must(request, 'a request'), moment: phone.moment }),
      ),
    );
    expect(ends.toSorted()).toEqual(['healed', 'stale']);
    expect((await phone.db.outbox.toArray()).map(({ mid }) => mid)).toEqual([4]);
    await expectHealed(4);
  });
});

describe('a resync', () => {
  test('swaps the rows in one moment: no empty shelf, no half of one', async () => {
    await start({ pageRows: 2 });
    for (let place = 0; place < 7; place++) await phone.record(createItem(phone.newId<'item'>()));
    await phone.sync();
    const restore = world.server.backUp();
    await phone.record(createItem(phone.newId<'item'>()));
    restore({ newEpoch: true });
    const shown: number[] = [];
    const stop = watchQuery(phone.db, () => phone.db.item.count(), {
      onValue: (items) => shown.push(items),
      onError: (error) => {
        throw error;
      },
    });
    await expect.poll(() => shown.length).toBeGreaterThan(0);
    await phone.sync();
    await expect.poll(() => shown.at(-1)).toBe(9);
    stop();
    expect(shown.every((items) => items === 9)).toBe(true);
  });

  test('takes away what the server does not have, and tells who follows what was touched', async () => {
    const ghost = phone.newId<'item'>();
    await phone.db.item.put({
      ...must((await phone.db.item.toArray())[0], 'an item'),
      id: ghost,
    });
    const generation = await readMeta(phone.db, 'generation');
    const restore = world.server.backUp();
    restore({ newEpoch: true });
    await phone.sync();
    expect(await phone.db.item.get(ghost)).toBeUndefined();
    expect(await readMeta(phone.db, 'generation')).toBeGreaterThan(generation);
  });

  test('keeps changes made while it runs', async () => {
    await start({ pageRows: 1 });
    const restore = world.server.backUp();
    restore({ newEpoch: true });
    await makeTrip(phone.parts, { mutationsMax: 10, signal });
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    expect(await quantity()).toBe(7000);
    await expectHealed(4);
    expect(await quantity()).toBe(7000);
  });

  test('follows when the tombstones we would have needed are gone', async () => {
    const other = await makePhone(world);
    await other.sync();
    const dead = other.newId<'item'>();
    await other.record(createItem(dead));
    await other.sync();
    await phone.sync();
    await other.record({ name: 'item.delete', args: { id: dead } });
    await other.sync();
    world.server.purgeUpTo(world.server.version);
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await expectHealed(6);
    expect(await phone.db.item.get(dead)).toBeUndefined();
    expect(await quantity()).toBe(7000);
  });
});

describe('a copied browser profile', () => {
  test('takes a log of its own, and no change is lost or doubled', async () => {
    const twin = await makePhone(world, { personId: phone.session.personId });
    for (const table of phone.db.tables) {
      const rows: unknown[] = await table.toArray();
      await twin.db.table(table.name).clear();
      await twin.db.table(table.name).bulkAdd(rows);
    }
    await twin.record(move(twin, item, 1000, { from: shelf }));
    await twin.sync();
    await phone.record(move(phone, item, 3000, { from: shelf }), editItem(item, { name: 'Saw' }));
    await expectHealed(6);
    expect(await quantity()).toBe(6000);
    expect(await readMeta(phone.db, 'clientId')).not.toBe(await readMeta(twin.db, 'clientId'));
    await phone.record(move(phone, item, 1000, { from: shelf }));
    await twin.record(move(twin, item, 1000, { from: shelf }));
    await twin.sync();
    await expectHealed(8);
    expect(await quantity()).toBe(4000);
  });

  test('a change whose answer was lost before the fork is not applied twice', async () => {
    await phone.record(move(phone, item, 3000, { from: shelf }));
    phone.line.next({ kind: 'loseAnswer' });
    await phone.sync();
    const request = must(await makeRequest(phone.db, phone.moment, 10), 'a request');
    const problem = { kind: 'clientForked', lastMid: 4 } as const;
    await heal(phone.db, problem, { request, moment: phone.moment });
    expect(await readMetas(phone.db, ['nextMid', 'ackedMid'])).toEqual({ nextMid: 2, ackedMid: 0 });
    await expectHealed(4);
    expect(await quantity()).toBe(7000);
  });
});

test('a log that belongs to somebody else at the server is left to them', async () => {
  const clientId = must(await readMeta(phone.db, 'clientId'), 'a client id');
  const stranger = await makePhone(world);
  await writeMeta(stranger.db, 'clientId', clientId);
  const chisel = stranger.newId<'item'>();
  await stranger.record(createItem(chisel, { name: 'Chisel' }));
  expect(await stranger.sync()).toMatchObject({ kind: 'quiet' });
  expect(world.server.log.at(-1)).toMatchObject({ personId: stranger.session.personId });
  expect(world.server.clientIds.length).toBe(2);
});
