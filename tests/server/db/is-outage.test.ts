/** Which failures pass by themselves. A wrong "yes" is retried for ever; a wrong "no" loses a phone's change. */
import { expect, test } from 'vitest';
import { DatabaseGone } from '../../../server/db/database-gone.ts';
import { DatabaseOpenError } from '../../../server/db/database-open-error.ts';
import { isOutage } from '../../../server/db/is-outage.ts';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOSPC',
  'EIO',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '08006',
  '08P01',
  '58030',
  '25006',
  '40001',
  '40P01',
  '55P03',
  'XX001',
])('%s is an outage', (code) => {
  expect(isOutage(withCode(code))).toBe(true);
  expect(isOutage(new Error('outer', { cause: withCode(code) }))).toBe(true);
  expect(isOutage(new AggregateError([withCode('ENOENT'), withCode(code)]))).toBe(true);
});

test.each([
  '23505',
  '23503',
  '22P02',
  '42P01',
  '42601',
  'P0001',
  '25P02',
  '57014',
  'XX000',
  'ENOENT',
])('%s is none', (code) => {
  expect(isOutage(withCode(code))).toBe(false);
});

test.each([undefined, null, 'ECONNREFUSED', { code: 'ECONNREFUSED' }, 7, new Error('timeout')])(
  '%s is none',
  (thrown) => {
    expect(isOutage(thrown)).toBe(false);
  },
);

test('a database that stopped is an outage, and one that needs a person is not', () => {
  expect(isOutage(new DatabaseGone('x'))).toBe(true);
  expect(isOutage(new DatabaseOpenError('x'))).toBe(false);
});

test('an error that is its own cause does not hang', () => {
  const circular = new Error('x');
  circular.cause = circular;
  expect(isOutage(circular)).toBe(false);
});
