/** The hybrid clock: never backwards on one device, never a reason to refuse, and in order as plain text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clientMark,
  isStamp,
  laterStamp,
  makeStamp,
  makeStampClamp,
  nextStamp,
  parseStamp,
  stampToMs,
  type Stamp,
} from '../../shared/stamps.ts';

const mark = fc.stringMatching(/^[0-9a-f]{8}$/);
const ms = fc.integer({ min: 0, max: 36 ** 9 - 1 });
const counter = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** What a phone's clock may show: stopped, set back, in the far future, with fractions, before 1970. */
const clock = fc.oneof(
  fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_005 }),
  fc.integer({ min: -(10 ** 12), max: 10 ** 13 }),
  fc.double({ min: 0, max: 3, noNaN: true }),
  fc.constantFrom(36 ** 9 - 1, 36 ** 9, 8.64e15),
);

function stampsOf(clocks: readonly number[], clientsMark: string): Stamp[] {
  const stamps: Stamp[] = [];
  for (const nowMs of clocks) stamps.push(nextStamp(stamps.at(-1) ?? null, nowMs, clientsMark));
  return stamps;
}

function isRising(stamps: readonly Stamp[]): boolean {
  return stamps.every((stamp, place) => place === 0 || stamp > (stamps[place - 1] ?? stamp));
}

describe('a stamp', () => {
  test('looks as drawn', () => {
    expect(makeStamp({ ms: 1_700_000_000_000, counter: 1, mark: '9f86d081' })).toBe(
      '0loyw3v28-0000001-9f86d081',
    );
  });

  test('has a fixed width, is recognised, and gives its parts back', () => {
    fc.assert(
      fc.property(ms, counter, mark, (time, count, who) => {
        const stamp = makeStamp({ ms: time, counter: count, mark: who });
        expect(stamp).toHaveLength(26);
        expect(isStamp(stamp)).toBe(true);
        expect(parseStamp(stamp)).toEqual({ ms: time, counter: count, mark: who });
        expect(stampToMs(stamp)).toBe(time);
      }),
      { numRuns: 500 },
    );
  });

  test('sorts as text by time, then counter, then mark', () => {
    const parts = fc.tuple(ms, counter, mark);
    fc.assert(
      fc.property(parts, parts, ([msA, countA, markA], [msB, countB, markB]) => {
        const order = msA - msB || countA - countB || (markA < markB ? -1 : 1);
        const one = makeStamp({ ms: msA, counter: countA, mark: markA });
        const other = makeStamp({ ms: msB, counter: countB, mark: markB });
        expect(one < other).toBe(order < 0 && one !== other);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    '',
    '0loyw3v28-0000001-9F86D081',
    '0loyw3v28-000001-9f86d081',
    ' 0loyw3v28-0000001-9f86d081',
  ])('%j is none', (text) => {
    expect(isStamp(text)).toBe(false);
  });

  test('carries the last eight characters of the client id', () => {
    expect(clientMark('11111111-2222-4333-8444-5555aabbccdd')).toBe('aabbccdd');
  });
});

describe('one device', () => {
  test('stamps rise and can be sent, whatever its clock does', () => {
    fc.assert(
      fc.property(fc.array(clock, { minLength: 2, maxLength: 20 }), mark, (clocks, who) => {
        const stamps = stampsOf(clocks, who);
        expect(isRising(stamps)).toBe(true);
        expect(stamps.every((stamp) => isStamp(stamp))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('follows its clock when that moves on', () => {
    const stamps = stampsOf([1000, 1000, 2000], '00000001').map(parseStamp);
    expect(stamps.map((stamp) => [stamp.ms, stamp.counter])).toEqual([
      [1000, 0],
      [1000, 1],
      [2000, 0],
    ]);
  });

  test('goes on with the next millisecond when the counter is full', () => {
    const full = makeStamp({ ms: 1000, counter: 2 ** 32 - 1, mark: '00000001' });
    expect(parseStamp(nextStamp(full, 500, '00000001'))).toMatchObject({ ms: 1001, counter: 0 });
  });
});

describe('the clamp of a push', () => {
  test('leaves the past alone and brings the future to the time of receipt', () => {
    const clamp = makeStampClamp(1000);
    const past = makeStamp({ ms: 999, counter: 7, mark: '00000001' });
    expect(clamp(past)).toBe(past);
    const future = makeStamp({ ms: 10 ** 13, counter: 7, mark: '00000001' });
    expect(parseStamp(clamp(future))).toEqual({ ms: 1000, counter: 0, mark: '00000001' });
  });

  test("is not moved by a neighbour's wrong clock: what a later push brings is still later", () => {
    const received = 1_700_000_000_005;
    const neighbour = makeStamp({ ms: 10 ** 13, counter: 0, mark: '00000001' });
    const [first, second] = stampsOf([received, 0], '00000002') as [Stamp, Stamp];
    const together = makeStampClamp(received);
    together(neighbour);
    expect(together(first) < makeStampClamp(received + 1)(second)).toBe(true);
  });

  test("keeps each client's own order, over several pushes and with clients between each other", () => {
    const push = fc.record({
      receivedIn: fc.integer({ min: 1, max: 5000 }),
      size: fc.integer({ min: 1, max: 6 }),
    });
    const client = fc.array(clock, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(client, { minLength: 1, maxLength: 3 }),
        fc.array(push, { minLength: 12, maxLength: 36 }),
        (clients, pushes) => {
          const logs = clients.map((clocks, who) => stampsOf(clocks, `0000000${who}`));
          const clamped = logs.map((): Stamp[] => []);
          let receivedAt = 1_700_000_000_000;
          for (const { receivedIn, size } of pushes) {
            receivedAt += receivedIn;
            const clamp = makeStampClamp(receivedAt);
            for (const [who, log] of logs.entries()) {
              clamped[who]?.push(...log.splice(0, size).map(clamp));
            }
          }
          for (const stamps of clamped) {
            expect(isRising(stamps)).toBe(true);
            expect(stamps.every((stamp) => stampToMs(stamp) <= receivedAt)).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});

test('of two stamps the later is taken, and any is later than none', () => {
  const [one, other] = stampsOf([1, 2], '00000001');
  expect(laterStamp(one ?? null, other ?? null)).toBe(other);
  expect(laterStamp(other ?? null, one ?? null)).toBe(other);
  expect(laterStamp(null, one ?? null)).toBe(one);
  expect(laterStamp(one ?? null, null)).toBe(one);
  expect(laterStamp(null, null)).toBeNull();
});
