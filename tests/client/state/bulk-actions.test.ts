/** Changes of many items at once, and their way back, on a real database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  changeMany,
  readBulkRecords,
  takeBackMany,
  type BulkDeed,
  type BulkOptions,
  type BulkOutcome,
  type BulkRecord,
} from '../../../client/state/bulk-actions.ts';
import type { ItemFields } from '../../../shared/entities.ts';
import { makeStockId, type ItemId, type LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let bench: LocationId;
let shelf: LocationId;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  bench = phone.newId<'location'>();
  shelf = phone.newId<'location'>();
  await phone.record(
    createLocation(bench, { name: 'Bench' }),
    createLocation(shelf, { name: 'Shelf' }),
  );
});
afterEach(async () => {
  expect(troubles.splice(0)).toEqual([]);
  await deletePhones();
});

const actor = (who = phone) => ({
  db: who.db,
  moment: () => {
    world.time.nowMs += 1;
    return who.moment;
  },
  onTrouble: (error: unknown): void => void troubles.push(error),
});

const calm = (): BulkOptions => ({
  signal: new AbortController().signal,
  onProgress: () => undefined,
});

async function make(fields: Partial<ItemFields> = {}): Promise<ItemId> {
  const id = phone.newId<'item'>();
  await phone.record(createItem(id, fields));
  return id;
}

async function makeMany(howMany: number): Promise<ItemId[]> {
  const ids = Array.from({ length: howMany }, () => phone.newId<'item'>());
  await phone.record(...ids.map((id, place) => createItem(id, { name: `Part ${place}` })));
  return ids;
}

async function change(
  ids: readonly ItemId[],
  deed: BulkDeed,
  options = calm(),
): Promise<BulkOutcome> {
  const outcome = await changeMany(actor(), { ids, deed }, options);
  expect(outcome.failure).toBeUndefined();
  return outcome;
}

const recordOf = ({ record }: BulkOutcome): BulkRecord => must(record, 'a record');

async function takeBack(record: BulkRecord): Promise<void> {
  const outcome = await takeBackMany(actor(), record, calm());
  expect(outcome.failure).toBeUndefined();
}

/** What people see of the items: their fields and where how much of them lies. */
async function seen() {
  const [items, stock] = await Promise.all([phone.all('item'), phone.all('stock')]);
  return {
    items: items.map(({ stamps: _stamps, version: _version, deletedAt, ...fields }) => ({
      ...fields,
      isDeleted: deletedAt !== null,
    })),
    stock: stock.filter(({ quantity }) => quantity !== 0).map(({ id, quantity }) => [id, quantity]),
  };
}

async function lies(id: ItemId, at: LocationId): Promise<number> {
  return ((await phone.db.stock.get(makeStockId(id, at)))?.quantity ?? 0) / 1000;
}

const all = (to: LocationId, from: LocationId | null = null): BulkDeed => ({
  kind: 'move',
  from,
  to,
  amount: null,
  note: '',
});

describe('one undo brings back exactly what was before', () => {
  const deeds: Record<string, () => BulkDeed> = {
    'a move of all there is': () => all(shelf),
    'a move of two of each': () =>
      ({ ...all(shelf, bench), kind: 'move', amount: 2000, note: '' }) as BulkDeed,
    'something added': () => ({
      kind: 'adjust',
      at: null,
      change: 3000,
      reason: 'add',
      note: 'gift',
    }),
    'a loss': () => ({ kind: 'adjust', at: bench, change: -3000, reason: 'loss', note: '' }),
    'a change of fields': () => ({
      kind: 'set',
      fields: { minimum: 5000, reorderQuantity: 10_000, homeLocationId: shelf, unit: 'm' },
    }),
    'lending and putting away': () => ({
      kind: 'set',
      fields: { lendable: true, active: false },
    }),
    'a deletion': () => ({ kind: 'delete' }),
  };
  for (const [name, deed] of Object.entries(deeds)) {
    test(`after ${name}`, async () => {
      const glue = await make({ minimum: 1000, homeLocationId: bench });
      const tape = await make({ minimum: 5000, lendable: true, unit: 'roll' });
      const saw = await make({ active: false, homeLocationId: shelf });
      await phone.record(
        count(phone, glue, bench, 10_000),
        count(phone, glue, shelf, 1000),
        count(phone, tape, shelf, 500),
        move(phone, tape, 2000, { from: bench }),
      );
      const before = await seen();
      const outcome = await change([glue, tape, saw], deed());
      expect(await seen()).not.toEqual(before);
      await takeBack(recordOf(outcome));
      expect(await seen()).toEqual(before);
    });
  }
});

test('a record is kept with its way back, and works after the app was closed', async () => {
  const glue = await make({ minimum: 1000 });
  await change([glue], { kind: 'set', fields: { minimum: 7000 } });
  await phone.restart();
  const [record] = await readBulkRecords(phone.db);
  expect(record).toMatchObject({ changed: 1, undoneAt: null });
  await takeBack(must(record, 'a record'));
  expect((await phone.db.item.get(glue))?.minimum).toBe(1000);
  expect((await readBulkRecords(phone.db))[0]?.undoneAt).not.toBeNull();
});

test('taken back twice, it is taken back once', async () => {
  const glue = await make();
  await phone.record(count(phone, glue, bench, 4000));
  const record = recordOf(await change([glue], all(shelf)));
  await takeBack(record);
  const waiting = await phone.db.outbox.count();
  await takeBack(record);
  expect([await lies(glue, bench), await lies(glue, shelf)]).toEqual([4, 0]);
  expect(await phone.db.outbox.count()).toBe(waiting);
});

