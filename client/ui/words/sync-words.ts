/** The line of the status chip. */
import { assertNever } from '../../../shared/result.ts';
import { thisDevice } from '../../device/this-device.ts';
import type { SyncView } from '../../state/sync-view.ts';
import { words } from './words.ts';

export function syncWords({ kind, waiting: count }: Pick<SyncView, 'kind' | 'waiting'>): string {
  const w = words.value.sync;
  const here = thisDevice();
  const waiting = w.waiting(count);
  switch (kind) {
    case 'notSaved':
      return w.notSaved(here);
    case 'updateReady':
      return w.updateReady;
    case 'signedOut':
      return w.signedOut;
    case 'notJoined':
      return w.notJoined;
    case 'updateNeeded':
      return w.updateNeeded;
    case 'late':
      return w.late(waiting);
    case 'failing':
      return w.failing;
    case 'firstSync':
      return w.firstSync;
    case 'syncing':
      return w.syncing(waiting);
    case 'stayingOffline':
      return count > 0 ? w.savedWaiting(here, waiting) : w.stayingOffline(here);
    case 'offline':
    case 'never':
      return count > 0 ? w.savedWaiting(here, waiting) : w.saved(here);
    case 'waiting':
      return w.savedWaiting(here, waiting);
    case 'synced':
      return w.synced;
    default:
      return assertNever(kind);
  }
}
