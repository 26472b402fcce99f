/** A local change: durable or not there, judged at once, and stamped after all that its maker could see. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readMetas, writeMeta } from '../../../client/db/meta.ts';
import { recordMutations } from '../../../client/db/record-mutations.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import { rowKey } from '../../../shared/mutation-reach.ts';
import { stampToMs } from '../../../shared/stamps.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let item: ItemId;
let shelf: LocationId;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
});
afterEach(async () => {
  // Dexie traces errors on localhost.
  vi.restoreAllMocks();
  await deletePhones();
});

describe('one transaction', () => {
  test('a change writes the row, its shadow and the outbox together', async () => {
    const { mutations } = await phone.record(createItem(item, { name: 'Drill' }));
    expect(mutations).toMatchObject([{ mid: 1, name: 'item.create', version: 1 }]);
    expect(await phone.db.item.get(item)).toMatchObject({ name: 'Drill', version: 0, touched: 1 });
    expect(await phone.db.shadow.get(rowKey('item', item))).toMatchObject({ row: null });
    expect(await phone.db.outbox.toArray()).toMatchObject([
      { mid: 1, personId: phone.session.personId, keys: [rowKey('item', item)] },
    ]);
  });

  test.each(['outbox', 'item', 'shadow', 'meta'] as const)(
    'a crash while %s is written leaves nothing of the change',
    async (store) => {
      vi.spyOn(console, 'trace').mockReturnValue(undefined);
      phone.db.table(store).hook('creating', () => {
        throw new Error('the battery died');
      });
      phone.db.table(store).hook('updating', () => {
        throw new Error('the battery died');
      });
      await expect(recordMutations(phone.db, [createItem(item)], phone.moment)).rejects.toThrow(
        'the battery died',
      );
      await phone.restart();
      expect(await phone.db.item.count()).toBe(0);
      expect(await phone.db.shadow.count()).toBe(0);
      expect(await phone.db.outbox.count()).toBe(0);
      expect(await readMetas(phone.db, ['nextMid', 'touched'])).toEqual({ nextMid: 1, touched: 0 });
    },
  );

  test('what was recorded is there after the app was closed and opened again', async () => {
    await phone.record(createItem(item), createLocation(shelf));
    await phone.record(move(phone, item, 3000, { to: shelf }));
    await phone.restart();
    expect(await phone.all('stock')).toMatchObject([{ quantity: 3000 }]);
    expect(await phone.db.outbox.count()).toBe(3);
    await phone.record(move(phone, item, 1000, { from: shelf }));
    expect(await phone.all('stock')).toMatchObject([{ quantity: 2000 }]);
    expect((await phone.db.outbox.toArray()).map(({ mid }) => mid)).toEqual([1, 2, 3, 4]);
  });

  test('two tabs that record at once share the numbers and lose nothing', async () => {
    await phone.record(createItem(item), createLocation(shelf));
    const takes = Array.from({ length: 10 }, () => move(phone, item, 1000, { from: shelf }));
    await Promise.all(takes.map((take) => recordMutations(phone.db, [take], phone.moment)));
    expect((await phone.db.outbox.toArray()).map(({ mid }) => mid)).toEqual(
      Array.from({ length: 12 }, (_, place) => place + 1),
    );
    expect(await phone.all('stock')).toMatchObject([{ quantity: -10_000 }]);
  });

  test('all drafts are recorded or none', async () => {
    const gone = phone.newId<'item'>();
    const result = await recordMutations(
      phone.db,
      [createItem(item), editItem(gone, { name: 'Saw' })],
      phone.moment,
    );
    expect(result).toEqual({ ok: false, failure: { kind: 'rowMissing', table: 'item', id: gone } });
    expect(await phone.db.item.count()).toBe(0);
    expect(await phone.db.outbox.count()).toBe(0);
  });
});

describe('judged at once', () => {
  test('a change without the agreed shape is refused and not recorded', async () => {
    const result = await recordMutations(phone.db, [createItem(item, { name: ' ' })], phone.moment);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'invalid', path: 'fields.name' } });
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('a place is not put inside itself', async () => {
    const room = phone.newId<'location'>();
    await phone.record(createLocation(room), createLocation(shelf, { parentId: room }));
    const result = await recordMutations(
      phone.db,
      [{ name: 'location.patch', args: { id: room, fields: { parentId: shelf } } }],
      phone.moment,
    );
    expect(result).toMatchObject({ ok: false, failure: { kind: 'wouldLoop' } });
  });

  test('a change that fits in no request is refused, or it would stop the outbox for good', async () => {
    const custom = Object.fromEntries(
      Array.from({ length: 100 }, (_, place) => [`field ${place}`, 'ä'.repeat(4000)]),
    );
    const result = await recordMutations(phone.db, [createItem(item, { custom })], phone.moment);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'invalid' } });
  });
});

describe('stamps', () => {
  /** An hour behind, and unaware of it although it has synced. */
  async function makeLatePhone(): Promise<Phone> {
    const late = await makePhone(world, { clockOffMs: -3_600_000 });
    await late.sync();
    await writeMeta(late.db, 'clockOffsetMs', 0);
    return late;
  }

  test('follow the server clock, not a phone clock that is a year off', async () => {
    phone.clockOffMs = -365 * 24 * 3_600_000;
    await phone.sync();
    const { mutations } = await phone.record(createItem(item));
    expect(mutations.map(({ stamp }) => stampToMs(stamp))).toEqual([world.time.nowMs]);
  });

  test('an edit is later than the value it replaces, even on a clock that is behind', async () => {
    await phone.record(createItem(item, { name: 'Drill' }));
    await phone.sync();
    const late = await makeLatePhone();
    await late.record(editItem(item, { name: 'Hammer drill' }));
    expect(await late.all('item')).toMatchObject([{ name: 'Hammer drill' }]);
    await late.sync();
    expect(world.server.all('item')).toMatchObject([{ name: 'Hammer drill' }]);
  });

  test('a take after a count counts, on a clock that is behind', async () => {
    await phone.record(createItem(item), createLocation(shelf));
    await phone.record(count(phone, item, shelf, 10_000));
    await phone.sync();
    const late = await makeLatePhone();
    await late.record(move(late, item, 4000, { from: shelf }));
    expect(await late.all('stock')).toMatchObject([{ quantity: 6000 }]);
    await late.sync();
    expect(world.server.all('stock')).toMatchObject([{ quantity: 6000 }]);
  });

  test('a count contains the takes that its maker could see, on a clock that is behind', async () => {
    await phone.record(createItem(item), createLocation(shelf));
    await phone.record(move(phone, item, 4000, { from: shelf }));
    await phone.sync();
    const late = await makeLatePhone();
    await late.record(count(late, item, shelf, 5000));
    expect(await late.all('stock')).toMatchObject([{ quantity: 5000 }]);
    await late.sync();
    expect(world.server.all('stock')).toMatchObject([{ quantity: 5000 }]);
  });
});
