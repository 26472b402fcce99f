/** Invites. Their codes are known here only as hashes, so that a stolen backup lets nobody in. */
import type { Kysely } from 'kysely';
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { InviteListing } from '../../shared/session.ts';
import type { InviteTable, Tables } from './tables.ts';

export interface Invite {
  readonly id: string;
  readonly spaceId: SpaceId;
  readonly role: Role;
  readonly firstOwner: boolean;
  readonly usesLeft: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

export async function insertInvite(
  db: Kysely<Tables>,
  invite: Omit<InviteTable, 'revoked_at'>,
): Promise<void> {
  await db
    .insertInto('invite')
    .values({ ...invite, revoked_at: null })
    .execute();
}

export async function readInvite(
  db: Kysely<Tables>,
  codeHash: string,
): Promise<Invite | undefined> {
  const found = await db
    .selectFrom('invite')
    .select(['id', 'space_id', 'role', 'first_owner', 'uses_left', 'expires_at', 'revoked_at'])
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  return {
    id: found.id,
    spaceId: toId<'space'>(found.space_id),
    role: found.role,
    firstOwner: found.first_owner,
    usesLeft: found.uses_left,
    expiresAt: found.expires_at,
    revokedAt: found.revoked_at,
  };
}

/** One use fewer. The caller holds the lock of the space and has seen that there is one left. */
export async function takeUse(tx: Kysely<Tables>, inviteId: string): Promise<void> {
  await tx
    .updateTable('invite')
    .set(({ eb }) => ({ uses_left: eb('uses_left', '-', 1) }))
    .where('id', '=', inviteId)
    .execute();
}

/** Those that can still be taken, newest first. */
export async function readOpenInvites(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  nowMs: number,
): Promise<InviteListing[]> {
  return db
    .selectFrom('invite as i')
    .leftJoin('person as p', (join) =>
      join.onRef('p.space_id', '=', 'i.space_id').onRef('p.id', '=', 'i.created_by'),
    )
    .select([
      'i.id',
      'i.role',
      'i.uses_left as usesLeft',
      'i.created_at as createdAt',
      'i.expires_at as expiresAt',
      'p.name as createdBy',
    ])
    .where('i.space_id', '=', spaceId)
    .where('i.revoked_at', 'is', null)
    .where('i.uses_left', '>', 0)
    .where('i.expires_at', '>', nowMs)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .execute();
}

export async function readInviteRole(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  inviteId: string,
): Promise<Role | undefined> {
  const found = await db
    .selectFrom('invite')
    .select('role')
    .where('space_id', '=', spaceId)
    .where('id', '=', inviteId)
    .executeTakeFirst();
  return found?.role;
}

export async function revokeInvite(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  inviteId: string,
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('invite')
    .set({ revoked_at: nowMs })
    .where('space_id', '=', spaceId)
    .where('id', '=', inviteId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** All that were printed for a first owner and not taken; `except` is the one just taken. */
export async function revokeFirstOwnerInvites(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  { nowMs, except }: { readonly nowMs: number; readonly except: string | null },
): Promise<void> {
  await db
    .updateTable('invite')
    .set({ revoked_at: nowMs })
    .where('space_id', '=', spaceId)
    .where('first_owner', '=', true)
    .where('revoked_at', 'is', null)
    .where('uses_left', '>', 0)
    .$if(except !== null, (query) => query.where('id', '!=', except))
    .execute();
}
