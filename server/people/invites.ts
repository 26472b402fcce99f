/**
 * Invites: a link that makes whoever opens it a person of the space, in a role, so many times, until a
 * day. The code is shown once, to the one who made it; who may invite whom is decided by the caller.
 */
import { randomUUID } from 'node:crypto';
import type { SpaceId, PersonId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { InviteFacts, InviteListing, JoinProblem } from '../../shared/session.ts';
import {
  insertInvite,
  readInvite,
  readInviteRole,
  readOpenInvites,
  revokeInvite as revoke,
  type Invite,
} from '../db/invite-statements.ts';
import { hasOwner } from '../db/people-statements.ts';
import { readSpace } from '../db/space-statements.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashSecret, makeInviteCode, normaliseInviteCode } from './secrets.ts';

const dayMs = 24 * 60 * 60 * 1000;
export const inviteDaysDefault = 7;

export interface NewInvite {
  readonly spaceId: SpaceId;
  readonly role: Role;
  readonly uses: number;
  readonly days: number;
  /** Null for the console. */
  readonly createdBy: PersonId | null;
}

export interface MadeInvite {
  readonly id: string;
  readonly code: string;
  readonly role: Role;
  readonly expiresAt: number;
}

export async function makeInvite(
  people: PeopleDeps,
  invite: NewInvite,
  { firstOwner } = { firstOwner: false },
): Promise<MadeInvite> {
  const { spaceId, role, uses, days, createdBy } = invite;
  const id = randomUUID();
  const code = makeInviteCode();
  const nowMs = people.now();
  const expiresAt = nowMs + days * dayMs;
  await insertInvite(people.db, {
    id,
    space_id: spaceId,
    code_hash: hashSecret(code),
    role,
    first_owner: firstOwner,
    uses_left: uses,
    created_at: nowMs,
    expires_at: expiresAt,
    created_by: createdBy,
  });
  return { id, code, role, expiresAt };
}

/** What an invite says about itself before anyone accepts it. */
export async function lookAtInvite(
  people: PeopleDeps,
  code: string,
): Promise<Result<InviteFacts, JoinProblem>> {
  const found = await findInvite(people, code);
  if (!found.ok) return found;
  const { role, spaceId, expiresAt, usesLeft } = found.value;
  if (usesLeft <= 0) return fail({ kind: 'inviteUsed' });
  const space = await readSpace(people.db, spaceId);
  const firstOwner = role === 'owner' && !(await hasOwner(people.db, spaceId));
  return succeed({ role, spaceName: space.name, firstOwner, expiresAt });
}

/** The invite behind a code, unless it is void. One without uses is found: its taker may ask again. */
export async function findInvite(
  { db, now }: PeopleDeps,
  code: string,
): Promise<Result<Invite, JoinProblem>> {
  const invite = await readInvite(db, hashSecret(normaliseInviteCode(code)));
  if (invite === undefined) return fail({ kind: 'inviteUnknown' });
  if (invite.revokedAt !== null) return fail({ kind: 'inviteRevoked' });
  if (invite.expiresAt <= now()) return fail({ kind: 'inviteExpired' });
  return succeed(invite);
}

export async function listInvites(
  { db, now }: PeopleDeps,
  spaceId: SpaceId,
): Promise<InviteListing[]> {
  return readOpenInvites(db, spaceId, now());
}

/** The role an invite of this space gives; undefined if there is no such invite. */
export async function readRoleOfInvite(
  { db }: PeopleDeps,
  spaceId: SpaceId,
  inviteId: string,
): Promise<Role | undefined> {
  return readInviteRole(db, spaceId, inviteId);
}

export async function revokeInvite(
  { db, now }: PeopleDeps,
  spaceId: SpaceId,
  inviteId: string,
): Promise<void> {
  await revoke(db, spaceId, inviteId, now());
}
