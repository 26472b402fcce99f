/** What a safety data sheet is, and what it may be called. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDangerous, noHazards, orNone, withSheet } from '../../shared/hazards.ts';
import { parseMutation } from '../../shared/mutations.ts';
import { limits } from '../../shared/protocol.ts';
import { isPdf, sheetDisposition, toSheetName } from '../../shared/sheets.ts';
import { idOf } from '../support/any-mutation.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ['%PDF-1.7 …', true],
  ['%PDF-', true],
  ['%PDF', false],
  ['', false],
  [' %PDF-1.4', false],
  ['%pdf-1.4', false],
  ['<html>%PDF-', false],
])('%j begins as a PDF does: %s', (text, is) => {
  expect(isPdf(bytesOf(text))).toBe(is);
});

describe('the name of a file', () => {
  test.each([
    ['Paint.pdf', 'Paint.pdf'],
    ['PAINT.PDF', 'PAINT.pdf'],
    ['Paint', 'Paint.pdf'],
    ['C:\\sds\\Paint.pdf', 'C: sds Paint.pdf'],
    ['../../etc/passwd', '.. .. etc passwd.pdf'],
    ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
    ['a\r\nset-cookie: x.pdf', 'aset-cookie: x.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
    ['', 'safety-data-sheet.pdf'],
    ['.pdf', 'safety-data-sheet.pdf'],
    ['..', 'safety-data-sheet.pdf'],
    ['\u0000\u200B', 'safety-data-sheet.pdf'],
    ['x\ud83d.pdf', 'x.pdf'],
    ['x'.repeat(500), `${'x'.repeat(196)}.pdf`],
    ['😀'.repeat(500), `${'😀'.repeat(98)}.pdf`],
  ])('%j becomes %j', (name, clean) => {
    expect(toSheetName(name)).toBe(clean);
  });

  test('whatever it was, is one that a mutation takes, stays as it is, and fits into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const name = toSheetName(raw);
        expect(toSheetName(name)).toBe(name);
        expect(patch({ sha256: 'a'.repeat(64), name, bytes: 1 })).toBe('ok');
        expect(sheetDisposition(name)).toMatch(/^inline; filename\*=UTF-8''[\w.~%-]+$/);
      }),
    );
  });
});

function patch(sdsFile: unknown, more: object = {}): string {
  const hazards = { ...noHazards, sdsFile, ...more };
  const args = { id: idOf('item', 1), fields: { hazards } };
  const parsed = parseMutation({ name: 'item.patch', version: 1, args });
  return parsed.ok ? 'ok' : 'path' in parsed.failure ? parsed.failure.path : parsed.failure.kind;
}

describe('a change of hazards', () => {
  const file = { sha256: 'a'.repeat(64), name: 'Paint.pdf', bytes: 9 };
  test('may have a sheet, none, or be from before there were any', () => {
    expect(patch(file, { signal: 'danger', statements: 'H225' })).toBe('ok');
    expect(patch(null)).toBe('ok');
    const args = { id: idOf('item', 1), fields: { hazards: noHazards } };
    expect(parseMutation({ name: 'item.patch', version: 1, args }).ok).toBe(true);
  });

  test.each([
    [{ ...file, sha256: 'A'.repeat(64) }],
    [{ ...file, name: '../x.pdf' }],
    [{ ...file, name: 'x.exe' }],
    [{ ...file, name: `${'x'.repeat(300)}.pdf` }],
    [{ ...file, bytes: 0 }],
    [{ ...file, bytes: 1.5 }],
    [{ ...file, bytes: limits.sheetBytesMax + 1 }],
    [{ ...file, url: 'x' }],
    ['x'],
  ])('with a sheet like %j is refused', (sdsFile) => {
    expect(patch(sdsFile)).toMatch(/^fields\.hazards\.sdsFile/);
  });

  test.each([[{ signal: 'loud' }], [{ signal: null }], [{ statements: 'x'.repeat(4001) }]])(
    'with %j is refused',
    (more) => {
      expect(patch(null, more)).toMatch(/^fields\.hazards/);
    },
  );
});

test('a sheet alone is no danger yet, and nothing at all is none', () => {
  const file = { sha256: 'a'.repeat(64), name: 'Paint.pdf', bytes: 9 };
  expect(isDangerous({ ...noHazards, sdsFile: file, sdsUrl: 'https://x.example' })).toBe(false);
  for (const more of [{ signal: 'warning' }, { statements: 'H225' }, { ghs: ['GHS02'] }] as const) {
    expect(isDangerous({ ...noHazards, ...more })).toBe(true);
  }
  expect(orNone(noHazards)).toBeNull();
  expect(withSheet(null, file)).toEqual({ ...noHazards, sdsFile: file });
  expect(withSheet({ ...noHazards, sdsFile: file }, null)).toBeNull();
  expect(withSheet({ ...noHazards, ghs: ['GHS01'] }, null)).toMatchObject({ ghs: ['GHS01'] });
});
