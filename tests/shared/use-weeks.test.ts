/** Use by week: the same sums in any order, half a year of them, and plain arithmetic on top. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addUses,
  daysOfCover,
  lastWeeks,
  useRate,
  weekMs,
  weekOf,
  weeksKept,
  weekStart,
  withUse,
  type UseByWeek,
} from '../../shared/use-weeks.ts';

const thisWeek = weekOf(Date.UTC(2026, 10, 25));
const nowMs = weekStart(thisWeek) + 2 * 24 * 60 * 60 * 1000;
const usesOf = (uses: readonly (readonly [ago: number, quantity: number])[]): UseByWeek =>
  uses.reduce<UseByWeek>((used, [ago, quantity]) => withUse(used, thisWeek - ago, quantity), {});

const someUses = fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer()), {
  maxLength: 40,
});

describe('weeks', () => {
  test('a week begins on Monday at midnight, UTC, and ends a millisecond before the next', () => {
    const monday = Date.UTC(2026, 10, 23);
    expect(new Date(monday).getUTCDay()).toBe(1);
    expect(weekStart(weekOf(monday))).toBe(monday);
    expect(weekOf(monday - 1)).toBe(weekOf(monday) - 1);
    expect(weekOf(monday + weekMs - 1)).toBe(weekOf(monday));
  });

  test('every moment lies in its week, also before 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (ms) => {
        const start = weekStart(weekOf(ms));
        expect(start <= ms && ms < start + weekMs).toBe(true);
      }),
    );
  });
});

describe('sums', () => {
  test('the order in which uses come changes nothing', () => {
    fc.assert(
      fc.property(
        someUses.chain((uses) =>
          fc.tuple(
            fc.constant(uses),
            fc.shuffledSubarray(uses, { minLength: uses.length, maxLength: uses.length }),
          ),
        ),
        ([uses, shuffled]) => {
          expect(usesOf(shuffled)).toEqual(usesOf(uses));
        },
      ),
    );
  });

  test('half a year is kept, counted back from the newest week that had any use', () => {
    fc.assert(
      fc.property(someUses, (uses) => {
        const sums = new Map<number, number>();
        for (const [ago, quantity] of uses)
          sums.set(thisWeek - ago, (sums.get(thisWeek - ago) ?? 0) + quantity);
        const newest = Math.max(...sums.keys());
        const kept = [...sums].filter(([week]) => week > newest - weeksKept);
        expect(usesOf(uses)).toEqual(Object.fromEntries(kept));
      }),
    );
  });

  test('what was taken and brought back within a week leaves the week at nothing, and begun', () => {
    expect(
      usesOf([
        [3, 2000],
        [3, -2000],
      ]),
    ).toEqual({ [thisWeek - 3]: 0 });
  });

  test('the uses of several bins add up week by week', () => {
    const one = usesOf([
      [1, 2000],
      [2, 1000],
    ]);
    const other = usesOf([
      [1, -500],
      [9, 4000],
    ]);
    expect(addUses([one, other, {}])).toEqual({
      [thisWeek - 1]: 1500,
      [thisWeek - 2]: 1000,
      [thisWeek - 9]: 4000,
    });
    expect(addUses([other, one])).toEqual(addUses([one, other]));
  });
});

describe('use per week', () => {
  test('24 in eight weeks are 3 a week, and 12 last four weeks', () => {
    const rate = useRate(usesOf([7, 6, 5, 4, 3, 2, 1, 8].map((ago) => [ago, 3000])), nowMs);
    expect(rate).toEqual({ used: 24_000, weeks: 8, perWeek: 3000 });
    expect(daysOfCover(12_000, rate)).toBe(28);
  });

  test('this week does not count until it is over', () => {
    expect(useRate(usesOf([[0, 5000]]), nowMs)).toBeNull();
    const before = useRate(
      usesOf([
        [0, 5000],
        [1, 1000],
      ]),
      nowMs,
    );
    expect(before).toEqual({ used: 1000, weeks: 1, perWeek: 1000 });
    expect(useRate(usesOf([[0, 5000]]), nowMs + weekMs)).toEqual({
      used: 5000,
      weeks: 1,
      perWeek: 5000,
    });
  });

  test('a new item is measured by the weeks of its own life', () => {
    expect(
      useRate(
        usesOf([
          [1, 4000],
          [2, 2000],
        ]),
        nowMs,
      ),
    ).toEqual({
      used: 6000,
      weeks: 2,
      perWeek: 3000,
    });
  });

  test('what was used long ago and not since is used no more, not unknown', () => {
    const rate = useRate(usesOf([[20, 9000]]), nowMs);
    expect(rate).toEqual({ used: 0, weeks: 8, perWeek: 0 });
    expect(daysOfCover(1000, rate)).toBeNull();
  });

  test('where more came back than was taken there is no cover to tell', () => {
    const rate = useRate(
      usesOf([
        [1, -3000],
        [2, 1000],
      ]),
      nowMs,
    );
    expect(rate).toEqual({ used: -2000, weeks: 2, perWeek: -1000 });
    expect(daysOfCover(5000, rate)).toBeNull();
  });

  test('weeks that are still to come say nothing: a clock a year ahead made them', () => {
    const ahead = { [thisWeek + 52]: 7000, [thisWeek - 1]: 2000 };
    expect(useRate(ahead, nowMs)).toEqual({ used: 2000, weeks: 1, perWeek: 2000 });
    expect(useRate({ [thisWeek + 52]: 7000 }, nowMs)).toBeNull();
  });

  test('nothing there lasts no day, and less than nothing neither', () => {
    const rate = useRate(usesOf([[1, 2000]]), nowMs);
    expect([daysOfCover(0, rate), daysOfCover(-4000, rate)]).toEqual([0, 0]);
  });

  test('cover is reckoned from what was used, not from the rounded week', () => {
    const rate = useRate(usesOf([[6, 1000]]), nowMs);
    expect(rate).toEqual({ used: 1000, weeks: 6, perWeek: 167 });
    expect(daysOfCover(1000, rate)).toBe(42);
    expect(daysOfCover(1000, useRate(usesOf([[8, 1]]), nowMs))).toBe(56_000);
  });
});

test('the last weeks end with this one and leave none out', () => {
  const weeks = lastWeeks(
    usesOf([
      [0, 1000],
      [25, 2000],
    ]),
    nowMs,
  );
  expect(weeks).toHaveLength(weeksKept);
  expect(weeks.at(-1)).toEqual({ week: thisWeek, used: 1000 });
  expect(weeks[0]).toEqual({ week: thisWeek - 25, used: 2000 });
  expect(weeks.slice(1, -1).every(({ used }) => used === 0)).toBe(true);
});
