/**
 * Trips until nothing is left to send or to fetch: a batch of changes up, then pages of rows down until
 * there are no more, then the next batch.
 *
 *   push ──▶ pull … pull ──▶ push ──▶ …… ──▶ quiet
 *     │         │
 *     └─────────┴── trouble, or a trip that moved nothing
 *
 * There is no cap on trips, because a first sync may be long; instead every trip must move the cursor or an
 * acknowledgement. Endless loops of polite requests have taken down servers elsewhere.
 */
import { readMetas } from '../db/meta.ts';
import type { SyncTrouble } from '../db/sync-status.ts';
import { limits } from '../../shared/protocol.ts';
import { assertNever } from '../../shared/result.ts';
import { makeTrip, type SyncParts } from './make-trip.ts';
import { readBatch } from './push.ts';

/** Trips in a row that may heal, or find another tab quicker, before the round ends. */
const fruitlessMax = 4;

export type RoundEnd =
  /** Everything is here, up to this version. */
  | { readonly kind: 'quiet'; readonly epoch: string; readonly version: number }
  | {
      readonly kind: 'trouble';
      readonly trouble: SyncTrouble;
      readonly retryAfterMs: number | null;
    };

export interface RoundOptions {
  readonly signal: AbortSignal;
  /** After each page: how many rows this round has brought, and whether more wait. */
  readonly onPage?: (page: { readonly rows: number; readonly more: boolean }) => Promise<void>;
}

export async function runRound(
  parts: SyncParts,
  { signal, onPage = async () => undefined }: RoundOptions,
): Promise<RoundEnd> {
  let isPulling = false;
  let mutationsMax: number = limits.pushMutationsMax;
  let fruitless = 0;
  let rows = 0;
  for (;;) {
    const trip = await makeTrip(parts, { mutationsMax: isPulling ? 0 : mutationsMax, signal });
    switch (trip.kind) {
      case 'applied': {
        const { epoch, version, more } = trip;
        if (!trip.moved && (more || trip.pushed > 0)) return trouble({ kind: 'noProgress' });
        fruitless = 0;
        rows += trip.rows;
        await onPage({ rows, more });
        isPulling = more;
        if (!more && !(await hasMoreToSend(parts))) return { kind: 'quiet', epoch, version };
        break;
      }
      case 'stale':
      case 'healed':
        fruitless += 1;
        if (fruitless > fruitlessMax) {
          return trouble(trip.kind === 'healed' ? trip.problem : { kind: 'noProgress' });
        }
        isPulling = false;
        break;
      case 'tooLarge':
        // One change alone is never too large for our server, so somebody between us is in the way.
        if (trip.pushed <= 1) return trouble(trip.problem);
        mutationsMax = Math.floor(trip.pushed / 2);
        break;
      case 'failed':
        return trouble(trip.trouble, trip.retryAfterMs);
      default:
        return assertNever(trip);
    }
    if (signal.aborted) return trouble({ kind: 'unreachable' });
  }
}

function trouble(what: SyncTrouble, retryAfterMs: number | null = null): RoundEnd {
  return { kind: 'trouble', trouble: what, retryAfterMs };
}

async function hasMoreToSend({ db }: SyncParts): Promise<boolean> {
  const { session, ackedMid } = await readMetas(db, ['session', 'ackedMid']);
  if (session === null) return false;
  const next = await readBatch(db, { ackedMid, personId: session.personId, mutationsMax: 1 });
  return next.length > 0;
}
