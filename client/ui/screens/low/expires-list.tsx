/** Batches that are past their last good day or soon will be, wherever they lie: the first to see to stands on top. */
import { useState } from 'preact/hooks';
import { addDays } from '../../../state/days.ts';
import { expiryDayChoices, type ExpiringLine } from '../../../state/expiring.ts';
import { paths } from '../../../state/route.ts';
import { changeSetting } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExpiryMark } from '../../parts/expiry-mark.tsx';
import { formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { NothingFiltered, type Narrowed } from './low-filters.tsx';

const shownAtFirst = 50;

export interface ExpiresListProps extends Narrowed {
  readonly lines: readonly ExpiringLine[];
  readonly anyExpiry: boolean;
}

export function ExpiresList({ lines, anyExpiry, isFiltered, onClear }: ExpiresListProps) {
  const { db, settings, onTrouble } = useApp();
  const [shown, setShown] = useState(shownAtFirst);
  const w = screenWords.value.low.expires;
  const days = settings.value?.expiryDays ?? 60;
  if (!anyExpiry) {
    return (
      <EmptyState icon="check" title={w.noneKnown}>
        {w.noneKnownMore}
      </EmptyState>
    );
  }
  return (
    <>
      <div class="low-span">
        <span aria-hidden="true">{w.within}</span>
        <Choice
          label={w.within}
          chosen={String(days)}
          options={expiryDayChoices.map((each) => ({ value: String(each), text: w.days(each) }))}
          onChoose={(value) => {
            changeSetting(db, 'expiryDays', Number(value)).catch(onTrouble);
          }}
        />
      </div>
      {lines.length > 0 && (
        <ul class="list" aria-label={w.list}>
          {lines.slice(0, shown).map((line) => (
            <li key={line.batch.id}>
              <BatchRow line={line} />
            </li>
          ))}
        </ul>
      )}
      {lines.length > shown && (
        <Button onClick={() => setShown(shown + 4 * shownAtFirst)}>
          {words.value.parts.showMore}
        </Button>
      )}
      {lines.length === 0 && isFiltered && <NothingFiltered onClear={onClear} />}
      {lines.length === 0 && !isFiltered && (
        <EmptyState icon="check" title={w.none(w.days(days))}>
          {w.noneMore}
        </EmptyState>
      )}
    </>
  );
}

function BatchRow({ line: { item, batch, daysLeft } }: { line: ExpiringLine }) {
  const { locations, categories } = useApp();
  const w = screenWords.value.low.expires;
  const under = [
    placePath(locations.value, batch.locationId),
    batch.lot === '' ? '' : w.lot(batch.lot),
  ];
  return (
    <a
      class="row batch-row"
      href={paths.item(item.id)}
      style={categoryStyle(colourOf(categories.value, item.categoryId))}
    >
      <span class="text">
        <span class="name">
          <span>{item.name}</span>
        </span>
        <span class="under">{under.filter(Boolean).join(' · ')}</span>
        <span class="when">
          <ExpiryMark expiry={batch.expiry} today={addDays(batch.expiry, -daysLeft)} />
          {daysLeft !== 0 && (
            <span class="quiet small">
              {daysLeft < 0 ? w.daysAgo(-daysLeft) : w.inDays(daysLeft)}
            </span>
          )}
        </span>
      </span>
      <span class="side">
        <span class="amount">
          {formatQuantity(batch.quantity)} <small>{formatUnit(batch.quantity, item.unit)}</small>
        </span>
      </span>
    </a>
  );
}
