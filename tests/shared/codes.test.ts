/** Retail codes against real and published ones, and everything else left as it is printed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeKey,
  expandUpcE,
  gtinCheckDigit,
  hasValidCheckDigit,
  looksMistyped,
  toGtin14,
} from '../../shared/codes.ts';

describe('check digits', () => {
  test.each([
    ['4006381333931', 'EAN-13, a pen by Stabilo'],
    ['5901234123457', 'EAN-13, the example of Wikipedia'],
    ['9780306406157', 'an ISBN'],
    ['036000291452', 'UPC-A, the example of Wikipedia'],
    ['73513537', 'EAN-8, the example of Wikipedia'],
    ['96385074', 'EAN-8, the example of barcode handbooks'],
    ['10614141000415', 'GTIN-14, the example of GS1 US'],
    ['6291041500213', 'GTIN-13, the example of GS1 for its calculator'],
  ])('%s is right: %s', (digits) => {
    expect(hasValidCheckDigit(digits)).toBe(true);
    expect(gtinCheckDigit(digits.slice(0, -1))).toBe(Number(digits.at(-1)));
  });

  test('every single wrong digit is noticed', () => {
    const digits = fc.stringMatching(/^\d{12}$/);
    const slip = fc.record({
      place: fc.integer({ min: 0, max: 11 }),
      by: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(digits, slip, (body, { place, by }) => {
        const wrong = (Number(body[place]) + by) % 10;
        const typed = body.slice(0, place) + String(wrong) + body.slice(place + 1);
        expect(hasValidCheckDigit(`${typed}${gtinCheckDigit(body)}`)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('leading zeros do not change it: that is why one number serves for all lengths', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), (body) => {
        expect(gtinCheckDigit(`0${body}`)).toBe(gtinCheckDigit(body));
      }),
    );
  });
});

describe('keys', () => {
  test('UPC-A and the EAN-13 of the same pack are one code', () => {
    expect(codeKey('036000291452')).toBe('00036000291452');
    expect(codeKey('0036000291452')).toBe('00036000291452');
    expect(codeKey('00036000291452')).toBe('00036000291452');
  });

  test('an EAN-8 is a code of its own', () => {
    expect(codeKey('73513537')).toBe('00000073513537');
  });

  test.each(['ABC-1', '4006381333930', '12345', 'BC-7K3F2', '４００６３８１３３３９３１'])(
    '%s is compared as it is printed',
    (value) => {
      expect(codeKey(` ${value} `)).toBe(value);
      expect(toGtin14(value)).toBeUndefined();
    },
  );

  test('a key is its own key', () => {
    const printed = fc.oneof(fc.string(), fc.stringMatching(/^\d{8}$|^\d{12,14}$/));
    fc.assert(
      fc.property(printed, (value) => {
        expect(codeKey(codeKey(value))).toBe(codeKey(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('a retail number whose check digit is wrong looks mistyped; a short one may be anything', () => {
    expect(looksMistyped('4006381333930')).toBe(true);
    expect(looksMistyped('4006381333931')).toBe(false);
    expect(looksMistyped('12345678')).toBe(false);
    expect(looksMistyped('part 4006381333930')).toBe(false);
  });
});

/** The rule the other way round, as the GS1 specifications draw it (section 5.2.2.4.2): UPC-A → UPC-E. */
function suppressZeros(upcA: string): string | undefined {
  const found = /^([01])(\d{5})(\d{5})(\d)$/.exec(upcA);
  const [, system = '', maker = '', article = '', check = ''] = found ?? [];
  const short =
    /^\d\d[012]00$/.test(maker) && /^00\d\d\d$/.test(article)
      ? maker.slice(0, 2) + article.slice(2) + maker.slice(2, 3)
      : /^\d{3}00$/.test(maker) && /^000\d\d$/.test(article)
        ? `${maker.slice(0, 3)}${article.slice(3)}3`
        : /^\d{4}0$/.test(maker) && /^0000\d$/.test(article)
          ? `${maker.slice(0, 4)}${article.slice(4)}4`
          : /^0000[5-9]$/.test(article)
            ? maker + article.slice(4)
            : undefined;
  return found === null || short === undefined ? undefined : system + short + check;
}

describe('UPC-E', () => {
  test.each([
    ['04252614', '042100005264'],
    ['06543217', '065100004327'],
    ['01234565', '012345000065'],
    ['02345673', '023456000073'],
  ])('%s stands for %s', (short, long) => {
    expect(expandUpcE(short)).toBe(long);
    expect(hasValidCheckDigit(long)).toBe(true);
  });

  test('expanding undoes what suppressing zeros did, for each of the ten patterns', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.stringMatching(/^[01]\d{6}$/), (body) => {
        const guesses = Array.from({ length: 10 }, (_, check) => expandUpcE(`${body}${check}`));
        const [long, ...others] = guesses.filter((guess) => guess !== undefined);
        expect(others).toEqual([]);
        expect(long).toMatch(/^[01]\d{11}$/);
        expect(hasValidCheckDigit(long ?? '')).toBe(true);
        const again = expandUpcE(suppressZeros(long ?? '') ?? '');
        expect(again).toBe(long);
        seen.add(body.at(-1) ?? '');
      }),
      { numRuns: 1000 },
    );
    expect(seen.size).toBe(10);
  });

  test('a wrong check digit, another number system or another length is none', () => {
    for (const text of ['04252615', '24252614', '4252614', '042526144', 'ABCDEFGH']) {
      expect(expandUpcE(text)).toBeUndefined();
    }
  });

  test('the same eight digits may be an EAN-8: only the scanner knows, so the key never guesses UPC-E', () => {
    // Right as an EAN-8, and right as a UPC-E that stands for 000408000077.
    const both = '00040877';
    expect(hasValidCheckDigit(both)).toBe(true);
    expect(expandUpcE(both)).toBe('000408000077');
    expect(codeKey(both)).toBe('00000000040877');
    expect(codeKey('04252614')).not.toBe(codeKey(expandUpcE('04252614') ?? ''));
  });
});
