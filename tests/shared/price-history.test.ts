/** What prices have done: compared by the unit, in one currency, without what was taken back. */
import { describe, expect, test } from 'vitest';
import type { Price } from '../../shared/entities.ts';
import { toId } from '../../shared/ids.ts';
import {
  makePriceHistory,
  newestChange,
  parseUnitPrice,
  unitPriceToText,
} from '../../shared/price-history.ts';
import { makeStamp } from '../../shared/stamps.ts';

function price(
  at: number,
  amount: number,
  more: Partial<Price> & { currency?: string } = {},
): Price {
  const { currency = 'EUR', ...rest } = more;
  return {
    id: toId<'price'>(`00000000-0000-7000-8000-${String(at).padStart(12, '0')}`),
    supplierItemId: toId<'supplierItem'>('00000000-0000-7000-8000-00000000000a'),
    price: { amount, currency },
    packQuantity: 1000,
    source: 'said',
    note: '',
    isWithdrawn: false,
    stamp: makeStamp({ ms: at, counter: 0, mark: '00000001' }),
    personId: null,
    receivedAt: null,
    version: 1,
    ...rest,
  };
}

const changesOf = (...prices: Price[]) => makePriceHistory(prices).map(({ change }) => change);

describe('the history of prices', () => {
  test('stands in the order of time, with the change of each against the one before', () => {
    expect(changesOf(price(3, 90), price(1, 100), price(2, 120))).toEqual([
      null,
      expect.closeTo(0.2),
      expect.closeTo(-0.25),
    ]);
  });

  test('compares by the unit: a larger pack at a higher price may be cheaper', () => {
    expect(changesOf(price(1, 100), price(2, 800, { packQuantity: 10_000 }))).toEqual([
      null,
      expect.closeTo(-0.2),
    ]);
  });

  test('never compares two currencies, and goes on where each had stopped', () => {
    const all = [
      price(1, 100),
      price(2, 500, { currency: 'USD' }),
      price(3, 110),
      price(4, 400, { currency: 'USD' }),
    ];
    expect(changesOf(...all)).toEqual([null, null, expect.closeTo(0.1), expect.closeTo(-0.2)]);
  });

  test('leaves out the price of a receipt that was taken back', () => {
    expect(changesOf(price(1, 100), price(2, 900, { isWithdrawn: true }), price(3, 100))).toEqual([
      null,
      0,
    ]);
  });

  test('has no change after a price of nothing', () => {
    expect(changesOf(price(1, 0), price(2, 100))).toEqual([null, null]);
  });
});

describe('how the newest price differs', () => {
  const newest = (...prices: Price[]) => newestChange(makePriceHistory(prices));

  test('goods that came at the price that was said do not hide that it had risen', () => {
    expect(newest(price(1, 100), price(2, 120), price(3, 120, { source: 'receipt' }))).toBeCloseTo(
      0.2,
    );
  });

  test('is nothing where it has always been the same, and unknown where there is but one', () => {
    expect(newest(price(1, 100), price(2, 100))).toBe(0);
    expect(newest(price(1, 100))).toBeUndefined();
    expect(newest(price(1, 100), price(2, 120, { currency: 'USD' }))).toBeUndefined();
    expect(newest()).toBeUndefined();
  });
});

describe('what one unit costs', () => {
  test('is typed finer than coins, and makes the price of the pack', () => {
    expect(parseUnitPrice('0,025', 'EUR', 100_000)).toEqual({
      ok: true,
      value: { amount: 250, currency: 'EUR' },
    });
    expect(parseUnitPrice('3', 'JPY', 2500)).toEqual({
      ok: true,
      value: { amount: 8, currency: 'JPY' },
    });
  });

  test.each([
    ['1.234,50', 'notANumber'],
    ['1,000.50', 'notANumber'],
    ['12 €', 'notANumber'],
    ['', 'empty'],
    ['-1', 'negative'],
    ['-0.001', 'negative'],
    ['0.1234567', 'tooManyDecimals'],
    ['99999999999', 'tooLarge'],
  ])('%s is %s', (text, failure) => {
    expect(parseUnitPrice(text, 'EUR', 1_000_000)).toEqual({ ok: false, failure });
  });

  test.each([
    [250, 'EUR', 100_000, '0.025'],
    [2500, 'EUR', 10_000, '2.50'],
    [100, 'EUR', 3000, '0.333333'],
    [8, 'JPY', 2500, '3.2'],
    [6, 'JPY', 2000, '3'],
  ])('%i %s for %i thousandths is %s', (amount, currency, packQuantity, text) => {
    expect(unitPriceToText({ price: { amount, currency }, packQuantity })).toBe(text);
  });
});
