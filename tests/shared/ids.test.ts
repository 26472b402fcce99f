/** Ids: their shape, their order, and that a made one passes the check it will meet. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, makeStockId, makeUuidV7, toId, unplaced } from '../../shared/ids.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('UUID v7', () => {
  test('has the bits of the example in RFC 9562, A.6', () => {
    // The example's random bits: rand_a CC3, rand_b 18C4DC0C0C07398F without its variant.
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    const id = makeUuidV7({ nowMs: 0x017f22e279b0, random });
    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('is always a lower-case UUID of version 7 and the right variant', () => {
    fc.assert(
      fc.property(moment, tenBytes, (nowMs, random) => {
        const id = makeUuidV7({ nowMs, random });
        expect(isUuid(id)).toBe(true);
        expect(id).toMatch(/^.{14}7.{4}[89ab]/);
      }),
    );
  });

  test('sorts as text by the moment of its birth', () => {
    fc.assert(
      fc.property(moment, moment, tenBytes, tenBytes, (one, other, randomOne, randomOther) => {
        fc.pre(one < other);
        const first = makeUuidV7({ nowMs: one, random: randomOne });
        expect(first < makeUuidV7({ nowMs: other, random: randomOther })).toBe(true);
      }),
    );
  });

  test('holds 74 random bits: each but the six that are fixed changes the id', () => {
    const zero = new Uint8Array(10);
    const plain = makeUuidV7({ nowMs: 0, random: zero });
    let bits = 0;
    for (let bit = 0; bit < 80; bit++) {
      const random = new Uint8Array(10);
      random[bit >> 3] = 0x80 >> (bit & 7);
      if (makeUuidV7({ nowMs: 0, random }) !== plain) bits += 1;
    }
    expect(bits).toBe(74);
  });

  test('takes a moment with fractions of a millisecond', () => {
    expect(isUuid(makeUuidV7({ nowMs: 1_700_000_000_000.75, random: new Uint8Array(10) }))).toBe(
      true,
    );
  });
});

test.each([
  '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
  '017f22e279b07cc398c4dc0c0c07398f',
  '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
  '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
  '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
  '',
])('%j is not a UUID as we write them', (text) => {
  expect(isUuid(text)).toBe(false);
});

test('stock is named by item and place, and no place is a place too', () => {
  const itemId = toId<'item'>('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  expect(makeStockId(itemId, unplaced)).toBe(`${itemId}/00000000-0000-0000-0000-000000000000`);
  expect(isUuid(unplaced)).toBe(true);
});
