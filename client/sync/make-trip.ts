/**
 * One trip to the server and back: changes up, rows down, the answer applied or the trouble named. Nothing
 * is remembered between trips but what stands in the database, so any trip may be the last or come twice.
 */
import { applyAnswer } from '../db/apply-pull.ts';
import { heal } from '../db/heal.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { SyncTrouble } from '../db/sync-status.ts';
import { withReopen } from '../db/with-reopen.ts';
import type { SyncProblem } from '../../shared/protocol.ts';
import { assertNever } from '../../shared/result.ts';
import type { SyncEnvironment } from './environment.ts';
import { judgeReply, makeRequest } from './pull.ts';
import type { Transport } from './transport.ts';

export interface SyncParts {
  readonly db: LocalDatabase;
  readonly transport: Transport;
  readonly environment: SyncEnvironment;
}

export type Trip =
  | {
      readonly kind: 'applied';
      /** The cursor or an acknowledgement went forward. */
      readonly moved: boolean;
      /** Further pages wait. */
      readonly more: boolean;
      readonly pushed: number;
      readonly rows: number;
      readonly epoch: string;
      readonly version: number;
    }
  /** Another tab was quicker: ask anew. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'healed'; readonly problem: SyncProblem }
  | { readonly kind: 'tooLarge'; readonly problem: SyncProblem; readonly pushed: number }
  | {
      readonly kind: 'failed';
      readonly trouble: SyncTrouble;
      readonly retryAfterMs: number | null;
    };

export interface TripOptions {
  /** 0 asks for rows only. */
  readonly mutationsMax: number;
  readonly signal: AbortSignal;
}

export async function makeTrip(
  { db, transport, environment }: SyncParts,
  { mutationsMax, signal }: TripOptions,
): Promise<Trip> {
  const sentAt = environment.nowMs();
  const moment = { nowMs: sentAt, fillRandom: environment.fillRandom };
  const request = await withReopen(db, () => makeRequest(db, moment, mutationsMax));
  if (request === undefined) {
    return { kind: 'failed', trouble: { kind: 'signedOut' }, retryAfterMs: null };
  }
  const judged = judgeReply(request, await transport.send(request, signal));
  if (judged.kind === 'outage') return { ...judged, kind: 'failed' };
  const pushed = request.mutations.length;
  if (judged.kind === 'answer') {
    const { answer } = judged;
    const answeredAt = environment.nowMs();
    const applied = await applyAnswer(db, answer, { request, sentAt, answeredAt });
    const { more, epoch, headVersion: version } = answer;
    return applied.kind === 'stale' ? applied : { ...applied, more, pushed, epoch, version };
  }
  const { problem, retryAfterMs } = judged;
  switch (problem.kind) {
    case 'epochChanged':
    case 'regressed':
    case 'belowFloor':
    case 'clientForked':
    case 'foreignClient': {
      const end = await heal(db, problem, { request, moment });
      return end === 'healed' ? { kind: 'healed', problem } : { kind: 'stale' };
    }
    case 'tooLarge':
      return { kind: 'tooLarge', problem, pushed };
    case 'badRequest':
    case 'signedOut':
    case 'updateNeeded':
    case 'busy':
      return { kind: 'failed', trouble: problem, retryAfterMs };
    default:
      return assertNever(problem);
  }
}