test("someone else's later edit survives the undo", async () => {
  const other = await makePhone(world);
  const glue = await make({ minimum: 1000 });
  const tape = await make({ minimum: 2000 });
  const deed: BulkDeed = { kind: 'set', fields: { minimum: 9000, unit: 'box' } };
  const record = recordOf(await change([glue, tape], deed));
  await phone.sync();
  await other.sync();
  await other.record(editItem(glue, { minimum: 12_000 }));
  await other.sync();
  await phone.sync();
  await takeBack(record);
  await phone.sync();
  await other.sync();
  for (const { db } of [phone, other]) {
    expect(await db.item.bulkGet([glue, tape])).toMatchObject([
      { minimum: 12_000, unit: 'piece' },
      { minimum: 2000, unit: 'piece' },
    ]);
  }
});

test('what was deleted meanwhile is left out, of the change and of the way back', async () => {
  const glue = await make({ minimum: 1000 });
  const tape = await make({ minimum: 1000 });
  await phone.record({ name: 'item.delete', args: { id: tape } });
  const deed: BulkDeed = { kind: 'set', fields: { minimum: 2000 } };
  const outcome = await change([glue, tape], deed);
  expect(recordOf(outcome).changed).toBe(1);
  await phone.record({ name: 'item.delete', args: { id: glue } });
  await takeBack(recordOf(outcome));
  expect((await phone.db.item.get(glue))?.minimum).toBe(2000);
});

describe('a move', () => {
  test('takes each batch from where it lies, what expires first before the rest', async () => {
    const glue = await make();
    const batch = (expiry: string) => ({ lot: 'A', expiry });
    const lay = (at: LocationId, quantity: number, expiry: string) =>
      ({
        name: 'count.record',
        args: {
          id: phone.newId<'count'>(),
          itemId: glue,
          locationId: at,
          quantity,
          note: '',
          ...batch(expiry),
        },
      }) as const;
    await phone.record(lay(bench, 5000, '2027-05-31'), lay(bench, 2000, '2026-12-31'));
    await change([glue], { ...all(shelf, bench), amount: 3000 } as BulkDeed);
    const at = async (place: LocationId, expiry: string) =>
      (await phone.db.stock.get(makeStockId(glue, place, batch(expiry))))?.quantity;
    expect(await at(shelf, '2026-12-31')).toBe(2000);
    expect(await at(shelf, '2027-05-31')).toBe(1000);
    expect(await at(bench, '2027-05-31')).toBe(4000);
  });

  test('of more than there is leaves the place below nothing, and sums to zero', async () => {
    const glue = await make();
    await phone.record(count(phone, glue, bench, 1000));
    await change([glue], { ...all(shelf, bench), amount: 4000 } as BulkDeed);
    expect([await lies(glue, bench), await lies(glue, shelf)]).toEqual([-3, 4]);
  });

  test('of what lies nowhere else changes nothing and keeps no record', async () => {
    const glue = await make();
    await phone.record(count(phone, glue, shelf, 1000));
    const outcome = await change([glue], all(shelf));
    expect(outcome.record).toBeUndefined();
    expect(await phone.db.movement.count()).toBe(0);
  });
});

describe('two thousand items', () => {
  test('are changed in portions, told in numbers, and all of it is taken back', async () => {
    const ids = await makeMany(2000);
    const before = await seen();
    const told: number[] = [];
    const deed: BulkDeed = { kind: 'set', fields: { minimum: 5000 } };
    const outcome = await change(ids, deed, {
      signal: new AbortController().signal,
      onProgress: (done) => told.push(done),
    });
    expect(told).toEqual([0, 1000, 2000]);
    expect(recordOf(outcome)).toMatchObject({ changed: 2000, portions: 2 });
    expect(await phone.db.item.filter(({ minimum }) => minimum === 5000).count()).toBe(2000);
    await takeBack(recordOf(outcome));
    expect(await seen()).toEqual(before);
  });

  test('stopped between two portions, the record says how far it came and takes back just that', async () => {
    const ids = await makeMany(30);
    const before = await seen();
    const stop = new AbortController();
    const deed: BulkDeed = { kind: 'set', fields: { minimum: 5000 } };
    const outcome = await change(ids, deed, {
      signal: stop.signal,
      portionItems: 10,
      onProgress: (done) => {
        if (done === 20) stop.abort();
      },
    });
    expect(outcome.done).toBe(20);
    expect(recordOf(outcome)).toMatchObject({ changed: 20, portions: 2 });
    expect((await phone.db.item.bulkGet(ids)).map((item) => item?.minimum)).toEqual([
      ...Array.from({ length: 20 }, () => 5000),
      ...Array.from({ length: 10 }, () => 0),
    ]);
    await takeBack(recordOf(outcome));
    expect(await seen()).toEqual(before);
  });
});

test('only the last ten are kept, and the ways back of the others go', async () => {
  const glue = await make();
  for (let minimum = 1; minimum <= 12; minimum += 1) {
    await change([glue], { kind: 'set', fields: { minimum: minimum * 1000 } });
  }
  expect(await readBulkRecords(phone.db)).toHaveLength(10);
  const keys = await phone.db.meta.toCollection().primaryKeys();
  expect(keys.filter((key) => key.startsWith('bulk '))).toHaveLength(10);
});
