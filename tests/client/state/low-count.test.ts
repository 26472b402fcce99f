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

test('items in use that have a minimum and are at or below it are counted', () => {
  expect(countLow([line(5, 4), line(5, 0), line(5, 5), line(5, 6), line(5, 9)])).toBe(3);
});

test('less than nothing is below the minimum, too', () => {
  expect(countLow([line(5, -1)])).toBe(1);
});

test('what has no minimum or is put away is not counted', () => {
  expect(countLow([line(0, 0), line(0, -1), line(5, 1, false)])).toBe(0);
});
