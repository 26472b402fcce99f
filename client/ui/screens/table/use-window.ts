/** Which rows of a table of equally high rows are in sight. Its place is kept while one looks at an item. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** As in items-table.css. */
const rowRem = 3;
const spareRows = 8;

/** Where the table stood when it was left, in this visit of the app. */
let lastTop = 0;

export function useWindow(count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const rowPx = rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const look = (): void => {
    const box = scroller.current;
    if (box === null) return;
    lastTop = box.scrollTop;
    setView({ top: box.scrollTop, height: box.clientHeight });
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = lastTop;
    const resized = new ResizeObserver(look);
    resized.observe(box);
    return () => resized.disconnect();
  }, []);
  const first = Math.min(Math.max(0, Math.floor(view.top / rowPx) - spareRows), count);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowPx) + spareRows);
  return { scroller, first, end: Math.max(end, first), rowPx, onScroll: look };
}
