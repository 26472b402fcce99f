/** Text to thousandths and back, without a guess and without a fraction on the way. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseQuantity,
  quantityMax,
  quantityToNumber,
  quantityToText,
} from '../../shared/quantity.ts';

const quantity = fc.oneof(
  fc.integer({ min: -quantityMax, max: quantityMax }),
  fc.integer({ min: -2000, max: 2000 }),
);

describe('reading', () => {
  test.each([
    ['3', 3000],
    ['0,25', 250],
    ['1.5', 1500],
    ['−2', -2000],
    ['-2', -2000],
    ['+2', 2000],
    [' 7 ', 7000],
    ['.5', 500],
    [',5', 500],
    ['5.', 5000],
    ['007', 7000],
    ['1.500000', 1500],
    ['-0', 0],
    ['1000000000', quantityMax],
  ])('%j is a quantity', (text, value) => {
    expect(parseQuantity(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['1.000,5', 'notANumber'],
    ['1,000.5', 'notANumber'],
    ['1 000', 'notANumber'],
    ['three', 'notANumber'],
    ['3 pcs', 'notANumber'],
    ['NaN', 'notANumber'],
    ['Infinity', 'notANumber'],
    ['1e3', 'notANumber'],
    ['0x10', 'notANumber'],
    ['--1', 'notANumber'],
    ['.', 'notANumber'],
    ['-', 'notANumber'],
    ['٣', 'notANumber'],
    ['0.0001', 'tooManyDecimals'],
    ['2,1234', 'tooManyDecimals'],
    ['1000000000.001', 'tooLarge'],
    ['9'.repeat(400), 'tooLarge'],
  ])('%j is refused', (text, failure) => {
    expect(parseQuantity(text)).toEqual({ ok: false, failure });
  });

  test('never throws, and what it reads is a safe whole number within bounds', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[-+−]?[\d.,]{0,18}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseQuantity(text);
        const value = parsed.ok ? parsed.value : 0;
        expect(Number.isSafeInteger(value) && !Object.is(value, -0)).toBe(true);
        expect(Math.abs(value)).toBeLessThanOrEqual(quantityMax);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('round trip', () => {
  test('what is written is read back, with a point or a comma', () => {
    fc.assert(
      fc.property(quantity, (value) => {
        const text = quantityToText(value);
        expect(parseQuantity(text)).toEqual({ ok: true, value });
        expect(parseQuantity(text.replace('.', ','))).toEqual({ ok: true, value });
      }),
      { numRuns: 2000 },
    );
  });

  test('writing is the shortest decimal: no grouping, no zeros at the end', () => {
    expect([250, 1500, -5, 0, 3000, quantityMax].map(quantityToText)).toEqual([
      '0.25',
      '1.5',
      '-0.005',
      '0',
      '3',
      '1000000000',
    ]);
  });
});

test('for showing, thousandths become a number', () => {
  expect(quantityToNumber(37_490)).toBe(37.49);
});
