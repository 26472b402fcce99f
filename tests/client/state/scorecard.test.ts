/** The scorecard, reckoned by hand: what is on time, what is late, and when nobody can say. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  makeScorecard,
  readScorecard,
  type ScorecardRows,
} from '../../../client/state/scorecard.ts';
import type { OrderLine, Price, PurchaseOrder, Receipt } from '../../../shared/entities.ts';
import { emptyFields } from '../../../shared/entities.ts';
import { toId, unplaced, type Id } from '../../../shared/ids.ts';
import { firstStamp, makeStamp } from '../../../shared/stamps.ts';
import { deletePhones, makePhone, makeWorld } from '../../support/phone.ts';

const today = '2026-12-24';
const supplierId = newId<'supplier'>();
const born = { stamps: { '*': firstStamp }, deletedAt: null, version: 1 };

function newId<Name extends string>(): Id<Name> {
  return toId<Name>(crypto.randomUUID());
}

interface Made {
  readonly orderedOn?: string;
  readonly expectedOn?: string;
  readonly state?: PurchaseOrder['state'];
  /** Of each of its lines; "" while nothing has come. */
  readonly cameOn?: readonly string[];
}

function order(made: Made) {
  const { orderedOn = '2026-11-01', expectedOn = '2026-11-10', state = 'ordered' } = made;
  const id = newId<'purchaseOrder'>();
  const fields = { ...emptyFields.purchaseOrder, supplierId, orderedOn, expectedOn, state };
  const lines = (made.cameOn ?? []).map((receivedOn): OrderLine => ({
    ...emptyFields.orderLine,
    ...born,
    id: newId<'orderLine'>(),
    purchaseOrderId: id,
    itemId: newId<'item'>(),
    ordered: 1000,
    received: receivedOn === '' ? 0 : 1000,
    receivedOn,
  }));
  return { order: { ...fields, ...born, id }, lines };
}

function receiptOf(line: OrderLine, came: Partial<Receipt>): Receipt {
  const fact = { note: '', stamp: firstStamp, personId: null, receivedAt: 1, version: 1 };
  return {
    ...fact,
    id: newId<'receipt'>(),
    itemId: line.itemId,
    cycle: line.cycle,
    quantity: 1000,
    damaged: 0,
    expired: 0,
    orderLineId: line.id,
    supplierItemId: null,
    receivedOn: '2026-11-09',
    price: null,
    packQuantity: 1000,
    locationId: unplaced,
    movementId: newId<'movement'>(),
    lot: '',
    expiry: '',
    isUndone: false,
    ...came,
  };
}

function score(made: readonly ReturnType<typeof order>[], more: Partial<ScorecardRows> = {}) {
  const orders = made.map((each) => each.order);
  const lines = made.flatMap((each) => each.lines);
  const rows = { orders, lines, receipts: [], prices: [], lead: undefined, ...more };
  return makeScorecard(rows, today);
}

describe('on time', () => {
  test('is what had wholly come by its day; late is counted from then, the median of the late ones', () => {
    const card = score([
      order({ cameOn: ['2026-11-10'] }),
      order({ cameOn: ['2026-11-05', '2026-11-09'] }),
      order({ cameOn: ['2026-11-05', '2026-11-12'] }),
      order({ cameOn: ['2026-11-20'] }),
    ]);
    expect(card).toMatchObject({ orders: 4, onTime: 2, late: 2, lateDays: 6 });
  });

  test('what should have come and has not is late up to today', () => {
    const card = score([order({ expectedOn: '2026-12-20', cameOn: ['2026-12-01', ''] })]);
    expect(card).toMatchObject({ onTime: 0, late: 1, lateDays: 4 });
  });

  test('an order without a day, one that still has time, and one never placed are not judged', () => {
    const card = score([
      order({ expectedOn: '', cameOn: ['2026-11-30'] }),
      order({ expectedOn: '2026-12-30', cameOn: [''] }),
      order({ state: 'draft', cameOn: ['2026-11-30'] }),
      order({ state: 'cancelled', cameOn: [''] }),
      order({ orderedOn: '2025-12-01', cameOn: ['2026-11-30'] }),
    ]);
    expect(card).toMatchObject({ orders: 2, onTime: 0, late: 0, lateDays: null });
  });
});

