/** The rule book: every change, and every outcome it can have. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import { emptyFields, mortalTables, type MortalTable } from '../../shared/entities.ts';
import { makeStockId, toId, unplaced } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation, MutationArgs, MutationName } from '../../shared/mutations.ts';
import { applied, type Outcome } from '../../shared/refusals.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { idOf, someMutation } from '../support/any-mutation.ts';

const at = (ms: number): Stamp => makeStamp({ ms, counter: 0, mark: '00000001' });
const person = toId<'person'>('00000000-0000-4000-8000-00000000abcd');
const item = idOf('item', 1);
const [shelf, box, room] = [idOf('location', 1), idOf('location', 2), idOf('location', 3)];

let rows: LoadedRows;
beforeEach(() => {
  rows = new LoadedRows();
});

function apply<Name extends MutationName>(
  name: Name,
  args: MutationArgs<Name>,
  ms: number,
): Outcome {
  // The arguments are those of this very name.
  const mutation = { name, version: 1, args } as unknown as Mutation;
  return applyMutation(rows, mutation, { stamp: at(ms), personId: person, receivedAt: 5000 });
}

const makeItem = (
  ms = 1,
  fields: MutationArgs<'item.create'>['fields'] = { name: 'Drill' },
): Outcome => apply('item.create', { id: item, fields }, ms);
const move = (n: number, ms: number, change: Partial<MutationArgs<'movement.record'>>): Outcome =>
  apply(
    'movement.record',
    {
      id: idOf('movement', n),
      itemId: item,
      fromLocationId: null,
      toLocationId: null,
      quantity: 1000,
      reason: 'use',
      note: '',
      undoes: null,
      ...change,
    },
    ms,
  );
const countAt = (n: number, ms: number, quantity: number): Outcome =>
  apply(
    'count.record',
    { id: idOf('count', n), itemId: item, locationId: shelf, quantity, note: '' },
    ms,
  );
const stockAt = (locationId = shelf): number | undefined =>
  rows.get('stock', makeStockId(item, locationId))?.quantity;

/** One row of each kind, made, changed, deleted and restored in the same words. */
const ways = {
  location: {
    make: (ms: number) => apply('location.create', { id: shelf, fields: { name: 'Shelf' } }, ms),
    patch: (ms: number) =>
      apply('location.patch', { id: shelf, fields: { description: 'new' } }, ms),
    remove: (ms: number) => apply('location.delete', { id: shelf }, ms),
    restore: (ms: number) => apply('location.restore', { id: shelf }, ms),
    id: shelf,
    changed: 'description',
    to: 'new',
  },
  category: {
    make: (ms: number) =>
      apply('category.create', { id: idOf('category', 1), fields: { name: 'Paint' } }, ms),
    patch: (ms: number) =>
      apply('category.patch', { id: idOf('category', 1), fields: { description: 'new' } }, ms),
    remove: (ms: number) => apply('category.delete', { id: idOf('category', 1) }, ms),
    restore: (ms: number) => apply('category.restore', { id: idOf('category', 1) }, ms),
    id: idOf('category', 1),
    changed: 'description',
    to: 'new',
  },
  item: {
    make: makeItem,
    patch: (ms: number) => apply('item.patch', { id: item, fields: { description: 'new' } }, ms),
    remove: (ms: number) => apply('item.delete', { id: item }, ms),
    restore: (ms: number) => apply('item.restore', { id: item }, ms),
    id: item,
    changed: 'description',
    to: 'new',
  },
  code: {
    make: (ms: number) =>
      apply('code.create', { id: idOf('code', 1), fields: { value: 'A', itemId: item } }, ms),
    patch: (ms: number) =>
      apply('code.patch', { id: idOf('code', 1), fields: { value: 'new' } }, ms),
    remove: (ms: number) => apply('code.delete', { id: idOf('code', 1) }, ms),
    restore: (ms: number) => apply('code.restore', { id: idOf('code', 1) }, ms),
    id: idOf('code', 1),
    changed: 'value',
    to: 'new',
  },
  photo: {
    make: (ms: number) =>
      apply(
        'photo.create',
        { id: idOf('photo', 1), fields: { itemId: item, sha256: 'a'.repeat(64) } },
        ms,
      ),
    patch: (ms: number) =>
      apply('photo.patch', { id: idOf('photo', 1), fields: { itemId: idOf('item', 2) } }, ms),
    remove: (ms: number) => apply('photo.delete', { id: idOf('photo', 1) }, ms),
    restore: (ms: number) => apply('photo.restore', { id: idOf('photo', 1) }, ms),
    id: idOf('photo', 1),
    changed: 'itemId',
    to: idOf('item', 2),
  },
  supplier: {
    make: (ms: number) =>
      apply('supplier.create', { id: idOf('supplier', 1), fields: { name: 'Shop' } }, ms),
    patch: (ms: number) =>
      apply('supplier.patch', { id: idOf('supplier', 1), fields: { name: 'Store' } }, ms),
    remove: (ms: number) => apply('supplier.delete', { id: idOf('supplier', 1) }, ms),
    restore: (ms: number) => apply('supplier.restore', { id: idOf('supplier', 1) }, ms),
    id: idOf('supplier', 1),
    changed: 'name',
    to: 'Store',
  },
  supplierItem: {
    make: (ms: number) =>
      apply(
        'supplierItem.create',
        {
          id: idOf('supplierItem', 1),
          fields: { itemId: item, supplierId: idOf('supplier', 1) },
        },
        ms,
      ),
    patch: (ms: number) =>
      apply('supplierItem.patch', { id: idOf('supplierItem', 1), fields: { sku: 'A-7' } }, ms),
    remove: (ms: number) => apply('supplierItem.delete', { id: idOf('supplierItem', 1) }, ms),
    restore: (ms: number) => apply('supplierItem.restore', { id: idOf('supplierItem', 1) }, ms),
    id: idOf('supplierItem', 1),
    changed: 'sku',
    to: 'A-7',
  },
  orderLine: {
    make: (ms: number) =>
      apply(
        'orderLine.create',
        {
          id: idOf('orderLine', 1),
          fields: {
            purchaseOrderId: idOf('purchaseOrder', 1),
            itemId: item,
            cycle: 1,
            packs: 2,
            packQuantity: 1000,
          },
        },
        ms,
      ),
    patch: (ms: number) =>
      apply('orderLine.patch', { id: idOf('orderLine', 1), fields: { packs: 3 } }, ms),
    remove: (ms: number) => apply('orderLine.delete', { id: idOf('orderLine', 1) }, ms),
    restore: (ms: number) => apply('orderLine.restore', { id: idOf('orderLine', 1) }, ms),
    id: idOf('orderLine', 1),
    changed: 'packs',
    to: 3,
  },
} as const satisfies Record<MortalTable, unknown>;

