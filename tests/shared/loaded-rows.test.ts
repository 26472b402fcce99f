/** Rows in memory: what was loaded can be read, what was changed is told, with what it was before. */
import { expect, test } from 'vitest';
import { noBatch } from '../../shared/batches.ts';
import { emptyFields, type Location, type Movement } from '../../shared/entities.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { idOf } from '../support/any-mutation.ts';

const at = (ms: number): Stamp => makeStamp({ ms, counter: 0, mark: '00000001' });

function place(n: number, name: string): Location {
  const row = { stamps: { '*': at(1) }, deletedAt: null, version: 1 };
  return { ...emptyFields.location, id: idOf('location', n), name, ...row };
}

function movement(n: number, ms: number, itemNumber = 1): Movement {
  return {
    id: idOf('movement', n),
    itemId: idOf('item', itemNumber),
    fromLocationId: null,
    toLocationId: idOf('location', 1),
    quantity: 1000,
    reason: 'add',
    note: '',
    purpose: '',
    undoes: null,
    ...noBatch,
    stamp: at(ms),
    effectiveStamp: at(ms),
    effectiveReason: 'add',
    personId: null,
    receivedAt: null,
    version: 0,
  };
}

test('loading is no change; putting is, once, with the row as it was loaded', () => {
  const rows = new LoadedRows();
  rows.load('location', [place(1, 'Shelf'), place(2, 'Box')]);
  expect(rows.changes().location).toEqual([]);
  rows.put('location', place(1, 'Rack'));
  rows.put('location', place(1, 'Cupboard'));
  rows.put('location', place(3, 'New'));
  expect(rows.changes().location.map(({ name }) => name)).toEqual(['Cupboard', 'New']);
  expect(rows.before('location', idOf('location', 1))).toMatchObject({ name: 'Shelf' });
  expect(rows.before('location', idOf('location', 3))).toBeUndefined();
  expect(rows.get('location', idOf('location', 2))).toMatchObject({ name: 'Box' });
});

test('later movements of an item are found, loaded or put, and those of other items are not', () => {
  const rows = new LoadedRows();
  rows.load('movement', [movement(1, 10), movement(2, 30), movement(3, 30, 2)]);
  rows.put('movement', movement(4, 40));
  const found = [...rows.movementsAfter(idOf('item', 1), at(10))].map(({ id }) => id);
  expect(found).toEqual([idOf('movement', 2), idOf('movement', 4)]);
  expect([...rows.movementsAfter(idOf('item', 9), at(0))]).toEqual([]);
});
