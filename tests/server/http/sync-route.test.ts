/** What a phone, or something that is none, may send to `/api/sync`, and what it is told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { limits, protocolVersion, type SyncAnswer } from '../../../shared/protocol.ts';
import { openTestDatabase, openTestSpace, type TestSpace } from '../../support/open-test-space.ts';
import { SyncClient } from '../../support/sync-client.ts';

let db: OpenDatabase;
let space: TestSpace;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  space = await openTestSpace(db);
});

const goodRequest = () => ({
  protocol: protocolVersion,
  clientId: randomUUID(),
  epoch: null,
  nonce: randomUUID(),
  mutations: [] as object[],
  cursor: null,
  ackedMid: 0,
});

async function ask(body: object): Promise<{ status: number; said: unknown }> {
  const response = await space.request('/api/sync', { body, as: space.owner });
  return { status: response.status, said: await response.json() };
}

async function askRaw(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await space.app.request('/api/sync', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${space.owner.token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
  });
  return { status: response.status, said: (await response.json()) as unknown };
}

test('a first sync brings the ten places of a new space', async () => {
  const { status, said } = await ask(goodRequest());
  expect(status).toBe(200);
  expect((said as SyncAnswer).rows.location).toHaveLength(10);
});

describe('an app of another age', () => {
  test.each([0, protocolVersion + 1, Number.MAX_SAFE_INTEGER])(
    'that speaks protocol %i is told what is spoken here, whatever else it sends',
    async (protocol) => {
      expect(await ask({ protocol, mutations: 'in a form nobody knows yet' })).toEqual({
        status: 426,
        said: { kind: 'updateNeeded', protocolMin: 1, protocolMax: protocolVersion },
      });
    },
  );
});

describe('a request that is wrong', () => {
  test.each([
    ['protocol', { protocol: '1' }],
    ['clientId', { clientId: 'me' }],
    ['clientId', { clientId: null }],
    ['epoch', { epoch: 7 }],
    ['nonce', { nonce: '' }],
    ['mutations', { mutations: {} }],
    ['mutations.0.mid', { mutations: [{ mid: 0 }] }],
    ['cursor', { cursor: 'abc' }],
    ['cursor.run', { cursor: { run: 'x', version: 1, table: 0, id: '', skipDeadUntil: 0 } }],
    ['ackedMid', { ackedMid: -1 }],
    ['ackedMid', { ackedMid: 1.5 }],
  ])('in %s is told where', async (path, change) => {
    const { status, said } = await ask({ ...goodRequest(), ...change });
    expect({ status, said }).toMatchObject({ status: 400, said: { kind: 'badRequest', path } });
  });

  test.each([
    ['not JSON', '{"protocol":1'],
    ['not JSON', ''],
    ['not JSON', '['.repeat(100_000)],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])('because it is %s is told so', async (reason, body) => {
    const { status, said } = await askRaw(body);
    expect({ status, said }).toMatchObject({ status: 400, said: { kind: 'badRequest', reason } });
  });

  test.each(['null', '[]', '1', '"sync"'])('because it is only %s is told so', async (body) => {
    expect(await askRaw(body)).toMatchObject({ status: 400, said: { kind: 'badRequest' } });
  });

  test('that is longer than allowed is told how long it may be, whatever length it claimed', async () => {
    const long = JSON.stringify({ ...goodRequest(), more: 'x'.repeat(limits.pushBytesMax) });
    const tooLarge = { status: 413, said: { kind: 'tooLarge', bytesMax: limits.pushBytesMax } };
    expect(await askRaw(long)).toEqual(tooLarge);
    expect(await askRaw(long, { 'content-length': '10' })).toEqual(tooLarge);
    expect(await askRaw('{}', { 'content-length': '99999999' })).toEqual(tooLarge);
  });

  test('that ends before its announced length is not taken for a shorter one', async () => {
    const body = JSON.stringify(goodRequest());
    expect(await askRaw(body, { 'content-length': String(body.length + 5) })).toMatchObject({
      status: 400,
      said: { kind: 'badRequest' },
    });
  });

  test('with more changes than a push takes is refused whole, and nothing of it is applied', async () => {
    const client = new SyncClient(
      (path, init) => space.app.request(path, init) as Promise<Response>,
      space.owner.token,
    );
    const many = Array.from({ length: limits.pushMutationsMax + 1 }, () =>
      client.make('item.create', { id: randomUUID(), fields: { name: 'x' } }),
    );
    const { status, problem } = await client.request(many);
    expect([400, 413]).toContain(status);
    expect(problem?.kind).toMatch(/badRequest|tooLarge/);
    const reader = new SyncClient(
      (path, init) => space.app.request(path, init) as Promise<Response>,
      space.owner.token,
    );
    await reader.sync();
    expect(reader.rows.item.size).toBe(0);
  });
});

describe('who asks', () => {
  test('a stranger is told nothing but that', async () => {
    const response = await space.request('/api/sync', { body: goodRequest() });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ kind: 'signedOut' });
  });

  test('a page of another site gets nowhere, even with the cookie of somebody', async () => {
    const response = await space.request('/api/sync', {
      body: goodRequest(),
      headers: { cookie: `bincard=${space.owner.token}`, origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ kind: 'foreignOrigin' });
  });

  test('a form, which can send anything but JSON, gets nowhere', async () => {
    expect(await askRaw('a=1', { 'content-type': 'text/plain' })).toEqual({
      status: 415,
      said: { kind: 'notJson' },
    });
  });

  test('the key of the console opens nothing at the front door', async () => {
    const response = await space.request('/api/sync', {
      body: goodRequest(),
      headers: { authorization: 'Bearer console-key' },
    });
    expect(response.status).toBe(401);
  });

  test('an owner cannot import over the network: that is for whoever runs the machine', async () => {
    const body = { clientId: randomUUID(), mutations: [] };
    const response = await space.request('/api/import', { body, as: space.owner });
    expect(response.status).toBe(403);
  });
});

test('an address of the server that does not exist is told so in JSON', async () => {
  const response = await space.request('/api/nothing');
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ kind: 'notFound' });
});

test('a bug is answered with a number that stands in the log, and without its insides', async () => {
  const lines: string[] = [];
  const keep = (facts: object, sentence: string): void => {
    lines.push(`${sentence} ${JSON.stringify(facts)}`);
  };
  const broken = await openTestSpace(db, {
    sync: {
      sync: () => {
        throw new Error('secret insides');
      },
    },
    log: { debug: keep, info: keep, warn: keep, error: keep },
  });
  const response = await broken.request('/api/sync', { body: goodRequest(), as: broken.owner });
  const said = await response.text();
  expect(response.status).toBe(500);
  expect(said).not.toContain('secret');
  const { requestId } = JSON.parse(said) as { requestId: string };
  expect(lines.some((line) => line.startsWith('A bug') && line.includes(requestId))).toBe(true);
});
