/** The wake-up call: at once when something is new, and bearable while hundreds of things are. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import type { Pokes } from '../../../server/sync/poke.ts';
import type { Poke } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { openTestDatabase, openTestSpace } from '../../support/open-test-space.ts';

let db: OpenDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A phone that listens, and the versions that it hears of. */
async function listen() {
  let say = (_poke: Poke): void => undefined;
  const pokes: Pokes = {
    subscribe: (_spaceId, listener) => {
      say = listener;
      return () => undefined;
    },
    current: async () => ({ epoch: 'e', version: 1 }),
    close: async () => undefined,
  };
  const space = await openTestSpace(db, { pokes });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const answer = await space.request('/api/events', { as: space.owner });
  const reader = must(answer.body, 'a stream').getReader();
  const hear = async (): Promise<string> =>
    Buffer.from((await reader.read()).value ?? []).toString();
  return { say: (version: number) => say({ epoch: 'e', version }), hear, reader };
}

test('whoever listens is told at once where we are, and of the next version', async () => {
  const { say, hear, reader } = await listen();
  expect(await hear()).toBe('data: {"epoch":"e","version":1}\n\n');
  await vi.advanceTimersByTimeAsync(500);
  say(2);
  expect(await hear()).toBe('data: {"epoch":"e","version":2}\n\n');
  await reader.cancel();
});

test('of a flood of versions only the newest is told, half a second after the last word', async () => {
  const { say, hear, reader } = await listen();
  await hear();
  for (let version = 2; version <= 100; version++) say(version);
  const heard = hear();
  await vi.advanceTimersByTimeAsync(499);
  let isTold = false;
  void heard.then(() => {
    isTold = true;
  });
  await Promise.resolve();
  expect(isTold).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await heard).toBe('data: {"epoch":"e","version":100}\n\n');
  await reader.cancel();
});
