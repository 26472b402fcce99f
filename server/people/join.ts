/**
 * Taking an invite: a person, a device and a session come of it, all or nothing.
 *
 *   browser unknown ─────────────▶ new person, one use taken
 *   browser known (its client id) ▶ the same person again; the higher of both roles
 *
 * A client id is a secret of its browser, as good as a session. That is what carries a phone through an
 * answer that got lost: asked again, a known browser needs no further use of the invite, unless the
 * invite raises its role.
 */
import { randomBytes } from 'node:crypto';
import { makeUuidV7, type ClientId, type Id } from '../../shared/ids.ts';
import { roles, type Role } from '../../shared/roles.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { JoinProblem, SessionFacts } from '../../shared/session.ts';
import { revokeFirstOwnerInvites, takeUse, type Invite } from '../db/invite-statements.ts';
import {
  claimClient,
  deleteExpiredSessions,
  deleteSessionsOfDevice,
  hasOwner,
  insertSession,
  readPersonOfClient,
  saveDevice,
  savePerson,
  type KnownClient,
} from '../db/people-statements.ts';
import { lockSpace, renameSpace } from '../db/space-statements.ts';
import { lockHead, notifyHead, takeVersion, type Head } from '../db/head-statements.ts';
import { findInvite } from './invites.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashSecret, makeToken } from './secrets.ts';
import { sessionLifetimeMs } from './sessions.ts';

export interface JoinRequest {
  readonly code: string;
  readonly name: string;
  /** Heard only from the first owner. */
  readonly spaceName: string | null;
  readonly clientId: ClientId | null;
  /** What the browser calls itself, for the owner's list. */
  readonly deviceName: string;
}

export interface Joined {
  readonly session: SessionFacts;
  /** Told once; the database has only its hash. */
  readonly token: string;
}

export async function join(
  people: PeopleDeps,
  request: JoinRequest,
): Promise<Result<Joined, JoinProblem>> {
  return people.db.transaction().execute(async (tx) => {
    const inside: PeopleDeps = { ...people, db: tx };
    const seen = await findInvite(inside, request.code);
    if (!seen.ok) return seen;
    const { spaceId } = seen.value;
    // Everyone who joins this space waits here, so what is read from now on stays true. The head first, as
    // pushes do: their rows name the space, and would wait for us while we wait for them.
    const head = await lockHead(tx, spaceId);
    const space = await lockSpace(tx, spaceId);
    const invite = await findInvite(inside, request.code);
    if (!invite.ok) return invite;

    const known =
      request.clientId === null
        ? undefined
        : await readPersonOfClient(tx, spaceId, request.clientId);
    const isFirstOwner = invite.value.role === 'owner' && !(await hasOwner(tx, spaceId));
    const role = await takeInvite(inside, invite.value, known);
    if (!role.ok) return role;

    let spaceName = space.name;
    if (isFirstOwner) {
      spaceName = request.spaceName ?? space.name;
      if (spaceName !== space.name) await renameSpace(tx, spaceId, spaceName);
      const nowMs = people.now();
      await revokeFirstOwnerInvites(tx, spaceId, { nowMs, except: invite.value.id });
    }
    return succeed(
      await openSession(inside, {
        request,
        known,
        space: { ...space, name: spaceName },
        role: role.value,
        head,
      }),
    );
  });
}

/** Takes a use where one is needed, and tells the role that comes of it. */
async function takeInvite(
  { db }: PeopleDeps,
  invite: Invite,
  known: KnownClient | undefined,
): Promise<Result<Role, JoinProblem>> {
  const raises = known === undefined || isHigher(invite.role, known.role);
  if (invite.usesLeft > 0) {
    if (raises) await takeUse(db, invite.id);
    return succeed(raises ? invite.role : known.role);
  }
  return known === undefined ? fail({ kind: 'inviteUsed' }) : succeed(known.role);
}

interface Opening {
  readonly request: JoinRequest;
  readonly known: KnownClient | undefined;
  readonly space: { readonly id: SessionFacts['spaceId']; readonly name: string };
  readonly role: Role;
  readonly head: Head;
}

async function openSession(
  { db, now }: PeopleDeps,
  { request, known, space, role, head }: Opening,
): Promise<Joined> {
  const nowMs = now();
  const spaceId = space.id;
  const makeId = <Name extends string>(): Id<Name> =>
    makeUuidV7<Name>({ nowMs, random: randomBytes(10) });
  const personId = known?.personId ?? makeId<'person'>();
  const deviceId = known?.deviceId ?? makeId<'device'>();
  const { name, clientId, deviceName } = request;
  const isNews = known?.role !== role || known.name !== name;
  if (isNews) {
    const version = await takeVersion(db, spaceId, Math.max(nowMs, head.receivedAt + 1));
    await savePerson(db, { spaceId, id: personId, name, role, nowMs, version });
    await notifyHead(db, spaceId, head.epoch, version);
  }
  await saveDevice(db, { spaceId, id: deviceId, personId, name: deviceName, nowMs });
  if (clientId !== null) await claimClient(db, { spaceId, clientId, personId, deviceId, nowMs });
  await deleteSessionsOfDevice(db, spaceId, deviceId);
  await deleteExpiredSessions(db, nowMs);
  const token = makeToken();
  await insertSession(db, {
    token_hash: hashSecret(token),
    space_id: spaceId,
    person_id: personId,
    device_id: deviceId,
    created_at: nowMs,
    expires_at: nowMs + sessionLifetimeMs[role],
    seen_at: nowMs,
  });
  const session: SessionFacts = {
    personId,
    personName: name,
    role,
    spaceId,
    spaceName: space.name,
    deviceId,
  };
  return { session, token };
}

function isHigher(one: Role, other: Role): boolean {
  return roles.indexOf(one) < roles.indexOf(other);
}
