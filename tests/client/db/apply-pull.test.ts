/** What an answer of the server does to the phone: all of it or nothing, and nothing flickers back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applyAnswer } from '../../../client/db/apply-pull.ts';
import { readAttention } from '../../../client/db/attention.ts';
import { readMeta, readMetas } from '../../../client/db/meta.ts';
import { makeTrip } from '../../../client/sync/make-trip.ts';
import { judgeReply, makeRequest } from '../../../client/sync/pull.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { stampToMs } from '../../../shared/stamps.ts';
import { count, createItem, createLocation, editItem, move } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let other: Phone;
let item: ItemId;
let shelf: LocationId;

/** Two phones that know one item and one shelf with ten pieces. */
async function start(options: { readonly pageRows?: number } = {}): Promise<void> {
  world = makeWorld(options);
  phone = await makePhone(world);
  other = await makePhone(world);
  item = phone.newId<'item'>();
  shelf = phone.newId<'location'>();
  await phone.record(createLocation(shelf), createItem(item), count(phone, item, shelf, 10_000));
  await phone.sync();
  await other.sync();
}
const signal = new AbortController().signal;
const quantity = async (): Promise<number | undefined> => (await phone.all('stock'))[0]?.quantity;

beforeEach(() => start());
afterEach(async () => {
  // Dexie traces errors on localhost.
  vi.restoreAllMocks();
  await deletePhones();
});

describe('acknowledging', () => {
  test('a pushed change leaves the outbox, keeps its effect and is remembered', async () => {
    await phone.record(move(phone, item, 3000, { from: shelf }));
    expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await phone.db.shadow.count()).toBe(0);
    expect(await quantity()).toBe(7000);
    expect(await phone.db.acked.count()).toBe(4);
    expect(await phone.holdings()).toEqual(await other.sync().then(() => other.holdings()));
  });

  test('cursor, rows and acknowledgement are one transaction: a crash leaves none of them', async () => {
    vi.spyOn(console, 'trace').mockReturnValue(undefined);
    await phone.record(editItem(item, { name: 'Hammer drill' }));
    const before = await readMetas(phone.db, ['cursor', 'ackedMid', 'touched']);
    phone.db.acked.hook('creating', () => {
      throw new Error('the battery died');
    });
    await expect(phone.sync()).rejects.toThrow('the battery died');
    await phone.restart();
    expect(await readMetas(phone.db, ['cursor', 'ackedMid', 'touched'])).toEqual(before);
    expect(await phone.db.outbox.count()).toBe(1);
    expect(await phone.all('item')).toMatchObject([{ name: 'Hammer drill', version: 1 }]);
    await phone.sync();
    expect(await phone.all('item')).toMatchObject([{ name: 'Hammer drill', version: 2 }]);
    expect(world.server.log.length).toBe(4);
  });

  test('a change whose outcome the phone never heard is asked for again, not taken as applied', async () => {
    await other.record({ name: 'item.delete', args: { id: item } });
    await other.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    phone.line.next({ kind: 'loseAnswer' });
    await phone.sync();
    // A page without changes tells lastMid 4 but not what has become of it.
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    expect(await phone.db.outbox.count()).toBe(1);
    expect(await readAttention(phone.db)).toEqual([]);
    await phone.sync();
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await readAttention(phone.db)).toMatchObject([{ outcome: { kind: 'refused' } }]);
  });

  test('an answer to an older question is not written over a newer state', async () => {
    const request = must(await makeRequest(phone.db, phone.moment, 10), 'a request');
    await other.record(editItem(item, { name: 'Saw' }));
    await other.sync();
    const slow = judgeReply(request, await phone.line.send(request, signal));
    await phone.sync();
    await other.record(editItem(item, { name: 'Jigsaw' }));
    await other.sync();
    await phone.sync();
    if (slow.kind !== 'answer') throw new Error('Expected an answer');
    const exchange = { request, sentAt: world.time.nowMs, answeredAt: world.time.nowMs };
    expect(await applyAnswer(phone.db, slow.answer, exchange)).toEqual({ kind: 'stale' });
    expect(await phone.all('item')).toMatchObject([{ name: 'Jigsaw' }]);
  });
});

