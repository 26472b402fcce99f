/** The figure on the icon: what somebody should see to, and nothing else. */
import { expect, test } from 'vitest';
import { countLow } from '../../../client/state/low-count.ts';
import { makeListedItem } from '../../../client/state/listed-item.ts';
import { toId, unplaced } from '../../../shared/ids.ts';

const line = (minimum: number, quantity: number, active = true) =>
  makeListedItem(
    {
      id: toId<'item'>(crypto.randomUUID()),
      name: 'Screw',
      sku: '',
      description: '',
      unit: 'piece',
      minimum,
      categoryId: null,
      homeLocationId: null,
      active,
    },
    { stock: new Map([[unplaced, quantity]]) },
  );

test('items in use that have a minimum and are below it are counted', () => {
  expect(countLow([line(5, 4), line(5, 0), line(5, 5), line(5, 9)])).toBe(2);
});

test('what has no minimum, is put away, or must first be counted is not', () => {
  expect(countLow([line(0, 0), line(5, 1, false), line(5, -1)])).toBe(0);
});
