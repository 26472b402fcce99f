/**
 * Who is working on which device in which space: what a browser is told about itself when it joins, and
 * what an invite says about itself before anyone accepts it.
 */
import type { DeviceId, PersonId, SpaceId } from './ids.ts';
import type { Role } from './roles.ts';

export interface SessionFacts {
  readonly personId: PersonId;
  readonly personName: string;
  readonly role: Role;
  readonly spaceId: SpaceId;
  readonly spaceName: string;
  readonly deviceId: DeviceId;
}

/** `POST /api/join/look`. */
export interface InviteFacts {
  readonly role: Role;
  readonly spaceName: string;
  /** Whoever takes it names the space too. */
  readonly firstOwner: boolean;
  readonly expiresAt: number;
}

/** One invite as `GET /api/invites` lists it. Its code is known only to whoever made it. */
export interface InviteListing {
  readonly id: string;
  readonly role: Role;
  readonly usesLeft: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Name of the person who made it; null for the console. */
  readonly createdBy: string | null;
}

/** What `POST /api/join`, `/api/join/look` and `/api/invites` answer instead, with 400, 403, 404, 410 or 429. */
export type JoinProblem =
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'inviteUnknown' }
  | { readonly kind: 'inviteUsed' }
  | { readonly kind: 'inviteExpired' }
  | { readonly kind: 'inviteRevoked' }
  | { readonly kind: 'busy' };
