/** What goes up in one request, and which replies count as an answer of our server. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgeReply, makeRequest } from '../../../client/sync/pull.ts';
import type { Reply } from '../../../client/sync/transport.ts';
import { limits, type SyncAnswer, type SyncRequest } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
});
afterEach(deletePhones);

const ask = async (mutationsMax = 1000): Promise<SyncRequest> =>
  must(await makeRequest(phone.db, phone.moment, mutationsMax), 'a request');

describe('a request', () => {
  test('carries the oldest changes first, no more than asked for', async () => {
    for (let place = 0; place < 5; place++) await phone.record(createItem(phone.newId<'item'>()));
    const { mutations } = await ask(3);
    expect(mutations.map(({ mid }) => mid)).toEqual([1, 2, 3]);
    expect((await ask(0)).mutations).toEqual([]);
  });

  test('carries nothing of what only this phone knows about a change', async () => {
    await phone.record(createItem(phone.newId<'item'>()));
    const [sent] = (await ask()).mutations;
    expect(Object.keys(must(sent, 'a change')).toSorted()).toEqual(
      ['args', 'mid', 'name', 'stamp', 'uuid', 'version'].toSorted(),
    );
  });

  test('stays within the bytes that the server takes, counted as UTF-8', async () => {
    const notes = 'ß'.repeat(9_000);
    const drafts = Array.from({ length: 40 }, () => createItem(phone.newId<'item'>(), { notes }));
    await phone.record(...drafts);
    const request = await ask();
    const bytes = new TextEncoder().encode(JSON.stringify(request)).length;
    expect(request.mutations.length).toBeGreaterThan(20);
    expect(bytes).toBeLessThanOrEqual(limits.pushBytesMax);
    expect(bytes).toBeGreaterThan(limits.pushBytesMax - 25_000);
  });

  test('has a nonce of its own each time', async () => {
    expect((await ask()).nonce).not.toBe((await ask()).nonce);
  });
});

describe('a reply', () => {
  let request: SyncRequest;
  let answer: SyncAnswer;
  const reply = (body: unknown, status = 200): Reply => {
    return { kind: 'reply', status, body, retryAfterMs: null };
  };

  beforeEach(async () => {
    await phone.record(createItem(phone.newId<'item'>()));
    await phone.sync();
    request = await ask();
    const sent = await phone.line.send(request, new AbortController().signal);
    const judged = judgeReply(request, sent);
    if (judged.kind !== 'answer') throw new Error('Expected an answer');
    ({ answer } = judged);
  });

  test('with our nonce is an answer', () => {
    expect(judgeReply(request, reply(answer))).toEqual({ kind: 'answer', answer });
  });

  test.each([
    ['a login page of a hotel, 200 and HTML', 200, undefined],
    ['somebody else’s JSON', 200, { ok: true }],
    ['null', 200, null],
    ['a proxy’s error page', 502, undefined],
    ['a password question of a proxy', 401, undefined],
    ['JSON that means another thing by kind', 409, { kind: 'conflict' }],
    ['a problem of ours under a status that is not its own', 200, { kind: 'signedOut' }],
  ])('that is %s is not an answer', (_, status, body) => {
    expect(judgeReply(request, reply(body, status))).toMatchObject({
      kind: 'outage',
      trouble: { kind: 'notOurServer', status },
    });
  });

  test('with another nonce is a replay, not an answer', () => {
    const replayed = { ...answer, nonce: 'f'.repeat(32) };
    expect(judgeReply(request, reply(replayed))).toMatchObject({ kind: 'outage' });
  });

  test.each([
    ['of another epoch', { epoch: '00000000-0000-4000-8000-000000000001' }, 'epochChanged'],
    ['that knows less of our log than before', { lastMid: 0 }, 'regressed'],
    ['whose head is behind our cursor', { headVersion: 0 }, 'regressed'],
  ])('%s is a server that went back in time, even if it does not say so', (_, change, kind) => {
    expect(judgeReply(request, reply({ ...answer, ...change }))).toMatchObject({
      kind: 'problem',
      problem: { kind },
    });
  });

  test('429 and 503 of ours mean busy, with the wish of the server', () => {
    for (const status of [429, 503]) {
      const busy: Reply = { kind: 'reply', status, body: { kind: 'busy' }, retryAfterMs: 7000 };
      expect(judgeReply(request, busy)).toEqual({
        kind: 'problem',
        problem: { kind: 'busy' },
        retryAfterMs: 7000,
      });
    }
  });
});
