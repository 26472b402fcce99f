/** Gathers a history and hands it over as a file; can be stopped at any moment, and then leaves nothing behind. */
import { useRef, useState } from 'preact/hooks';
import type { Loan } from '../../../../shared/entities.ts';
import type { HistoryScope } from '../../../../shared/history.ts';
import { makeLoanFinder } from '../../../../shared/loan-ids.ts';
import { saveAsFile } from '../../../device/share.ts';
import { gatherHistory } from '../../../state/gather-history.ts';
import { filterLines, type HistoryFilters } from '../../../state/history-filters.ts';
import { readPeople } from '../../../state/people.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp, type App } from '../../app-context.ts';
import { showToast } from '../../parts/toast.tsx';
import { makeHistoryCsv } from '../../words/history-csv.ts';
import { screenWords } from '../../words/screen-words.ts';

export type ExportState = 'idle' | 'busy' | 'noAnswer' | 'nothing';

interface ExportAsked {
  readonly scope: HistoryScope;
  readonly name: string;
  readonly onSaved: () => void;
}

export function useHistoryExport({ scope, name, onSaved }: ExportAsked) {
  const app = useApp();
  const [state, setState] = useState<ExportState>('idle');
  const [progress, setProgress] = useState(0);
  const running = useRef<AbortController | null>(null);

  const work = async (filters: HistoryFilters, withOlder: boolean): Promise<void> => {
    const stop = new AbortController();
    running.current = stop;
    setProgress(0);
    setState('busy');
    const asked = { scope, since: filters.since, withOlder, signal: stop.signal };
    const gathered = await gatherHistory(app, { ...asked, onProgress: setProgress });
    if (stop.signal.aborted) return setState('idle');
    if (!gathered.ok) return setState(gathered.failure === 'cancelled' ? 'idle' : 'noAnswer');
    const { story, isPart } = gathered.value;
    const { placeId } = filters;
    const inside = placeId === null ? null : app.locations.value.withInside(placeId);
    const lines = filterLines(story.lines, filters, inside);
    if (lines.length === 0) return setState('nothing');
    const view = { ...story, scope, ...(await namesOf(app)) };
    const w = screenWords.value.history;
    const file = w.csv.file(toFileName(name), toDay(app.moment().nowMs));
    saveAsFile(file, makeHistoryCsv(lines, view, app.session.value?.personName ?? ''), 'text/csv');
    showToast({ text: isPart ? w.export.savedPart(lines.length) : w.export.saved(lines.length) });
    return onSaved();
  };

  return {
    state,
    progress,
    run: (filters: HistoryFilters, withOlder: boolean): void =>
      void work(filters, withOlder).catch(app.onTrouble),
    cancel: (): void => {
      running.current?.abort();
      setState('idle');
    },
  };
}

async function namesOf({ db, locations, session }: App) {
  const ownId = session.value?.personId ?? null;
  const [people, loans] = await Promise.all([readPeople(db), db.loan.toArray()]);
  return { places: locations.value, people, loanOf: makeLoanFinder<Loan>(loans), ownId };
}

/** What every system takes as part of a file's name. */
function toFileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return plain.slice(0, 40).toLowerCase() || 'bincard';
}
