/** The list in memory follows what was touched, and is at all times what reading everything anew would give. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Catalogue } from '../../../client/state/catalogue.ts';
import { emptyFields, type Item, type Stock } from '../../../shared/entities.ts';
import { makeStockId, toId, unplaced, type ItemId } from '../../../shared/ids.ts';
import { makeStamp } from '../../../shared/stamps.ts';

const stamps = { '*': makeStamp({ ms: 1_775_000_000_000, counter: 0, mark: '00000000' }) };
const idOf = (place: number): ItemId =>
  toId<'item'>(`00000000-0000-4000-8000-${String(place).padStart(12, '0')}`);

const anItem = fc.record({
  id: fc.nat({ max: 9 }).map(idOf),
  name: fc.constantFrom('Saw', 'saw', 'Säge', 'M3x8', 'M3x10', 'Drill'),
  deletedAt: fc.constantFrom(null, null, 1_775_000_000_000),
});
const aStock = fc.record({
  itemId: fc.nat({ max: 9 }).map(idOf),
  quantity: fc.integer({ min: -5000, max: 5000 }),
});
const someRows = fc.record({
  items: fc.array(anItem, { maxLength: 4 }),
  stock: fc.array(aStock, { maxLength: 4 }),
});

test('rows taken bit by bit give the list that all of them give at once', () => {
  fc.assert(
    fc.property(fc.array(someRows, { maxLength: 8 }), (steps) => {
      const followed = new Catalogue();
      const items = new Map<ItemId, Item>();
      const stock = new Map<ItemId, Stock>();
      for (const step of steps) {
        const item = step.items.map((fields): Item => ({
          ...emptyFields.item,
          stamps,
          version: 1,
          ...fields,
        }));
        const counted = step.stock.map(({ itemId, quantity }): Stock => ({
          id: makeStockId(itemId, unplaced),
          itemId,
          locationId: unplaced,
          quantity,
          countStamp: null,
          version: 1,
        }));
        followed.take({ item, stock: counted });
        for (const row of item) items.set(row.id, row);
        for (const row of counted) stock.set(row.itemId, row);
        const anew = new Catalogue().take({
          item: [...items.values()],
          stock: [...stock.values()],
        });
        expect(followed.items).toEqual(anew);
      }
    }),
  );
});

test('a change of one item leaves the lines of all others as they are', () => {
  const catalogue = new Catalogue();
  const make = (place: number, name: string): Item => ({
    ...emptyFields.item,
    stamps,
    version: 1,
    deletedAt: null,
    id: idOf(place),
    name,
  });
  const [before] = catalogue.take({ item: [make(1, 'Anvil'), make(2, 'Saw')] });
  const after = catalogue.take({ item: [make(2, 'Jigsaw')] });
  expect(after.map(({ name }) => name)).toEqual(['Anvil', 'Jigsaw']);
  expect(after[0]).toBe(before);
});