describe('what still waits', () => {
  test('is replayed over the rows that arrive', async () => {
    await other.record(move(other, item, 2000, { from: shelf }), editItem(item, { unit: 'box' }));
    await other.sync();
    await phone.record(move(phone, item, 3000, { from: shelf }), editItem(item, { name: 'Saw' }));
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    expect(await quantity()).toBe(5000);
    expect(await phone.all('item')).toMatchObject([{ name: 'Saw', unit: 'box' }]);
    expect(await phone.db.outbox.count()).toBe(2);
  });

  test('drags along every row it names: a transfer keeps both ends right', async () => {
    const box = phone.newId<'location'>();
    await phone.record(createLocation(box), count(phone, item, box, 1000));
    await phone.sync();
    await phone.record(move(phone, item, 4000, { from: shelf, to: box }));
    await phone.record(move(phone, item, 500, { from: box }));
    // Only the shelf arrives from the server.
    await other.record(move(other, item, 1000, { from: shelf }));
    await other.sync();
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    const stocks = new Map((await phone.all('stock')).map((row) => [row.locationId, row.quantity]));
    expect(stocks).toEqual(
      new Map([
        [shelf, 5000],
        [box, 4500],
      ]),
    );
  });

  test('a count keeps what was counted, and later takes of others come on top', async () => {
    await phone.record(count(phone, item, shelf, 8000));
    world.time.nowMs += 60_000;
    await other.record(move(other, item, 1000, { from: shelf }));
    await other.sync();
    await makeTrip(phone.parts, { mutationsMax: 0, signal });
    expect(await quantity()).toBe(7000);
    await phone.sync();
    expect(await quantity()).toBe(7000);
    expect(world.server.all('stock')).toMatchObject([{ quantity: 7000 }]);
  });

  test('a change recorded while pages arrive is not lost and not sent twice', async () => {
    await start({ pageRows: 2 });
    for (let place = 0; place < 6; place++) await other.record(createItem(other.newId<'item'>()));
    await other.sync();
    await makeTrip(phone.parts, { mutationsMax: 10, signal });
    await phone.record(move(phone, item, 3000, { from: shelf }));
    await phone.sync();
    expect(await quantity()).toBe(7000);
    expect(world.server.all('stock')).toMatchObject([{ quantity: 7000 }]);
    expect(world.server.log.filter(({ sent }) => sent.name === 'movement.record').length).toBe(1);
  });
});

describe('no flicker', () => {
  test('a take is never shown undone, nor twice, while its effect is on a later page', async () => {
    for (let pageRows = 1; pageRows <= 7; pageRows++) {
      await start({ pageRows });
      await phone.record(move(phone, item, 3000, { from: shelf }), editItem(item, { name: 'Saw' }));
      phone.line.next({ kind: 'loseAnswer' });
      await phone.sync();
      // The stock changes once more, so its row travels with a later version than the movement.
      for (let place = 0; place < 3; place++) {
        await other.record(createItem(other.newId<'item'>()), editItem(item, { unit: `${place}` }));
        await other.sync();
      }
      await other.record(move(other, item, 1000, { from: shelf }));
      await other.sync();
      const shown: (number | undefined)[] = [];
      let mutationsMax = 10;
      for (;;) {
        const trip = await makeTrip(phone.parts, { mutationsMax, signal });
        mutationsMax = 0;
        shown.push(await quantity());
        expect(await phone.all('item')).toContainEqual(
          expect.objectContaining({ id: item, name: 'Saw' }),
        );
        if (trip.kind !== 'applied' || !trip.more) break;
      }
      expect(shown.slice(0, -1).every((value) => value === 7000)).toBe(true);
      expect(shown.at(-1)).toBe(6000);
      expect(await phone.db.outbox.count()).toBe(0);
      expect(await phone.db.shadow.count()).toBe(0);
    }
  });
});

