/** Manners towards other people's servers. */
import { expect, test } from 'vitest';
import { makeBusyHosts } from '../../../server/jobs/busy-hosts.ts';

function make() {
  const clock = { ms: 0 };
  const limits = { perHostMax: 2, spacingMs: 250, isOwnHost: (host: string) => host === 'nas' };
  return { clock, busy: makeBusyHosts(limits, () => clock.ms) };
}

test('after a request to a host there is a pause, and then there may be a second one', () => {
  const { clock, busy } = make();
  busy.start('a');
  expect(busy.list()).toEqual(['a']);
  clock.ms = 100;
  expect(busy.nextFreeInMs()).toBe(150);
  clock.ms = 250;
  expect(busy.list()).toEqual([]);
  expect(busy.nextFreeInMs()).toBeUndefined();
});

test('two at once are the most; the next waits for an end and not for a time', () => {
  const { clock, busy } = make();
  busy.start('a');
  busy.start('a');
  clock.ms = 1000;
  expect(busy.list()).toEqual(['a']);
  expect(busy.nextFreeInMs()).toBeUndefined();
  busy.end('a');
  expect(busy.list()).toEqual([]);
});

test('what is claimed in the same breath counts as asked', () => {
  const { busy } = make();
  expect(busy.list(['a'])).toEqual(['a']);
});

test('hosts of one’s own, and work that asks nobody, never wait', () => {
  const { busy } = make();
  for (const host of ['nas', 'nas', 'nas', '', '', '']) busy.start(host);
  expect(busy.list(['nas', ''])).toEqual([]);
});
