/** What is typed of goods that came: packs times units, and what is wrong or unusual about it. */
import { describe, expect, test } from 'vitest';
import {
  countIn,
  readReceived,
  startReceiving,
  type ReceiveDraft,
} from '../../../client/ui/screens/orders/receive-draft.ts';
import {
  emptyFields,
  type Item,
  type OrderLine,
  type PurchaseOrder,
} from '../../../shared/entities.ts';
import { noBatch } from '../../../shared/batches.ts';
import { firstStamp } from '../../../shared/stamps.ts';
import { idOf } from '../../support/any-mutation.ts';

const today = '2026-11-20';
const born = { stamps: { '*': firstStamp }, deletedAt: null, version: 1 };
const item: Item = { ...emptyFields.item, ...born, id: idOf('item', 1) };
const line: OrderLine = {
  ...emptyFields.orderLine,
  ...born,
  id: idOf('orderLine', 1),
  itemId: item.id,
  packs: 3,
  packQuantity: 20_000,
  ordered: 60_000,
};
const order: PurchaseOrder = {
  ...emptyFields.purchaseOrder,
  ...born,
  id: idOf('purchaseOrder', 1),
  state: 'ordered',
  orderedOn: '2026-11-10',
};
const start = { line, order, item, stock: [], currency: 'EUR' };
const begin = (more: Partial<ReceiveDraft> = {}): ReceiveDraft => ({
  ...startReceiving(start, today),
  ...more,
});
const read = (more: Partial<ReceiveDraft> = {}) => readReceived(begin(more), start, today);

describe('the amounts', () => {
  test('begin with all that is still to come, in packs where it is whole packs', () => {
    expect(begin()).toMatchObject({ unit: 'packs', good: '3' });
    const rest = { ...start, line: { ...line, received: 50_000 } };
    expect(startReceiving(rest, today)).toMatchObject({ unit: 'units', good: '10' });
    const scanned = { ...start, scanned: { quantity: 20_000, batch: noBatch } };
    expect(startReceiving(scanned, today)).toMatchObject({ unit: 'packs', good: '1' });
  });

  test('packs are units times what is in a pack, and half a pack is half of it', () => {
    expect(read({ good: '2', damaged: '0.5' }).arrival).toMatchObject({
      quantity: 40_000,
      damaged: 10_000,
    });
  });

  test('counted in units it is the same amount, and what cannot be read stays as it was typed', () => {
    const other = countIn(begin({ good: '2', damaged: 'one' }), 'units', line);
    expect(other).toMatchObject({ unit: 'units', good: '40', damaged: 'one' });
    expect(countIn(other, 'packs', line)).toMatchObject({ good: '2', damaged: 'one' });
  });
});

describe('what is wrong', () => {
  test.each([
    ['nothing that came', { good: '0' }, 'good'],
    ['less than nothing', { good: '-1' }, 'good'],
    ['a day to come', { receivedOn: '2026-11-21' }, 'receivedOn'],
    ['no day', { receivedOn: '' }, 'receivedOn'],
    ['half a date', { expiry: null }, 'expiry'],
    ['a price that is none', { price: 'much' }, 'price'],
  ] as const)('%s is said, and nothing is sent', (_, more, where) => {
    const { troubles, arrival } = read(more);
    expect(troubles[where]).toBeTypeOf('string');
    expect(arrival).toBeUndefined();
  });

  test('only damage is an arrival, too', () => {
    expect(read({ good: '0', damaged: '1' }).arrival).toMatchObject({
      quantity: 0,
      damaged: 20_000,
    });
  });
});

test('more than was ordered, and a day before the order, are unusual but not wrong', () => {
  expect(read({ good: '4' })).toMatchObject({ over: 20_000, arrival: { quantity: 80_000 } });
  expect(read({ receivedOn: '2026-11-09' })).toMatchObject({
    isEarly: true,
    arrival: { receivedOn: '2026-11-09' },
  });
  expect(read()).toMatchObject({ over: 0, isEarly: false });
});
