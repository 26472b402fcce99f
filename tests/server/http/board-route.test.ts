/** The board on the wire: what was spent is told to everyone who has joined, where the owner says so, and else to nobody. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { monthsUntil, type BoardAnswer } from '../../../shared/board.ts';
import { unplaced } from '../../../shared/ids.ts';
import { settingsId } from '../../../shared/settings.ts';
import {
  openTestDatabase,
  openTestSpace,
  type TestPerson,
  type TestSpace,
} from '../../support/open-test-space.ts';
import { newId, SyncClient } from '../../support/sync-client.ts';

let db: OpenDatabase;
let space: TestSpace;
let phone: SyncClient;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  space = await openTestSpace(db);
  space.clock.nowMs = Date.parse('2026-12-24T12:00:00Z');
  phone = new SyncClient(async (path, init) => space.app.request(path, init), space.owner.token);
});

const eur = (amount: number) => ({ amount, currency: 'EUR' });

async function receive(receivedOn: string, came: object): Promise<object> {
  const [itemId, id] = [newId<'item'>(), newId<'receipt'>()];
  const where = { itemId, cycle: 1, locationId: unplaced, movementId: newId<'movement'>() };
  const said = { id, ...where, note: '', lot: '', expiry: '' };
  const goods = { quantity: 1000, damaged: 0, receivedOn, packQuantity: 1000, ...came };
  await phone.sync([phone.make('reorder.receive', { ...said, ...goods })]);
  return said;
}
const show = (showSpend: boolean) =>
  phone.sync([phone.make('settings.patch', { id: settingsId, fields: { showSpend } })]);
const ask = (as: TestPerson) => space.request('/api/board', { as });
const spend = async (as = space.owner) => ((await (await ask(as)).json()) as BoardAnswer).spend;

test('says nothing of money, to owners neither, until the owner shows it', async () => {
  await receive('2026-12-01', { price: eur(500) });
  expect((await ask(space.owner)).status).toBe(404);
  await show(true);
  const member = await space.join('member');
  expect(await spend(member)).toEqual([{ month: '2026-12', ...eur(500) }]);
  await show(false);
  expect((await ask(member)).status).toBe(404);
});

test('sums what came, pack by pack, month by month and one currency apart from the other', async () => {
  await show(true);
  // Three packs of ten, one of them damaged: paid for all the same.
  const damaged = { quantity: 20_000, damaged: 10_000, packQuantity: 10_000, price: eur(1999) };
  await receive('2026-11-30', damaged);
  await receive('2026-12-01', { price: { amount: 700, currency: 'USD' } });
  await receive('2026-12-02', { quantity: 500, price: eur(999) });
  await receive('2026-12-03', {});
  expect(await spend()).toEqual([
    { month: '2026-11', ...eur(5997) },
    { month: '2026-12', ...eur(500) },
    { month: '2026-12', amount: 700, currency: 'USD' },
  ]);
});

test('leaves out what was taken back, and what is older than twelve months', async () => {
  await show(true);
  const said = await receive('2026-12-01', { price: eur(500) });
  await receive('2026-01-01', { price: eur(100) });
  await receive('2025-12-31', { price: eur(900) });
  await phone.sync([phone.make('reorder.undoReceipt', said)]);
  expect(await spend()).toEqual([{ month: '2026-01', ...eur(100) }]);
});

test('says 401 to strangers', async () => {
  expect((await space.request('/api/board')).status).toBe(401);
});

test('the last twelve months end with this one', () => {
  const months = monthsUntil('2026-03-31');
  expect(months).toHaveLength(12);
  expect([months[0], months.at(-2), months.at(-1)]).toEqual(['2025-04', '2026-02', '2026-03']);
});
