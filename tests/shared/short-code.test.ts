/** Short codes: readable, never one that is taken, and a broken source of randomness is a bug, not a loop. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSku, skuPrefix } from '../../shared/short-code.ts';

function filler(values: readonly number[]): (bytes: Uint8Array) => void {
  let place = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = values[place++ % values.length] ?? 0;
  };
}

test('five characters that cannot be mistaken for each other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 255 }), { minLength: 5, maxLength: 5 }), (bytes) => {
      const sku = makeSku({ fillRandom: filler(bytes), isTaken: () => false });
      expect(sku).toMatch(/^BC-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(sku.startsWith(skuPrefix)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('each of the 32 characters is as likely as the others', () => {
  const seen = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const letter = makeSku({ fillRandom: filler([byte]), isTaken: () => false }).at(-1) ?? '';
    seen.set(letter, (seen.get(letter) ?? 0) + 1);
  }
  expect(seen.size).toBe(32);
  expect(new Set(seen.values())).toEqual(new Set([8]));
});

test('a code that is taken is not given again', () => {
  const given = new Set<string>();
  const fillRandom = filler([1, 2, 3, 4, 5, 6, 7]);
  for (let many = 0; many < 7; many++) {
    given.add(makeSku({ fillRandom, isTaken: (sku) => given.has(sku) }));
  }
  expect(given.size).toBe(7);
});

test('a source that always says the same ends in an error', () => {
  expect(() => makeSku({ fillRandom: filler([0]), isTaken: () => true })).toThrow(/100 tries/);
});
