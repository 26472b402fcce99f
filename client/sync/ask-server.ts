/**
 * The few things a person asks of the server directly: joining, leaving, inviting. Same caution as the sync wire: an
 * answer counts only if it is JSON from our server; failures of the network are values.
 */
import type { FactOrigin, HistoryAnswer, HistoryAsked } from '../../shared/history.ts';
import type { Role } from '../../shared/roles.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type {
  InviteFacts,
  InviteListing,
  JoinProblem,
  SessionFacts,
} from '../../shared/session.ts';

export type AskFailure =
  | JoinProblem
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'notOurServer' };

type Answer<Value> = Promise<Result<Value, AskFailure>>;

export interface MadeInvite {
  readonly id: string;
  readonly role: Role;
  readonly link: string;
  readonly expiresAt: number;
}

const timeoutMs = 20_000;
const problemKinds: ReadonlySet<string> = new Set<AskFailure['kind']>([
  'invalid',
  'forbidden',
  'inviteUnknown',
  'inviteUsed',
  'inviteExpired',
  'inviteRevoked',
  'busy',
  'signedOut',
]);

/** `readClientId` names this browser's log, so that the server can tie it to the person who joins. */
export function makeServer(readClientId: () => Promise<string | null>) {
  return {
    look: (code: string): Answer<InviteFacts> => ask('POST', '/api/join/look', { code }),
    async join(request: {
      readonly code: string;
      readonly name: string;
      readonly spaceName?: string;
    }): Answer<SessionFacts> {
      const body = { ...request, clientId: await readClientId() };
      const joined = await ask<{ readonly session: SessionFacts }>('POST', '/api/join', body);
      return joined.ok ? succeed(joined.value.session) : joined;
    },
    session: (): Answer<SessionFacts> => ask('GET', '/api/session'),
    leave: (): Answer<null> => ask('POST', '/api/leave', {}),
    makeInvite: (role: Role): Answer<MadeInvite> => ask('POST', '/api/invites', { role }),
    listInvites: (): Answer<readonly InviteListing[]> => ask('GET', '/api/invites'),
    revokeInvite: (id: string): Answer<null> => ask('DELETE', `/api/invites/${id}`),
    readHistory: (asked: HistoryAsked): Answer<HistoryAnswer> =>
      ask('GET', `/api/history?${queryOf(asked)}`),
    readFactOrigin: (factId: string): Answer<FactOrigin> => ask('GET', `/api/facts/${factId}`),
    ask,
  };
}

function queryOf({ scope, before, limit }: HistoryAsked): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit) });
  if (scope.kind === 'item') query.set('item', scope.itemId);
  if (scope.kind === 'location') query.set('location', scope.locationId);
  if (before !== null) query.set('before', before.stamp);
  if (before !== null && before.id !== '') query.set('beforeId', before.id);
  return query;
}

async function ask<Value>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
): Answer<Value> {
  try {
    const response = await fetch(url, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 204) return succeed(null as Value);
    const answer = parseJson(await response.text());
    if (typeof answer !== 'object' || answer === null) return fail({ kind: 'notOurServer' });
    // Our own server answers; its shapes are those of shared/session.ts.
    if (response.ok) return succeed(answer as Value);
    const isProblem =
      'kind' in answer && typeof answer.kind === 'string' && problemKinds.has(answer.kind);
    return fail(isProblem ? (answer as AskFailure) : { kind: 'notOurServer' });
  } catch (error) {
    // Any trouble of the network is a TypeError, and running out of time a TimeoutError.
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    if (isTimeout || error instanceof TypeError) return fail({ kind: 'unreachable' });
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
