/** How sync stands, in full: the state, since when, what is wrong and what that means, and the switch to stay offline. */
import { changeSetting, type Settings } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Switch } from '../../parts/switch.tsx';
import { formatAgo } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { syncWords } from '../../words/sync-words.ts';
import { words } from '../../words/words.ts';

export function SyncSettings({ settings }: { settings: Settings }) {
  const app = useApp();
  const w = screenWords.value.settings;
  const { status, sync, waiting } = app;
  const { state, lastSyncedAt, trouble, progress } = status.value;
  const lines = [
    w.states[state],
    `${w.lastSynced}: ${lastSyncedAt === null ? w.neverSynced : formatAgo(lastSyncedAt)}`,
  ];
  return (
    <Section
      title={w.sync}
      id="sync"
      tools={
        <Button
          icon="sync"
          onClick={app.syncNow}
          disabled={state === 'syncing' || state === 'resyncing'}
        >
          {w.syncNow}
        </Button>
      }
    >
      <Card class="settings">
        <Setting title={syncWords(sync.value)} hint={lines.join(' · ')} />
        {trouble !== null && <Setting title={w.troubles[trouble.kind]} hint={detailOf(trouble)} />}
        {progress !== null && (
          <Setting title={words.value.sync.firstSync} stacked>
            <ProgressBar label={w.rows(progress.rows)} done={progress.rows} of={null} />
          </Setting>
        )}
        {waiting.value.heldBack > 0 && <Setting title={w.heldBack(waiting.value.heldBack)} />}
        <Setting title={w.stayOffline} hint={w.stayOfflineHint}>
          <Switch
            label={w.stayOffline}
            on={settings.stayOffline}
            onChange={(on) => void changeSetting(app.db, 'stayOffline', on).catch(app.onTrouble)}
          />
        </Setting>
      </Card>
    </Section>
  );
}

/** What somebody who can help will ask for. */
function detailOf(trouble: object): string {
  const { kind: _, ...rest } = { kind: '', ...trouble };
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
}
