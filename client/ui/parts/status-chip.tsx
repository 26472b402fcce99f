/** The one glance that tells the truth, on every screen. Tapping it opens the sync part of the settings. */
import type { SyncKind, SyncView } from '../../state/sync-view.ts';
import { paths } from '../../state/route.ts';
import { syncWords } from '../words/sync-words.ts';
import { words } from '../words/words.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: { readonly [Kind in SyncKind]: IconName } = {
  notSaved: 'attention',
  updateReady: 'update',
  notJoined: 'key',
  signedOut: 'key',
  updateNeeded: 'update',
  late: 'attention',
  failing: 'attention',
  firstSync: 'sync',
  syncing: 'sync',
  stayingOffline: 'sleep',
  offline: 'offline',
  waiting: 'saved',
  synced: 'check',
  never: 'saved',
};

export function StatusChip({ view }: { view: SyncView }) {
  const isBusy = view.kind === 'syncing' || view.kind === 'firstSync';
  return (
    <a class={`status ${view.tone}${isBusy ? ' busy' : ''}`} href={paths.sync}>
      <Icon name={icons[view.kind]} />
      <span class="for-readers">{words.value.sync.label}: </span>
      <span class="line">{syncWords(view)}</span>
    </a>
  );
}
