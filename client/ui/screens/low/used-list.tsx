/** What goes fastest, as bars. Each unit has bars of its own: a metre is not longer than a piece. */
import { useState } from 'preact/hooks';
import type { UsedLine, UsedUnit } from '../../../state/most-used.ts';
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Section } from '../../parts/section.tsx';
import { formatAmount, formatUnit } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { NothingFiltered, type Narrowed } from './low-filters.tsx';

const shownAtFirst = 15;
/** Counted as many, the unit has its plural. */
const many = 2 * 1000;

export function UsedList({
  units,
  isFiltered,
  onClear,
}: Narrowed & { units: readonly UsedUnit[] }) {
  const w = screenWords.value.low.used;
  if (units.length === 0) {
    return isFiltered ? (
      <NothingFiltered onClear={onClear} />
    ) : (
      <EmptyState icon="low" title={w.none}>
        {w.noneMore}
      </EmptyState>
    );
  }
  return (
    <>
      <div>
        <h2>{w.title}</h2>
        <p class="quiet small">{w.more}</p>
      </div>
      {units.map(({ unit, lines }) => (
        <Section key={unit} title={w.unit(formatUnit(many, unit))}>
          <Bars lines={lines} />
        </Section>
      ))}
    </>
  );
}

function Bars({ lines }: { lines: readonly UsedLine[] }) {
  const [shown, setShown] = useState(shownAtFirst);
  const most = lines[0]?.used ?? 1;
  return (
    <>
      <ol class="list used-bars">
        {lines.slice(0, shown).map(({ item, used }) => (
          <li key={item.id}>
            <a class="row plain" href={paths.item(item.id)}>
              <span class="name">
                <span>{item.name}</span>
              </span>
              <span class="figures">{formatAmount(used, item.unit)}</span>
              <span
                class="used-bar"
                aria-hidden="true"
                style={{ '--part': `${Math.max(1, (used / most) * 100).toFixed(1)}%` }}
              />
            </a>
          </li>
        ))}
      </ol>
      {lines.length > shown && (
        <Button onClick={() => setShown(shown + 4 * shownAtFirst)}>
          {words.value.parts.showMore}
        </Button>
      )}
    </>
  );
}
