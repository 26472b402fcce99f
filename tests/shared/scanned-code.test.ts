/** What is made of a scanned text: a product, a label of ours or of others, a website, text, or nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeKey } from '../../shared/codes.ts';
import { readScannedCode, type RawCode, type ScannedCode } from '../../shared/scanned-code.ts';
import { linearSymbologies, matrixSymbologies, type Symbology } from '../../shared/symbology.ts';

const context = { publicUrl: 'https://bins.example.org', year: 2026 };

function read(text: string, symbology: Symbology | null = null, isGs1 = false): ScannedCode {
  return readScannedCode({ text, symbology, isGs1 }, context);
}

function gtinOf(text: string, symbology: Symbology | null): string | undefined {
  const code = read(text, symbology);
  return code.kind === 'product' ? code.gtin14 : undefined;
}

describe('products', () => {
  test.each<[text: string, symbology: Symbology | null, gtin: string]>([
    ['4006381333931', 'ean13', '04006381333931'],
    ['0036000291452', 'ean13', '00036000291452'],
    ['036000291452', 'upca', '00036000291452'],
    ['96385074', 'ean8', '00000096385074'],
    ['0012345000065', 'upce', '00012345000065'],
    ['01234565', 'upce', '00012345000065'],
    ['10614141000415', 'itf', '10614141000415'],
    ['4006381333931', 'code128', '04006381333931'],
    ['4006381333931', null, '04006381333931'],
    ['96385074', null, '00000096385074'],
    ['04252614', null, '00042100005264'],
    // Right both ways: an unknown one is taken as stored codes are.
    ['01234565', null, '00000001234565'],
  ])('%s as %s is %s', (text, symbology, gtin) => {
    expect(read(text, symbology)).toEqual({
      kind: 'product',
      key: gtin,
      gtin14: gtin,
      symbology,
      raw: text,
    });
  });

  test('eight digits are an EAN-8 only where somebody printed one', () => {
    expect(gtinOf('96385074', 'ean8')).toBe('00000096385074');
    expect(read('96385074', 'code128')).toMatchObject({ kind: 'text', text: '96385074' });
    expect(read('96385074', 'qr')).toMatchObject({ kind: 'text', text: '96385074' });
  });

  test('a retail code with a wrong check digit is no code; the same digits elsewhere are a number', () => {
    expect(read('4006381333932', 'ean13')).toEqual({
      kind: 'unreadable',
      reason: 'wrongCheckDigit',
    });
    expect(read('4006381333932', 'code128')).toMatchObject({ kind: 'text', key: '4006381333932' });
    expect(read('4006381333932', null)).toMatchObject({ kind: 'text', key: '4006381333932' });
    expect(read('ABCDEFGHIJKLM', 'ean13')).toEqual({
      kind: 'unreadable',
      reason: 'wrongCheckDigit',
    });
  });

  test('a GS1 code brings its lot, expiry and count along', () => {
    const text = '0104006381333931172812313712\u001d10LOT 7'.replace(' ', '-');
    const product = {
      kind: 'product',
      key: '04006381333931',
      gtin14: '04006381333931',
      lot: 'LOT-7',
      expiry: '2028-12-31',
      count: 12,
    };
    expect(read(text, 'code128', true)).toMatchObject(product);
    expect(read(`]C1${text}`)).toMatchObject({ ...product, symbology: 'code128' });
    expect(read('(01)04006381333931(17)281231(37)12(10)LOT-7')).toMatchObject(product);
    expect(
      read('https://shop.example/01/4006381333931/10/LOT-7?17=281231&37=12', 'qr'),
    ).toMatchObject(product);
  });

  test('"best before" serves where there is no expiry', () => {
    expect(read('(01)04006381333931(15)270100')).toMatchObject({ expiry: '2027-01-31' });
    expect(read('(01)04006381333931(15)270100(17)280100')).toMatchObject({ expiry: '2028-01-31' });
  });

  test('a box is the product that is in it', () => {
    expect(read('(02)04006381333931(37)24')).toMatchObject({ key: '04006381333931', count: 24 });
  });

  test('a keyboard scanner that does not say "GS1" is understood, a camera that would have said so is not doubted', () => {
    expect(read('010400638133393110L1')).toMatchObject({
      kind: 'product',
      key: '04006381333931',
      lot: 'L1',
    });
    expect(read('0104006381333931')).toMatchObject({ kind: 'product', key: '04006381333931' });
    expect(read('0104006381333931', 'code128')).toMatchObject({
      kind: 'text',
      key: '0104006381333931',
    });
    expect(read('0104006381333932')).toMatchObject({ kind: 'text', key: '0104006381333932' });
  });

  test('GS1 without a product, or broken, is text', () => {
    expect(read('00340123450000000018', 'code128', true)).toMatchObject({
      kind: 'text',
      key: '00340123450000000018',
    });
    expect(read('10A\u001d21B', 'dataMatrix', true)).toMatchObject({
      kind: 'text',
      text: '10A 21B',
    });
    expect(read('(99999)', null)).toMatchObject({ kind: 'text' });
    expect(read('(01)04006381333932')).toEqual({ kind: 'unreadable', reason: 'wrongCheckDigit' });
  });

  test('what a keyboard scanner says of the kind of code is believed and taken off', () => {
    expect(read(']E04006381333931')).toMatchObject({
      kind: 'product',
      symbology: 'ean13',
      raw: '4006381333931',
    });
    expect(read(']E496385074')).toMatchObject({ kind: 'product', symbology: 'ean8' });
    expect(read(']C0BC-7K3F2')).toMatchObject({
      kind: 'text',
      symbology: 'code128',
      text: 'BC-7K3F2',
    });
    expect(read(']x9BC-7K3F2')).toMatchObject({ kind: 'text', text: ']x9BC-7K3F2' });
    expect(read(']C0X', 'qr')).toMatchObject({ kind: 'text', text: ']C0X' });
  });
});

describe('bags of electronic parts', () => {
  const bag = '[)>\u001e06\u001dPCUST-1\u001d1PNE555P\u001dQ25\u001d1TL77\u001e\u0004';

  test('every bag of a part has the same key, whatever its lot and count', () => {
    expect(read(bag, 'dataMatrix')).toEqual({
      kind: 'text',
      key: 'NE555P',
      symbology: 'dataMatrix',
      text: 'NE555P',
      lot: 'L77',
      count: 25,
    });
    expect(read(bag.replace('Q25', 'Q100').replace('L77', 'L78'))).toMatchObject({
      key: 'NE555P',
      count: 100,
    });
  });

  test('without a part number there is nothing to keep', () => {
    expect(read('[)>\u001e06\u001dQ25\u001e\u0004', 'dataMatrix')).toEqual({
      kind: 'unreadable',
      reason: 'notText',
    });
  });
});

describe('links', () => {
  test.each<[url: string, code: ScannedCode]>([
    ['https://bins.example.org/i/BC-7K3F2', { kind: 'ownItem', short: 'BC-7K3F2' }],
    ['https://bins.example.org/i/BC-7K3F2/', { kind: 'ownItem', short: 'BC-7K3F2' }],
    ['http://bins.example.org/i/BC-7K3F2', { kind: 'ownItem', short: 'BC-7K3F2' }],
    ['HTTPS://BINS.EXAMPLE.ORG/I/BC-7K3F2', { kind: 'ownItem', short: 'BC-7K3F2' }],
    ['https://bins.example.org:443/l/A%20%2F%201', { kind: 'ownLocation', short: 'A / 1' }],
    ['https://bins.example.org/join#abcdefghijklmnopqrstuv', { kind: 'ownJoin' }],
  ])('%s is ours', (url, code) => {
    expect(read(url, 'qr')).toEqual(code);
  });

  test.each([
    'https://bins.example.com/i/BC-7K3F2',
    'https://bins.example.org:8443/i/BC-7K3F2',
    'https://bins.example.org.evil.example/i/BC-7K3F2',
    'https://evil.example/l/SHELF-1',
    'https://evil.example/join#abcdefghijklmnopqrstuv',
  ])('%s is of another Bincard', (url) => {
    expect(read(url, 'qr')).toEqual({ kind: 'otherBincard', url });
  });

  test.each([
    'https://bins.example.org@evil.example/i/BC-7K3F2',
    'https://evil.example\\@bins.example.org/i/BC-7K3F2',
    'https://bins.example.org\\.evil.example/i/BC-7K3F2',
    'https://evil.example/?next=https://bins.example.org/i/BC-7K3F2',
    'https://evil.example/#https://bins.example.org/i/BC-7K3F2',
    'https://bins.example.org/items/new?name=x',
    'https://bins.example.org/i/%zz',
    'https://bins.example.org/i/',
    'https://bins.example.org/join',
    'https://en.wikipedia.org/wiki/Bin_card',
    'https://',
  ])('%s is a website', (url) => {
    expect(read(url, 'qr')).toEqual({ kind: 'website', url });
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'tel:+4912345',
    'file:///etc/passwd',
    '<img src=x onerror=alert(1)>',
    'WIFI:S:Lab;T:WPA;P:secret;;',
  ])('%s is text and nothing else', (text) => {
    expect(read(text, 'qr')).toEqual({ kind: 'text', key: text, symbology: 'qr', text });
  });
});

describe('text', () => {
  test('is compared as stored codes are', () => {
    expect(read('  BC-7K3F2 ', 'code128')).toEqual({
      kind: 'text',
      key: codeKey('BC-7K3F2'),
      symbology: 'code128',
      text: 'BC-7K3F2',
    });
    expect(read('96385074', 'code39')).toMatchObject({ kind: 'text', key: codeKey('96385074') });
  });

  test('of several lines becomes one', () => {
    expect(read('BEGIN:VCARD\r\nN:Kim\r\n\tEND', 'qr')).toMatchObject({
      kind: 'text',
      text: 'BEGIN:VCARD N:Kim END',
    });
  });

  test.each<[what: string, text: string, reason: string]>([
    ['nothing', '', 'empty'],
    ['spaces', ' \n ', 'empty'],
    ['marks alone', '\u001d\u001d', 'empty'],
    ['a NUL', 'a\u0000b', 'notText'],
    ['an escape', 'a\u001b[2J', 'notText'],
    ['a C1 control', 'a\u0085b', 'notText'],
    ['half of a surrogate pair', 'a\ud800b', 'notText'],
    ['bytes that were no text', 'a\ufffdb', 'notText'],
    ['4,000 characters', 'x'.repeat(4_000), 'tooLong'],
    ['501 characters', 'x'.repeat(501), 'tooLong'],
  ])('%s is unreadable', (_what, text, reason) => {
    expect(read(text, 'qr')).toEqual({ kind: 'unreadable', reason });
  });

  test('500 characters may be stored, and are read', () => {
    expect(read('x'.repeat(500), 'qr').kind).toBe('text');
  });
});

describe('whatever a code holds', () => {
  const symbology = fc.constantFrom(null, ...linearSymbologies, ...matrixSymbologies);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.stringMatching(/^[0-9()\u001d\]C1]{1,40}$/),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.webUrl().map((url) => `${url}/i/x`),
  );
  const raw: fc.Arbitrary<RawCode> = fc.record({ text: anyText, symbology, isGs1: fc.boolean() });

  test('there is an answer, and each answer could be stored as it is', () => {
    fc.assert(
      fc.property(raw, (one) => {
        const code = readScannedCode(one, context);
        const held =
          'key' in code ? code.key : 'url' in code ? code.url : 'short' in code ? code.short : 'x';
        expect(held.length).toBeGreaterThan(0);
        expect(held.length).toBeLessThanOrEqual(500);
        expect(held.isWellFormed()).toBe(true);
        expect(/[\u0000-\u001f\u007f-\u009f]/.test(held)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  test('only an address that begins with http is ever an address', () => {
    fc.assert(
      fc.property(raw, (one) => {
        const code = readScannedCode(one, context);
        expect('url' in code ? code.url : 'http://').toMatch(/^https?:\/\//i);
      }),
      { numRuns: 10_000 },
    );
  });

  test('what was stored from a scan is found by the next scan of it', () => {
    fc.assert(
      fc.property(raw, (one) => {
        const code = readScannedCode(one, context);
        const stored =
          code.kind === 'product' ? code.gtin14 : code.kind === 'text' ? code.text : '';
        expect(codeKey(stored)).toBe('key' in code ? code.key : '');
      }),
      { numRuns: 10_000 },
    );
  });
});
