/**
 * What the screens may ask of the server itself: joining, leaving, inviting. All else goes through the outbox. The
 * composition root brings the real one; a failure is an answer here, because the person is waiting for it.
 */
import type { FactOrigin, HistoryAnswer, HistoryAsked } from '../../shared/history.ts';
import type { Role } from '../../shared/roles.ts';
import type { Result } from '../../shared/result.ts';
import type {
  InviteFacts,
  InviteListing,
  JoinProblem,
  SessionFacts,
} from '../../shared/session.ts';

export type ServerFailure =
  | JoinProblem
  /** No network, or no server there. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signedOut' }
  /** An answer that is not ours: a login page of the network, a proxy's error. */
  | { readonly kind: 'notOurServer' };

export type Answer<Value> = Promise<Result<Value, ServerFailure>>;

export interface JoinRequest {
  readonly code: string;
  readonly name: string;
  readonly spaceName?: string;
}

export interface NewInvite {
  readonly id: string;
  readonly role: Role;
  readonly link: string;
  readonly expiresAt: number;
}

export type AskMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Server {
  look(code: string): Answer<InviteFacts>;
  join(request: JoinRequest): Answer<SessionFacts>;
  /** Who this browser is signed in as: the cookie may outlive what was cleared. */
  session(): Answer<SessionFacts>;
  leave(): Answer<null>;
  makeInvite(role: Role): Answer<NewInvite>;
  listInvites(): Answer<readonly InviteListing[]>;
  revokeInvite(id: string): Answer<null>;
  /** Facts beyond what this phone holds. */
  readHistory(asked: HistoryAsked): Answer<HistoryAnswer>;
  /** For staff. */
  readFactOrigin(factId: string): Answer<FactOrigin>;
  /** For screens that bring their questions along (notices-server.ts). */
  ask<Value>(method: AskMethod, url: string, body?: object): Answer<Value>;
}
