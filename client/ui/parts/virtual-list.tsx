/**
 * A list that stays smooth at 50,000 rows by having only those in the page that can be seen. No library: our rows are
 * all of one height, which is measured from the first one (text may be scaled to 200 %), so the arithmetic is three
 * lines, where @tanstack/virtual-core weighs 9.7 kB to solve the general case. Arrow keys walk from row to row.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows beyond each edge, so that a flick shows no gap before the next frame. */
const spareRows = 8;
const guessedRowPx = 76;

export interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  readonly label: string;
  /** What the rows answer to; another one begins at the top. */
  readonly listKey: string;
  readonly keyOf: (row: Row) => string;
  /** Must hold one link or button, which takes the focus when arrow keys arrive at the row. */
  readonly renderRow: (row: Row) => ComponentChildren;
  readonly class?: string;
}

export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, label, keyOf, renderRow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const toFocus = useRef<number | null>(null);
  const [rowPx, setRowPx] = useState(guessedRowPx);
  const [view, setView] = useState({ top: 0, height: 0 });

  const look = () => {
    const box = scroller.current;
    if (box && box.clientHeight > 0) setView({ top: box.scrollTop, height: box.clientHeight });
  };
  useLayoutEffect(() => {
    const resized = new ResizeObserver(() => {
      look();
      const measured = list.current?.firstElementChild?.getBoundingClientRect().height ?? 0;
      if (measured > 0) setRowPx(measured);
    });
    if (scroller.current) resized.observe(scroller.current);
    if (list.current?.firstElementChild) resized.observe(list.current.firstElementChild);
    return () => resized.disconnect();
  }, [rows.length === 0]);
  useEffect(() => scroller.current?.scrollTo(0, 0), [props.listKey]);

  const first = Math.max(0, Math.floor(view.top / rowPx) - spareRows);
  const end = Math.min(rows.length, Math.ceil((view.top + view.height) / rowPx) + spareRows);

  useLayoutEffect(() => {
    if (toFocus.current === null) return;
    const row = list.current?.querySelector(`[data-index="${toFocus.current}"] :is(a, button)`);
    if (!(row instanceof HTMLElement)) return;
    toFocus.current = null;
    row.focus();
  });

  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    const from = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (step === undefined || !(from instanceof HTMLElement) || !scroller.current) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(rows.length - 1, Number(from.dataset['index']) + step));
    const top = (list.current?.offsetTop ?? 0) + to * rowPx;
    const { scrollTop, clientHeight } = scroller.current;
    if (top < scrollTop) scroller.current.scrollTop = top;
    else if (top + rowPx > scrollTop + clientHeight)
      scroller.current.scrollTop = top + rowPx - clientHeight;
    toFocus.current = to;
    look();
  };

  return (
    <div ref={scroller} class={`scroll ${props.class ?? ''}`} onScroll={look} onKeyDown={walk}>
      <ul
        ref={list}
        class="virtual"
        aria-label={label}
        style={{ height: `${rows.length * rowPx}px` }}
      >
        {rows.slice(first, Math.max(end, first + 1)).map((row, place) => (
          <li
            key={keyOf(row)}
            data-index={first + place}
            aria-setsize={rows.length}
            aria-posinset={first + place + 1}
            style={{ transform: `translateY(${(first + place) * rowPx}px)` }}
          >
            {renderRow(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
