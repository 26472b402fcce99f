/** What is still above its minimum, and will be used up within some weeks. */
import { changeSetting } from '../../../state/settings.ts';
import type { LowLine } from '../../../state/low-stock.ts';
import { useApp } from '../../app-context.ts';
import { Choice } from '../../parts/choice.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { NothingFiltered, type Narrowed } from './low-filters.tsx';
import { LowLines } from './low-line.tsx';

const weekChoices = [2, 4, 8] as const;

export function SoonList({ lines, isFiltered, onClear }: Narrowed & { lines: readonly LowLine[] }) {
  const { db, settings, onTrouble } = useApp();
  const w = screenWords.value.low.soon;
  const weeks = settings.value?.coverWeeks ?? 4;
  const choose = (value: string): void => {
    const chosen = weekChoices.find((each) => String(each) === value) ?? weeks;
    changeSetting(db, 'coverWeeks', chosen).catch(onTrouble);
  };
  return (
    <>
      <div class="low-span">
        <span aria-hidden="true">{w.within}</span>
        <Choice
          label={w.within}
          chosen={String(weeks)}
          options={weekChoices.map((each) => ({ value: String(each), text: w.weeks(each) }))}
          onChoose={choose}
        />
      </div>
      {lines.length > 0 && (
        <>
          <p class="quiet small">{w.more}</p>
          <LowLines label={w.list} lines={lines} />
        </>
      )}
      {lines.length === 0 && isFiltered && <NothingFiltered onClear={onClear} />}
      {lines.length === 0 && !isFiltered && (
        <EmptyState icon="check" title={w.none(w.weeks(weeks))}>
          {w.noneMore}
        </EmptyState>
      )}
    </>
  );
}
