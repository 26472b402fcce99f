/** The first start: one space whoever begins, and a way in for its first owner, and for no second one. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { insertSpace } from '../../../server/db/space-statements.ts';
import { ensureSpace, offerOwnership } from '../../../server/people/first-start.ts';
import { lookAtInvite, makeInvite } from '../../../server/people/invites.ts';
import { join } from '../../../server/people/join.ts';
import type { PeopleDeps } from '../../../server/people/people-deps.ts';
import { openSpace } from '../../../server/sync/open-space.ts';
import { toId, type SpaceId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { openTestDatabase } from '../../support/open-test-space.ts';

let db: OpenDatabase;
let people: PeopleDeps;
beforeAll(async () => {
  db = await openTestDatabase();
  people = { db: db.kysely, now: Date.now };
});
afterAll(() => db.close());

async function take(code: string, spaceName: string | null = null) {
  const request = { code, name: 'Kim', spaceName, clientId: null, deviceName: 'Test' };
  return join(people, request);
}

/** As `ensureSpace` makes it, but not only once per database. */
async function makeSpaceWithoutOwner(): Promise<SpaceId> {
  const id = toId<'space'>(randomUUID());
  await insertSpace(db.kysely, { id, name: 'Our makerspace' }, Date.now());
  await db.kysely.transaction().execute((tx) => openSpace(tx, id, Date.now()));
  return id;
}

/** These two tell one story, in this order: the database is empty only once. */
describe('the first start', () => {
  test('leaves no space behind when it could not be filled', async () => {
    const broken = ensureSpace(people, () => Promise.reject(new Error('no')));
    await expect(broken).rejects.toThrow('no');
    expect(await db.kysely.selectFrom('space').selectAll().execute()).toEqual([]);
  });

  test('of two processes at once gives one space, with ten places in it', async () => {
    const [one, other] = await Promise.all([
      ensureSpace(people, openSpace),
      ensureSpace(people, openSpace),
    ]);
    expect(one).toEqual(other);
    expect(one.name).toBe('Our makerspace');
    expect(await db.kysely.selectFrom('space').selectAll().execute()).toHaveLength(1);
    expect(await db.kysely.selectFrom('location').select('id').execute()).toHaveLength(10);
    expect(await ensureSpace(people, openSpace)).toEqual(one);
  });
});

describe('the first owner', () => {
  test('comes in by the code of the last start only', async () => {
    const spaceId = await makeSpaceWithoutOwner();
    const older = must(await offerOwnership(people, spaceId), 'a code');
    const code = must(await offerOwnership(people, spaceId), 'a code');
    expect(await take(older)).toMatchObject({ failure: { kind: 'inviteRevoked' } });
    expect(await take(code)).toMatchObject({ ok: true });
  });

  test('names the space, and then no start offers it any more', async () => {
    const spaceId = await makeSpaceWithoutOwner();
    const code = must(await offerOwnership(people, spaceId), 'a code');
    expect(await lookAtInvite(people, code)).toMatchObject({
      value: { role: 'owner', firstOwner: true, spaceName: 'Our makerspace' },
    });
    expect(await take(code, 'Shed 7')).toMatchObject({
      value: { session: { role: 'owner', spaceName: 'Shed 7' } },
    });
    expect(await offerOwnership(people, spaceId)).toBeUndefined();
  });

  test('leaves the name to a second owner only to read', async () => {
    const spaceId = await makeSpaceWithoutOwner();
    const invite = { spaceId, role: 'owner', uses: 2, days: 7, createdBy: null } as const;
    const { code } = await makeInvite(people, invite);
    await take(code, 'Shed 7');
    expect(await lookAtInvite(people, code)).toMatchObject({
      value: { firstOwner: false, spaceName: 'Shed 7' },
    });
    expect(await take(code, 'Shed 8')).toMatchObject({
      value: { session: { role: 'owner', spaceName: 'Shed 7' } },
    });
  });

  test('who comes by the command line voids the printed code', async () => {
    const spaceId = await makeSpaceWithoutOwner();
    const printed = must(await offerOwnership(people, spaceId), 'a code');
    const invite = { spaceId, role: 'owner', uses: 1, days: 7, createdBy: null } as const;
    expect(await take((await makeInvite(people, invite)).code)).toMatchObject({ ok: true });
    expect(await take(printed)).toMatchObject({ failure: { kind: 'inviteRevoked' } });
  });

  test('cannot be a member: their code says nothing of naming', async () => {
    const spaceId = await makeSpaceWithoutOwner();
    const invite = { spaceId, role: 'member', uses: 1, days: 7, createdBy: null } as const;
    const { code } = await makeInvite(people, invite);
    expect(await lookAtInvite(people, code)).toMatchObject({ value: { firstOwner: false } });
    expect(await take(code, 'Mine')).toMatchObject({
      value: { session: { role: 'member', spaceName: 'Our makerspace' } },
    });
  });
});
