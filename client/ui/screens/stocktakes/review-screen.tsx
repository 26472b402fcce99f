/**
 * The review: what differs comes first, by its worth; each bin with what was expected, what each counter says and what is
 * to hold. Nothing is decided before the close, and after it everything stays in sight, also what comes late.
 */
import { useMemo, useState } from 'preact/hooks';
import type { StockId, StocktakeId, TallyId } from '../../../../shared/ids.ts';
import type { ReviewChoices } from '../../../../shared/stocktake-result.ts';
import { keepReviewChoice, readReviewChoices } from '../../../state/review-choices.ts';
import {
  binKinds,
  sortReview,
  type BinKind,
  type ReviewedBins,
} from '../../../state/review-kinds.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DecideBar } from './decide-bar.tsx';
import { ReviewBin } from './review-bin.tsx';
import { Counters, ReviewSummary } from './review-summary.tsx';
import { ReviewUnknown } from './review-unknown.tsx';
import { NoSuchStocktake } from './no-such-stocktake.tsx';
import { useNames } from './stocktake-words.ts';
import { useReview, type Review } from './use-stocktake.ts';
import '../../styles/stocktake.css';

export function ReviewScreen({ id }: { id: StocktakeId }) {
  const { session, may } = useApp();
  const w = screenWords.value.stocktake;
  if (may('stocktake.close') && (session.value === null || isStaff(session.value)))
    return <Reviewing id={id} />;
  return (
    <Screen title={w.review.title} back={paths.stocktake(id)}>
      <EmptyState
        icon="key"
        title={w.review.onlyStaff}
        action={<Button href={paths.stocktake(id)}>{w.review.toCounting}</Button>}
      >
        {w.review.onlyStaffMore}
      </EmptyState>
    </Screen>
  );
}

/** All that a part of the review needs. */
export interface ReviewView {
  readonly review: Review;
  readonly sorted: ReviewedBins;
  readonly choices: ReviewChoices;
  readonly choose: (bin: StockId, choice: TallyId | 'leave') => void;
  readonly names: ReturnType<typeof useNames>;
}

function Reviewing({ id }: { id: StocktakeId }) {
  const { db, onTrouble } = useApp();
  const review = useReview(id);
  const names = useNames();
  const choices = useLive((live) => readReviewChoices(live, id), [id]);
  const { stocktake, places, rows } = review;
  const isOpen = stocktake?.state === 'open';
  const sorted = useMemo(
    () => places && rows && choices && sortReview({ places, choices, costs: rows.costs, isOpen }),
    [places, rows, choices, isOpen],
  );
  const w = screenWords.value.stocktake;
  if (stocktake === null) return <NoSuchStocktake />;
  const choose: ReviewView['choose'] = (bin, choice) =>
    void keepReviewChoice(db, id, [bin, choice]).catch(onTrouble);
  const isReady = stocktake !== undefined && sorted !== undefined && choices !== undefined;
  const view = isReady ? { review, sorted, choices, choose, names } : undefined;
  return (
    <Screen
      title={stocktake?.name ?? w.review.title}
      back={isOpen ? paths.stocktake(id) : paths.stocktakes}
      bare
    >
      {view === undefined ? <Skeleton rows={4} /> : <Body view={view} />}
    </Screen>
  );
}

type Shown = BinKind | 'unknown';
const shownAtOnce = 40;

function Body({ view }: { view: ReviewView }) {
  const { status } = useApp();
  const { sorted, review } = view;
  const isOpen = review.stocktake?.state === 'open';
  const [chosen, setChosen] = useState<Shown>();
  const [most, setMost] = useState(shownAtOnce);
  const w = screenWords.value.stocktake.review;
  const counts = countsOf(sorted);
  const kinds: readonly Shown[] = [...binKinds.slice(0, 4), 'unknown', ...binKinds.slice(4)];
  const offered = kinds.filter(
    (kind) => (kind !== 'late' || !isOpen) && (kind !== 'undecided' || isOpen),
  );
  const first = offered.find((kind) => counts[kind] > 0 && kind !== 'notCounted') ?? 'all';
  const [startsAt] = useState(first);
  const shown = chosen ?? startsAt;
  const bins = shown === 'unknown' ? [] : sorted.ofKind(shown);
  const { state } = status.value;
  return (
    <div class="review">
      <div class="scroll">
        <div class="review-page">
          <div class="review-sums">
            {(state === 'offline' || state === 'stayingOffline') && isOpen && (
              <Banner kind="note" icon="offline" title={w.offline} />
            )}
            <ReviewSummary view={view} onLate={() => setChosen('late')} />
          </div>
          <div class="review-counters">
            <Counters view={view} />
          </div>
          <div class="review-main">
            <div class="chips" role="group" aria-label={w.filters}>
              {offered.map((kind) => (
                <Chip
                  key={kind}
                  pressed={kind === shown}
                  onToggle={() => {
                    setChosen(kind);
                    setMost(shownAtOnce);
                  }}
                >
                  {w.kinds[kind]} {counts[kind] > 0 && formatNumber(counts[kind])}
                </Chip>
              ))}
            </div>
            {shown === 'unknown' ? (
              <ReviewUnknown view={view} />
            ) : (
              <ul class="review-list" aria-label={w.kinds[shown]}>
                {bins.slice(0, most).map((bin) => (
                  <li key={bin.id}>
                    <ReviewBin bin={bin} view={view} />
                  </li>
                ))}
              </ul>
            )}
            {counts[shown] === 0 && (
              <p class="quiet" role="status">
                {w.none[shown]}
              </p>
            )}
            {bins.length > most && (
              <Button wide onClick={() => setMost(most + 100)}>
                {w.more(Math.min(100, bins.length - most))}
              </Button>
            )}
          </div>
        </div>
      </div>
      <DecideBar view={view} />
    </div>
  );
}

function countsOf(sorted: ReviewedBins): { readonly [Kind in Shown]: number } {
  const of = (kind: BinKind): number => sorted.ofKind(kind).length;
  return {
    undecided: of('undecided'),
    differences: of('differences'),
    disagree: of('disagree'),
    notCounted: of('notCounted'),
    elsewhere: of('elsewhere'),
    late: of('late') + sorted.openUnknown.filter(({ isLate }) => isLate).length,
    all: of('all'),
    unknown: sorted.unknown.length,
  };
}
