/** What the review comes to in bins and in money, and who has counted what, with the shelves that nobody has finished. */
import { totalsOf } from '../../../../shared/stocktake-result.ts';
import type { CounterHere } from '../../../../shared/stocktake-tallies.ts';
import type { ClientId, LocationId } from '../../../../shared/ids.ts';
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Section } from '../../parts/section.tsx';
import { formatAgo } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { progressOf } from './progress-of.ts';
import type { ReviewView } from './review-screen.tsx';
import { counterName, decidedWords } from './stocktake-words.ts';

export function ReviewSummary({ view, onLate }: { view: ReviewView; onLate: () => void }) {
  const { review, sorted, names } = view;
  const w = screenWords.value.stocktake;
  const { stocktake, places = [], rows } = review;
  const isOpen = stocktake?.state === 'open';
  const totals = totalsOf(sorted.decided, rows?.costs ?? new Map());
  const progress = progressOf(places);
  const stillOpen = openCounterNames(view);
  const late =
    sorted.ofKind('late').length + sorted.openUnknown.filter((each) => each.isLate).length;
  return (
    <Section title={isOpen ? w.review.summary : w.review.result}>
      <Card class="review-summary">
        {stocktake && !isOpen && <p>{decidedWords(stocktake, names)}</p>}
        {isOpen && (
          <ProgressBar
            label={`${w.progress.bins(progress.counted, progress.expected)} · ${w.progress.places(progress.finished, progress.places)}`}
            done={progress.counted}
            of={Math.max(1, progress.expected)}
          />
        )}
        <ul class="sums">
          {totals.byCurrency.map(({ currency, up, down }) => (
            <li key={currency}>
              {up !== 0 && (
                <span class="up">{w.review.up(formatMoney({ amount: up, currency }))}</span>
              )}
              {down !== 0 && (
                <span class="down">{w.review.down(formatMoney({ amount: -down, currency }))}</span>
              )}
            </li>
          ))}
          {totals.byCurrency.length === 0 && totals.withoutPrice === 0 && (
            <li class="quiet">{w.review.noDifference}</li>
          )}
        </ul>
        <ul class="plain-list small">
          <li>{w.review.changed(totals.changed)}</li>
          <li>{w.review.asExpected(totals.unchanged)}</li>
          {sorted.notCounted.length > 0 && <li>{w.review.notCounted(sorted.notCounted.length)}</li>}
          {sorted.undecided.length > 0 && (
            <li class="state out">{w.review.undecided(sorted.undecided.length)}</li>
          )}
          {totals.withoutPrice > 0 && (
            <li class="quiet">{w.review.noPrice(totals.withoutPrice)}</li>
          )}
        </ul>
        {isOpen && stillOpen !== '' && (
          <p class="state low wraps">{w.review.stillOpen(stillOpen)}</p>
        )}
        {!isOpen && late > 0 && (
          <Button icon="waiting" onClick={onLate}>
            {w.review.lateNews(late)}
          </Button>
        )}
      </Card>
    </Section>
  );
}

interface CounterLine {
  readonly counter: CounterHere;
  readonly bins: number;
  readonly open: readonly LocationId[];
  readonly lastAt: number;
  readonly isUnsent: boolean;
}

export function Counters({ view }: { view: ReviewView }) {
  const { locations, moment } = useApp();
  const w = screenWords.value.stocktake.review;
  const lines = countersOf(view.review.places ?? []);
  const nowMs = moment().nowMs;
  return (
    <Section title={w.counters}>
      {lines.length === 0 && <p class="quiet">{w.nobody}</p>}
      {lines.length > 0 && (
        <ul class="counters">
          {lines.map(({ counter, bins, open, lastAt, isUnsent }) => (
            <li key={counter.counter}>
              <strong>{counterName(counter, view.names, view.review.own)}</strong>
              <span class="quiet small">
                {w.binsBy(bins)} · {isUnsent ? w.unsent : w.heard(formatAgo(lastAt, nowMs))}
              </span>
              <span class={open.length === 0 ? 'state fine wraps' : 'state low wraps'}>
                {open.length === 0
                  ? w.allFinished
                  : w.openShelves(open.map((id) => placeName(locations.value, id)).join(', '))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Those who have counted on a shelf and not said that they have finished it. */
export function openCounterNames({ review, names }: ReviewView): string {
  const open = countersOf(review.places ?? []).filter((line) => line.open.length > 0);
  return open.map(({ counter }) => counterName(counter, names, review.own)).join(', ');
}

export function countersOf(places: readonly PlaceReview[]): readonly CounterLine[] {
  const lines = new Map<ClientId, CounterLine>();
  for (const { locationId, counters } of places) {
    for (const counter of counters) {
      const known = lines.get(counter.counter);
      const isOpen = !counter.isFinished && counter.bins > 0;
      lines.set(counter.counter, {
        counter: counter.personId === null && known !== undefined ? known.counter : counter,
        bins: (known?.bins ?? 0) + counter.bins,
        open: [...(known?.open ?? []), ...(isOpen ? [locationId] : [])],
        lastAt: Math.max(known?.lastAt ?? 0, counter.lastReceivedAt ?? counter.lastAt),
        isUnsent: known?.isUnsent === true || counter.lastReceivedAt === null,
      });
    }
  }
  return [...lines.values()].toSorted((one, other) => other.open.length - one.open.length);
}
