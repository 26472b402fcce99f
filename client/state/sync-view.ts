/**
 * The one glance that tells the truth: many facts, one line. What asks for a person comes before what is only news,
 * and "saved on this phone" is never claimed while the phone cannot save.
 */
import type { SyncStatus } from '../db/sync-status.ts';
import type { Waiting } from './waiting.ts';

export type SyncKind =
  /** Changes cannot be kept on this phone. */
  | 'notSaved'
  | 'updateReady'
  | 'notJoined'
  | 'signedOut'
  | 'updateNeeded'
  | 'late'
  | 'failing'
  /** The first rows are on their way. */
  | 'firstSync'
  | 'syncing'
  | 'stayingOffline'
  | 'offline'
  | 'waiting'
  | 'synced'
  /** Has never met the server and has nothing to say to it. */
  | 'never';

export interface SyncView {
  readonly kind: SyncKind;
  readonly tone: 'good' | 'quiet' | 'ask' | 'bad';
  /** Changes, photos and safety data sheets. */
  readonly waiting: number;
}

export interface SyncFacts {
  readonly status: SyncStatus;
  readonly waiting: Waiting;
  readonly isSignedIn: boolean;
  readonly isStorageBroken: boolean;
  readonly isUpdateReady: boolean;
}

const tones: { readonly [Kind in SyncKind]: SyncView['tone'] } = {
  notSaved: 'bad',
  updateReady: 'ask',
  notJoined: 'quiet',
  signedOut: 'ask',
  updateNeeded: 'ask',
  late: 'bad',
  failing: 'bad',
  firstSync: 'quiet',
  syncing: 'quiet',
  stayingOffline: 'quiet',
  offline: 'quiet',
  waiting: 'quiet',
  synced: 'good',
  never: 'quiet',
};

export function makeSyncView(facts: SyncFacts): SyncView {
  const { count, photos, sheets } = facts.waiting;
  const waiting = count + photos + sheets;
  const kind = kindOf(facts, waiting);
  return { kind, tone: tones[kind], waiting };
}

function kindOf({ status, ...facts }: SyncFacts, waiting: number): SyncKind {
  if (facts.isStorageBroken) return 'notSaved';
  if (!facts.isSignedIn) return 'notJoined';
  if (status.state === 'signedOut') return 'signedOut';
  if (facts.isUpdateReady) return 'updateReady';
  if (status.state === 'updateNeeded') return 'updateNeeded';
  if (status.late && waiting > 0) return 'late';
  if (status.state === 'failing') return 'failing';
  if (status.progress !== null) return 'firstSync';
  if (status.state === 'stayingOffline') return 'stayingOffline';
  if (status.state === 'offline') return 'offline';
  // A trip that only asks for news is not worth a line of its own: it would flicker every minute.
  if (status.state === 'syncing' && waiting > 0) return 'syncing';
  if (waiting > 0) return 'waiting';
  return status.lastSyncedAt === null ? 'never' : 'synced';
}
