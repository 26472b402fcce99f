/** Every way in which stock changes, on a real database: what each deed means for the books, and what a form knows. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions, type Actions } from '../../../client/state/actions.ts';
import { readAttention } from '../../../client/state/attention.ts';
import { isAbsurd, readDeedContext } from '../../../client/state/deed-context.ts';
import { mainDeeds, moreDeeds, shiftOf } from '../../../client/state/deed-kinds.ts';
import { lateMovement, readLastCounts } from '../../../client/state/last-counts.ts';
import { readLyingHere } from '../../../client/state/lying-here.ts';
import { readPurposes, rememberPurpose } from '../../../client/state/purposes.ts';
import { resolveEntry } from '../../../client/state/resolve-attention.ts';
import { noBatch, type Batch } from '../../../shared/batches.ts';
import { makeStockId, type ItemId, type LocationId } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { count, createItem, createLocation, editItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let actions: Actions;
let glue: ItemId;
let bench: LocationId;
let shelf: LocationId;
const lotA: Batch = { lot: 'A', expiry: '2027-06-10' };
const lotB: Batch = { lot: 'B', expiry: '2028-01-31' };

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  const moment = () => {
    world.time.nowMs += 1;
    return phone.moment;
  };
  const onTrouble = (error: unknown): never => {
    throw error;
  };
  actions = makeActions({ db: phone.db, moment, onTrouble });
  glue = phone.newId<'item'>();
  bench = phone.newId<'location'>();
  shelf = phone.newId<'location'>();
  await phone.record(
    createLocation(bench, { name: 'Bench' }),
    createLocation(shelf, { name: 'Shelf', parentId: bench }),
    createItem(glue, { name: 'Glue' }),
  );
});
afterEach(deletePhones);

async function lies(at: LocationId, batch: Batch = noBatch): Promise<number> {
  return ((await phone.db.stock.get(makeStockId(glue, at, batch)))?.quantity ?? 0) / 1000;
}

async function newestMovement() {
  const all = await phone.db.movement.toArray();
  const newest = all.toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1))[0];
  return must(newest, 'a movement');
}

describe('a deed', () => {
  test.each([
    ['take', -2, 'use'],
    ['putBack', 2, 'return'],
    ['add', 2, 'add'],
    ['receive', 2, 'receive'],
    ['loss', -2, 'loss'],
    ['damage', -2, 'damage'],
  ] as const)('to %s changes its place by %i and says why', async (deed, change, reason) => {
    await phone.record(count(phone, glue, bench, 10_000));
    const shift = shiftOf(deed, { place: bench, goal: shelf, isLess: true });
    const facts = { itemId: glue, quantity: 2000, purpose: 'Boat', note: 'n' };
    await succeeded(actions.shift(facts, shift));
    expect(await lies(bench)).toBe(10 + change);
    expect(await newestMovement()).toMatchObject({ reason, purpose: 'Boat', note: 'n' });
  });

  test('to correct goes either way, and to move is one fact with two ends', async () => {
    const ends = { place: bench, goal: shelf };
    const facts = { itemId: glue, quantity: 3000 };
    await succeeded(actions.shift(facts, shiftOf('correct', { ...ends, isLess: false })));
    await succeeded(actions.shift(facts, shiftOf('move', { ...ends, isLess: false })));
    expect([await lies(bench), await lies(shelf)]).toEqual([0, 3]);
    await succeeded(actions.shift(facts, shiftOf('correct', { ...ends, isLess: true })));
    expect(await lies(bench)).toBe(-3);
    expect(await newestMovement()).toMatchObject({ reason: 'correction', toLocationId: null });
    expect(await phone.db.movement.count()).toBe(3);
  });

  test('keeps batches apart, counts them one by one, and its way back knows which it was', async () => {
    const receive = shiftOf('receive', { place: bench, goal: bench, isLess: false });
    await succeeded(actions.shift({ itemId: glue, quantity: 3000, batch: lotA }, receive));
    await succeeded(actions.shift({ itemId: glue, quantity: 5000, batch: lotB }, receive));
    const taken = await succeeded(
      actions.take({ itemId: glue, quantity: 4000, batch: lotA, from: bench }),
    );
    expect([await lies(bench, lotA), await lies(bench, lotB)]).toEqual([-1, 5]);
    await succeeded(actions.record(taken.undo));
    expect([await lies(bench, lotA), await lies(bench, lotB)]).toEqual([3, 5]);
    const at = { locationId: bench, quantity: 5000 };
    const counted = await succeeded(
      actions.count({ itemId: glue, quantity: 7000, batch: lotB, at }),
    );
    expect([await lies(bench, lotA), await lies(bench, lotB)]).toEqual([3, 7]);
    await succeeded(actions.record(counted.undo));
    expect([await lies(bench, lotA), await lies(bench, lotB)]).toEqual([3, 5]);
  });

  test('lands whatever has become of its item or place', async () => {
    await phone.record(count(phone, glue, bench, 10_000));
    await phone.record(
      { name: 'location.delete', args: { id: bench } },
      editItem(glue, { active: false }),
      { name: 'item.delete', args: { id: glue } },
    );
    await succeeded(actions.take({ itemId: glue, quantity: 1000, from: bench }));
    await succeeded(actions.move({ itemId: glue, quantity: 4000, from: bench, to: shelf }));
    expect([await lies(bench), await lies(shelf)]).toEqual([5, 4]);
  });

  test('has a name of its own, of which none is forgotten', () => {
    expect(new Set([...mainDeeds, ...moreDeeds]).size).toBe(9);
  });
});

describe('a form', () => {
  test('knows the packs of the item and the most that ever lay there', async () => {
    const add = { itemId: glue, value: 'P25', unitsPerScan: 25_000 };
    await succeeded(actions.addCode(add));
    await succeeded(actions.addCode({ ...add, value: 'P1', unitsPerScan: 1000 }));
    await phone.record(count(phone, glue, bench, 40_000));
    await succeeded(actions.take({ itemId: glue, quantity: 38_000, from: bench }));
    const context = await readDeedContext(phone.db, glue);
    expect(context).toMatchObject({ packs: [25_000], mostEver: 40_000 });
    expect([400_000, 400_001].map((amount) => isAbsurd(amount, context))).toEqual([false, true]);
  });

  test('finds nothing absurd below a million where nothing has ever lain', async () => {
    const context = await readDeedContext(phone.db, glue);
    expect(isAbsurd(1_000_000_000, context)).toBe(false);
    expect(isAbsurd(1_000_000_001, context)).toBe(true);
  });

  test('offers the last purposes of this phone, each once, the newest first', async () => {
    for (const purpose of ['Boat', 'Bench', '', 'boat', 'Roof'])
      await rememberPurpose(phone.db, purpose);
    expect(await readPurposes(phone.db)).toEqual(['Roof', 'boat', 'Bench']);
    for (const purpose of ['a', 'b', 'c', 'd']) await rememberPurpose(phone.db, purpose);
    expect(await readPurposes(phone.db)).toEqual(['d', 'c', 'b', 'a', 'Roof', 'boat']);
    await phone.restart();
    expect((await readPurposes(phone.db))[0]).toBe('d');
  });
});

test('a bin knows who counted it last, and what came too late to change it', async () => {
  const other = await makePhone(world, { clockOffMs: -60_000 });
  await phone.sync();
  await other.sync();
  const late = {
    itemId: glue,
    quantity: 2000,
    fromLocationId: bench,
    toLocationId: null,
    reason: 'use' as const,
    note: '',
    undoes: null,
  };
  await other.record({ name: 'movement.record', args: { id: other.newId<'movement'>(), ...late } });
  await phone.record(count(phone, glue, bench, 8000));
  await phone.sync();
  await other.sync();
  await phone.sync();
  const bin = must(await phone.db.stock.get(makeStockId(glue, bench)), 'the bin');
  const last = (await readLastCounts(phone.db, glue)).get(bin.id);
  expect([bin.quantity, last?.quantity, last?.personId]).toEqual([
    8000,
    8000,
    phone.session.personId,
  ]);
  const movements = await phone.db.movement.toArray();
  expect(lateMovement(bin, last, movements)).toMatchObject({ quantity: 2000 });
  expect(lateMovement({ ...bin, ...lotA }, last, movements)).toBeUndefined();
});

test('what was taken back too late for a count can be put on top of it, once', async () => {
  const taken = await succeeded(actions.take({ itemId: glue, quantity: 2000, from: bench }));
  await phone.record(count(phone, glue, bench, 8000));
  await succeeded(actions.record(taken.undo));
  await phone.sync();
  const [entry] = await readAttention(phone.db, world.time.nowMs);
  expect([await lies(bench), entry?.remedies]).toEqual([8, ['recordAgain']]);
  const moment = () => phone.moment;
  const resolver = { db: phone.db, moment, actions };
  await succeeded(resolveEntry(resolver, must(entry, 'an entry'), 'recordAgain'));
  expect(await lies(bench)).toBe(10);
});

test('a place shows what lies in it and inside it, by batch, what needs a count first', async () => {
  const bolt = phone.newId<'item'>();
  await phone.record(createItem(bolt, { name: 'Bolt' }));
  const facts = { itemId: glue, quantity: 3000 };
  await succeeded(actions.putBack({ ...facts, batch: lotB, to: bench }));
  await succeeded(actions.putBack({ ...facts, batch: lotA, to: shelf }));
  await succeeded(actions.take({ ...facts, quantity: 1000, from: shelf }));
  await succeeded(actions.putBack({ ...facts, itemId: bolt, to: shelf }));
  const all = await readLyingHere(phone.db, new Set([bench, shelf]));
  expect(all.map(({ item, quantity, anyNegative }) => [item.name, quantity, anyNegative])).toEqual([
    ['Glue', 5000, true],
    ['Bolt', 3000, false],
  ]);
  expect(all[0]?.bins.map(({ lot }) => lot)).toEqual(['A', 'B', '']);
  const atBench = await readLyingHere(phone.db, new Set([bench]));
  expect(atBench.map(({ item, quantity }) => [item.name, quantity])).toEqual([['Glue', 3000]]);
});

async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}
