/** Histories on the wire: who may ask, what may be asked, and what is said to a question that makes no sense. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { historyLimitMax, type FactOrigin, type HistoryAnswer } from '../../../shared/history.ts';
import { unplaced } from '../../../shared/ids.ts';
import { openTestDatabase, openTestSpace, type TestSpace } from '../../support/open-test-space.ts';
import { newId, SyncClient } from '../../support/sync-client.ts';

let db: OpenDatabase;
let space: TestSpace;
let phone: SyncClient;
const itemId = newId<'item'>();

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  space = await openTestSpace(db);
  phone = new SyncClient(async (path, init) => space.app.request(path, init), space.owner.token);
});

async function take(): Promise<string> {
  const id = newId<'movement'>();
  const ends = { fromLocationId: unplaced, toLocationId: null };
  const said = { reason: 'use', note: '', undoes: null };
  await phone.sync([
    phone.make('movement.record', { id, itemId, quantity: 1000, ...ends, ...said }),
  ]);
  return id;
}
const ask = (query: string, as = space.owner) => space.request(`/api/history?${query}`, { as });

describe('GET /api/history', () => {
  test('tells an item’s story in pages, to everyone who has joined', async () => {
    const told = [await take(), await take(), await take()].toReversed();
    const first = (await (await ask(`item=${itemId}&limit=2`)).json()) as HistoryAnswer;
    expect(first.movements.map(({ id }) => id)).toEqual(told.slice(0, 2));
    expect(first.more).toBe(true);
    const last = first.movements.at(-1);
    const next = await ask(`item=${itemId}&before=${last?.stamp}&beforeId=${last?.id}`);
    expect(next.headers.get('cache-control')).toBe('no-store');
    const rest = (await next.json()) as HistoryAnswer;
    expect(rest.movements.map(({ id }) => id)).toEqual(told.slice(2));
    expect(rest.more).toBe(false);
    const member = await space.join('member');
    const seen = (await (await ask(`item=${itemId}`, member)).json()) as HistoryAnswer;
    expect(seen.movements.map(({ personId }) => personId)).toEqual([null, null, null]);
  });

  test('says 401 to strangers', async () => {
    expect((await space.request(`/api/history?item=${itemId}`)).status).toBe(401);
    expect((await space.request(`/api/facts/${newId()}`)).status).toBe(401);
  });

  test.each([
    ['item=drill', 'item', 'an id'],
    ['location=../etc', 'location', 'an id'],
    [`item=${itemId}&location=${unplaced}`, '', 'an item or a location, not both'],
    [`item=${itemId}&limit=0`, 'limit', `a whole number from 1 to ${historyLimitMax}`],
    [`item=${itemId}&limit=201`, 'limit', `a whole number from 1 to ${historyLimitMax}`],
    [`item=${itemId}&limit=1e3`, 'limit', `a whole number from 1 to ${historyLimitMax}`],
    [`item=${itemId}&before=yesterday`, 'before', 'a stamp'],
    [`item=${itemId}&beforeId=${itemId}`, '', 'beforeId only together with before'],
  ])('says 400 to ?%s and what is wrong with it', async (query, path, reason) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ kind: 'invalid', path, reason });
  });

  test('says 400 to a word it does not know', async () => {
    const answer = await ask('itm=1');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'invalid', path: 'itm' });
  });
});

describe('GET /api/facts/:id', () => {
  test('tells staff who sent a fact and on what device', async () => {
    const id = await take();
    const staff = await space.join('staff');
    const answer = await space.request(`/api/facts/${id}`, { as: staff });
    expect(answer.status).toBe(200);
    const { said } = (await answer.json()) as FactOrigin;
    expect(said).toMatchObject({ personName: 'The owner', deviceName: 'Test' });
  });

  test('says 403 to members, 400 to what is no id, 404 to what nobody has said', async () => {
    const id = await take();
    const get = async (path: string, as = space.owner) =>
      (await space.request(`/api/facts/${path}`, { as })).status;
    expect(await get(id, await space.join('member'))).toBe(403);
    expect(await get('1')).toBe(400);
    expect(await get(newId())).toBe(404);
  });
});
