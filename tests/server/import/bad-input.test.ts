/** What is wrong with a file is told by file, line, column, what stands there and what to do; all of it at once. */
import { describe, expect, test } from 'vitest';
import { faultsToLines } from '../../../server/import/import-faults.ts';
import { csvFile, ImportSpace, planFiles, type PlanOptions } from '../../support/import-space.ts';

/** The faults of an item file in an empty space, as the person reads them. */
function faultsOf(text: string, options: PlanOptions = {}): string[] {
  return faultsToLines(planFiles([csvFile(text)], new ImportSpace(), options).faults);
}

const long = 'x'.repeat(201);

test.each([
  [
    'text in a number column',
    'name,quantity\nDrill,many\n',
    'items.csv, line 2, column quantity: found "many". Write a plain number',
  ],
  [
    'a number with a unit',
    'name,Minimum\nDrill,3 pcs\n',
    'items.csv, line 2, column Minimum: found "3 pcs". Write a plain number',
  ],
  [
    'negative stock',
    'name,quantity\nDrill,-4\n',
    'items.csv, line 2, column quantity: found "-4". The stock cannot be negative. Write 0',
  ],
  [
    'a negative minimum',
    'name,minimum\nDrill,-1\n',
    'items.csv, line 2, column minimum: found "-1". It cannot be negative.',
  ],
  [
    'a minimum of half a piece',
    'name,minimum\nDrill,2.5\n',
    'items.csv, line 2, column minimum: found "2.5". The unit is "piece". Write a whole number',
  ],
  [
    'a minimum written as a fraction',
    'name,minimum,unit\nWire,1/2,m\n',
    'items.csv, line 2, column minimum: found "1/2". Write a plain number',
  ],
  [
    'a number that could mean two things',
    'name,quantity\nScrew,"1,000"\n',
    'items.csv, line 2, column quantity: found "1,000". This can be read in two ways.',
  ],
  [
    'a name that is too long',
    `name,quantity\n${long},1\n`,
    `items.csv, line 2, column name: found "${'x'.repeat(60)}…" (201 characters). This is too long. Shorten it to at most 200 characters.`,
  ],
  [
    'a custom field that is too long',
    `name,custom:Data\nDrill,${'y'.repeat(4001)}\n`,
    'column custom:Data: found "',
  ],
  [
    'a category whose name is too long',
    `name,category\nDrill,Tools/${long}\n`,
    'items.csv, line 2, column category: found "Tools/',
  ],
  [
    'a path with an empty name',
    'name,location\nDrill,Factory//Room\n',
    'items.csv, line 2, column location: found "Factory//Room". A name in the path is empty.',
  ],
  [
    'an item without a name',
    'name,sku\n ,S1\n',
    'items.csv, line 2, column name: The cell is empty. Write the name of the item.',
  ],
  [
    'an address that is none',
    'name,link\nDrill,www.example.org\n',
    'items.csv, line 2, column link: found "www.example.org". Write an address that begins with http://',
  ],
  [
    'a yes or no that is neither',
    'name,active\nDrill,perhaps\n',
    'items.csv, line 2, column active: found "perhaps". Write yes or no.',
  ],
  [
    'an id twice',
    'external_id,name\n7,Drill\n8,Saw\n7,Hammer\n',
    'items.csv, line 4, column external_id: found "7". This id already stands in line 2.',
  ],
  [
    'a SKU twice where there are no ids',
    'sku,name\nS1,Drill\nS1,Saw\n',
    'items.csv, line 3, column sku: found "S1". Line 2 has the same sku.',
  ],
  [
    'a name twice where there is nothing else',
    'name\nDrill\nDrill\n',
    'items.csv, line 3, column name: found "Drill". Line 2 has the same name.',
  ],
  [
    'a column twice',
    'name,Name\nDrill,Saw\n',
    'items.csv, line 1, column Name: This column stands here twice.',
  ],
  [
    'a missing column',
    'title,quantity\nDrill,3\n',
    'items.csv, line 1, column name: found "title, quantity". The column is missing.',
  ],
  ['an empty file', '', 'items.csv: The file is empty.'],
  ['a file that is no CSV', '%PDF-1.4', 'items.csv: This is a PDF, not a CSV.'],
  [
    'an InvenTree part without a number',
    'id,name,ipn\n,Drill,\n',
    'items.csv, line 2, column id: The cell is empty. Write the number of the part.',
  ],
  [
    'an InvenTree part whose number is a word',
    'id,name,ipn\nDrill,7,\n',
    'items.csv, line 2, column id: found "Drill". The id of a part is a whole number.',
  ],
])('%s', (_, text, words) => {
  expect(faultsOf(text).join('\n')).toContain(words);
});

