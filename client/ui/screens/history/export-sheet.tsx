/**
 * Saving a history as a table. What this phone holds is there at once and offline; older lines come from the server
 * first, with their number in sight and a way out.
 */
import { useEffect, useState } from 'preact/hooks';
import type { HistoryScope } from '../../../../shared/history.ts';
import { hasOlderThanHere } from '../../../state/gather-history.ts';
import { countHistoryFilters, type HistoryFilters } from '../../../state/history-filters.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { isPeriod, PeriodFields } from './period-fields.tsx';
import { useHistoryExport } from './use-history-export.ts';

export interface ExportSheetProps {
  readonly scope: HistoryScope;
  /** What the file is named after. */
  readonly name: string;
  readonly filters: HistoryFilters;
  readonly onClose: () => void;
}

export function ExportSheet({ scope, name, filters: before, onClose }: ExportSheetProps) {
  const app = useApp();
  const [filters, setFilters] = useState(before);
  const [wantsOlder, setWantsOlder] = useState(true);
  const [hasOlder, setHasOlder] = useState(false);
  const { state, progress, run, cancel } = useHistoryExport({ scope, name, onSaved: onClose });
  useEffect(() => {
    hasOlderThanHere(app.db, scope).then(setHasOlder).catch(app.onTrouble);
  }, [app, scope]);
  const isOffline = ['offline', 'stayingOffline'].includes(app.status.value.state);
  const isBusy = state === 'busy';
  const isFiltered = countHistoryFilters({ ...before, since: '', until: '' }) > 0;
  const w = screenWords.value.history.export;
  const close = (): void => {
    cancel();
    onClose();
  };
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={close}
      onSubmit={() => {
        if (!isBusy && isPeriod(filters)) run(filters, hasOlder && wantsOlder && !isOffline);
      }}
      footer={
        <>
          <Button onClick={isBusy ? cancel : close}>{w.cancel}</Button>
          <Button kind="primary" icon="download" submits disabled={isBusy || !isPeriod(filters)}>
            {w.save}
          </Button>
        </>
      }
    >
      {isFiltered && <p class="quiet">{w.filtered}</p>}
      <PeriodFields
        filters={filters}
        onChoose={(period) => setFilters({ ...filters, ...period })}
      />
      {hasOlder && isOffline && <p class="quiet">{w.olderOffline}</p>}
      {hasOlder && !isOffline && (
        <label class="check">
          <input
            type="checkbox"
            checked={wantsOlder}
            onChange={(event) => setWantsOlder(event.currentTarget.checked)}
          />
          {w.older}
        </label>
      )}
      {isBusy && (
        <ProgressBar
          label={progress === 0 ? w.reading : w.fetching(progress)}
          done={progress}
          of={null}
        />
      )}
      <Trouble
        text={state === 'noAnswer' ? w.failed : state === 'nothing' ? w.nothing : undefined}
      />
    </Dialog>
  );
}
