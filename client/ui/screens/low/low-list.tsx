/** What is at or below its minimum. */
import type { LowLine } from '../../../state/low-stock.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { NothingFiltered, type Narrowed } from './low-filters.tsx';
import { LowLines } from './low-line.tsx';

export function LowList({ lines, isFiltered, onClear }: Narrowed & { lines: readonly LowLine[] }) {
  const { items } = useApp();
  const w = screenWords.value.low.low;
  if (lines.length > 0) {
    return (
      <>
        <p class="quiet small">{w.more}</p>
        <LowLines label={w.list} lines={lines} />
      </>
    );
  }
  if (isFiltered) return <NothingFiltered onClear={onClear} />;
  const hasMinimum = (items.value ?? []).some(({ active, minimum }) => active && minimum > 0);
  if (hasMinimum) {
    return (
      <EmptyState icon="check" title={w.none}>
        {w.noneMore}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="low"
      title={w.noMinimum}
      action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
    >
      {w.noMinimumMore}
    </EmptyState>
  );
}
