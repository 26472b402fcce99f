/**
 * A phone that has worked with the code before batches, use by week and loans: nothing of it is lost, its rows
 * are completed at once, and what waits is replayed on whole rows, with and without a network.
 */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  LocalDatabase,
  type OutboxRow,
  type ShadowRow,
} from '../../../client/db/local-database.ts';
import { readMetas } from '../../../client/db/meta.ts';
import { undoDraft } from '../../../client/state/stock-actions.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

/** As it was released; never to be changed. */
const thirdSchema = {
  location: 'id, touched',
  category: 'id, touched',
  item: 'id, touched, imageUrl, hazards.sdsFile.sha256',
  code: 'id, touched, key, itemId, locationId',
  stock: 'id, touched, itemId, locationId',
  count: 'id, [itemId+stamp]',
  movement: 'id, [itemId+stamp]',
  photo: 'id, touched, itemId, sha256',
  image: 'id, touched, source, [state+changedAt], retryAt',
  blobs: 'sha256, refused',
  sheets: 'sha256, refused',
  shadow: 'key',
  outbox: 'mid, *keys',
  acked: '++order',
  attention: '++id, &uuid',
  staging: 'key',
  meta: 'key',
};

/** What the code before did not know. */
const laterFields: Readonly<Record<string, readonly string[]>> = {
  item: ['lendable', 'unitCost'],
  stock: ['lot', 'expiry', 'used'],
  count: ['lot', 'expiry', 'stocktakeId'],
  movement: ['lot', 'expiry', 'purpose', 'effectiveStamp', 'effectiveReason'],
};

let world: World;
let phone: Phone;
let item: ItemId;
let shelf: LocationId;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
  await phone.record(createLocation(shelf), createItem(item), count(phone, item, shelf, 10_000));
  await phone.record(move(phone, item, 1000, { from: shelf }));
  await phone.sync();
});
afterEach(deletePhones);

function asBefore(table: string, row: object): object {
  const later = laterFields[table] ?? [];
  return Object.fromEntries(Object.entries(row).filter(([field]) => !later.includes(field)));
}

const shadowBefore = (shadow: ShadowRow): object => ({
  ...shadow,
  row: shadow.row === null ? null : asBefore(shadow.table, shadow.row),
  ...(shadow.next && { next: asBefore(shadow.table, shadow.next) }),
});

/** Puts everything that the phone holds under the third schema, as the code before would have written it. */
async function goBack(): Promise<{
  readonly outbox: OutboxRow[];
  readonly rows: Map<string, object[]>;
}> {
  const rows = new Map<string, object[]>();
  for (const name of Object.keys(thirdSchema)) {
    const held: object[] = await phone.db.table<object>(name).toArray();
    rows.set(
      name,
      held.map((row) => asBefore(name, row)),
    );
  }
  rows.set('shadow', (await phone.db.shadow.toArray()).map(shadowBefore));
  const outbox = await phone.db.outbox.toArray();
  // Waiting for its own connection to close is as it should be, and not worth Dexie's warning.
  phone.db.on('blocked', () => false);
  await phone.db.delete();
  const old = new Dexie(phone.db.name);
  old.version(3).stores(thirdSchema);
  for (const [name, held] of rows) await old.table(name).bulkPut(held);
  old.close();
  phone.db = new LocalDatabase(phone.db.name);
  await phone.db.open();
  return { outbox, rows };
}

const stock = async () => must((await phone.all('stock'))[0], 'a stock');

test('a full outbox is there to the last field, and rows, shadows and old movements are whole', async () => {
  await phone.record(move(phone, item, 2000, { from: shelf }), editItem(item, { name: 'Saw' }));
  for (let place = 0; place < 50; place++) {
    await phone.record(createItem(phone.newId<'item'>()), count(phone, item, shelf, 9000 + place));
  }
  const held = await phone.holdings();
  const { outbox, rows } = await goBack();
  expect(await phone.db.outbox.toArray()).toEqual(outbox);
  expect(outbox).toHaveLength(102);
  // What use there was comes with the server's rows; all else follows from what is here.
  for (const table of ['item', 'movement', 'count', 'location'] as const) {
    expect(await phone.all(table)).toEqual(held[table]);
  }
  expect(await phone.all('stock')).toEqual(held.stock.map((row) => ({ ...row, used: {} })));
  const shadows = await phone.db.shadow.toArray();
  expect(shadows).toHaveLength(rows.get('shadow')?.length ?? 0);
  const shadow = shadows.find(({ table }) => table === 'stock');
  expect(shadow?.row).toMatchObject({ lot: '', expiry: '', used: {} });
  for (const name of ['attention', 'acked', 'blobs', 'sheets'] as const) {
    expect(await phone.db.table(name).toArray()).toEqual(rows.get(name));
  }
});

test('before any network, people go on: a use is counted, an old movement taken back', async () => {
  await phone.record(move(phone, item, 2000, { from: shelf }));
  await goBack();
  const [first] = (await phone.all('movement')).toSorted((one, other) =>
    one.stamp < other.stamp ? -1 : 1,
  );
  await phone.record(undoDraft(must(first, 'a movement')));
  await phone.record(move(phone, item, 500, { from: shelf }));
  expect(await stock()).toMatchObject({ quantity: 7500 });
});

test('with the next sync all rows come anew, and what waited is applied once', async () => {
  await phone.record(move(phone, item, 2000, { from: shelf }));
  await goBack();
  expect(await readMetas(phone.db, ['cursor', 'resyncing'])).toEqual({
    cursor: null,
    resyncing: true,
  });
  expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
  for (const table of ['item', 'stock', 'movement', 'count'] as const) {
    expect(await phone.all(table)).toEqual(world.server.all(table));
  }
  expect(await stock()).toMatchObject({ quantity: 7000 });
  expect(Object.values((await stock()).used)).toEqual([3000]);
  expect(await phone.db.outbox.count()).toBe(0);
});

test('histories can be read by item and by place at once', async () => {
  await goBack();
  const ofPlace = [
    [shelf, ''],
    [shelf, '\uffff'],
  ] as const;
  const from = await phone.db.movement
    .where('[fromLocationId+stamp]')
    .between(...ofPlace)
    .count();
  const counted = await phone.db.count
    .where('[locationId+stamp]')
    .between(...ofPlace)
    .count();
  expect([from, counted]).toEqual([1, 1]);
});
