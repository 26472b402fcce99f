/** Suppliers and what they sell: the real ones of the demo folder, whole, and lines with something wrong in them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SupplierItem } from '../../../shared/entities.ts';
import { must } from '../../../shared/result.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import { csvFile, ImportSpace, planFiles, readFolderFiles } from '../../support/import-space.ts';

const folder = findDemoFolder();
const files = await readFolderFiles(folder);
/** A reader of its own, which knows nothing of the importer: these two files quote nothing but descriptions. */
const [, ...lines] = readFileSync(join(folder, 'supplier-parts.csv'), 'utf8').trim().split(/\r?\n/);
const wanted = lines.map((line) => {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  const [part = '', supplier = '', sku = '', link = '', , pack = '', price = '', currency = ''] =
    cells;
  return { part, supplier, sku, link, pack: Number(pack), price: Number(price), currency };
});

function soldOf(space: ImportSpace, sku: string): SupplierItem {
  return must(
    space.all('supplierItem').find((row) => row.sku === sku),
    sku,
  );
}

describe('the demo folder', () => {
  const space = new ImportSpace();
  const plan = planFiles(files, space);
  space.applyPlan(plan);

  test('brings 12 suppliers and 773 supplier items, and nothing is wrong with them', () => {
    expect(wanted).toHaveLength(773);
    expect(plan.faults).toEqual([]);
    expect(plan.tallies.supplier).toMatchObject({ created: 12 });
    expect(plan.tallies.supplierItem).toMatchObject({ created: 773 });
    expect(space.all('supplier')).toHaveLength(12);
    expect(space.all('supplierItem')).toHaveLength(773);
  });

  test('each supplier item is of its part and supplier, in its pack, at its price', () => {
    const partOf = new Map(space.all('item').map(({ id, externalId }) => [id, externalId]));
    const sellerOf = new Map(space.all('supplier').map(({ id, name }) => [id, name]));
    for (const { part, supplier, sku, link, pack, price, currency } of wanted) {
      const sold = soldOf(space, sku);
      expect(partOf.get(sold.itemId)).toBe(`inventree:part:${part}`);
      expect(sellerOf.get(sold.supplierId)).toBe(supplier);
      expect(sold.link).toBe(link);
      expect(sold.packQuantity).toBe(Math.round(pack * 1000));
      const coins = Math.round(price * 100);
      expect(sold.price).toEqual(currency === '' ? null : { amount: coins, currency });
    }
  });

  test('the prices begin the history, and the worth of the items is left alone', () => {
    expect(space.all('price')).toHaveLength(wanted.filter(({ price }) => price > 0).length);
    expect(space.all('item').every(({ unitCost }) => unitCost === null)).toBe(true);
  });

  test('prices that are finer than a coin are rounded, and told once', () => {
    const told = plan.notes.filter(({ text }) => text.includes('smallest coin'));
    expect(told).toHaveLength(1);
    const fine = wanted.filter(
      ({ price }) => Math.abs(price * 100 - Math.round(price * 100)) > 1e-6,
    );
    expect(told[0]?.text).toContain(`${fine.length} prices are rounded`);
  });

  test('packs with more than three decimals are rounded, and told at their lines', () => {
    const told = plan.notes.filter(({ text }) => text.includes('the pack of 0.3048 is rounded'));
    expect(told).toHaveLength(wanted.filter(({ pack }) => pack === 0.3048).length);
    expect(told.every(({ line }) => line !== null)).toBe(true);
  });

  test('a second time changes nothing', () => {
    const again = planFiles(files, space);
    expect(again.planned).toEqual([]);
    expect(again.tallies.supplier).toMatchObject({ created: 0, changed: 0, unchanged: 12 });
    expect(again.tallies.supplierItem).toMatchObject({ created: 0, changed: 0, unchanged: 773 });
  });

  test('nor do the two lists alone, without the file of parts', () => {
    const alone = files.filter(({ role }) => role === 'suppliers' || role === 'supplierParts');
    expect(alone).toHaveLength(2);
    const again = planFiles(alone, space);
    expect(again.faults).toEqual([]);
    expect(again.planned).toEqual([]);
  });

  test('two imports that did not know of each other make the same rows', () => {
    const other = new ImportSpace();
    other.applyPlan(planFiles(files, other));
    const idsOf = (of: ImportSpace): string[] =>
      [...of.all('supplier'), ...of.all('supplierItem'), ...of.all('price')].map(({ id }) => id);
    expect(idsOf(other)).toEqual(idsOf(space));
  });
});

const items = csvFile('id,name,in_stock\n7,Screw,0\n8,Nut,0\n', 'parts.csv');
const header = 'part_id,supplier,sku,pack_quantity,price,currency';
const sells = (...rows: string[]) =>
  csvFile(`${header}\n${rows.join('\n')}\n`, 'supplier-parts.csv');

function spaceWith(...rows: string[]): ImportSpace {
  const space = new ImportSpace();
  const plan = planFiles([items, sells(...rows)], space);
  expect(plan.faults).toEqual([]);
  space.applyPlan(plan);
  return space;
}

