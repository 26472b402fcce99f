/** Taking an invite: who one becomes by it, who one stays, and when it is refused. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { lockHead, takeVersion } from '../../../server/db/head-statements.ts';
import { lookAtInvite, makeInvite, revokeInvite } from '../../../server/people/invites.ts';
import { join, type JoinRequest } from '../../../server/people/join.ts';
import { findSession } from '../../../server/people/sessions.ts';
import { toId, type ClientId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/roles.ts';
import { openTestDatabase, openTestSpace, type TestSpace } from '../../support/open-test-space.ts';

const dayMs = 24 * 60 * 60 * 1000;

let db: OpenDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function invite(space: TestSpace, role: Role, uses = 1): Promise<string> {
  const { people, spaceId } = space;
  return (await makeInvite(people, { spaceId, role, uses, days: 7, createdBy: null })).code;
}

function newClientId(): ClientId {
  return toId<'client'>(randomUUID());
}

async function take(space: TestSpace, code: string, more: Partial<JoinRequest> = {}) {
  const request = { name: 'Kim', spaceName: null, clientId: null, deviceName: 'Test', ...more };
  return join(space.people, { ...request, code });
}

async function mustTake(space: TestSpace, code: string, more: Partial<JoinRequest> = {}) {
  const joined = await take(space, code, more);
  if (!joined.ok) throw new Error(joined.failure.kind);
  return joined.value;
}

async function remove(space: TestSpace, personId: string): Promise<void> {
  const { spaceId, clock } = space;
  await db.kysely.transaction().execute(async (tx) => {
    const { receivedAt } = await lockHead(tx, spaceId);
    const version = await takeVersion(tx, spaceId, receivedAt + 1);
    await tx
      .updateTable('person')
      .set({ removed_at: clock.nowMs, version })
      .where('space_id', '=', spaceId)
      .where('id', '=', personId)
      .execute();
  });
}

describe('an invite', () => {
  test('makes a person with its role, and a session that the token opens', async () => {
    const space = await openTestSpace(db);
    const { session, token } = await mustTake(space, await invite(space, 'staff'));
    expect(session).toMatchObject({
      personName: 'Kim',
      role: 'staff',
      spaceId: space.spaceId,
      spaceName: 'Our makerspace',
    });
    expect((await findSession(space.people, token))?.facts).toEqual(session);
  });

  test('is good for as many persons as it was made for, and no more', async () => {
    const space = await openTestSpace(db);
    const code = await invite(space, 'member', 2);
    const one = await mustTake(space, code);
    const other = await mustTake(space, code);
    expect(one.session.personId).not.toBe(other.session.personId);
    expect(await take(space, code)).toEqual({ ok: false, failure: { kind: 'inviteUsed' } });
    expect(await lookAtInvite(space.people, code)).toMatchObject({
      failure: { kind: 'inviteUsed' },
    });
  });

  test('with one use left lets in one of two who take it at once', async () => {
    const space = await openTestSpace(db);
    const code = await invite(space, 'member');
    const both = await Promise.all([take(space, code), take(space, code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('can be typed in lower case, with hyphens, and with letters for digits', async () => {
    const space = await openTestSpace(db);
    const code = await invite(space, 'member');
    const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    const taken = await take(space, `${typed.slice(0, 13)}-${typed.slice(13)} `);
    expect(taken.ok).toBe(true);
  });

  test('has 128 bits, and the database does not hold them', async () => {
    const space = await openTestSpace(db);
    const code = await invite(space, 'member');
    expect(code).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    const rows = await db.kysely.selectFrom('invite').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('ends after its days', async () => {
    const space = await openTestSpace(db);
    const code = await invite(space, 'member');
    space.clock.nowMs += 7 * dayMs - 1;
    expect(await lookAtInvite(space.people, code)).toMatchObject({ ok: true });
    space.clock.nowMs += 1;
    const refused = { ok: false, failure: { kind: 'inviteExpired' } };
    expect(await lookAtInvite(space.people, code)).toEqual(refused);
    expect(await take(space, code)).toEqual(refused);
  });

  test('ends when it is revoked', async () => {
    const space = await openTestSpace(db);
    const { people, spaceId } = space;
    const made = { spaceId, role: 'member', uses: 1, days: 7, createdBy: null } as const;
    const { code, id } = await makeInvite(people, made);
    await revokeInvite(people, spaceId, id);
    expect(await take(space, code)).toEqual({ ok: false, failure: { kind: 'inviteRevoked' } });
  });

  test('that nobody made is unknown', async () => {
    const space = await openTestSpace(db);
    for (const code of ['', 'x', '0'.repeat(26), "'; drop table person; --"]) {
      expect(await take(space, code)).toEqual({ ok: false, failure: { kind: 'inviteUnknown' } });
    }
  });
});

describe('a browser that joins again', () => {
  test('is the same person and device, and its older session has ended', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    const code = await invite(space, 'member', 5);
    const before = await mustTake(space, code, { clientId });
    const after = await mustTake(space, code, { clientId, name: 'Kim again' });
    expect(after.session).toEqual({ ...before.session, personName: 'Kim again' });
    expect(await findSession(space.people, before.token)).toBeUndefined();
    expect(await findSession(space.people, after.token)).toBeDefined();
  });

  test('needs no second use: the first answer may have been lost', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    const code = await invite(space, 'member');
    const before = await mustTake(space, code, { clientId });
    const after = await mustTake(space, code, { clientId });
    expect(after.session.personId).toBe(before.session.personId);
  });

  test('keeps the higher of both roles', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    await mustTake(space, await invite(space, 'staff'), { clientId });
    const lower = await mustTake(space, await invite(space, 'member'), { clientId });
    expect(lower.session.role).toBe('staff');
    const higher = await mustTake(space, await invite(space, 'owner'), { clientId });
    expect(higher.session.role).toBe('owner');
  });

  test('is not raised by an invite that has no use left', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    await mustTake(space, await invite(space, 'member'), { clientId });
    const code = await invite(space, 'staff');
    await mustTake(space, code);
    expect((await mustTake(space, code, { clientId })).session.role).toBe('member');
  });

  test('takes a use when the invite raises it', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    await mustTake(space, await invite(space, 'member'), { clientId });
    const code = await invite(space, 'staff');
    await mustTake(space, code, { clientId });
    expect(await take(space, code)).toMatchObject({ failure: { kind: 'inviteUsed' } });
  });

  test('is somebody new if its person was removed', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    const before = await mustTake(space, await invite(space, 'member'), { clientId });
    await remove(space, before.session.personId);
    expect(await findSession(space.people, before.token)).toBeUndefined();
    const after = await mustTake(space, await invite(space, 'member'), { clientId });
    expect(after.session.personId).not.toBe(before.session.personId);
  });

  test('does not take a used invite along after its person was removed', async () => {
    const space = await openTestSpace(db);
    const clientId = newClientId();
    const code = await invite(space, 'member');
    const { session } = await mustTake(space, code, { clientId });
    await remove(space, session.personId);
    expect(await take(space, code, { clientId })).toMatchObject({
      failure: { kind: 'inviteUsed' },
    });
  });

  test('is unknown to another space', async () => {
    const [here, there] = [await openTestSpace(db), await openTestSpace(db)];
    const clientId = newClientId();
    const one = await mustTake(here, await invite(here, 'owner'), { clientId });
    const other = await mustTake(there, await invite(there, 'member'), { clientId });
    expect(other.session.personId).not.toBe(one.session.personId);
    expect(other.session.role).toBe('member');
  });
});
