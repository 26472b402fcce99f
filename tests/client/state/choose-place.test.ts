/** Where a scan takes from or puts to. */
import { describe, expect, test } from 'vitest';
import { choosePlace } from '../../../client/state/choose-place.ts';
import type { ListMode } from '../../../client/state/scan-line.ts';
import { unplaced, type LocationId } from '../../../shared/ids.ts';

describe('where a scan takes from or puts to', () => {
  const home = '00000000-0000-7000-8000-0000000000aa' as LocationId;
  const ask = (
    mode: ListMode,
    lying: Readonly<Record<string, number>>,
    more: Partial<Parameters<typeof choosePlace>[0]> = {},
  ) =>
    choosePlace({
      mode,
      item: { homeLocationId: null },
      here: null,
      stock: Object.entries(lying).map(([id, quantity]) => ({
        locationId: id as LocationId,
        quantity,
      })),
      ...more,
    });

  test('is where one is, if that was said', () => {
    for (const mode of ['take', 'return', 'count', 'receive'] as const)
      expect(ask(mode, { a: 1, b: 2 }, { here: home })).toMatchObject({ place: home });
  });

  test('is the only place that holds some, else asked', () => {
    expect(ask('take', { a: 1, b: 0, c: -2 })).toMatchObject({ kind: 'chosen', place: 'a' });
    expect(ask('take', { a: 1, b: 3 })).toMatchObject({ kind: 'ask', options: ['b', 'a'] });
    expect(ask('take', { a: 1, b: 3 }, { place: home })).toMatchObject({ place: home });
    expect(ask('count', { a: 1, c: -2 })).toMatchObject({ kind: 'ask', options: ['a', 'c'] });
    expect(ask('take', {})).toMatchObject({ kind: 'chosen', place: unplaced });
  });

  test('is where it belongs when it is put back', () => {
    const homely = { item: { homeLocationId: home } };
    expect(ask('return', { a: 1, b: 3 }, homely)).toMatchObject({ place: home });
    expect(ask('receive', { a: 1, b: 3 })).toMatchObject({ kind: 'ask' });
    expect(ask('receive', { a: 1 })).toMatchObject({ place: 'a' });
  });

  test('of a move is first the goal, then the source, and never the same', () => {
    expect(ask('move', { a: 1 })).toMatchObject({ kind: 'ask', end: 'place', options: [] });
    expect(ask('move', { a: 1 }, { here: home })).toMatchObject({ place: home, from: 'a' });
    expect(ask('move', { a: 1, b: 2 }, { here: home })).toMatchObject({ end: 'from' });
    expect(ask('move', { a: 1, b: 2 }, { here: 'b' as LocationId })).toMatchObject({ from: 'a' });
    expect(ask('move', { a: 1 }, { here: 'a' as LocationId })).toMatchObject({
      kind: 'alreadyThere',
    });
    expect(ask('move', {}, { here: home })).toMatchObject({ place: home, from: unplaced });
  });
});
