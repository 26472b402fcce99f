/** What a pack says in GS1's words, in each of its spellings, against examples of GS1 and packs at hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/codes.ts';
import { fnc1, parseGs1, type Gs1Facts } from '../../shared/gs1.ts';
import { parseGs1Link } from '../../shared/gs1-link.ts';
import { must } from '../../shared/result.ts';
import { parseWebLink } from '../../shared/web-link.ts';

const year = 2026;
const gtin = '09506000134352';

function facts(text: string): Gs1Facts | string {
  const parsed = parseGs1(text, { year });
  return parsed.ok ? parsed.value : parsed.failure;
}

describe('element strings', () => {
  test.each<[what: string, text: string, facts: Gs1Facts]>([
    ['a GTIN alone', `01${gtin}`, { gtin14: gtin }],
    [
      'GTIN, expiry and lot',
      `01${gtin}1728123110ABC-1`,
      { gtin14: gtin, expiry: '2028-12-31', lot: 'ABC-1' },
    ],
    [
      'fields in the other order, with a mark behind the lot',
      `10ABC${fnc1}01${gtin}21S-9`,
      { gtin14: gtin, lot: 'ABC', serial: 'S-9' },
    ],
    ['with the identifier of GS1-128', `]C101${gtin}`, { gtin14: gtin }],
    ['with the identifier of GS1 Data Matrix', `]d201${gtin}`, { gtin14: gtin }],
    ['with the identifier of GS1 QR', `]Q301${gtin}`, { gtin14: gtin }],
    ['with the identifier of GS1 DataBar', `]e001${gtin}`, { gtin14: gtin }],
    ['a mark in front and at the end', `${fnc1}01${gtin}${fnc1}`, { gtin14: gtin }],
    [
      'a needless mark behind a field of known length',
      `01${gtin}${fnc1}17281231`,
      { gtin14: gtin, expiry: '2028-12-31' },
    ],
    ['a box of 24', `02${gtin}3724`, { contentsGtin14: gtin, count: 24 }],
    ['a count of pieces', `01${gtin}30144`, { gtin14: gtin, count: 144 }],
    ['a net weight of 1.250 kg', `01${gtin}3103001250`, { gtin14: gtin, weightKg: 1.25 }],
    ['a net weight of 12 kg', `01${gtin}3100000012`, { gtin14: gtin, weightKg: 12 }],
    [
      'all dates',
      `01${gtin}112601011527020117281231`,
      { gtin14: gtin, produced: '2026-01-01', bestBefore: '2027-02-01', expiry: '2028-12-31' },
    ],
    [
      'a net length in metres and a place, which are not used',
      `01${gtin}31100012504141234567890128`,
      { gtin14: gtin },
    ],
    ['an own field up to its mark', `01${gtin}91own stuff${fnc1}10L1`, { gtin14: gtin, lot: 'L1' }],
    [
      'as printed',
      `(01)${gtin}(17)281231(10)A(B)`,
      { gtin14: gtin, expiry: '2028-12-31', lot: 'A(B)' },
    ],
    ['as printed, with spaces', `(01) ${gtin} (10) ABC`, { gtin14: gtin, lot: 'ABC' }],
    ['a pallet', '00340123450000000018', {}],
  ])('%s', (_what, text, expected) => {
    expect(facts(text)).toEqual(expected);
  });

  test.each([
    ['nothing', ''],
    ['letters where an identifier belongs', 'ABC'],
    ['a GTIN that is cut off', '0109506000'],
    ['a mark within a field of known length', `01095060${fnc1}00134352`],
    ['a pallet that is cut off', '0034012345'],
    ['a lot of 21 characters', '10ABCDEFGHIJKLMNOPQRSTU'],
    ['a lot with a character outside of GS1’s set', '10AB€'],
    ['a month 13', '17271301'],
    ['a 30 February', '17270230'],
    ['a count in letters', '37AB'],
    ['a count of nine digits', '37123456789'],
    ['brackets around nothing', '(01)'],
    ['text before the first bracket', 'x(01)09506000134352'],
  ])('refuses %s', (_what, text) => {
    expect(facts(text)).toBe('malformed');
  });

  test('a wrong check digit is said by name', () => {
    expect(facts('0109506000134353')).toBe('wrongCheckDigit');
    expect(facts('(02)09506000134353(37)1')).toBe('wrongCheckDigit');
  });

  test('day 00 is the last day of the month, also in leap years', () => {
    expect(facts('17270200')).toEqual({ expiry: '2027-02-28' });
    expect(facts('17280200')).toEqual({ expiry: '2028-02-29' });
    expect(facts('15271200')).toEqual({ bestBefore: '2027-12-31' });
  });

  test.each([
    [2026, '76', '2076'],
    [2026, '77', '1977'],
    [2026, '26', '2026'],
    [2026, '00', '2000'],
    [2060, '10', '2110'],
    [2060, '11', '2011'],
    [1999, '49', '2049'],
    [1999, '50', '1950'],
  ])('in %s the year %s is %s', (thisYear, digits, full) => {
    const parsed = parseGs1(`17${digits}0615`, { year: thisYear });
    expect(parsed.ok && parsed.value.expiry).toBe(`${full}-06-15`);
  });

  test('what was written comes back, in any order of fields', () => {
    const word = fc.stringMatching(/^[A-Z0-9/.-]{1,20}$/);
    const made = fc.record({
      body: fc.stringMatching(/^\d{13}$/),
      lot: word,
      serial: word,
      count: fc.integer({ min: 0, max: 99_999_999 }),
      weight: fc.integer({ min: 0, max: 999_999 }),
      order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
    });
    fc.assert(
      fc.property(made, ({ body, lot, serial, count, weight, order }) => {
        const gtin14 = `${body}${gtinCheckDigit(body)}`;
        const fields = [
          `01${gtin14}`,
          `10${lot}${fnc1}`,
          `21${serial}${fnc1}`,
          `37${count}${fnc1}`,
          `3102${String(weight).padStart(6, '0')}`,
        ];
        const text = order.map((place) => fields[place]).join('');
        expect(facts(text)).toEqual({ gtin14, lot, serial, count, weightKg: weight / 100 });
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text at all has an answer', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[0-9()\u001d]{0,40}$/),
    );
    fc.assert(
      fc.property(text, (any) => {
        const parsed = parseGs1(any, { year });
        expect(['facts', 'malformed', 'wrongCheckDigit']).toContain(
          parsed.ok ? 'facts' : parsed.failure,
        );
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('GS1 Digital Link', () => {
  const link = (url: string) => {
    const parsed = parseGs1Link(must(parseWebLink(url), 'an address'), { year });
    return parsed === undefined ? 'no link' : parsed.ok ? parsed.value : parsed.failure;
  };

  test.each<[url: string, facts: Gs1Facts]>([
    [`https://id.gs1.org/01/${gtin}`, { gtin14: gtin }],
    [
      `https://example.com/some/where/01/${gtin}/10/ABC%2F1/21/S9?17=281231&utm=x`,
      { gtin14: gtin, lot: 'ABC/1', serial: 'S9', expiry: '2028-12-31' },
    ],
    ['http://example.com/01/9506000134352?3103=000500', { gtin14: gtin, weightKg: 0.5 }],
  ])('%s', (url, expected) => {
    expect(link(url)).toEqual(expected);
  });

  test('any other address is none', () => {
    expect(link('https://example.com/01/about')).toBe('no link');
    expect(link('https://example.com/10/ABC')).toBe('no link');
    expect(link(`https://example.com/01/${gtin}/10`)).toBe('no link');
  });

  test('a wrong check digit is said by name', () => {
    expect(link('https://example.com/01/09506000134353')).toBe('wrongCheckDigit');
  });
});
