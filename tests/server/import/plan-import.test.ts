/** What an import would change: new rows made whole, known rows patched where they differ, the rest left alone. */
import { describe, expect, test } from 'vitest';
import { categoryColours } from '../../../server/import/category-colours.ts';
import { makeImportId } from '../../../server/import/make-import-id.ts';
import type { ImagesFrom } from '../../../server/import/images-from.ts';
import { isUuid, toId, unplaced } from '../../../shared/ids.ts';
import type { Mutation } from '../../../shared/mutations.ts';
import { must } from '../../../shared/result.ts';
import { csvFile, ImportSpace, planFiles, testSpaceId } from '../../support/import-space.ts';

function importInto(space: ImportSpace, text: string, ...others: [text: string, name: string][]) {
  const files = [csvFile(text), ...others.map(([content, name]) => csvFile(content, name))];
  const plan = planFiles(files, space);
  expect(plan.faults).toEqual([]);
  space.applyPlan(plan);
  return plan;
}

function mutationsOf(plan: { planned: readonly { mutation: Mutation }[] }): Mutation[] {
  return plan.planned.map(({ mutation }) => mutation);
}

function itemNamed(space: ImportSpace, name: string) {
  return must(
    space.all('item').find((item) => item.name === name),
    `an item called ${name}`,
  );
}

const skuOf = (space: ImportSpace): string => {
  const [create] = mutationsOf(planFiles([csvFile('external_id,name\n1,Drill\n')], space));
  return create?.name === 'item.create' ? must(create.args.fields.sku, 'a SKU') : '';
};

const locationId = (digit: string) =>
  toId<'location'>(`00000000-0000-4000-8000-00000000000${digit}`);
const itemId = (digit: string) => toId<'item'>(`00000000-0000-4000-8000-10000000000${digit}`);