describe('what has changed since', () => {
  test('a price that somebody has said since is not set back by the same file', () => {
    const space = spaceWith('7,Bolts & Co,A1,100,2.50,EUR');
    const { id } = soldOf(space, 'A1');
    const price = { amount: 300, currency: 'EUR' };
    space.apply({
      name: 'supplierItem.patch',
      version: 1,
      args: { id, fields: { price }, priceId: '00000000-0000-4000-8000-000000000001' as never },
    });
    expect(planFiles([items, sells('7,Bolts & Co,A1,100,2.50,EUR')], space).planned).toEqual([]);
  });

  test('a new price in the file is taken over, with a line in the history, and back again', () => {
    const space = spaceWith('7,Bolts & Co,A1,100,2.50,EUR');
    for (const price of ['2.75', '2.50']) {
      space.applyPlan(planFiles([items, sells(`7,Bolts & Co,A1,100,${price},EUR`)], space));
    }
    expect(soldOf(space, 'A1').price).toEqual({ amount: 250, currency: 'EUR' });
    expect(space.all('price').map(({ price }) => price.amount)).toEqual([250, 275, 250]);
  });

  test('what somebody has typed by hand is taken over, not made a second time', () => {
    const space = spaceWith('8,Bolts & Co,B1,1,,');
    const seller = must(space.all('supplier')[0], 'a supplier');
    const screw = must(
      space.all('item').find(({ name }) => name === 'Screw'),
      'the screw',
    );
    const fields = { itemId: screw.id, supplierId: seller.id, sku: 'A1' };
    const id = '00000000-0000-4000-8000-000000000002' as never;
    space.apply({ name: 'supplierItem.create', version: 1, args: { id, fields } });
    space.applyPlan(planFiles([items, sells('7,bolts & co,A1,100,2.50,EUR')], space));
    expect(space.all('supplierItem')).toHaveLength(2);
    expect(soldOf(space, 'A1')).toMatchObject({ id, packQuantity: 100_000 });
    expect(soldOf(space, 'A1').price).toEqual({ amount: 250, currency: 'EUR' });
  });

  test('a supplier that was deleted stays so, with all that it sold', () => {
    const space = spaceWith('7,Bolts & Co,A1,100,2.50,EUR');
    const { id } = must(space.all('supplier')[0], 'a supplier');
    space.apply({ name: 'supplier.delete', version: 1, args: { id } });
    const again = planFiles(
      [items, csvFile('name\nBolts & Co\n', 'suppliers.csv'), sells('7,Bolts & Co,A1,100,3,EUR')],
      space,
    );
    expect(again.planned).toEqual([]);
    expect(again.tallies.supplier.leftDeleted).toBe(1);
    expect(again.tallies.supplierItem.leftDeleted).toBe(1);
  });
});

describe('a line with something wrong in it is named, with what to do', () => {
  const cases: [row: string, column: string, advice: RegExp][] = [
    ['9,Bolts,A1,1,,', 'part_id', /No part "9" stands in the file of parts or in Bincard/],
    [',Bolts,A1,1,,', 'part_id', /Write the number of the part/],
    ['7,,A1,1,,', 'supplier', /Write the name of the supplier/],
    ['7,Bolts,A1,0,,', 'pack_quantity', /A pack holds more than nothing/],
    ['7,Bolts,A1,-5,,', 'pack_quantity', /A pack holds more than nothing/],
    ['7,Bolts,A1,many,,', 'pack_quantity', /Write a plain number/],
    ['7,Bolts,A1,1,1.234.5,EUR', 'price', /Write a plain amount/],
    ['7,Bolts,A1,1,"1,000",EUR', 'price', /read in two ways/],
    ['7,Bolts,A1,1,-3,EUR', 'price', /below zero/],
    ['7,Bolts,A1,1,3,', 'currency', /Write the currency/],
    ['7,Bolts,A1,1,3,EUX', 'currency', /This is no currency.*EUR/],
  ];
  test.each(cases)('%s', (row, column, advice) => {
    const { faults } = planFiles([items, sells('8,Bolts,B1,1,,', row)], new ImportSpace());
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ file: 'supplier-parts.csv', line: 3, column });
    expect(faults[0]?.advice).toMatch(advice);
  });

  test('the same article twice names the first line', () => {
    const twice = sells('7,Bolts,A1,1,,', '7,bolts,A1,10,,');
    const { faults } = planFiles([items, twice], new ImportSpace());
    expect(faults).toMatchObject([{ line: 3, advice: expect.stringContaining('Line 2') }]);
  });

  test('a supplier that the list beside it does not have, with the nearest that it has', () => {
    const list = csvFile('name\nMouser\n', 'suppliers.csv');
    const { faults } = planFiles([items, list, sells('7,Mousser,A1,1,,')], new ImportSpace());
    expect(faults).toMatchObject([{ column: 'supplier', line: 2 }]);
    expect(faults[0]?.advice).toContain('Did you mean "Mouser"?');
  });

  test('a website and a link that are none', () => {
    const list = csvFile('name,website\nBolts,bolts.example\n', 'suppliers.csv');
    const sold = csvFile('part_id,supplier,link\n7,Bolts,ftp://x\n', 'supplier-parts.csv');
    const { faults } = planFiles([items, list, sold], new ImportSpace());
    expect(faults.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['suppliers.csv', 2, 'website'],
      ['supplier-parts.csv', 2, 'link'],
    ]);
  });
});
