/**
 * What the loop says of itself: the one status row that the screens watch. Written only when it says
 * something new, because each write wakes every open tab.
 */
import { inTransaction } from '../db/in-transaction.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMeta, readMetas, writeMeta } from '../db/meta.ts';
import { readOutbox } from '../db/read-outbox.ts';
import {
  idleStatus,
  type SyncState,
  type SyncStatus,
  type SyncTrouble,
} from '../db/sync-status.ts';
import { assertNever } from '../../shared/result.ts';
import type { SyncParts } from './make-trip.ts';
import type { RoundEnd } from './run-round.ts';

/** Work that a reachable server has not taken for so long means that something is broken. */
const lateMs = 120_000;

export async function reportStatus(db: LocalDatabase, news: Partial<SyncStatus>): Promise<void> {
  await inTransaction(db, [db.meta], async () => {
    const before = await readMeta(db, 'syncStatus');
    // A row of older code may lack a field.
    const after = { ...idleStatus, ...before, ...news };
    if (JSON.stringify(after) !== JSON.stringify(before)) await writeMeta(db, 'syncStatus', after);
  });
}

/** A round that only asks for news is not announced: the status would flicker every minute. */
export async function reportStart({ db }: SyncParts): Promise<void> {
  const [{ resyncing, cursor }, { waiting }] = await Promise.all([
    readMetas(db, ['resyncing', 'cursor']),
    readOutbox(db),
  ]);
  if (resyncing) await reportStatus(db, { state: 'resyncing' });
  else if (waiting > 0 || cursor === null) await reportStatus(db, { state: 'syncing' });
}

export async function reportPage(
  { db }: SyncParts,
  { rows, more }: { readonly rows: number; readonly more: boolean },
): Promise<void> {
  if (!more) return;
  const { resyncing, syncStatus } = await readMetas(db, ['resyncing', 'syncStatus']);
  const isFilling = resyncing || syncStatus.lastSyncedAt === null;
  await reportStatus(db, {
    state: resyncing ? 'resyncing' : 'syncing',
    progress: isFilling ? { rows } : null,
  });
}

export async function reportEnd(
  parts: SyncParts,
  end: RoundEnd | { readonly kind: 'stayingOffline' },
): Promise<void> {
  const { db, environment } = parts;
  const late = await isLate(parts);
  switch (end.kind) {
    case 'quiet': {
      const lastSyncedAt = environment.nowMs();
      await reportStatus(db, { state: 'idle', lastSyncedAt, trouble: null, progress: null, late });
      return;
    }
    case 'stayingOffline':
      await reportStatus(db, {
        state: 'stayingOffline',
        trouble: null,
        progress: null,
        late: false,
      });
      return;
    case 'trouble': {
      const { trouble } = end;
      await reportStatus(db, { state: stateOf(trouble), trouble, progress: null, late });
      return;
    }
    default:
      assertNever(end);
  }
}

export async function isLate({ db, environment }: SyncParts): Promise<boolean> {
  const { oldestAt } = await readOutbox(db);
  return environment.isOnline() && oldestAt !== null && environment.nowMs() - oldestAt > lateMs;
}

function stateOf({ kind }: SyncTrouble): SyncState {
  switch (kind) {
    case 'unreachable':
    case 'timeout':
      return 'offline';
    case 'signedOut':
    case 'foreignClient':
      return 'signedOut';
    case 'updateNeeded':
      return 'updateNeeded';
    default:
      return 'failing';
  }
}
