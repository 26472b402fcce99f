/** People come and go on one phone; their waiting work stays their own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAttention } from '../../../client/db/attention.ts';
import { enterSession } from '../../../client/db/enter-session.ts';
import { exportOutbox } from '../../../client/db/export-outbox.ts';
import { readMeta, writeMeta } from '../../../client/db/meta.ts';
import { readOutbox, readPendingKeys } from '../../../client/db/read-outbox.ts';
import { signOut } from '../../../client/db/sign-out.ts';
import { toId, type ItemId } from '../../../shared/ids.ts';
import { rowKey } from '../../../shared/mutation-reach.ts';
import type { SessionFacts } from '../../../shared/session.ts';
import { createItem, editItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let item: ItemId;
let guest: SessionFacts;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  item = phone.newId<'item'>();
  guest = { ...phone.session, personId: toId<'person'>(world.dice.makeUuid()), personName: 'Bo' };
});
afterEach(deletePhones);

async function enter(session: SessionFacts) {
  const { personId, role } = session;
  phone.line.actor = { personId, role };
  return await enterSession(phone.db, session, phone.moment);
}

describe('another person on the same phone', () => {
  test('never sends what somebody else has made, and keeps it for them', async () => {
    await phone.record(createItem(item, { name: 'Drill' }));
    await enter(guest);
    await phone.record(createItem(phone.newId<'item'>(), { name: 'Saw' }));
    expect(await phone.sync()).toMatchObject({ kind: 'quiet' });
    expect(world.server.log.map(({ personId }) => personId)).toEqual([guest.personId]);
    expect(await readOutbox(phone.db)).toMatchObject({ waiting: 0, heldBack: 1 });
    // It is still what this phone shows.
    expect(await phone.db.item.get(item)).toMatchObject({ name: 'Drill' });
    expect(await readPendingKeys(phone.db)).toEqual(new Set([rowKey('item', item)]));
    await enter(phone.session);
    expect(await readOutbox(phone.db)).toMatchObject({ waiting: 1, heldBack: 0 });
    await phone.sync();
    expect(world.server.log.map(({ personId }) => personId)).toEqual([
      guest.personId,
      phone.session.personId,
    ]);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('a change whose answer was lost before the other came is still applied once', async () => {
    await phone.record(createItem(item, { name: 'Drill' }));
    phone.line.next({ kind: 'loseAnswer' });
    await phone.sync();
    await enter(guest);
    await phone.sync();
    await enter(phone.session);
    await phone.sync();
    expect(world.server.log.length).toBe(1);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('a cookie that is already somebody else’s sends nothing, and loses nothing', async () => {
    await phone.record(createItem(item));
    // Joined on the server, not yet on the phone: another tab, or a space that this phone may not enter.
    phone.line.actor = guest;
    expect(await phone.sync()).toMatchObject({
      kind: 'trouble',
      trouble: { kind: 'foreignClient' },
    });
    expect(world.server.log).toEqual([]);
    expect(await phone.db.outbox.toArray()).toMatchObject([
      { mid: 1, personId: phone.session.personId },
    ]);
    await enter(phone.session);
    await phone.sync();
    expect(world.server.log).toMatchObject([{ personId: phone.session.personId }]);
  });

  test('even a numbering gone wrong does not send a change as somebody else', async () => {
    await phone.record(createItem(item));
    await writeMeta(phone.db, 'session', guest);
    phone.line.actor = guest;
    await phone.sync();
    expect(world.server.log).toEqual([]);
    expect(await phone.db.outbox.count()).toBe(1);
  });
});

test('work done before anyone had joined is adopted by the first who does', async () => {
  await writeMeta(phone.db, 'session', null);
  await phone.record(createItem(item));
  expect(await phone.db.outbox.toArray()).toMatchObject([{ personId: null }]);
  await enter(guest);
  await phone.sync();
  expect(world.server.log).toMatchObject([{ personId: guest.personId }]);
});

test.each([
  ['role', { role: 'member' }],
  ['person', { personId: toId<'person'>('00000000-0000-4000-8000-00000000000b') }],
] as const)('another %s fetches all rows anew, beside the ones in use', async (_, change) => {
  await phone.record(createItem(item));
  await phone.sync();
  await enter({ ...phone.session, ...change });
  expect(await readMeta(phone.db, 'resyncing')).toBe(true);
  expect(await phone.db.item.count()).toBe(1);
  await phone.sync();
  expect(await readMeta(phone.db, 'resyncing')).toBe(false);
  expect(await phone.all('item')).toEqual(world.server.all('item'));
});

describe('another space', () => {
  test('is not entered over waiting changes', async () => {
    await phone.record(createItem(item));
    const elsewhere = { ...guest, spaceId: toId<'space'>(world.dice.makeUuid()) };
    expect(await enter(elsewhere)).toEqual({
      ok: false,
      failure: { kind: 'otherSpace', waiting: 1 },
    });
    expect(await phone.db.item.count()).toBe(1);
  });

  test('starts with an empty phone', async () => {
    await phone.record(createItem(item));
    await phone.sync();
    const elsewhere = { ...guest, spaceId: toId<'space'>(world.dice.makeUuid()) };
    expect(await enter(elsewhere)).toMatchObject({ ok: true });
    expect(await phone.db.item.count()).toBe(0);
    expect(await readMeta(phone.db, 'cursor')).toBeNull();
    expect(await readMeta(phone.db, 'session')).toEqual(elsewhere);
  });
});

describe('leaving', () => {
  test('is refused while changes wait, and wipes everything once they are saved as a file', async () => {
    await phone.record(createItem(item, { name: 'Drill' }));
    expect(await signOut(phone.db, { outboxExported: false })).toEqual({
      ok: false,
      failure: { kind: 'outboxNotEmpty', waiting: 1, photos: 0, sheets: 0 },
    });
    expect(await phone.db.item.count()).toBe(1);
    const file: unknown = JSON.parse(await exportOutbox(phone.db, world.time.nowMs));
    expect(file).toMatchObject({
      bincardOutbox: 1,
      exportedAt: world.time.nowMs,
      session: { personId: phone.session.personId },
      outbox: [{ mid: 1, name: 'item.create', args: { id: item, fields: { name: 'Drill' } } }],
    });
    expect(await signOut(phone.db, { outboxExported: true })).toMatchObject({ ok: true });
    for (const table of phone.db.tables.filter(({ name }) => name !== 'meta')) {
      expect(await table.count()).toBe(0);
    }
    expect(await readMeta(phone.db, 'session')).toBeNull();
  });

  test('a file also holds outcomes that nobody has dealt with', async () => {
    const other = await makePhone(world);
    await phone.record(createItem(item));
    await phone.sync();
    await other.sync();
    await other.record({ name: 'item.delete', args: { id: item } });
    await other.sync();
    await phone.record(editItem(item, { name: 'Saw' }));
    await phone.sync();
    expect(await readAttention(phone.db)).toHaveLength(1);
    expect(JSON.parse(await exportOutbox(phone.db, 0))).toMatchObject({
      outbox: [],
      attention: [{ mutation: { args: { fields: { name: 'Saw' } } } }],
    });
  });

  test('an answer that was on its way when the person left writes nothing', async () => {
    await phone.record(createItem(item));
    await phone.sync();
    const { promise, resolve } = Promise.withResolvers<void>();
    phone.line.next({ kind: 'slowAnswer', until: promise });
    const other = await makePhone(world);
    await other.record(createItem(other.newId<'item'>()));
    await other.sync();
    const round = phone.sync();
    await expect.poll(() => phone.line.requests.length).toBe(2);
    await signOut(phone.db, { outboxExported: false });
    resolve();
    await round;
    expect(await phone.db.item.count()).toBe(0);
  });
});
