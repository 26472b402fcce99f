/** Money as typed and as shown: exact to the minor unit, in every currency's own number of decimals. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  moneyMax,
  moneyToNumber,
  moneyToText,
  parseMoney,
  sumMoney,
  worthOf,
} from '../../shared/money.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });
const read = (text: string, currency = 'EUR') => {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.value.amount : parsed.failure;
};

describe('reading', () => {
  test('comma and point both mark the decimals', () => {
    expect([
      read('1,50'),
      read('1.50'),
      read(' 12 '),
      read('0.5'),
      read('.05'),
      read('7,'),
    ]).toEqual([150, 150, 1200, 50, 5, 700]);
  });

  test('zeros behind are no decimals too many', () => {
    expect(read('1.500')).toBe(150);
    expect(read('1.505')).toBe('tooManyDecimals');
  });

  test('a currency has its own number of decimals: the yen none, the dinar three', () => {
    expect([read('150', 'JPY'), read('1.5', 'JPY'), read('1.505', 'KWD')]).toEqual([
      150,
      'tooManyDecimals',
      1505,
    ]);
  });

  test('what is no amount is told apart, and never guessed', () => {
    expect(read('')).toBe('empty');
    const noAmounts = ['abc', '1.000,50', '1,000.50', '1e3', '€ 5', '.', '-', 'NaN', '0x10'];
    expect(noAmounts.filter((text) => read(text) !== 'notANumber')).toEqual([]);
    expect([read('-1'), read('−0.01'), read('-0')]).toEqual(['negative', 'negative', 0]);
    expect([read('10000000000'), read('10000000000.01'), read('9'.repeat(400))]).toEqual([
      moneyMax,
      'tooLarge',
      'tooLarge',
    ]);
  });

  test('every amount reads back as itself, in any currency', () => {
    const aMoney = fc.record({
      amount: fc.nat({ max: moneyMax }),
      currency: fc.constantFrom('EUR', 'USD', 'CHF', 'JPY', 'KWD', 'XQQ'),
    });
    fc.assert(
      fc.property(aMoney, (money) => {
        expect(parseMoney(moneyToText(money), money.currency)).toEqual({ ok: true, value: money });
      }),
    );
  });
});

test('money is written with all its decimals, also below one and below nothing', () => {
  expect([150, 5, 0, -5, -150].map((amount) => moneyToText(euros(amount)))).toEqual([
    '1.50',
    '0.05',
    '0.00',
    '-0.05',
    '-1.50',
  ]);
  expect(moneyToText({ amount: 150, currency: 'JPY' })).toBe('150');
  expect(moneyToNumber({ amount: 1505, currency: 'KWD' })).toBe(1.505);
});

test('what lies there is worth its quantity times its unit, to the nearest cent', () => {
  expect(worthOf(3000, euros(150))).toEqual(euros(450));
  expect(worthOf(250, euros(199))).toEqual(euros(50));
  expect(worthOf(-2000, euros(150))).toEqual(euros(-300));
});

test('two currencies are never added to each other', () => {
  const francs = { amount: 700, currency: 'CHF' };
  expect(sumMoney([euros(150), francs, euros(50)])).toEqual([francs, euros(200)]);
  expect(sumMoney([])).toEqual([]);
});