describe('attention', () => {
  test('a refused change is undone here and shown, in one transaction', async () => {
    await other.record({ name: 'item.delete', args: { id: item } });
    await other.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    await phone.sync();
    const [row] = await phone.all('item');
    expect(row).toMatchObject({ name: 'Drill' });
    expect(row?.deletedAt).not.toBeNull();
    expect(await readAttention(phone.db)).toMatchObject([
      {
        mid: 4,
        mutation: { name: 'item.patch', args: { id: item, fields: { name: 'Saw' } } },
        outcome: { kind: 'refused', refusal: { kind: 'rowDeleted', table: 'item', id: item } },
        seenAt: null,
        resolvedAt: null,
      },
    ]);
  });

  test('a refused creation leaves no ghost, and who follows what was touched is told to read anew', async () => {
    const member = await makePhone(world, { role: 'member' });
    await member.sync();
    const generation = await readMeta(member.db, 'generation');
    const room = member.newId<'location'>();
    await member.record(createLocation(room));
    await member.sync();
    expect(await member.db.location.get(room)).toBeUndefined();
    expect(await readMeta(member.db, 'generation')).toBe(generation + 1);
    expect(await readAttention(member.db)).toMatchObject([
      { outcome: { kind: 'refused', refusal: { kind: 'forbidden' } } },
    ]);
  });

  test('a change that met a later one is noted with what was lost', async () => {
    await phone.record(editItem(item, { name: 'Mine' }));
    world.time.nowMs += 60_000;
    await other.record(editItem(item, { name: 'Theirs' }));
    await other.sync();
    await phone.sync();
    expect(await phone.all('item')).toMatchObject([{ name: 'Theirs' }]);
    expect(await readAttention(phone.db)).toMatchObject([
      {
        outcome: {
          kind: 'superseded',
          because: 'laterEdit',
          lost: [{ field: 'name', mine: 'Mine', theirs: 'Theirs' }],
        },
      },
    ]);
  });

  test('an old take under a newer count is kept, has no effect and is noted', async () => {
    await phone.record(move(phone, item, 3000, { from: shelf }));
    world.time.nowMs += 60_000;
    await other.record(count(other, item, shelf, 6000));
    await other.sync();
    await phone.sync();
    expect(await quantity()).toBe(6000);
    expect(await phone.db.movement.count()).toBe(1);
    expect(await readAttention(phone.db)).toMatchObject([
      { outcome: { kind: 'superseded', because: 'inCount' } },
    ]);
  });

  test('an answer that comes twice raises one entry', async () => {
    await other.record({ name: 'item.delete', args: { id: item } });
    await other.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    phone.line.next({ kind: 'loseAnswer' }, { kind: 'twice' });
    await phone.sync();
    await phone.sync();
    await phone.sync();
    expect((await readAttention(phone.db)).length).toBe(1);
  });
});

describe('time', () => {
  const year = 365 * 24 * 3_600_000;

  test('a clock that was a year ahead does not poison later changes', async () => {
    const lost = await makePhone(world, { clockOffMs: year });
    await lost.record(createItem(lost.newId<'item'>()));
    expect(stampToMs(must(await readMeta(lost.db, 'lastStamp'), 'a stamp'))).toBe(
      world.time.nowMs + year,
    );
    await lost.sync();
    world.time.nowMs += 1000;
    const { mutations } = await lost.record(createItem(lost.newId<'item'>()));
    expect(mutations.map(({ stamp }) => stampToMs(stamp))).toEqual([world.time.nowMs]);
  });

  test('the stamps of what still waits keep their order meanwhile', async () => {
    const lost = await makePhone(world, { clockOffMs: year });
    await lost.record(createItem(item, { name: 'First' }));
    await makeTrip(lost.parts, { mutationsMax: 0, signal });
    await lost.record(createItem(lost.newId<'item'>(), { name: 'Second' }));
    const stamps = (await lost.db.outbox.toArray()).map(({ stamp }) => stamp);
    expect(stamps.length).toBe(2);
    expect(stamps).toEqual(stamps.toSorted());
  });

  test('a few hundred milliseconds of travelling are not written down as a wrong clock', async () => {
    phone.clockOffMs = 400;
    await phone.sync();
    expect(await readMeta(phone.db, 'clockOffsetMs')).toBe(0);
  });
});

describe('what is kept', () => {
  test('acknowledged changes are kept for a week, and beyond it the newest 5,000', async () => {
    const day = 24 * 3_600_000;
    const [sample] = await phone.db.acked.toArray();
    const { order: _, ...change } = must(sample, 'an acknowledged change');
    const add = (length: number, ackedAt: number) =>
      phone.db.acked.bulkAdd(Array.from({ length }, () => ({ ...change, ackedAt })));
    await phone.db.acked.clear();
    await add(3000, world.time.nowMs - 8 * day);
    await add(4000, world.time.nowMs - 6 * day);
    await phone.record(editItem(item, { name: 'Saw' }));
    await phone.sync();
    await phone.record(editItem(item, { name: 'Jigsaw' }));
    await phone.sync();
    await phone.record(editItem(item, { name: 'Fretsaw' }));
    await phone.sync();
    // 7,003 were there: 2,003 of the old ones went, a thousand at a time.
    expect(await phone.db.acked.count()).toBe(5000);
    expect(
      await phone.db.acked.filter(({ ackedAt }) => ackedAt >= world.time.nowMs - 7 * day).count(),
    ).toBe(4003);
  });
});
