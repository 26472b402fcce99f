/**
 * Joining a space and leaving it: the two deeds that need the server, because it decides who may come in. Local work
 * outlives both: joining adopts it, leaving asks for it to be synced or saved first.
 */
import { fail, type Result } from '../../shared/result.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { enterSession, type OtherSpace } from '../db/enter-session.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';
import { signOut, type OutboxNotEmpty } from '../db/sign-out.ts';
import type { JoinRequest, Server, ServerFailure } from './server.ts';

export type JoinFailure = ServerFailure | OtherSpace;

export interface SessionSource {
  readonly db: LocalDatabase;
  readonly server: Server;
  readonly moment: () => Moment;
}

export async function join(
  { db, server, moment }: SessionSource,
  request: JoinRequest,
): Promise<Result<SessionFacts, JoinFailure>> {
  const joined = await server.join(request);
  if (!joined.ok) return joined;
  const entered = await enterSession(db, joined.value, moment());
  return entered.ok ? joined : fail(entered.failure);
}

/** After the browser has cleared this device: the server may still know it, and then no invite is needed. */
export async function comeBack({
  db,
  server,
  moment,
}: SessionSource): Promise<Result<SessionFacts, JoinFailure>> {
  const known = await server.session();
  if (!known.ok) return known;
  const entered = await enterSession(db, known.value, moment());
  return entered.ok ? known : fail(entered.failure);
}

/**
 * The phone forgets everything first, then the server forgets the device. Without a network the server keeps a
 * session that nobody holds any more; it expires, and an owner can revoke it.
 */
export async function leave(
  { db, server }: SessionSource,
  options: { readonly outboxExported: boolean },
): Promise<Result<void, OutboxNotEmpty>> {
  const left = await signOut(db, options);
  if (left.ok) await server.leave();
  return left;
}
