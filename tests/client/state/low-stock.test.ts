/** What somebody should see to first: the lists are reckoned from items and their use, and agree with the badge. */
import { describe, expect, test } from 'vitest';
import { listExpiring } from '../../../client/state/expiring.ts';
import { makeListedItem, type ListedItem } from '../../../client/state/listed-item.ts';
import { countLow } from '../../../client/state/low-count.ts';
import { listLow } from '../../../client/state/low-stock.ts';
import { listMostUsed } from '../../../client/state/most-used.ts';
import type { Batched, StockFacts } from '../../../client/state/stock-facts.ts';
import { toId, unplaced, type ItemId } from '../../../shared/ids.ts';
import { emptyStock } from '../../../shared/stock.ts';
import { weekOf } from '../../../shared/use-weeks.ts';

const nowMs = Date.UTC(2026, 10, 25, 12);
const thisWeek = weekOf(nowMs);
const shelf = toId<'location'>('00000000-0000-4000-8000-00000000aaaa');

interface Made {
  readonly quantity?: number;
  /** Below nothing at another place. */
  readonly missing?: number;
  readonly minimum?: number;
  readonly active?: boolean;
  readonly unit?: string;
}

function make(name: string, made: Made) {
  const { quantity = 0, missing = 0, minimum = 0, active = true, unit = 'piece' } = made;
  const fields = { name, unit, minimum, active, sku: '', description: '' };
  return makeListedItem(
    { ...fields, id: toId<'item'>(crypto.randomUUID()), categoryId: null, homeLocationId: null },
    {
      stock: new Map([
        [unplaced, quantity + missing],
        [shelf, -missing],
      ]),
    },
  );
}

/** So much in each of the eight whole weeks before this one. */
function weekly(...uses: (readonly [ListedItem, number])[]): Omit<StockFacts, 'expiring'> {
  const eight = Array.from({ length: 8 }, (_, place) => thisWeek - 8 + place);
  return {
    nowMs,
    onLoan: new Map(),
    uses: new Map(
      uses.map(([{ id }, used]) => [id, Object.fromEntries(eight.map((week) => [week, used]))]),
    ),
  };
}

const names = (lines: readonly { readonly item: ListedItem }[]) =>
  lines.map(({ item }) => item.name);

describe('what is low', () => {
  test('the list has as many lines as the badge says', () => {
    const items = [
      make('at', { quantity: 5000, minimum: 5000 }),
      make('below', { quantity: 1000, minimum: 5000 }),
      make('gone', { quantity: 0, minimum: 5000 }),
      make('negative', { quantity: -1000, minimum: 5000 }),
      make('above', { quantity: 6000, minimum: 5000 }),
      make('without', { quantity: 0 }),
      make('away', { quantity: 0, minimum: 5000, active: false }),
    ];
    const { low } = listLow(items, weekly(), 4);
    expect(low).toHaveLength(countLow(items));
    expect(names(low).toSorted()).toEqual(['at', 'below', 'gone', 'negative']);
  });

  test('what needs a count comes first, then by days of cover, what nobody uses last', () => {
    const fast = make('fast', { quantity: 2000, minimum: 5000 });
    const slow = make('slow', { quantity: 4000, minimum: 5000 });
    const unused = make('unused', { quantity: 4000, minimum: 5000 });
    const fewer = make('fewer', { quantity: 1000, minimum: 5000 });
    const gone = make('gone', { quantity: 0, minimum: 5000 });
    // Nothing says how much of it there really is.
    const wrong = make('wrong', { quantity: 5000, missing: 1000, minimum: 5000 });
    const items = [unused, slow, gone, fewer, fast, wrong];
    const { low } = listLow(items, weekly([fast, 7000], [slow, 1000]), 4);
    expect(names(low)).toEqual(['wrong', 'gone', 'fast', 'slow', 'fewer', 'unused']);
    expect(low.map(({ coverDays }) => coverDays)).toEqual([null, null, 2, 28, null, null]);
  });

  test('what is out on loan stands beside it and is not available', () => {
    const drill = make('drill', { quantity: 0, minimum: 1000 });
    const facts = { ...weekly(), onLoan: new Map([[drill.id, 2000]]) };
    expect(listLow([drill], facts, 4).low).toMatchObject([{ onLoan: 2000, item: { quantity: 0 } }]);
  });
});

describe('what runs out soon', () => {
  const glue = make('glue', { quantity: 12_000, minimum: 2000 });

  test('above its minimum, and used up within so many weeks', () => {
    const facts = weekly([glue, 3000]);
    expect(names(listLow([glue], facts, 8).soon)).toEqual(['glue']);
    // Four whole weeks are not less than four weeks.
    expect(names(listLow([glue], facts, 4).soon)).toEqual([]);
  });

  test('no item is in both lists', () => {
    const low = make('low', { quantity: 1000, minimum: 2000 });
    const lists = listLow([low, glue], weekly([low, 3000], [glue, 9000]), 8);
    expect([names(lists.low), names(lists.soon)]).toEqual([['low'], ['glue']]);
  });

  test('what has no minimum and is used all the same is in it, also once it is gone', () => {
    const tape = make('tape', { quantity: 1000 });
    const gone = make('gone', { quantity: 0 });
    const away = make('away', { quantity: 1000, active: false });
    const facts = weekly([tape, 1000], [gone, 1000], [away, 1000]);
    expect(names(listLow([tape, gone, away], facts, 2).soon)).toEqual(['gone', 'tape']);
  });
});

test('the most used come first, each unit by itself, this week included', () => {
  const screw = make('screw', {});
  const nut = make('nut', {});
  const wire = make('wire', { unit: 'm' });
  const back = make('back', {});
  const facts = {
    nowMs,
    uses: new Map<ItemId, Record<string, number>>([
      [screw.id, { [thisWeek]: 2000, [thisWeek - 7]: 3000, [thisWeek - 8]: 90_000 }],
      [nut.id, { [thisWeek - 1]: 9000 }],
      [wire.id, { [thisWeek - 1]: 250 }],
      [back.id, { [thisWeek - 1]: -1000 }],
    ]),
  };
  const units = listMostUsed([screw, nut, wire, back], facts);
  expect(
    units.map(({ unit, lines }) => [unit, lines.map(({ item, used }) => [item.name, used])]),
  ).toEqual([
    [
      'piece',
      [
        ['nut', 9000],
        ['screw', 5000],
      ],
    ],
    ['m', [['wire', 250]]],
  ]);
});

describe('what expires', () => {
  const glue = make('glue', { quantity: 3000 });
  const batch = (expiry: string, quantity = 1000): Batched => ({
    ...emptyStock(glue.id, unplaced, { lot: '', expiry }),
    quantity,
  });
  const question = { items: [glue], today: '2026-11-25' };

  test('its last day is still good, the day after it is not; what must go first is on top', () => {
    const batches = ['2026-12-01', '2026-11-24', '2026-11-25'].map((day) => batch(day));
    const lines = listExpiring({ ...question, batches, days: 60 });
    expect(lines.map(({ daysLeft }) => daysLeft)).toEqual([-1, 0, 6]);
  });

  test('the days asked for are counted over the end of a year, and the last of them is in', () => {
    const batches = ['2027-01-24', '2027-01-25'].map((day) => batch(day));
    const lines = listExpiring({ ...question, batches, days: 60 });
    expect(lines.map((line) => line.batch.expiry)).toEqual(['2027-01-24']);
  });

  test('a batch of an item that is gone is not shown', () => {
    expect(
      listExpiring({ ...question, items: [], batches: [batch('2026-11-24')], days: 60 }),
    ).toEqual([]);
  });
});
