/** What the board and the list of low items say of days, and of how fresh they are. */
import { expect, test } from 'vitest';
import { onOrderWords } from '../../../client/ui/screens/low/low-words.ts';
import { boardMoment } from '../../../client/ui/words/board-words.ts';
import { minimumReasons, minimumSum } from '../../../client/ui/words/minimum-words.ts';
import type { SuggestedMinimum } from '../../../client/state/suggested-minimum.ts';

test('what is on order says how much and when, and that it is late', () => {
  const say = (expectedOn: string) =>
    onOrderWords({ quantity: 12_000, expectedOn }, 'piece', '2026-12-01');
  expect(say('')).toBe('12 pieces on order');
  expect(say('2026-12-02')).toBe('12 pieces on order, expected tomorrow');
  expect(say('2026-11-30')).toBe('12 pieces on order, late since yesterday');
});

test('a board says of when it is, and that it has no connection once it is old or cut off', () => {
  const nowMs = Date.now();
  const at = (ageMs: number, kind: 'synced' | 'offline' | 'updateReady') =>
    boardMoment({
      lastSyncedAt: nowMs - ageMs,
      nowMs,
      sync: { kind, tone: 'quiet', waiting: 0 },
    });
  expect(at(1000, 'synced')).toMatchObject({ isBehind: false });
  expect(at(1000, 'updateReady')).toMatchObject({ isBehind: false });
  expect(at(1000, 'offline').text).toMatch(/^As of .*, no connection$/);
  expect(at(6 * 60_000, 'synced').text).toMatch(/^As of .*, no connection$/);
  const never = { lastSyncedAt: null, nowMs } as const;
  const sync = { kind: 'synced', tone: 'good', waiting: 0 } as const;
  expect(boardMoment({ ...never, sync }).text).toBe('Has not met the server yet');
});

test('the sum of a suggested minimum is told in full, with where each number is from', () => {
  const lead = { medianDays: 4, p80Days: 9, samples: 5, from: 'supplierItem' } as const;
  const suggested: SuggestedMinimum = {
    minimum: 7000,
    exact: (6000 * 16) / 14,
    rate: { used: 6000, weeks: 2, perWeek: 3000 },
    lead: { ...lead, supplierName: 'Tool shop' },
    safetyDays: 7,
  };
  expect(minimumSum(suggested, 'piece')).toBe('3 pieces a week × (9 days + 7 days) ≈ 6.86');
  expect(minimumSum({ ...suggested, exact: 6000 }, 'piece')).toMatch(/= 6$/);
  expect(minimumReasons(suggested)).toEqual([
    '9 days: 80 % of 5 deliveries from Tool shop took no longer.',
    '7 days more for safety, as set for the space.',
  ]);
  const said = { ...suggested.lead, from: 'manual', samples: 0 } as const;
  expect(minimumReasons({ ...suggested, lead: said, safetyDays: 0 })).toEqual([
    '9 days: so somebody has said of Tool shop.',
  ]);
});