describe('items', () => {
  test('every column of the plain format reaches its field', () => {
    const space = new ImportSpace();
    importInto(
      space,
      'external_id,name,description,sku,category,location,quantity,unit,minimum,reorder_quantity,codes,image_url,link,notes,active,custom:Voltage\n' +
        'a1,Wire,Red,W-1,Electronics/Wire,Shed/Shelf 1,12.5,m,2.5,10,4006381333931;W1,https://example.org/w.jpg,https://example.org/,Ask Ann,no,12 V\n',
    );
    const wire = itemNamed(space, 'Wire');
    expect(wire).toMatchObject({
      description: 'Red',
      sku: 'W-1',
      unit: 'm',
      minimum: 2500,
      reorderQuantity: 10_000,
      imageUrl: 'https://example.org/w.jpg',
      link: 'https://example.org/',
      notes: 'Ask Ann',
      active: false,
      externalId: 'a1',
      custom: { Voltage: '12 V' },
    });
    const shelf = space.all('location').find(({ name }) => name === 'Shelf 1');
    expect(wire.homeLocationId).toBe(shelf?.id);
    expect(space.all('code').map(({ value, key, itemId: of }) => [value, key, of])).toEqual([
      ['4006381333931', '04006381333931', wire.id],
      ['W1', 'W1', wire.id],
    ]);
    expect(space.all('stock')).toMatchObject([
      { itemId: wire.id, locationId: shelf?.id, quantity: 12_500 },
    ]);
  });

  test('only the fields that differ are patched', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,minimum,notes\n1,Drill,3,old\n2,Saw,1,same\n');
    const plan = importInto(space, 'external_id,name,minimum,notes\n1,Drill,3,new\n2,Saw,1,same\n');
    const { id } = itemNamed(space, 'Drill');
    expect(mutationsOf(plan)).toEqual([
      { name: 'item.patch', version: 1, args: { id, fields: { notes: 'new' } } },
    ]);
    expect(plan.tallies.item).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
  });

  test('an empty cell says nothing: what was written in Bincard stays', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,sku,notes,minimum\n1,Drill,D1,sharp,3\n');
    const plan = importInto(space, 'external_id,name,sku,notes,minimum\n1,Drill,,,\n');
    expect(plan.planned).toEqual([]);
    expect(itemNamed(space, 'Drill')).toMatchObject({ sku: 'D1', notes: 'sharp', minimum: 3000 });
  });

  test('of the custom fields only the changed one is patched, and others are kept', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,custom:A,custom:B\n1,Drill,x,y\n');
    const plan = importInto(space, 'external_id,name,custom:A\n1,Drill,z\n');
    expect(mutationsOf(plan)[0]).toMatchObject({ args: { fields: { custom: { A: 'z' } } } });
    expect(itemNamed(space, 'Drill').custom).toEqual({ A: 'z', B: 'y' });
  });

  test('without an external id an item is known again by its SKU, and without that by its name', () => {
    const space = new ImportSpace();
    const text = 'sku,name\nS1,Drill\n,Saw\n';
    importInto(space, text);
    expect(space.all('item').map(({ externalId }) => externalId)).toEqual([
      'csv:sku:S1',
      'csv:name:Saw',
    ]);
    expect(importInto(space, text).planned).toEqual([]);
  });

  test('an item made by hand is taken over by its SKU and not doubled', () => {
    const space = new ImportSpace();
    space.apply({
      name: 'item.create',
      version: 1,
      args: { id: itemId('1'), fields: { name: 'Drill', sku: 'S1' } },
    });
    const plan = importInto(space, 'external_id,sku,name,quantity\n7,S1,Power drill,4\n');
    expect(mutationsOf(plan)).toEqual([
      {
        name: 'item.patch',
        version: 1,
        args: { id: itemId('1'), fields: { name: 'Power drill', externalId: '7' } },
      },
    ]);
  });

  test('two items made by hand under one SKU are not guessed between', () => {
    const space = new ImportSpace();
    for (const digit of ['1', '2']) {
      const fields = { name: `Drill ${digit}`, sku: 'S1' };
      space.apply({ name: 'item.create', version: 1, args: { id: itemId(digit), fields } });
    }
    const { faults } = planFiles([csvFile('sku,name\nS1,Drill\n')], space);
    expect(faults).toMatchObject([{ line: 2, column: 'sku', found: 'S1' }]);
  });

  test('an item that was deleted stays deleted, with its codes and its stock', () => {
    const space = new ImportSpace();
    const text = 'external_id,name,codes,quantity\n1,Drill,ABC,3\n2,Saw,,1\n';
    importInto(space, text);
    const { id } = itemNamed(space, 'Drill');
    space.apply({ name: 'item.delete', version: 1, args: { id } });
    const plan = importInto(space, text);
    expect(plan.planned).toEqual([]);
    expect(plan.tallies.item).toMatchObject({ leftDeleted: 1, unchanged: 1 });
  });

  test('a code that was deleted stays deleted, and one more code is added', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,codes\n1,Drill,ABC\n');
    const [code] = space.all('code');
    space.apply({ name: 'code.delete', version: 1, args: { id: must(code, 'a code').id } });
    const plan = importInto(space, 'external_id,name,codes\n1,Drill,ABC;DEF\n');
    expect(mutationsOf(plan)).toMatchObject([
      { name: 'code.create', args: { fields: { value: 'DEF' } } },
    ]);
  });

  test('a retail code in another form is the same code', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,codes\n1,Drill,036000291452\n');
    expect(importInto(space, 'external_id,name,codes\n1,Drill,0036000291452\n').planned).toEqual(
      [],
    );
  });

  test('a mistyped code, a code of two things and a SKU of two items are told', () => {
    const plan = importInto(
      new ImportSpace(),
      'external_id,name,sku,codes\n1,Drill,S1,ABC;4006381333930\n2,Saw,S1,ABC\n',
    );
    const said = plan.notes.map(({ line, text }) => `${line} ${text}`).join('\n');
    expect(said).toContain('2 the code "4006381333930" has a wrong check digit');
    expect(said).toContain('3 the code "ABC" also names another thing');
    expect(said).toContain('3 the SKU "S1" stands in line 2 too');
  });

  test('a made SKU avoids those that exist, and comes out the same each time', () => {
    const first = skuOf(new ImportSpace());
    expect(skuOf(new ImportSpace())).toBe(first);
    const space = new ImportSpace();
    space.apply({
      name: 'item.create',
      version: 1,
      args: { id: itemId('1'), fields: { name: 'Saw', sku: first } },
    });
    expect(skuOf(space)).not.toBe(first);
  });

  test('half a metre is a fine minimum, half a piece is not, whatever unit the item has by now', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,unit\n1,Wire,m\n2,Drill,piece\n');
    const { faults } = planFiles(
      [csvFile('external_id,name,minimum\n1,Wire,0.5\n2,Drill,0.5\n')],
      space,
    );
    expect(faults.map(({ line }) => line)).toEqual([3]);
  });
});

