/** Coming in over the network: the cookie, what is told of an invite, and how often one may guess. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { openTestDatabase, openTestSpace, type TestSpace } from '../../support/open-test-space.ts';

let db: OpenDatabase;
let space: TestSpace;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  space = await openTestSpace(db);
});

async function makeCode(role: string): Promise<string> {
  const response = await space.request('/api/invites', { body: { role }, as: space.owner });
  expect(response.status).toBe(200);
  return ((await response.json()) as { code: string }).code;
}

test('an invite made in the app lets a person in, and the cookie is out of reach for scripts', async () => {
  const code = await makeCode('member');
  const look = await space.request('/api/join/look', { body: { code } });
  expect(await look.json()).toMatchObject({ role: 'member', spaceName: 'Our makerspace' });
  const joined = await space.request('/api/join', { body: { code, name: 'Bo' } });
  expect(joined.status).toBe(200);
  const cookie = joined.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  const session = await space.request('/api/session', {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  });
  expect(await session.json()).toMatchObject({ personName: 'Bo', role: 'member' });
});

test('leaving ends the session, for this cookie at once', async () => {
  const bo = await space.join('member', 'Bo');
  expect((await space.request('/api/leave', { method: 'POST', as: bo })).status).toBe(204);
  expect((await space.request('/api/session', { as: bo })).status).toBe(401);
});

test.each([
  ['name', { name: '' }],
  ['name', { name: 'Bo\u0000' }],
  ['name', { name: '\ud800' }],
  ['name', { name: 'x'.repeat(101) }],
  ['clientId', { clientId: 'no uuid' }],
])('a wrong %s is named and uses nothing of the invite', async (path, change) => {
  const code = await makeCode('member');
  const wrong = await space.request('/api/join', { body: { code, name: 'Bo', ...change } });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ kind: 'invalid', path });
  expect((await space.request('/api/join', { body: { code, name: 'Bo' } })).status).toBe(200);
});

test('a code can be guessed at twenty times, then not for a while; a right one costs nothing', async () => {
  const env = { incoming: { socket: { remoteAddress: '192.0.2.7' } } };
  const look = (code: string) =>
    space.app.request(
      '/api/join/look',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      },
      env,
    );
  const code = await makeCode('member');
  for (let visit = 0; visit < 30; visit++) expect((await look(code)).status).toBe(200);
  for (let guess = 0; guess < 20; guess++) expect((await look(`WRONG${guess}`)).status).toBe(404);
  const refused = await look('WRONG');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a member cannot invite, staff cannot invite an owner, an owner can', async () => {
  const member = await space.join('member');
  const staff = await space.join('staff');
  const statusOf = async (role: string, as = space.owner): Promise<number> =>
    (await space.request('/api/invites', { body: { role }, as })).status;
  expect(await statusOf('member', member)).toBe(403);
  expect(await statusOf('owner', staff)).toBe(403);
  expect(await statusOf('member', staff)).toBe(200);
  expect(await statusOf('owner')).toBe(200);
});

test('an invite can be listed and withdrawn, and then lets nobody in', async () => {
  const code = await makeCode('staff');
  const list = (await (await space.request('/api/invites', { as: space.owner })).json()) as {
    id: string;
  }[];
  expect(JSON.stringify(list)).not.toContain(code);
  const [invite] = list;
  const path = `/api/invites/${invite?.id ?? ''}`;
  const json = { 'content-type': 'application/json' };
  const withdrawn = await space.request(path, { method: 'DELETE', as: space.owner, headers: json });
  expect(withdrawn.status).toBe(204);
  const join = await space.request('/api/join', { body: { code, name: 'Bo' } });
  expect(join.status).toBe(410);
  expect(await join.json()).toMatchObject({ kind: 'inviteRevoked' });
});
