/** How long the loop waits after failures. */
import { expect, test } from 'vitest';
import { backoffMs } from '../../../client/sync/backoff.ts';

const almostOne = 1 - 2 ** -32;

test('the ceiling doubles from 15 seconds and ends at five minutes', () => {
  const most = [1, 2, 3, 4, 5, 6, 1000].map((failures) =>
    backoffMs({ failures, retryAfterMs: null, dice: almostOne }),
  );
  expect(most).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
});

test('the dice spread a hundred phones over all of it', () => {
  const waits = [0, 0.25, 0.5].map((dice) => backoffMs({ failures: 3, retryAfterMs: null, dice }));
  expect(waits).toEqual([0, 15_000, 30_000]);
});

test('the wish of the server is a minimum, within reason', () => {
  expect(backoffMs({ failures: 1, retryAfterMs: 90_000, dice: 0 })).toBe(90_000);
  expect(backoffMs({ failures: 1, retryAfterMs: 90_000, dice: 0.5 })).toBe(90_750);
  expect(backoffMs({ failures: 1, retryAfterMs: 10 ** 9, dice: 0 })).toBe(300_000);
});
