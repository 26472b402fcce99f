/** How long until another try. */
import { expect, test } from 'vitest';
import { retryDelayMs } from '../../../server/jobs/retry-delay.ts';

test.each([
  [1, 30_000],
  [2, 120_000],
  [3, 480_000],
  [4, 1_920_000],
  [5, 7_680_000],
])('after try %i about %i ms pass, a quarter more or less', (attempts, middle) => {
  expect(retryDelayMs(attempts, { dice: 0 })).toBe(middle * 0.75);
  expect(retryDelayMs(attempts, { dice: 0.5 })).toBe(middle);
  expect(retryDelayMs(attempts, { dice: 0.999999 })).toBeLessThanOrEqual(middle * 1.25);
});

test('the other side’s own wish counts, and is never undercut', () => {
  expect(retryDelayMs(4, { dice: 0, wishMs: 1000 })).toBe(1000);
  expect(retryDelayMs(1, { dice: 0.5, wishMs: 3_600_000 })).toBeGreaterThanOrEqual(3_600_000);
});

test('nothing waits for more than a day', () => {
  const dayMs = 24 * 3600 * 1000;
  expect(retryDelayMs(100, { dice: 0.9 })).toBe(dayMs);
  expect(retryDelayMs(1, { dice: 0.9, wishMs: 10 * dayMs })).toBe(dayMs);
});
