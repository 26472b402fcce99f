/** What typing finds, and in which order. */
import { expect, test } from 'vitest';
import { Catalogue } from '../../../client/state/catalogue.ts';
import { noFilters, searchItems, type ItemFilters } from '../../../client/state/search.ts';
import { findSimilarItems } from '../../../client/state/similar-items.ts';
import { Tree } from '../../../client/state/tree.ts';
import { noBatch } from '../../../shared/batches.ts';
import {
  emptyFields,
  type Category,
  type Item,
  type Location,
  type Stock,
} from '../../../shared/entities.ts';
import {
  makeStockId,
  toId,
  type CategoryId,
  type ItemId,
  type LocationId,
} from '../../../shared/ids.ts';
import { makeStamp } from '../../../shared/stamps.ts';

const born = {
  stamps: { '*': makeStamp({ ms: 1_775_000_000_000, counter: 0, mark: '00000000' }) },
  deletedAt: null,
  version: 1,
};
let next = 1;
const newId = <Name extends string>() =>
  toId<Name>(`00000000-0000-4000-8000-${String(next++).padStart(12, '0')}`);

function make(fields: Partial<Item> & { name: string }): Item {
  return { ...emptyFields.item, ...born, id: newId<'item'>(), ...fields };
}
function stockOf(itemId: ItemId, locationId: LocationId, quantity: number): Stock {
  return {
    id: makeStockId(itemId, locationId),
    itemId,
    locationId,
    ...noBatch,
    quantity,
    countStamp: null,
    used: {},
    version: 1,
  };
}
function place(name: string, parentId: LocationId | null = null): Location {
  return { ...emptyFields.location, ...born, id: newId<'location'>(), name, parentId };
}

function find(
  query: string,
  given: {
    readonly items: readonly Item[];
    readonly stock?: readonly Stock[];
    readonly locations?: readonly Location[];
    readonly filters?: Partial<ItemFilters>;
  },
): string[] {
  const catalogue = new Catalogue();
  const items = catalogue.take({ item: given.items, stock: given.stock ?? [] });
  const sources = {
    items,
    locations: new Tree<LocationId, Location>(given.locations ?? []),
    categories: new Tree<CategoryId, Category>([]),
  };
  return searchItems(sources, query, { ...noFilters, ...given.filters }).map(({ name }) => name);
}

test('every word must be found, in any order and without accents', () => {
  const items = [make({ name: 'Hülse M8' }), make({ name: 'Hülse M6' }), make({ name: 'Bolt M8' })];
  expect(find('m8 hulse', { items })).toEqual(['Hülse M8']);
});

test('the exact SKU comes first, then names that begin so, words that begin so, the rest', () => {
  const items = [
    make({ name: 'Holder', description: 'for a drill' }),
    make({ name: 'Cordrill' }),
    make({ name: 'Hand drill' }),
    make({ name: 'Drill bit' }),
    make({ name: 'Zzz', sku: 'drill' }),
  ];
  expect(find('drill', { items })).toEqual([
    'Zzz',
    'Drill bit',
    'Hand drill',
    'Cordrill',
    'Holder',
  ]);
});

test('what lies in a place is found by the name of the place, or of one around it', () => {
  const room = place('Wood shop');
  const shelf = place('Shelf 3', room.id);
  const saw = make({ name: 'Saw' });
  const given = {
    items: [saw, make({ name: 'Glue' })],
    stock: [stockOf(saw.id, shelf.id, 1000)],
    locations: [room, shelf],
  };
  expect(find('wood', given)).toEqual(['Saw']);
  expect(find('', { ...given, filters: { locationId: room.id } })).toEqual(['Saw']);
});

test('names are ordered as people count: M3x8 before M3x10', () => {
  const items = [make({ name: 'M3x10' }), make({ name: 'M3x8' })];
  expect(find('', { items })).toEqual(['M3x8', 'M3x10']);
});

test('what was put away is found by its name, after all others, and is not in the plain list', () => {
  const items = [make({ name: 'Drill, old', active: false }), make({ name: 'Power drill' })];
  expect(find('', { items })).toEqual(['Power drill']);
  expect(find('drill', { items })).toEqual(['Power drill', 'Drill, old']);
  expect(find('', { items, filters: { inactive: true } })).toEqual(['Drill, old']);
});

test('low, out and below zero are found by their filters', () => {
  const low = make({ name: 'Low', minimum: 5000 });
  const fine = make({ name: 'Fine', minimum: 5000 });
  const odd = make({ name: 'Odd' });
  const shelf = place('Shelf');
  const given = {
    items: [low, fine, odd],
    stock: [
      stockOf(low.id, shelf.id, 1000),
      stockOf(fine.id, shelf.id, 9000),
      stockOf(odd.id, shelf.id, -1000),
    ],
    locations: [shelf],
  };
  expect(find('', { ...given, filters: { low: true } })).toEqual(['Low']);
  expect(find('', { ...given, filters: { needsCount: true } })).toEqual(['Odd']);
});

test('"No photo" leaves what has an address of a picture out', () => {
  const items = [make({ name: 'Bare' }), make({ name: 'Shown', imageUrl: 'https://x.example/1' })];
  expect(find('', { items, filters: { noPhoto: true } })).toEqual(['Bare']);
});

test('a slip of the finger still finds what was meant', () => {
  const items = new Catalogue().take({
    item: [make({ name: 'Resistor' }), make({ name: 'Hammer' })],
  });
  expect(findSimilarItems(items, 'resitsor').map(({ name }) => name)).toEqual(['Resistor']);
});
