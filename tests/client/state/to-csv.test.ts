/** Files for spreadsheets: read back as they were, and never run. */
import Papa from 'papaparse';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from '../../../client/state/to-csv.ts';

const read = (csv: string) => Papa.parse<string[]>(csv.replace('\uFEFF', '').trimEnd()).data;

test('commas, quotes and lines in a name stay in its cell', () => {
  const rows = [
    ['Name', 'Note'],
    ['M3, 8 mm', 'He said "two"\nthen three'],
  ];
  expect(read(toCsv(rows))).toEqual(rows);
});

test('what a spreadsheet would run as a formula is text, and a number stays a number', () => {
  const [cells] = read(toCsv([['=1+1', '+1', '-1', '-2.5', '@SUM(A1)', '-cmd']]));
  expect(cells).toEqual(["'=1+1", "'+1", '-1', '-2.5', "'@SUM(A1)", "'-cmd"]);
});

test('any text without a formula reads back as itself', () => {
  const aCell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text) && !/\r/.test(text));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constant('x'), aCell, fc.constant('y')), { minLength: 1 }),
      (rows) => {
        expect(read(toCsv(rows))).toEqual(rows);
      },
    ),
  );
});
