/** Cells → values. */
import { describe, expect, test } from 'vitest';
import {
  parseCellQuantity,
  parseCodes,
  parsePath,
  parseYesOrNo,
  pathKey,
  pathToText,
} from '../../../server/import/parse-cell.ts';

describe('quantities', () => {
  test.each([
    ['3', 3000, false],
    ['0.25', 250, false],
    ['0,25', 250, false],
    ['3.000', 3000, false],
    ['0,250', 250, false],
    ['37.4904', 37_490, true],
    ['37.4905', 37_491, true],
    ['-0.0005', -1, true],
    ['1.99999', 2000, true],
    ['-2', -2000, false],
  ])('%s is read', (text, quantity, rounded) => {
    expect(parseCellQuantity(text, ',')).toEqual({ ok: true, value: { quantity, rounded } });
  });

  test.each([
    ['1,000', ','],
    ['12,345,678', ','],
    ['1.000', ';'],
    ['1,000', ';'],
  ])('%s in a file with "%s" could mean two things and is refused', (text, delimiter) => {
    const parsed = parseCellQuantity(text, delimiter);
    expect(parsed).toMatchObject({ ok: false });
    expect(JSON.stringify(parsed)).toContain('two ways');
  });

  test.each(['many', '3 pcs', '1e3', 'NaN', '1.2.3', '', '1/2', '0x10', 'Infinity', '1.000,5'])(
    '%j is refused',
    (text) => {
      expect(parseCellQuantity(text, ',').ok).toBe(false);
    },
  );

  test('more than a thousand million is refused, however many decimals it has', () => {
    expect(parseCellQuantity('1000000001', ',')).toMatchObject({ ok: false });
    expect(parseCellQuantity('1000000001.12345', ',')).toMatchObject({ ok: false });
  });
});

describe('paths', () => {
  test('names stand from the root down, without spaces around them', () => {
    expect(parsePath('Factory / Office  Block/Room 101')).toEqual([
      'Factory',
      'Office Block',
      'Room 101',
    ]);
  });

  test('a slash inside a name is written with a backslash, both ways', () => {
    expect(parsePath('Bolts\\/Nuts/M3')).toEqual(['Bolts/Nuts', 'M3']);
    expect(pathToText(['Bolts/Nuts', 'M3'])).toBe('Bolts\\/Nuts/M3');
  });

  test.each(['/A', 'A/', 'A//B', '/', ' / ', ''])('%j has an empty name', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  test('case and spaces do not tell two paths apart, borders between names do', () => {
    expect(pathKey(['Electronics  Lab'])).toBe(pathKey(['electronics lab']));
    expect(pathKey(['A/B'])).not.toBe(pathKey(['A', 'B']));
  });
});

test('yes and no are read in several words, and nothing else', () => {
  expect(['True', 'yes', '1', 'Ja'].map(parseYesOrNo)).toEqual([true, true, true, true]);
  expect(['False', 'no', '0', 'Nein'].map(parseYesOrNo)).toEqual([false, false, false, false]);
  expect(parseYesOrNo('maybe')).toBeUndefined();
});

test('codes are separated by semicolons or line breaks, each taken once', () => {
  expect(parseCodes(' 4006381333931; ABC\nABC;;')).toEqual(['4006381333931', 'ABC']);
});
