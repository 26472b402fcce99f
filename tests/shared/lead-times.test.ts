/** Lead times against tables worked by hand. */
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, expectLead, summariseLeadTimes } from '../../shared/lead-times.ts';

describe('what is learned from the days that deliveries took', () => {
  /** The mean of the positive days is what the seed would have said: one parcel that was lost for weeks moves it far. */
  test.each([
    { days: [6], medianDays: 6, p80Days: 6, samples: 1, mean: 6 },
    { days: [3, 8], medianDays: 5.5, p80Days: 8, samples: 2, mean: 5.5 },
    { days: [2, 9, 4, 5], medianDays: 4.5, p80Days: 9, samples: 4, mean: 5 },
    { days: [5, 3, 60, 4, 6], medianDays: 5, p80Days: 6, samples: 5, mean: 15.6 },
    { days: [0, 2, 2, 3], medianDays: 2, p80Days: 3, samples: 4, mean: 7 / 3 },
    { days: [1, 2, 3, 4, 5, 6, 7, 8, 9, 50], medianDays: 5.5, p80Days: 8, samples: 10, mean: 9.5 },
  ])('$days: half took no more than $medianDays, four of five no more than $p80Days', (row) => {
    const { days, medianDays, p80Days, samples } = row;
    expect(summariseLeadTimes(days)).toEqual({ medianDays, p80Days, samples, leftOut: 0 });
    const positive = days.filter((each) => each > 0);
    expect(positive.reduce((sum, each) => sum + each, 0) / positive.length).toBeCloseTo(row.mean);
  });

  test('the same day counts, a receipt before its order is left out and counted as such', () => {
    expect(summariseLeadTimes([0])).toMatchObject({ medianDays: 0, samples: 1, leftOut: 0 });
    expect(summariseLeadTimes([-1, 4, -30, 6])).toEqual({
      medianDays: 5,
      p80Days: 6,
      samples: 2,
      leftOut: 2,
    });
  });

  test('of nothing, and of wrong days alone, nothing is learned', () => {
    expect(summariseLeadTimes([])).toBeUndefined();
    expect(summariseLeadTimes([-3])).toBeUndefined();
  });
});

describe('what is expected', () => {
  const figures = { medianDays: 4, p80Days: 7, samples: 5, leftOut: 0 };
  const none = { medianDays: 0, p80Days: 0, samples: 0, leftOut: 1 };

  test('what somebody says goes before what was learned, and an article before its supplier', () => {
    const slow = { ...figures, medianDays: 9, p80Days: 12 };
    expect(expectLead(2, figures, slow)).toMatchObject({ p80Days: 2, from: 'manual', samples: 0 });
    expect(expectLead(null, figures, slow)).toMatchObject({ p80Days: 7, from: 'supplierItem' });
    expect(expectLead(null, undefined, slow)).toMatchObject({ p80Days: 12, from: 'supplier' });
    expect(expectLead(null, undefined, undefined)).toBeUndefined();
  });

  test('a row of which all samples have grown too old says nothing, and not "0 days"', () => {
    expect(expectLead(null, none, figures)).toMatchObject({ p80Days: 7, from: 'supplier' });
    expect(expectLead(null, none, none)).toBeUndefined();
  });
});

test('days are those of the calendar, across months, leap days and changes of the clock', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-12-31', '2026-12-30')).toBe(-1);
  expect(addDays('2026-12-30', 4.5)).toBe('2027-01-04');
});