test('lines are those of the file, also after cells with line breaks', () => {
  const text = 'name,notes,quantity\nA,"one\ntwo\nthree",1\nB,x,many\n';
  expect(faultsOf(text)[0]).toMatch(/^items\.csv, line 5, column quantity/);
});

test('all faults of one line are told, not only the first', () => {
  const text = `name,quantity,minimum,link,active,sku\n${long},x,-1,ftp://a,maybe,${'s'.repeat(101)}\n`;
  const columns = faultsOf(text).map((line) => /column (\w+)/.exec(line)?.[1]);
  expect(new Set(columns)).toEqual(
    new Set(['active', 'link', 'minimum', 'name', 'quantity', 'sku']),
  );
  expect(columns).toHaveLength(6);
});

test('all faults of a file are told at once, the first fifty of them in words', () => {
  const rows = Array.from({ length: 73 }, (_, place) => `Item ${place},many`);
  const lines = faultsOf(`name,quantity\n${rows.join('\n')}\n`);
  expect(lines).toHaveLength(51);
  expect(lines[0]).toContain('line 2,');
  expect(lines.at(-1)).toBe('items.csv: and 23 more');
});

test('codes that would steer a terminal are not shown to it', () => {
  expect(faultsOf('name,quantity\nDrill,\u001b[31mred\n')[0]).toContain('found "\u{FFFD}[31mred"');
});

test('a column that nobody knows is named, and is no fault', () => {
  const { notes, faults } = planFiles(
    [csvFile('name,Colour,shoe size\nDrill,red,43\n')],
    new ImportSpace(),
  );
  expect(faults).toEqual([]);
  expect(notes[0]?.text).toContain('"Colour", "shoe size"');
});

describe('unknown places and categories', () => {
  const list = csvFile('path\nElectronics/Wire\nPaint\n', 'categories.csv');

  test('a folder that lists its categories is held to the list', () => {
    const items = csvFile('name,category\nA,Paint\nB,Electronics\nC,Electronics/Wier\n');
    const { faults } = planFiles([items, list], new ImportSpace());
    expect(faultsToLines(faults)).toEqual([
      'items.csv, line 4, column category: found "Electronics/Wier". This category is not known. ' +
        'Did you mean Electronics/Wire? Correct it, or add it to categories.csv.',
    ]);
  });

  test('what exists in the space already need not be listed', () => {
    const space = new ImportSpace();
    space.applyPlan(planFiles([csvFile('path\nTools\n', 'categories.csv')], space));
    const { faults } = planFiles([csvFile('name,category\nDrill,Tools\n'), list], space);
    expect(faults).toEqual([]);
  });

  test('without a list, paths are made, unless the person asks for strictness', () => {
    const text = 'name,category,location\nDrill,Tools,Shed\n';
    expect(faultsOf(text)).toEqual([]);
    const strict = faultsOf(text, { strict: true });
    expect(strict).toHaveLength(2);
    expect(strict.join('\n')).toContain(
      'column category: found "Tools". This category is not known.',
    );
    expect(strict.join('\n')).toContain(
      'column location: found "Shed". This location is not known.',
    );
  });

  test('a list that names a path twice, or a colour that is none, is a fault', () => {
    const text = 'path,colour\nPaint,red\npaint ,#ff0000\n';
    const { faults } = planFiles([csvFile(text, 'categories.csv')], new ImportSpace());
    expect(faultsToLines(faults)).toEqual([
      'categories.csv, line 2, column colour: found "red". Expected: a colour such as #C2410C.',
      'categories.csv, line 3, column path: found "paint". This path already stands in line 2. Remove one.',
    ]);
  });
});