describe.each(mortalTables)('%s', (table) => {
  const { make, patch, remove, restore, id, changed, to } = ways[table];
  const row = (): Record<string, unknown> => ({ ...rows.get(table, id) });

  test('is made whole: what is not spoken of is at its default', () => {
    expect(make(1)).toEqual(applied);
    expect(row()).toMatchObject({ id, stamps: { '*': at(1) }, deletedAt: null, version: 0 });
    for (const field of Object.keys(emptyFields[table])) expect(row()).toHaveProperty(field);
  });

  test('is patched by a later edit', () => {
    make(1);
    expect(patch(2)).toEqual(applied);
    expect(row()).toMatchObject({ [changed]: to, stamps: { '*': at(1), [changed]: at(2) } });
  });

  test('keeps the later value when an earlier edit arrives last, and says what lost', () => {
    make(5);
    expect(patch(2)).toMatchObject({
      kind: 'superseded',
      because: 'laterEdit',
      lost: [{ field: changed, mine: to, at: 5 }],
    });
    expect(row()[changed]).not.toBe(to);
  });

  test('made a second time under one id, it merges as a patch', () => {
    make(1);
    patch(2);
    expect(make(3)).toEqual(applied);
    expect(rows.changes()[table]).toHaveLength(1);
  });

  test('that is not there cannot be patched, deleted or restored', () => {
    const missing = { kind: 'refused', refusal: { kind: 'rowMissing', table, id } };
    expect([patch(1), remove(1), restore(1)]).toEqual([missing, missing, missing]);
  });

  test('is deleted once; a second time it was already so', () => {
    make(1);
    expect(remove(2)).toEqual(applied);
    expect(row()['deletedAt']).toBe(2);
    expect(remove(3)).toEqual({ kind: 'superseded', because: 'alreadySo' });
    expect(row()['deletedAt']).toBe(2);
  });

  test('that is deleted takes no edit and no second birth, whatever their stamps', () => {
    make(1);
    remove(2);
    const dead = { kind: 'refused', refusal: { kind: 'rowDeleted', table, id, deletedAt: 2 } };
    expect([patch(9), make(9)]).toEqual([dead, dead]);
  });

  test('comes back by a restore with all its fields, and only if it was deleted', () => {
    make(1);
    expect(restore(2)).toEqual({ kind: 'superseded', because: 'alreadySo' });
    const before = row();
    remove(3);
    expect(restore(4)).toEqual(applied);
    expect(row()).toEqual(before);
  });
});

