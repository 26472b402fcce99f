/** Bytes → records: encodings, delimiters, quotes, and the line each record came from. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../server/import/decode-text.ts';
import { faultToText } from '../../../server/import/import-faults.ts';
import { plainColumns } from '../../../server/import/plain-columns.ts';
import { readCsv, type CsvReading } from '../../../server/import/read-csv.ts';

const utf8 = new TextEncoder();

function isKnownColumn(header: string): boolean {
  return plainColumns.meaningOf(header) !== undefined;
}

function read(
  content: string | Uint8Array,
  encoding: 'utf-8' | 'windows-1252' = 'utf-8',
): CsvReading {
  const bytes = typeof content === 'string' ? utf8.encode(content) : content;
  return readCsv({ name: 'items.csv', bytes }, { encoding, isKnownColumn });
}

function breaks(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function cellsOf(reading: CsvReading): (readonly string[])[] {
  return reading.table?.records.map(({ cells }) => cells) ?? [];
}

function textOf({ faults }: CsvReading): string {
  return faults.map(faultToText).join('\n');
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !isBigEndian);
  for (let place = 0; place < text.length; place++) {
    view.setUint16(2 + place * 2, text.charCodeAt(place), !isBigEndian);
  }
  return bytes;
}

describe('encodings', () => {
  test('UTF-8 is read with and without a byte order mark', () => {
    expect(cellsOf(read('name,notes\nGröße,✓\n'))).toEqual([['Größe', '✓']]);
    expect(read('\uFEFFname\nA\n').table?.header.cells).toEqual(['name']);
  });

  test('UTF-16 is recognised by its mark, in both byte orders', () => {
    expect(cellsOf(read(utf16('name,notes\nGröße,✓\n', false)))).toEqual([['Größe', '✓']]);
    expect(cellsOf(read(utf16('name,notes\nGröße,✓\n', true)))).toEqual([['Größe', '✓']]);
  });

  // "ö", "ß" and "€" as they stand in Windows-1252.
  const windows1252 = Buffer.from('name,notes\nok,ok\nGr\u00f6\u00dfe,\u0080\n', 'latin1');

  test('Windows-1252 is refused at its first line, which is shown as it was meant', () => {
    const said = textOf(read(windows1252));
    expect(said).toContain('items.csv, line 3: found "Größe,€"');
    expect(said).toContain('Save it as UTF-8');
    expect(said).toContain('--encoding windows-1252');
  });

  test('Windows-1252 is read when the person says so', () => {
    expect(cellsOf(read(windows1252, 'windows-1252'))).toEqual([
      ['ok', 'ok'],
      ['Größe', '€'],
    ]);
  });

  test('a file with a UTF-8 mark is UTF-8 whatever the person says', () => {
    expect(cellsOf(read('\uFEFFname\nGröße\n', 'windows-1252'))).toEqual([['Größe']]);
  });

  test.each([
    ['an Excel workbook', [0x50, 0x4b, 3, 4, 20, 0], 'spreadsheet or zip'],
    ['an old Excel file', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'old Excel'],
    ['a PDF', [...utf8.encode('%PDF-1.7\n')], 'PDF'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10], 'picture'],
    ['a photo', [0xff, 0xd8, 0xff, 0xe0], 'picture'],
    ['a zipped CSV', [0x1f, 0x8b, 8, 0], 'Unpack'],
    ['anything with zero bytes', [0x6e, 0, 0x61, 0], 'not a text file'],
  ])('%s is called what it is', (_, bytes, words) => {
    expect(textOf(read(Uint8Array.from(bytes)))).toContain(words);
  });

  test('no bytes at all throw: every file is text or a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeText(bytes, 'utf-8');
        expect(decoded.ok || decoded.failure.advice.length > 20).toBe(true);
        read(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('tables', () => {
  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('%s between the cells are recognised', (_, delimiter) => {
    const reading = read(`name${delimiter}notes\nA${delimiter}"x${delimiter}y"\n`);
    expect(reading.table?.delimiter).toBe(delimiter);
    expect(cellsOf(reading)).toEqual([['A', `x${delimiter}y`]]);
  });

  test("Excel's sep= line settles what separates the cells, and counts as a line", () => {
    const reading = read('sep=;\r\nname;notes\r\nA;B\r\n');
    expect(reading.table?.header).toEqual({ line: 2, cells: ['name', 'notes'] });
    expect(reading.table?.records).toEqual([{ line: 3, cells: ['A', 'B'] }]);
  });

  test('a header with many semicolons in it is still separated by commas', () => {
    const reading = read('name,a;b;c;d\nA,B\n');
    expect(reading.table?.header.cells).toEqual(['name', 'a;b;c;d']);
  });

  test.each(['\n', '\r\n', '\r'])('lines may end with %j, inside cells too', (end) => {
    const text = ['name,notes', '"two', 'lines",x', '', 'B,y', ''].join(end);
    expect(read(text).table?.records).toEqual([
      { line: 2, cells: ['two\nlines', 'x'] },
      { line: 5, cells: ['B', 'y'] },
    ]);
  });

  test('an empty file and one with blank lines only are called empty', () => {
    for (const text of ['', '\uFEFF', '\n\n  \n', ',,\n,,\n']) {
      expect(textOf(read(text))).toContain('The file is empty');
    }
  });

  test('a web page and JSON are called what they are', () => {
    expect(textOf(read('<!doctype html>\n<html lang="en"></html>'))).toContain('web page');
    expect(textOf(read('[{"name":"A"}]'))).toContain('JSON');
  });

  test('a quotation mark that is never closed is shown where it opens', () => {
    const said = textOf(read('name,notes\nA,"fine"\nB,"open\nC,x\n'));
    expect(said).toMatch(/^items\.csv, line 3: found ""open"\./);
    expect(said).toContain('Close it');
  });

  test('a quotation mark in the middle of a text is only a quotation mark', () => {
    expect(cellsOf(read('name,notes\n5" pipe,x\n'))).toEqual([['5" pipe', 'x']]);
  });

  test('a line with too few or too many cells is shown, and the others are read', () => {
    const reading = read('name,notes\nA\nB,x\nC,y,z\nD,w,,\n');
    expect(reading.faults.map(({ line }) => line)).toEqual([2, 4]);
    expect(textOf(reading)).toContain('This line has 1 cells and the header has 2');
    expect(textOf(reading)).toContain('texts that contain commas');
    expect(reading.table?.records.map(({ line }) => line)).toEqual([3, 5]);
  });
});

describe('round trip', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed()),
    fc.stringMatching(/^[",;\t\n\r a-c]{0,8}$/),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    );

  test('any table that papaparse writes is read back, cell by cell and line by line', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, anyDelimiter, newline, withMark) => {
          // A header of one column does not show what separates the cells: then it is a comma.
          const delimiter = (rows[0]?.length ?? 1) === 1 ? ',' : anyDelimiter;
          const header = ['name', 'sku', 'unit', 'notes', 'link'].slice(0, rows[0]?.length ?? 1);
          const written = Papa.unparse([header, ...rows], { delimiter, newline });
          // A zero byte says "not a text file", on purpose; it is the one text that does not come back.
          fc.pre(!written.includes('\u0000'));
          const { table: found, faults } = read((withMark ? '\uFEFF' : '') + written);
          expect(faults).toEqual([]);
          const kept = rows.filter((row) => row.some((text) => text.trim() !== ''));
          expect(found?.records.map(({ cells }) => cells)).toEqual(
            kept.map((row) => row.map(breaks)),
          );
          const lines = breaks(written).split('\n');
          for (const { line, cells } of found?.records ?? []) {
            const start = (cells[0] ?? '').split('\n')[0] ?? '';
            expect(lines[line - 1]).toContain(start.replaceAll('"', '""').trimEnd());
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
