/** The lines of a history under the days on which they happened, and at the end the way to older ones. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toDay } from '../../../state/to-day.ts';
import type { HistoryLine } from '../../../state/history.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { dayWords, formatClock } from '../../words/clock-words.ts';
import type { HistoryView } from '../../words/history-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { HistoryLineRow } from './history-line.tsx';
import { LineSheet } from './line-sheet.tsx';
import type { ShownHistory } from './use-history.ts';
import { useTakingBack } from './use-taking-back.ts';

export interface HistoryListProps {
  readonly history: ShownHistory;
  readonly view: HistoryView;
}

export function HistoryList({ history, view }: HistoryListProps) {
  const { moment } = useApp();
  const [openId, setOpenId] = useState<string | null>(null);
  const takingBackOf = useTakingBack();
  const { lines } = history;
  const open = history.fitting.find(({ id }) => id === openId);
  const today = toDay(moment().nowMs);
  // Opening a line and closing it draws none of them anew.
  const days = useMemo(
    () =>
      daysOf(lines).map(({ day, lines: ofDay }) => (
        <section key={day} class="history-day" aria-label={dayWords(day, today)}>
          <h2>{dayWords(day, today)}</h2>
          <ul class="list history">
            {ofDay.map((line) => (
              <HistoryLineRow
                key={line.id}
                line={line}
                view={view}
                time={formatClock(line.at)}
                takingBackOf={takingBackOf}
                onOpen={() => setOpenId(line.id)}
              />
            ))}
          </ul>
        </section>
      )),
    [lines, view, today, takingBackOf],
  );
  return (
    <>
      {days}
      <HistoryEnd history={history} />
      {open !== undefined && <LineSheet line={open} view={view} onClose={() => setOpenId(null)} />}
    </>
  );
}

interface Day {
  readonly day: string;
  readonly lines: readonly HistoryLine[];
}

/** As the device hangs on the wall: its own calendar. */
function daysOf(lines: readonly HistoryLine[]): readonly Day[] {
  const days: { day: string; lines: HistoryLine[] }[] = [];
  for (const line of lines) {
    const day = toDay(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

function HistoryEnd({ history }: { history: ShownHistory }) {
  const w = screenWords.value.history;
  const { hasMore, showMore, isSearching, older, askOlder, fitting } = history;
  if (hasMore) return <MoreLines onMore={showMore} />;
  if (isSearching) {
    return (
      <p class="quiet small" role="status">
        {w.searching}
      </p>
    );
  }
  if (older === 'none') return fitting.length > 0 ? <p class="quiet small">{w.begins}</p> : null;
  const text = {
    here: w.olderMore,
    asking: w.olderLoading,
    offline: w.olderOffline,
    failed: w.olderFailed,
  }[older];
  return (
    <div class="history-older">
      <p class="quiet" role="status">
        {text}
      </p>
      <Button icon="history" disabled={older === 'asking'} onClick={askOlder}>
        {w.older}
      </Button>
    </div>
  );
}

/** Shows more as soon as it comes into sight, and by a tap for whoever walks by keyboard. */
function MoreLines({ onMore }: { onMore: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more.current();
      },
      { rootMargin: '600px' },
    );
    if (end.current) seen.observe(end.current);
    return () => seen.disconnect();
  });
  return (
    <div ref={end}>
      <Button onClick={onMore}>{words.value.parts.showMore}</Button>
    </div>
  );
}