describe('trees', () => {
  beforeEach(() => {
    apply('location.create', { id: room, fields: { name: 'Room' } }, 1);
    apply('location.create', { id: shelf, fields: { name: 'Shelf', parentId: room } }, 1);
    apply('location.create', { id: box, fields: { name: 'Box', parentId: shelf } }, 1);
  });

  test.each([
    ['itself', room],
    ['its child', shelf],
    ['its grandchild', box],
  ])('a place cannot be put into %s, and stays where it was', (_, parentId) => {
    const outcome = apply('location.patch', { id: room, fields: { parentId, name: 'Moved' } }, 2);
    expect(outcome).toEqual({
      kind: 'refused',
      refusal: { kind: 'wouldLoop', table: 'location', id: room },
    });
    expect(rows.get('location', room)).toMatchObject({ parentId: null, name: 'Room' });
  });

  test('a place can be moved to another, to the root, and into one that nobody knows yet', () => {
    expect(apply('location.patch', { id: box, fields: { parentId: room } }, 2)).toEqual(applied);
    expect(apply('location.patch', { id: box, fields: { parentId: null } }, 3)).toEqual(applied);
    const elsewhere = idOf('location', 9);
    expect(apply('location.patch', { id: box, fields: { parentId: elsewhere } }, 4)).toEqual(
      applied,
    );
  });

  test('a place that is its own parent from birth is refused', () => {
    const id = idOf('location', 7);
    expect(apply('location.create', { id, fields: { name: 'X', parentId: id } }, 1)).toMatchObject({
      refusal: { kind: 'wouldLoop' },
    });
    expect(rows.get('location', id)).toBeUndefined();
  });

  test('two moves that would close a ring together: the second one judged is refused', () => {
    const other = idOf('location', 8);
    apply('location.create', { id: other, fields: { name: 'Other' } }, 1);
    expect(apply('location.patch', { id: room, fields: { parentId: other } }, 2)).toEqual(applied);
    expect(apply('location.patch', { id: other, fields: { parentId: box } }, 2)).toMatchObject({
      refusal: { kind: 'wouldLoop' },
    });
  });

  test('categories obey the same rule', () => {
    const [one, other] = [idOf('category', 1), idOf('category', 2)];
    apply('category.create', { id: one, fields: { name: 'One' } }, 1);
    apply('category.create', { id: other, fields: { name: 'Other', parentId: one } }, 1);
    expect(apply('category.patch', { id: one, fields: { parentId: other } }, 2)).toMatchObject({
      refusal: { kind: 'wouldLoop', table: 'category' },
    });
  });
});

describe('items and codes', () => {
  test('a custom field that is null at birth is not there', () => {
    makeItem(1, { name: 'Drill', custom: { Voltage: '12 V', Colour: null } });
    expect(rows.get('item', item)?.custom).toEqual({ Voltage: '12 V' });
  });

  test('the key of a code follows its value', () => {
    const id = idOf('code', 1);
    apply('code.create', { id, fields: { value: '036000291452', itemId: item } }, 1);
    expect(rows.get('code', id)?.key).toBe('00036000291452');
    apply('code.patch', { id, fields: { value: 'ABC' } }, 2);
    expect(rows.get('code', id)?.key).toBe('ABC');
    apply('code.patch', { id, fields: { value: '4006381333931' } }, 1);
    expect(rows.get('code', id)?.key).toBe('ABC');
  });
});

