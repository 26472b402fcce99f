/** Use, batches and loans on a real phone: read once, then by what was touched, and always as read anew. */
import { afterEach, expect, test } from 'vitest';
import { makeStockFactsReader, type StockFacts } from '../../../client/state/stock-facts.ts';
import { readWorth } from '../../../client/state/worth.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { toId, unplaced } from '../../../shared/ids.ts';
import { weekMs, weekOf } from '../../../shared/use-weeks.ts';
import { count, createItem, createLocation } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone } from '../../support/phone.ts';

afterEach(deletePhones);

interface Moved {
  readonly quantity: number;
  readonly expiry?: string;
  readonly isBack?: boolean;
}

async function use(phone: Phone, itemId: ItemId, { quantity, expiry = '', isBack }: Moved) {
  await phone.record({
    name: 'movement.record',
    args: {
      id: phone.newId<'movement'>(),
      itemId,
      quantity,
      fromLocationId: isBack ? null : unplaced,
      toLocationId: isBack ? unplaced : null,
      reason: isBack ? 'return' : 'use',
      note: '',
      purpose: '',
      undoes: null,
      lot: '',
      expiry,
    },
  });
}

async function countBatch(phone: Phone, itemId: ItemId, quantity: number, expiry: string) {
  await phone.record({
    name: 'count.record',
    args: {
      id: phone.newId<'count'>(),
      itemId,
      locationId: unplaced,
      quantity,
      note: '',
      lot: '',
      expiry,
    },
  });
}

const plain = ({ uses, expiring, onLoan }: StockFacts) => ({
  uses: [...uses],
  expiring: expiring.map(({ itemId, expiry, quantity }) => [itemId, expiry, quantity]),
  onLoan: [...onLoan],
});

test('what is taken and brought back is use by week, over all batches', async () => {
  const phone = await makePhone(makeWorld());
  const itemId = phone.newId<'item'>();
  await phone.record(createItem(itemId));
  const read = makeStockFactsReader(() => phone.moment);
  expect(plain(await read(phone.db))).toEqual({ uses: [], expiring: [], onLoan: [] });

  await use(phone, itemId, { quantity: 5000 });
  await use(phone, itemId, { quantity: 2000, expiry: '2027-05-31' });
  await use(phone, itemId, { quantity: 1000, isBack: true });
  const { uses, nowMs } = await read(phone.db);
  expect([...uses]).toEqual([[itemId, { [weekOf(nowMs)]: 6000 }]]);
});

test('a batch is listed while some of it is there, and followed from then on', async () => {
  const phone = await makePhone(makeWorld());
  const itemId = phone.newId<'item'>();
  await phone.record(createItem(itemId));
  await phone.record(count(phone, itemId, unplaced, 9000));
  await countBatch(phone, itemId, 3000, '2027-05-31');
  const read = makeStockFactsReader(() => phone.moment);
  expect(plain(await read(phone.db)).expiring).toEqual([[itemId, '2027-05-31', 3000]]);
  await use(phone, itemId, { quantity: 1000, expiry: '2027-05-31' });
  expect(plain(await read(phone.db)).expiring).toEqual([[itemId, '2027-05-31', 2000]]);
  await countBatch(phone, itemId, 0, '2027-05-31');
  expect(plain(await read(phone.db)).expiring).toEqual([]);
  // What was followed is what somebody reads who comes only now.
  const anew = await makeStockFactsReader(() => phone.moment)(phone.db);
  expect(plain(await read(phone.db))).toEqual(plain(anew));
});

test('what is lent is told apart, until it is back', async () => {
  const phone = await makePhone(makeWorld());
  const [itemId, loanId] = [phone.newId<'item'>(), phone.newId<'loan'>()];
  await phone.record(createItem(itemId, { lendable: true }));
  await phone.record(count(phone, itemId, unplaced, 3000));
  const read = makeStockFactsReader(() => phone.moment);
  await phone.record({
    name: 'loan.lend',
    args: {
      id: loanId,
      itemId,
      quantity: 2000,
      fromLocationId: unplaced,
      lot: '',
      expiry: '',
      borrowerId: null,
      borrowerName: '',
      dueOn: '',
      condition: '',
      note: '',
    },
  });
  const lent = plain(await read(phone.db));
  expect(lent.onLoan).toEqual([[itemId, 2000]]);
  // Lending is no use: it comes back.
  expect(lent.uses).toEqual([]);
});

test('a phone that is a year ahead counts its weeks by the clock of the server', async () => {
  const world = makeWorld();
  const phone = await makePhone(world, { clockOffMs: 52 * weekMs });
  await phone.sync();
  const itemId = phone.newId<'item'>();
  await phone.record(createItem(itemId));
  await use(phone, itemId, { quantity: 5000 });
  const { uses, nowMs } = await makeStockFactsReader(() => phone.moment)(phone.db);
  expect(weekOf(nowMs)).toBe(weekOf(world.time.nowMs));
  expect(uses.get(itemId)).toEqual({ [weekOf(world.time.nowMs)]: 5000 });
});

test('a place is worth what lies in it, and what has no price is counted beside', async () => {
  const phone = await makePhone(makeWorld());
  const [saw, glue, rope] = [1, 2, 3].map(() => phone.newId<'item'>()) as [ItemId, ItemId, ItemId];
  const [shelf, box] = [phone.newId<'location'>(), phone.newId<'location'>()];
  await phone.record(
    createLocation(shelf),
    createLocation(box, { parentId: shelf }),
    createItem(saw, { unitCost: { amount: 1999, currency: 'EUR' } }),
    createItem(glue, { unitCost: { amount: 350, currency: 'CHF' } }),
    createItem(rope),
  );
  await phone.record(count(phone, saw, shelf, 2000));
  await phone.record(count(phone, saw, box, 1000));
  await phone.record(count(phone, glue, box, 500));
  await phone.record(count(phone, rope, box, 4000));
  const worthOf = (...places: (typeof shelf)[]) => readWorth(phone.db, new Set(places));
  expect(await worthOf(shelf, box)).toEqual({
    sums: [
      { amount: 175, currency: 'CHF' },
      { amount: 5997, currency: 'EUR' },
    ],
    unpriced: 1,
  });
  expect(await worthOf(shelf)).toEqual({ sums: [{ amount: 3998, currency: 'EUR' }], unpriced: 0 });
  expect(await worthOf(toId<'location'>(phone.newId()))).toEqual({ sums: [], unpriced: 0 });
});
