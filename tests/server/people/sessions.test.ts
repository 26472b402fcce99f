/** Sessions: how long they live, what keeps them alive, and what ends them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { findSession, leave } from '../../../server/people/sessions.ts';
import { openTestDatabase, openTestSpace } from '../../support/open-test-space.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

let db: OpenDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe('a session', () => {
  test.each([
    ['member', 180],
    ['staff', 30],
    ['owner', 30],
  ] as const)('of a %s ends after %i days without use', async (role, days) => {
    const space = await openTestSpace(db);
    const { token } = await space.join(role);
    space.clock.nowMs += days * dayMs;
    expect(await findSession(space.people, token)).toBeUndefined();
  });

  test.each([
    ['member', 180],
    ['staff', 30],
  ] as const)('of a %s lives on for %i more days from each use', async (role, days) => {
    const space = await openTestSpace(db);
    const { token } = await space.join(role);
    for (let use = 0; use < 3; use++) {
      space.clock.nowMs += days * dayMs - 1;
      expect(await findSession(space.people, token)).toMatchObject({ slid: true });
    }
  });

  test('is written once an hour at most, however often it is used', async () => {
    const space = await openTestSpace(db);
    const { token } = space.owner;
    space.clock.nowMs += hourMs - 1;
    expect(await findSession(space.people, token)).toMatchObject({ slid: false });
    space.clock.nowMs += 1;
    expect(await findSession(space.people, token)).toMatchObject({ slid: true });
    expect(await findSession(space.people, token)).toMatchObject({ slid: false });
  });

  test('tells when its device was last seen', async () => {
    const space = await openTestSpace(db);
    space.clock.nowMs += 2 * hourMs;
    await findSession(space.people, space.owner.token);
    const device = await db.kysely
      .selectFrom('device')
      .select('seen_at')
      .where('id', '=', space.owner.session.deviceId)
      .executeTakeFirstOrThrow();
    expect(device.seen_at).toBe(space.clock.nowMs);
  });

  test('ends when its browser leaves, and no other does', async () => {
    const space = await openTestSpace(db);
    const member = await space.join('member');
    await leave(space.people, member.token);
    expect(await findSession(space.people, member.token)).toBeUndefined();
    expect(await findSession(space.people, space.owner.token)).toBeDefined();
  });

  test('that has expired is gone from the database when the next person joins', async () => {
    const space = await openTestSpace(db);
    space.clock.nowMs += 31 * dayMs;
    await space.join('member');
    const kept = await db.kysely
      .selectFrom('session')
      .select('person_id')
      .where('space_id', '=', space.spaceId)
      .execute();
    expect(kept.map(({ person_id }) => person_id)).not.toContain(space.owner.session.personId);
  });

  test('is known to the database only by a hash of its token', async () => {
    const space = await openTestSpace(db);
    const rows = await db.kysely.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(space.owner.token);
    expect(Buffer.from(space.owner.token, 'base64url')).toHaveLength(32);
  });

  test('is not opened by anything but its token', async () => {
    const { people } = await openTestSpace(db);
    for (const token of ['', 'x', 'a'.repeat(43)]) {
      expect(await findSession(people, token)).toBeUndefined();
    }
  });
});