describe('movements', () => {
  test('are kept as facts, with who, when and what the server says', () => {
    expect(move(1, 3, { toLocationId: shelf })).toEqual(applied);
    expect(rows.get('movement', idOf('movement', 1))).toMatchObject({
      stamp: at(3),
      personId: person,
      receivedAt: 5000,
      quantity: 1000,
      version: 0,
    });
    expect(stockAt()).toBe(1000);
  });

  test('count once, however often they are sent', () => {
    move(1, 3, { toLocationId: shelf });
    expect(move(1, 3, { toLocationId: shelf })).toEqual({
      kind: 'superseded',
      because: 'alreadySo',
    });
    expect(stockAt()).toBe(1000);
  });

  test('are never refused: not for an unknown item, a deleted place or a stock below zero', () => {
    apply('location.create', { id: shelf, fields: { name: 'Shelf' } }, 1);
    apply('location.delete', { id: shelf }, 2);
    expect(move(1, 3, { fromLocationId: shelf, quantity: 7000 })).toEqual(applied);
    expect(stockAt()).toBe(-7000);
  });

  test('that a count had seen are kept and told, and change nothing', () => {
    countAt(1, 5, 10_000);
    expect(move(1, 4, { fromLocationId: shelf })).toEqual({
      kind: 'superseded',
      because: 'inCount',
      countedAt: 5,
    });
    expect(rows.get('movement', idOf('movement', 1))).toBeDefined();
    expect(stockAt()).toBe(10_000);
  });

  test('with one end in a count still move the other end', () => {
    countAt(1, 5, 10_000);
    expect(move(1, 4, { fromLocationId: shelf, toLocationId: box })).toMatchObject({
      because: 'inCount',
    });
    expect([stockAt(shelf), stockAt(box)]).toEqual([10_000, 1000]);
  });

  test('may go to and come from no place', () => {
    move(1, 1, { fromLocationId: unplaced, toLocationId: shelf });
    expect([stockAt(unplaced), stockAt(shelf)]).toEqual([-1000, 1000]);
  });
});

describe('counts', () => {
  test('replace what was known, and later movements stay on top of them', () => {
    move(1, 3, { toLocationId: shelf, quantity: 99_000 });
    move(2, 9, { fromLocationId: shelf, quantity: 4000 });
    expect(countAt(1, 5, 10_000)).toEqual(applied);
    expect(stockAt()).toBe(6000);
  });

  test('count once, however often they are sent', () => {
    countAt(1, 5, 10_000);
    expect(countAt(1, 5, 10_000)).toEqual({ kind: 'superseded', because: 'alreadySo' });
  });

  test('that are older than the newest one are kept and told', () => {
    countAt(1, 5, 10_000);
    expect(countAt(2, 4, 3000)).toEqual({ kind: 'superseded', because: 'inCount', countedAt: 5 });
    expect(rows.get('count', idOf('count', 2))).toBeDefined();
    expect(stockAt()).toBe(10_000);
  });

  test('of nothing are counts', () => {
    expect(countAt(1, 5, 0)).toEqual(applied);
    expect(rows.get('stock', makeStockId(item, shelf))).toMatchObject({
      quantity: 0,
      countStamp: at(5),
    });
  });
});

describe('over any history', () => {
  test('every change ends in an outcome, a refusal changes no row, and a repetition changes none either', () => {
    const history = fc.array(fc.tuple(someMutation, fc.integer({ min: 1, max: 50 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(history, (changes) => {
        const here = new LoadedRows();
        for (const [place, [mutation, ms]] of changes.entries()) {
          const stamp = makeStamp({ ms, counter: place, mark: '00000001' });
          const judgement = { stamp, personId: null, receivedAt: null };
          const before = structuredClone(here.changes());
          const outcome = applyMutation(here, mutation, judgement);
          const after = structuredClone(here.changes());
          expect(after).toEqual(outcome.kind === 'refused' ? before : after);
          applyMutation(here, mutation, judgement);
          expect(here.changes()).toEqual(after);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