describe('stock', () => {
  test('a new item is counted once, at its place or at none', () => {
    const space = new ImportSpace();
    const plan = importInto(space, 'name,quantity,location\nA,5,Shed\nB,2,\nC,0,Shed\nD,,Shed\n');
    const [shed] = space.all('location');
    expect(space.all('count').map(({ locationId: at, quantity }) => [at, quantity])).toEqual([
      [shed?.id, 5000],
      [unplaced, 2000],
    ]);
    expect(plan.openingCounts).toBe(2);
  });

  test('a second import never touches stock, whatever the file says now', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,quantity\n1,Drill,5\n');
    const plan = importInto(space, 'external_id,name,quantity\n1,Drill,50\n');
    expect(plan.planned).toEqual([]);
    expect(plan.stockKept).toBe(1);
  });

  test('stock of a deleted place lies in no place, and that is told', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,location\n1,Drill,Shed\n');
    const [shed] = space.all('location');
    space.apply({ name: 'location.delete', version: 1, args: { id: must(shed, 'the shed').id } });
    const plan = importInto(space, 'external_id,name,location,quantity\n2,Saw,Shed/Shelf,4\n');
    expect(space.all('count')).toMatchObject([{ locationId: unplaced, quantity: 4000 }]);
    expect(itemNamed(space, 'Saw').homeLocationId).toBeNull();
    expect(plan.notes.map(({ text }) => text).join()).toContain('lies in no place');
    expect(plan.tallies.location).toMatchObject({ created: 0, leftDeleted: 2 });
  });
});

