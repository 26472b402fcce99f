/**
 * What is low, what is coming and when, what has just arrived: for a television on the wall, and for any phone. It lives on
 * the rows of this device, keeps the screen lit, and asks nobody anything.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  canFillScreen,
  isScreenFilled,
  toggleFullScreen,
  watchFullScreen,
} from '../../../device/full-screen.ts';
import { holdWakeLock } from '../../../device/wake-lock.ts';
import { makeBoard, readBoardRows, type BoardLists } from '../../../state/board.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useLive } from '../../use-live.ts';
import { boardMoment } from '../../words/board-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardSpend } from './board-spend.tsx';
import { useNow } from './use-now.ts';
import { useTurning } from './use-turning.ts';
import '../../styles/board.css';

export function BoardScreen() {
  const nowMs = useNow();
  const today = toDay(nowMs);
  const lists = useBoard(today, nowMs);
  const box = useRef<HTMLElement>(null);
  const turning = useTurning();
  const w = screenWords.value.board;
  useEffect(() => holdWakeLock(), []);
  useEffect(() => {
    document.title = `${w.title} · ${words.value.app.name}`;
  }, [w]);
  return (
    <section class="wall" ref={box} aria-label={w.title}>
      <header>
        <IconButton icon="back" label={w.leave} href={paths.more} />
        <h1>{w.title}</h1>
        <Moment nowMs={nowMs} />
        <div class="tools">
          {turning.pages > 1 && (
            <>
              <Button onClick={turning.toggle}>{turning.isTurning ? w.stop : w.goOn}</Button>
              <Button onClick={turning.next}>{w.next}</Button>
            </>
          )}
          <FullScreen box={() => box.current} />
        </div>
      </header>
      {lists === undefined ? (
        <Skeleton rows={5} />
      ) : (
        <BoardColumns lists={lists} today={today} turning={turning} />
      )}
      <BoardSpend today={today} nowMs={nowMs} />
    </section>
  );
}

/** `nowMs` moves on by itself; the rows are read anew when they change, and when a day begins. */
function useBoard(today: string, nowMs: number): BoardLists | undefined {
  const { items } = useApp();
  const rows = useLive((db) => readBoardRows(db, nowMs), [today]);
  const all = items.value;
  return useMemo(
    () => (all === undefined || rows === undefined ? undefined : makeBoard(all, rows, today)),
    [all, rows, today],
  );
}

/** Whose board it is, and how fresh. */
function Moment({ nowMs }: { nowMs: number }) {
  const { session, status, sync } = useApp();
  const { text, isBehind } = boardMoment({
    lastSyncedAt: status.value.lastSyncedAt,
    sync: sync.value,
    nowMs,
  });
  return (
    <p class={isBehind ? 'moment behind' : 'moment'} role="status">
      {session.value !== null && <span class="space">{session.value.spaceName}</span>}
      <span>{text}</span>
    </p>
  );
}

function FullScreen({ box }: { box: () => HTMLElement | null }) {
  const { onTrouble } = useApp();
  const [isFilled, setFilled] = useState(isScreenFilled);
  useEffect(() => watchFullScreen(() => setFilled(isScreenFilled())), []);
  const w = screenWords.value.board;
  if (!canFillScreen()) return null;
  const toggle = async (): Promise<void> => {
    const element = box();
    if (element !== null && !(await toggleFullScreen(element))) showToast({ text: w.notFull });
  };
  return (
    <Button onClick={() => void toggle().catch(onTrouble)}>
      {isFilled ? w.smallScreen : w.fullScreen}
    </Button>
  );
}