test('damage is counted pack by pack, spend in each currency apart and in its month', () => {
  const placed = order({ cameOn: ['2026-11-09', '2026-12-01'] });
  const [screws, cable] = placed.lines as [OrderLine, OrderLine];
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const card = score([placed], {
    receipts: [
      receiptOf(screws, {
        quantity: 200_000,
        damaged: 100_000,
        packQuantity: 100_000,
        price: eur(250),
      }),
      receiptOf(cable, { quantity: 500, expired: 500, receivedOn: '2026-12-01', price: eur(999) }),
      receiptOf(cable, { price: { amount: 100, currency: 'USD' } }),
      receiptOf(cable, { price: eur(9999), isUndone: true }),
    ],
  });
  // 3 packs, 1 pack, 1 pack; of these 1 and a half useless.
  expect(card.damagedShare).toBeCloseTo(1.5 / 5);
  expect(card.spend).toEqual([eur(1749), { amount: 100, currency: 'USD' }]);
  expect(card.months.at(-2)?.spend).toEqual([eur(750), { amount: 100, currency: 'USD' }]);
  expect(card.months.at(-1)?.spend).toEqual([eur(999)]);
  expect(card.months).toHaveLength(12);
});

test('prices are compared with those of a year ago, article by article, one currency with itself', () => {
  const price = (
    supplierItemId: Id<'supplierItem'>,
    day: string,
    amount: number,
    currency = 'EUR',
  ) => {
    const ms = Date.parse(day);
    const stamp = makeStamp({ ms, counter: 0, mark: '0000000a' });
    const fact = {
      note: '',
      personId: null,
      version: 1,
      source: 'said',
      isWithdrawn: false,
    } as const;
    const what = { supplierItemId, price: { amount, currency }, packQuantity: 1000 };
    return { ...fact, ...what, id: newId<'price'>(), stamp, receivedAt: ms } satisfies Price;
  };
  const [drill, saw, glue] = [
    newId<'supplierItem'>(),
    newId<'supplierItem'>(),
    newId<'supplierItem'>(),
  ];
  const prices = [
    price(drill, '2025-01-01', 500),
    price(drill, '2025-06-01', 1000),
    price(drill, '2026-06-01', 1100),
    price(saw, '2026-02-01', 1000),
    price(saw, '2026-03-01', 900),
    price(saw, '2026-09-01', 1300),
    price(glue, '2026-02-01', 100),
    price(glue, '2026-03-01', 900, 'USD'),
  ];
  const card = score([], { prices });
  expect(card.priceChange).toBeCloseTo(0.2);
  expect(card.pricedItems).toBe(2);
});

describe('from the rows of a phone', () => {
  afterEach(deletePhones);

  test('a supplier is told apart from the next', async () => {
    const phone = await makePhone(makeWorld());
    const mine = order({ cameOn: ['2026-11-10'] });
    const other = order({ cameOn: ['2026-11-20'] });
    const touched = { touched: 1 };
    await phone.db.purchaseOrder.bulkPut([
      { ...mine.order, ...touched },
      { ...other.order, supplierId: newId<'supplier'>(), ...touched },
    ]);
    await phone.db.orderLine.bulkPut(
      [...mine.lines, ...other.lines].map((line) => ({ ...line, ...touched })),
    );
    await phone.db.receipt.bulkPut(
      [...mine.lines, ...other.lines].map((line) =>
        receiptOf(line, { price: { amount: 300, currency: 'EUR' } }),
      ),
    );
    const card = await readScorecard(phone.db, supplierId, today);
    expect(card).toMatchObject({ orders: 1, onTime: 1, late: 0 });
    expect(card.spend).toEqual([{ amount: 300, currency: 'EUR' }]);
  });
});