describe('places and categories', () => {
  test('a path makes its missing parents, each before what lies in it', () => {
    const space = new ImportSpace();
    const plan = importInto(space, 'name,location\nA,Factory/Office Block/Room 101\n');
    expect(plan.made.location).toEqual([
      'Factory',
      'Factory/Office Block',
      'Factory/Office Block/Room 101',
    ]);
    const [factory, block, room] = space.all('location');
    expect([factory?.parentId, block?.parentId, room?.parentId]).toEqual([
      null,
      factory?.id,
      block?.id,
    ]);
    expect(room?.externalId).toBe('csv:location:Factory/Office Block/Room 101');
  });

  test('a place made by hand is taken over by name and path, and only its external id is added', () => {
    const space = new ImportSpace();
    const fields = { name: 'Electronics Lab', description: 'Soldering' };
    space.apply({ name: 'location.create', version: 1, args: { id: locationId('1'), fields } });
    const plan = importInto(space, 'name\nA\n', [
      'path,description\nelectronics lab,\nElectronics Lab/Bench,By the window\n',
      'locations.csv',
    ]);
    expect(mutationsOf(plan).slice(0, 2)).toMatchObject([
      {
        name: 'location.patch',
        args: { id: locationId('1'), fields: { externalId: 'csv:location:electronics lab' } },
      },
      { name: 'location.create', args: { fields: { name: 'Bench', parentId: locationId('1') } } },
    ]);
    expect(space.all('location').map(({ name }) => name)).toEqual(['Electronics Lab', 'Bench']);
  });

  test('a place of the same name under another parent is another place', () => {
    const space = new ImportSpace();
    for (const [digit, name, parentId] of [
      ['1', 'Shed', null],
      ['2', 'Shelf', locationId('1')],
    ] as const) {
      const args = { id: locationId(digit), fields: { name, parentId } };
      space.apply({ name: 'location.create', version: 1, args });
    }
    const plan = importInto(space, 'name,location\nA,Shelf\n');
    expect(plan.made.location).toEqual(['Shelf']);
  });

  test('a place that was renamed and moved in Bincard is found, and stays as it is', () => {
    const space = new ImportSpace();
    const text = 'external_id,name,location\n1,A,Factory/Room\n';
    importInto(space, text);
    const [factory, room] = space.all('location');
    const { id } = must(room, 'the room');
    const fields = { name: 'Studio', parentId: null };
    space.apply({ name: 'location.patch', version: 1, args: { id, fields } });
    expect(importInto(space, text).planned).toEqual([]);
    const plan = importInto(space, 'external_id,name,location\n2,B,Factory/Room/Box\n');
    expect(plan.made.location).toEqual(['Factory/Room/Box']);
    expect(space.all('location').at(-1)?.parentId).toBe(id);
    expect(factory?.name).toBe('Factory');
  });

  test('a row that was renamed to the name of another path is not taken for it', () => {
    const space = new ImportSpace();
    importInto(space, 'external_id,name,location\n1,A,Old\n');
    const [old] = space.all('location');
    const args = { id: must(old, 'the place').id, fields: { name: 'New' } };
    space.apply({ name: 'location.patch', version: 1, args });
    const plan = importInto(space, 'external_id,name,location\n1,A,Old\n2,B,New\n');
    expect(plan.made.location).toEqual(['New']);
    expect(itemNamed(space, 'A').homeLocationId).not.toBe(itemNamed(space, 'B').homeLocationId);
  });

  test('paths that differ by case only are one path', () => {
    const plan = importInto(new ImportSpace(), 'name,category\nA,Paint/Red\nB,paint/red\n');
    expect(plan.made.category).toEqual(['Paint', 'Paint/Red']);
  });

  test('what an InvenTree import made, a plain one finds, and the other way round', () => {
    const space = new ImportSpace();
    importInto(space, 'id,name,ipn,category\n1,A,,Electronics/Wire\n');
    const plan = importInto(space, 'name,category\nB,Electronics/Wire\n');
    expect(plan.made.category).toEqual([]);
    expect(importInto(space, 'id,name,ipn,category\n1,A,,Electronics/Wire\n').planned).toEqual([]);
  });

  test('root categories get colours in order that nobody has yet; the rest take their parents', () => {
    const space = new ImportSpace();
    importInto(space, 'name\nA\n', ['path,colour\nKept,#946A12\n', 'categories.csv']);
    importInto(space, 'name,category\nB,One/Sub\nC,Two\n');
    const colours = Object.fromEntries(
      space.all('category').map(({ name, colour }) => [name, colour]),
    );
    expect(colours).toEqual({
      Kept: categoryColours[1],
      One: categoryColours[0],
      Sub: '',
      Two: categoryColours[2],
    });
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('every category colour can be told from paper, by day and by night', () => {
  for (const colour of categoryColours) {
    expect(contrast(colour, '#FAF8F4')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour, '#161514')).toBeGreaterThanOrEqual(3);
  }
  expect(new Set(categoryColours).size).toBe(categoryColours.length);
});

test('ids of imported rows are UUIDs of version 8 that follow from space, kind and external id', () => {
  const id = makeImportId(testSpaceId, 'item', 'inventree:part:1');
  expect(isUuid(id)).toBe(true);
  expect(id).toMatch(/^.{14}8.{4}[89ab]/);
  expect(makeImportId(testSpaceId, 'item', 'inventree:part:1')).toBe(id);
  const others = [
    makeImportId(testSpaceId, 'item', 'inventree:part:2'),
    makeImportId(testSpaceId, 'count', 'inventree:part:1'),
    makeImportId(toId<'space'>('22222222-2222-4222-8222-222222222222'), 'item', 'inventree:part:1'),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});

test('pictures are left out, or fetched from the address the person names', () => {
  const file = csvFile('id,name,ipn,image\n1,A,,a b.jpg\n2,B,,https://example.org/b.jpg\n3,C,,\n');
  const imagesOf = (images: ImagesFrom | null) =>
    mutationsOf(planFiles([file], new ImportSpace(), { images })).map((mutation) =>
      mutation.name === 'item.create' ? mutation.args.fields.imageUrl : null,
    );
  expect(imagesOf(null)).toEqual([undefined, 'https://example.org/b.jpg', undefined]);
  expect(imagesOf({ kind: 'address', address: 'http://shed.local/photos/' })).toEqual([
    'http://shed.local/photos/a%20b.jpg',
    'https://example.org/b.jpg',
    undefined,
  ]);
});
