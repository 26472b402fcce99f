/**
 * What the sync loop says of itself, as one row that the screens watch. It is written by the loop alone
 * and decides nothing.
 */
import type { SyncProblem } from '../../shared/protocol.ts';

export type SyncState =
  | 'idle'
  | 'syncing'
  /** All rows are being fetched anew, beside the ones in use. */
  | 'resyncing'
  | 'offline'
  /** The person's own switch. */
  | 'stayingOffline'
  | 'signedOut'
  | 'updateNeeded'
  /** Something is wrong that passes by itself or by repair; it is tried again, ever more slowly. */
  | 'failing';

/** Why the last trip brought nothing. */
export type SyncTrouble =
  | SyncProblem
  /** No answer: no network, or no server there. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeout' }
  /** An answer, but not from our server: a hotel's login page, a proxy's error, a replay. */
  | { readonly kind: 'notOurServer'; readonly status: number }
  /** The server answers and nothing moves: stopped here rather than asked for ever. */
  | { readonly kind: 'noProgress' }
  /** The phone's own storage failed. */
  | { readonly kind: 'storage'; readonly detail: string };

export interface SyncStatus {
  readonly state: SyncState;
  /** This phone's clock; null if never. */
  readonly lastSyncedAt: number | null;
  readonly trouble: SyncTrouble | null;
  /** Rows received so far in a first sync or resync. */
  readonly progress: { readonly rows: number } | null;
  /** The oldest waiting change is older than two minutes although there is a network. */
  readonly late: boolean;
}

export const idleStatus: SyncStatus = {
  state: 'idle',
  lastSyncedAt: null,
  trouble: null,
  progress: null,
  late: false,
};
