/**
 * One column of the board. On a phone all its lines stand below each other; on a wall as many as fit, page by page, and
 * every line has the same height, so that it is known beforehand how many that are.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import type { Turning } from './use-turning.ts';

export interface BoardLine {
  readonly key: string;
  readonly itemId: ItemId;
  readonly name: string;
  readonly amount: string;
  readonly unit: string;
  readonly facts: string;
  /** Gone, or late. */
  readonly isLoud: boolean;
}

export interface BoardColumnProps {
  readonly kind: 'low' | 'coming' | 'arrived';
  readonly title: string;
  readonly empty: string;
  readonly lines: readonly BoardLine[];
  readonly turning: Turning;
}

const shownAtFirst = 8;

export function BoardColumn({ kind, title, empty, lines, turning }: BoardColumnProps) {
  const list = useRef<HTMLUListElement>(null);
  const fitting = useFitting(list, lines.length > 0);
  const [shown, setShown] = useState(shownAtFirst);
  const pages = fitting === undefined ? 1 : Math.max(1, Math.ceil(lines.length / fitting));
  const page = turning.turn % pages;
  const { tellPages } = turning;
  useEffect(() => tellPages(kind, pages), [tellPages, kind, pages]);
  const seen =
    fitting === undefined
      ? lines.slice(0, shown)
      : lines.slice(page * fitting, (page + 1) * fitting);
  return (
    <section class={`column ${kind}`} aria-label={title}>
      <h2>
        <span>{title}</span> <span class="count">{formatNumber(lines.length)}</span>
        {pages > 1 && <PageMark title={title} page={page + 1} pages={pages} />}
      </h2>
      {lines.length === 0 && <p class="nothing">{empty}</p>}
      <ul ref={list}>
        {seen.map((line) => (
          <li key={line.key} class={line.isLoud ? 'loud' : undefined}>
            <a href={paths.item(line.itemId)}>
              <span class="name">{line.name}</span>
              <span class="amount">
                {line.amount} <small>{line.unit}</small>
              </span>
              <span class="told">{line.facts}</span>
            </a>
          </li>
        ))}
      </ul>
      {fitting === undefined && lines.length > shown && (
        <Button onClick={() => setShown(shown + 5 * shownAtFirst)}>
          {words.value.parts.showMore}
        </Button>
      )}
    </section>
  );
}

function PageMark({ title, page, pages }: { title: string; page: number; pages: number }) {
  const w = screenWords.value.board;
  const [one, all] = [formatNumber(page), formatNumber(pages)];
  return (
    <span class="page-mark">
      <span aria-hidden="true">{w.page(one, all)}</span>
      <span class="for-readers">{w.pageOf(title, one, all)}</span>
    </span>
  );
}

/** As board.css lays it out. */
const wide = '(min-width: 60rem) and (min-height: 30rem)';

/** How many lines fit into the list; undefined where the page scrolls instead. */
function useFitting(
  list: RefObject<HTMLUListElement | null>,
  hasLines: boolean,
): number | undefined {
  const [fitting, setFitting] = useState<number>();
  useLayoutEffect(() => {
    const query = matchMedia(wide);
    const measure = (): void => {
      const box = list.current;
      const line = box?.firstElementChild?.getBoundingClientRect().height ?? 0;
      if (!query.matches) setFitting(undefined);
      else if (box !== null && line > 0)
        setFitting(Math.max(1, Math.floor((box.clientHeight + 1) / line)));
    };
    measure();
    const resized = new ResizeObserver(measure);
    if (list.current !== null) resized.observe(list.current);
    query.addEventListener('change', measure);
    return () => {
      resized.disconnect();
      query.removeEventListener('change', measure);
    };
  }, [list, hasLines]);
  return fitting;
}
