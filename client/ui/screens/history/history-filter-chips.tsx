/** The filters of a history that are in force, each to be taken away with one tap. */
import {
  countHistoryFilters,
  noHistoryFilters,
  type HistoryFilters,
} from '../../../state/history-filters.ts';
import { RemovableChip } from '../../parts/chip.tsx';
import { formatDay } from '../../words/format.ts';
import { historyItem, historyPlace, type HistoryView } from '../../words/history-words.ts';
import { personName } from '../../words/person-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface HistoryFilterChipsProps {
  readonly filters: HistoryFilters;
  readonly onChoose: (filters: HistoryFilters) => void;
  readonly view: HistoryView;
}

interface InForce {
  readonly text: string;
  readonly without: Partial<HistoryFilters>;
}

function filtersInForce(filters: HistoryFilters, view: HistoryView): readonly InForce[] {
  const w = screenWords.value.history;
  const { kinds, personId, since, until, placeId, itemId, isTakenBack, isBelowZero } = filters;
  const all: InForce[] = kinds.map((kind) => ({
    text: w.kinds[kind],
    without: { kinds: kinds.filter((each) => each !== kind) },
  }));
  if (since !== '') all.push({ text: w.filters.from(formatDay(since)), without: { since: '' } });
  if (until !== '') all.push({ text: w.filters.to(formatDay(until)), without: { until: '' } });
  if (personId !== null) {
    const text = personName(view.people, personId, view.ownId);
    all.push({ text, without: { personId: null } });
  }
  if (placeId !== null) all.push({ text: historyPlace(view, placeId), without: { placeId: null } });
  if (itemId !== null) all.push({ text: historyItem(view, itemId), without: { itemId: null } });
  if (isTakenBack) all.push({ text: w.filters.takenBack, without: { isTakenBack: false } });
  if (isBelowZero) all.push({ text: w.filters.belowZero, without: { isBelowZero: false } });
  return all;
}

export function HistoryFilterChips({ filters, onChoose, view }: HistoryFilterChipsProps) {
  const w = screenWords.value.history.filters;
  const inForce = filtersInForce(filters, view);
  if (inForce.length === 0) return null;
  return (
    <div class="chips wrap">
      {inForce.map(({ text, without }) => (
        <RemovableChip
          key={text}
          label={w.remove(text)}
          onRemove={() => {
            const rest = { ...filters, ...without };
            onChoose(countHistoryFilters(rest) === 0 ? noHistoryFilters : rest);
          }}
        >
          {text}
        </RemovableChip>
      ))}
    </div>
  );
}
