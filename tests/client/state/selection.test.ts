/** Which items are chosen: by one, by a range, all of them; at any size. */
import { describe, expect, test } from 'vitest';
import { Selection } from '../../../client/state/selection.ts';
import { toId, type ItemId } from '../../../shared/ids.ts';

const idOf = (place: number): ItemId =>
  toId<'item'>(`00000000-0000-7000-8000-${String(place).padStart(12, '0')}`);
const rowsOf = (howMany: number) =>
  Array.from({ length: howMany }, (_, place) => ({ id: idOf(place) }));

const alone = { shiftKey: false };
const withShift = { shiftKey: true };

describe('a selection', () => {
  const rows = rowsOf(10);

  test('takes what is picked, and lets it go when it is picked again', () => {
    const selection = new Selection();
    selection.pick(idOf(3), alone, rows);
    expect([selection.has(idOf(3)), selection.size]).toEqual([true, 1]);
    selection.pick(idOf(3), alone, rows);
    expect([selection.has(idOf(3)), selection.size]).toEqual([false, 0]);
  });

  test('takes a range in the order of the list, upwards and downwards', () => {
    const selection = new Selection([idOf(5)]);
    selection.pick(idOf(7), withShift, rows);
    selection.pick(idOf(3), withShift, rows);
    expect(selection.ids.toSorted()).toEqual([3, 4, 5, 6, 7].map(idOf));
    const turned = new Selection([idOf(5)]);
    turned.pick(idOf(3), withShift, rows.toReversed());
    expect(turned.ids.toSorted()).toEqual([3, 4, 5].map(idOf));
  });

  test('takes only the one where the beginning of the range is not in the list', () => {
    const selection = new Selection([idOf(99)]);
    selection.pick(idOf(2), withShift, rows);
    expect(selection.ids).toEqual([idOf(99), idOf(2)]);
  });

  test('keeps what another filter hides, and knows how many those are', () => {
    const selection = new Selection();
    selection.addAll(rows);
    const shown = rows.slice(0, 4);
    expect([selection.size, selection.countIn(shown)]).toEqual([10, 4]);
  });

  test('of 50,000 items answers within a frame', () => {
    const all = rowsOf(50_000);
    const selection = new Selection();
    selection.addAll(all);
    const began = performance.now();
    selection.pick(idOf(25_000), alone, all);
    expect(selection.countIn(all)).toBe(49_999);
    // A frame is 16 ms; the rest is for a machine that has other things to do.
    expect(performance.now() - began).toBeLessThan(200);
  });
});
