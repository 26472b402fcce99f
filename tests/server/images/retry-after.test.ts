/** Another server's wish for peace: honoured as it can be read, and for a day at most. */
import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../server/images/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 24, 12, 0, 0);
const dayMs = 24 * 60 * 60 * 1000;

test('seconds are waited', () => {
  expect(parseRetryAfter('0', nowMs)).toBe(0);
  expect(parseRetryAfter(' 120 ', nowMs)).toBe(120_000);
});

test('a date is waited for, in each of its three forms', () => {
  for (const date of [
    'Tue, 24 Nov 2026 12:02:00 GMT',
    'Tuesday, 24-Nov-26 12:02:00 GMT',
    'Tue Nov 24 12:02:00 2026',
  ]) {
    expect([date, parseRetryAfter(date, nowMs)]).toEqual([date, 120_000]);
  }
});

test('a date that has passed is no wait', () => {
  expect(parseRetryAfter('Tue, 24 Nov 2026 11:00:00 GMT', nowMs)).toBe(0);
});

test('nobody makes us wait longer than a day', () => {
  expect(parseRetryAfter('86401', nowMs)).toBe(dayMs);
  expect(parseRetryAfter('9'.repeat(5000), nowMs)).toBe(dayMs);
  expect(parseRetryAfter('Tue, 24 Nov 2099 12:00:00 GMT', nowMs)).toBe(dayMs);
});

test('what cannot be read is no wish', () => {
  for (const text of [
    '',
    'soon',
    '-5',
    '1.5',
    '12s',
    '0x10',
    '1e3',
    'Infinity',
    '2026-11-25',
    'Tue, soon',
  ]) {
    expect([text, parseRetryAfter(text, nowMs)]).toEqual([text, null]);
  }
});
