/** One line: what happened, the change and what was left after it. A tap tells all of it; one button takes it back. */
import type { HistoryLine } from '../../../state/history.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { formatChange, formatQuantity } from '../../words/format.ts';
import {
  changeOf,
  historyItem,
  historyKindWords,
  historyRemarks,
  historyWords,
  type HistoryView,
} from '../../words/history-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { TakingBack, TakingBackOf } from './use-taking-back.ts';
import '../../styles/history.css';

export interface HistoryLineProps {
  readonly line: HistoryLine;
  readonly view: HistoryView;
  /** When it was, as it stands best here: under a day's heading the hour is enough. */
  readonly time: string;
  readonly takingBackOf: TakingBackOf;
  readonly onOpen: () => void;
}

export function HistoryLineRow(props: HistoryLineProps) {
  const { line, view, time, takingBackOf, onOpen } = props;
  const w = screenWords.value.history;
  const isGone = line.kind === 'movement' && line.undo.takenBack !== null;
  const isOfItem = view.scope.kind === 'item';
  const what = isOfItem ? historyWords(view, line) : historyItem(view, line.itemId);
  const remarks = historyRemarks(view, line, time);
  if (!isOfItem) remarks.unshift(historyKindWords(view, line));
  return (
    <li class={isGone ? 'undone' : undefined} data-fact={line.id}>
      <button class="tell" type="button" onClick={onOpen}>
        <span>
          <span class="what">{what}</span>
          {line.isPending && <PendingMark />}
          <span class="under">{remarks.join(' · ')}</span>
        </span>
        <span class="change">
          <span class={line.kind === 'count' ? 'counted' : undefined}>{figureOf(view, line)}</span>
          {line.level !== null && (
            <small class={line.level < 0 ? 'below' : undefined}>
              {w.level(formatQuantity(line.level))}
            </small>
          )}
        </span>
      </button>
      <TakeBack takingBack={takingBackOf(line)} what={what} />
    </li>
  );
}

function figureOf(view: HistoryView, line: HistoryLine): string {
  if (line.kind === 'count') return `= ${formatQuantity(line.quantity)}`;
  const change = changeOf(view, line);
  return change === null ? formatQuantity(line.movement.quantity) : formatChange(change);
}

function TakeBack({ takingBack, what }: { takingBack: TakingBack | null; what: string }) {
  const w = screenWords.value.history;
  if (takingBack === null) return <span class="no-deed" />;
  const { deed, run } = takingBack;
  return (
    <IconButton
      icon="restore"
      {...(deed === 'redo' ? { class: 'mirrored' } : {})}
      label={deed === 'undo' ? w.undoOf(what) : w.redoOf(what)}
      onClick={run}
    />
  );
}
