/**
 * What a server finds or makes before it serves anyone: its space, and as long as nobody owns that, a
 * link to become its owner. There is no default password to forget; the link lives until the next start.
 */
import { randomBytes } from 'node:crypto';
import { makeUuidV7, type SpaceId } from '../../shared/ids.ts';
import { revokeFirstOwnerInvites } from '../db/invite-statements.ts';
import { hasOwner } from '../db/people-statements.ts';
import {
  insertSpace,
  lockSpace,
  lockSpaces,
  readFirstSpace,
  type Space,
} from '../db/space-statements.ts';
import { inviteDaysDefault, makeInvite } from './invites.ts';
import type { PeopleDeps } from './people-deps.ts';

const nameUntilNamed = 'Our makerspace';

/** Gives a new space its head and its first rows, inside the transaction that makes it. */
type FillSpace = (db: PeopleDeps['db'], spaceId: SpaceId, nowMs: number) => Promise<void>;

export async function ensureSpace(people: PeopleDeps, fillSpace: FillSpace): Promise<Space> {
  const there = await readFirstSpace(people.db);
  if (there !== undefined) return there;
  return people.db.transaction().execute(async (tx) => {
    await lockSpaces(tx);
    const meanwhile = await readFirstSpace(tx);
    if (meanwhile !== undefined) return meanwhile;
    const nowMs = people.now();
    const id = makeUuidV7<'space'>({ nowMs, random: randomBytes(10) });
    const space: Space = { id, name: nameUntilNamed };
    await insertSpace(tx, space, nowMs);
    await fillSpace(tx, id, nowMs);
    return space;
  });
}

/** A fresh code for the first owner, which voids older ones; undefined once the space has an owner. */
export async function offerOwnership(
  people: PeopleDeps,
  spaceId: SpaceId,
): Promise<string | undefined> {
  return people.db.transaction().execute(async (tx) => {
    await lockSpace(tx, spaceId);
    if (await hasOwner(tx, spaceId)) return undefined;
    await revokeFirstOwnerInvites(tx, spaceId, { nowMs: people.now(), except: null });
    const invite = {
      spaceId,
      role: 'owner',
      uses: 1,
      days: inviteDaysDefault,
      createdBy: null,
    } as const;
    const { code } = await makeInvite({ ...people, db: tx }, invite, { firstOwner: true });
    return code;
  });
}
