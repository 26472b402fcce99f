/**
 * Sessions: an opaque token per browser that lives as long as it is used. Working offline needs none;
 * it is asked for when a phone comes back to sync.
 */
import type { Role } from '../../shared/roles.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { deleteSession, readSession, slideSession } from '../db/people-statements.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashSecret } from './secrets.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** How long a session lives without being used. A member may well come by twice a year. */
export const sessionLifetimeMs: { readonly [R in Role]: number } = {
  owner: 30 * dayMs,
  staff: 30 * dayMs,
  member: 180 * dayMs,
};

/** A session is moved on at most this often: each time costs a commit, and with it an fsync. */
const slideEveryMs = hourMs;

export interface LiveSession {
  readonly facts: SessionFacts;
  /** It was moved on just now, so a cookie that carries it should be, too. */
  readonly slid: boolean;
}

/** Undefined if the token is unknown, expired or of a removed person: they all look alike. */
export async function findSession(
  { db, now }: PeopleDeps,
  token: string,
): Promise<LiveSession | undefined> {
  const nowMs = now();
  const tokenHash = hashSecret(token);
  const found = await readSession(db, tokenHash, nowMs);
  if (found === undefined) return undefined;
  const { facts, seenAt } = found;
  const slid = nowMs - seenAt >= slideEveryMs;
  if (slid) {
    await slideSession(db, { tokenHash, expiresAt: nowMs + sessionLifetimeMs[facts.role], nowMs });
  }
  return { facts, slid };
}

/** Ends the session of this token, if there is one. */
export async function leave({ db }: PeopleDeps, token: string): Promise<void> {
  await deleteSession(db, hashSecret(token));
}
