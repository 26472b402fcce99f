/** What was done to many items on this device, and the way back of each, also after the app was closed. */
import { useState } from 'preact/hooks';
import { readBulkRecords, type BulkRecord } from '../../../state/bulk-actions.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { deedWords } from '../../words/bulk-words.ts';
import { formatNumber, formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { takeBack } from './run-bulk.ts';
import '../../styles/bulk.css';

interface Running {
  readonly id: string;
  readonly done: number;
  readonly stop: () => void;
}

export function BulkChanges({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const records = useLive((db) => readBulkRecords(db), []);
  const [running, setRunning] = useState<Running | null>(null);
  const w = screenWords.value.bulk.changes;
  const start = async (record: BulkRecord): Promise<void> => {
    const stopper = new AbortController();
    const { signal } = stopper;
    const show = (done: number): void =>
      setRunning({ id: record.id, done, stop: () => stopper.abort() });
    show(0);
    await takeBack(app, record, { signal, onProgress: show });
    setRunning(null);
  };
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={() => {
        running?.stop();
        onClose();
      }}
    >
      {records === undefined && <Skeleton rows={2} />}
      {records?.length === 0 && (
        <EmptyState icon="history" title={w.empty}>
          {w.emptyMore}
        </EmptyState>
      )}
      {records !== undefined && records.length > 0 && (
        <>
          <p class="quiet small">{w.hint}</p>
          <ul class="list bulk-changes">
            {records.map((record) => (
              <li key={record.id}>
                <Change
                  record={record}
                  running={running?.id === record.id ? running : null}
                  isBusy={running !== null}
                  onTakeBack={() => void start(record).catch(app.onTrouble)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

interface ChangeProps {
  readonly record: BulkRecord;
  readonly running: Running | null;
  readonly isBusy: boolean;
  readonly onTakeBack: () => void;
}

function Change({ record, running, isBusy, onTakeBack }: ChangeProps) {
  const app = useApp();
  const w = screenWords.value.bulk;
  const { changed, undoneAt, at, deed } = record;
  const what = w.done.line(deedWords(deed, app), changed);
  if (running !== null) {
    const figures = w.done.progress(formatNumber(running.done), formatNumber(changed));
    return (
      <>
        <ProgressBar label={`${what} · ${figures}`} done={running.done} of={changed} />
        <Button onClick={running.stop}>{w.done.stop}</Button>
      </>
    );
  }
  return (
    <>
      <p>
        <strong>{what}</strong>
        <span class="quiet small">
          {undoneAt === null ? formatTime(at) : w.changes.takenBack(formatTime(undoneAt))}
        </span>
      </p>
      {undoneAt === null && mayTakeBack(record, app) && (
        <Button label={`${w.changes.takeBack}: ${what}`} disabled={isBusy} onClick={onTakeBack}>
          {w.changes.takeBack}
        </Button>
      )}
    </>
  );
}

function mayTakeBack({ deed }: BulkRecord, app: Pick<ReturnType<typeof useApp>, 'may'>): boolean {
  switch (deed.kind) {
    case 'move':
    case 'adjust':
      return app.may('movement.record');
    case 'set':
      return app.may('item.patch');
    case 'delete':
      return app.may('item.restore');
    case 'restore':
      return app.may('item.delete');
  }
}
