/** Every change that has not reached the server, oldest first, and a way to save them if this device is about to fail. */
import { saveAsFile } from '../../../device/share.ts';
import { exportWaiting } from '../../../state/export-waiting.ts';
import { readWaitingChanges } from '../../../state/waiting-changes.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { changeWords } from '../../words/change-words.ts';
import { formatAgo } from '../../words/format.ts';

const shownMax = 50;

export function WaitingChanges() {
  const app = useApp();
  const personId = app.session.value?.personId ?? null;
  const changes = useLive((db) => readWaitingChanges(db, { personId, most: shownMax }), [personId]);
  const w = screenWords.value.settings;
  const { count, heldBack, photos, sheets } = app.waiting.value;
  const total = count + heldBack;
  const lines = [
    total > 0 ? w.waitingCount(total) : '',
    photos > 0 ? screenWords.value.pictures.unsent(photos) : '',
    sheets > 0 ? screenWords.value.hazards.unsent(sheets) : '',
  ].filter(Boolean);
  return (
    <Section title={w.waiting} hint={lines.length === 0 ? w.noWaiting : lines.join(' · ')}>
      {changes !== undefined && changes.length > 0 && (
        <Table
          caption={w.waiting}
          columns={[{ text: w.change }, { text: w.age }, { text: w.whose }]}
          rows={changes.map(({ mid, name, subject, recordedAt, isMine }) => ({
            key: String(mid),
            cells: [changeWords(name, subject), formatAgo(recordedAt), isMine ? w.mine : w.others],
          }))}
        />
      )}
      {changes !== undefined && total > changes.length && (
        <p class="quiet small">{w.moreWaiting(total - changes.length)}</p>
      )}
      {lines.length > 0 && (
        <>
          <p class="quiet small">{w.exportHint}</p>
          <div class="toolbar">
            <Button icon="download" onClick={() => void saveWaiting(app).catch(app.onTrouble)}>
              {w.export}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

export async function saveWaiting(app: Parameters<typeof exportWaiting>[0]): Promise<void> {
  const text = await exportWaiting(app);
  saveAsFile(
    `bincard-waiting-${new Date(app.moment().nowMs).toISOString().slice(0, 10)}.json`,
    text,
  );
}
