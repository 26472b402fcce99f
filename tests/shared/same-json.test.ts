/** Two values are the same when they say the same. */
import { expect, test } from 'vitest';
import { isSameJson } from '../../shared/same-json.ts';

test.each([
  [
    { a: 1, b: { c: 2, d: [1, { e: 1, f: 2 }] } },
    { b: { d: [1, { f: 2, e: 1 }], c: 2 }, a: 1 },
    true,
  ],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 1, b: null }, false],
  [null, {}, false],
  [undefined, undefined, true],
  ['1', 1, false],
])('%j and %j: %s', (one, other, is) => {
  expect(isSameJson(one, other)).toBe(is);
});
