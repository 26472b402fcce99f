/** One stocktake for those who count: how far it is, and its places, each with its progress and who is there. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import type { Stocktake } from '../../../../shared/entities.ts';
import type { ClientId, LocationId, StocktakeId } from '../../../../shared/ids.ts';
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu } from '../../parts/menu.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { showToast } from '../../parts/toast.tsx';
import { formatNumber } from '../../words/format.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PlaceQuestion } from '../scan/place-question.tsx';
import { codeTaker, readCode, shownCode } from '../scan/shown-code.ts';
import { OverBanner } from './over-banner.tsx';
import { progressOf } from './progress-of.ts';
import { counterName, scopeWords, useNames, type Names } from './stocktake-words.ts';
import { NoSuchStocktake } from './no-such-stocktake.tsx';
import { useCounting, useStocktakeActions, type Counting } from './use-stocktake.ts';

export function CountingScreen({ id }: { id: StocktakeId }) {
  const app = useApp();
  const counting = useCounting(id);
  const { stocktake, places } = counting;
  const w = screenWords.value.stocktake;
  useShelfCodes(id);
  if (stocktake === null) return <NoSuchStocktake />;
  const isReviewer = isStaff(app.session.value);
  return (
    <Screen title={stocktake?.name ?? w.title} back={paths.stocktakes} class="stocktake">
      {stocktake === undefined || places === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <>
          <OverBanner stocktake={stocktake} counting={counting} />
          <About stocktake={stocktake} places={places} />
          {isReviewer && (
            <div class="review-line">
              <Button wide icon="check" href={paths.stocktakePart(id, 'review')}>
                {w.count.review}
              </Button>
              {stocktake.state === 'open' && <StocktakeMenu stocktake={stocktake} />}
            </div>
          )}
          <Places id={id} places={places} own={counting.own} />
        </>
      )}
    </Screen>
  );
}

/** A shelf's label leads to the shelf. */
function useShelfCodes(id: StocktakeId): void {
  const app = useApp();
  const { route } = useLocation();
  useEffect(() => {
    codeTaker.value = (raw) => {
      readCode(app, raw).then((read) => {
        const { found } = read;
        if (found.kind === 'place') route(paths.stocktakePart(id, found.place.id));
        else if (found.kind === 'item' || found.kind === 'unknown')
          showToast({ text: screenWords.peek().stocktake.count.scanShelf });
        else shownCode.value = read;
      }, app.onTrouble);
    };
    return () => {
      codeTaker.value = null;
    };
  }, [id]);
}

function StocktakeMenu({ stocktake }: { stocktake: Stocktake }) {
  const { does, perform } = useStocktakeActions();
  const { route } = useLocation();
  const w = screenWords.value.stocktake.count;
  const { id, name } = stocktake;
  return (
    <Menu
      label={screenWords.value.stocktake.title}
      entries={[
        { icon: 'edit', text: w.edit, onChoose: () => route(paths.stocktakePart(id, 'edit')) },
        {
          icon: 'close',
          text: w.cancel,
          danger: true,
          onChoose: () => void perform(does.cancel(id), w.cancelled(name)),
        },
      ]}
    />
  );
}

interface AboutProps {
  readonly stocktake: Stocktake;
  readonly places: readonly PlaceReview[];
}

function About({ stocktake, places }: AboutProps) {
  const app = useApp();
  const w = screenWords.value.stocktake;
  const progress = progressOf(places);
  const { counted, expected } = progress;
  return (
    <div class="about">
      {stocktake.note !== '' && <p class="stocktake-note">{stocktake.note}</p>}
      <p class="quiet small">
        {scopeWords(stocktake, app)}
        {stocktake.blind && ` · ${w.scope.blind}`}
      </p>
      <ProgressBar
        label={`${w.progress.bins(counted, expected)} · ${w.progress.places(progress.finished, progress.places)}`}
        done={counted}
        of={Math.max(1, expected)}
      />
    </div>
  );
}

interface PlacesProps extends Pick<Counting, 'own'> {
  readonly id: StocktakeId;
  readonly places: readonly PlaceReview[];
}

function Places({ id, places, own }: PlacesProps) {
  const names = useNames();
  const { route } = useLocation();
  const [isChoosing, setChoosing] = useState(false);
  const w = screenWords.value.stocktake.count;
  const other = (
    <Button icon="place" onClick={() => setChoosing(true)}>
      {w.other}
    </Button>
  );
  return (
    <Section title={w.places} hint={w.placesHint}>
      {places.length === 0 ? (
        <EmptyState icon="count" title={w.nothing}>
          {w.nothingMore}
        </EmptyState>
      ) : (
        <ul class="list">
          {places.map((place) => (
            <li key={place.locationId}>
              <PlaceRow id={id} place={place} own={own} names={names} />
            </li>
          ))}
        </ul>
      )}
      <div class="toolbar">{other}</div>
      {isChoosing && (
        <PlaceQuestion
          title={w.otherTitle}
          options={[]}
          onChoose={(place: LocationId) => route(paths.stocktakePart(id, place))}
          onClose={() => setChoosing(false)}
        />
      )}
    </Section>
  );
}

interface PlaceRowProps {
  readonly id: StocktakeId;
  readonly place: PlaceReview;
  readonly own: ClientId | null;
  readonly names: Names;
}

function PlaceRow({ id, place, own, names }: PlaceRowProps) {
  const { locations, moment, waiting } = useApp();
  const w = screenWords.value.stocktake;
  const { locationId, bins, countedBins, expectedBins, finishes } = place;
  const isNegative = bins.some(({ stockNow, figures }) => stockNow < 0 && figures.length === 0);
  const isWaiting = place.counters.some(
    ({ counter, lastReceivedAt }) => counter === own && lastReceivedAt === null,
  );
  return (
    <a class="row plain place-row" href={paths.stocktakePart(id, locationId)}>
      <span>
        <span class="name">
          <span>{placePath(locations.value, locationId)}</span>
          {isWaiting && waiting.value.count > 0 && <PendingMark />}
        </span>
        <span class="under">{whoWords(place, { names, own, nowMs: moment().nowMs })}</span>
        {isNegative && <StateMark state="needsCount" />}
      </span>
      <span class="side">
        <span class="figures">
          {expectedBins > 0 &&
            w.progress.short(formatNumber(countedBins), formatNumber(expectedBins))}
        </span>
        {finishes.length > 0 && (
          <span class="state fine">
            <Icon name="check" little />
            {w.place.finishedMark}
          </span>
        )}
      </span>
    </a>
  );
}

const stillHereMs = 60 * 60 * 1000;

/** Who has finished this shelf, else who is counting on it, or did so a while ago. */
export function whoWords(
  place: PlaceReview,
  { names, own, nowMs }: { names: Names; own: ClientId | null; nowMs: number },
): string {
  const w = screenWords.value.stocktake.count;
  const nameOf = (each: Parameters<typeof counterName>[0]): string => counterName(each, names, own);
  const lines = place.finishes.map((finish) => w.finishedBy(nameOf(finish)));
  for (const counter of place.counters)
    if (!counter.isFinished && counter.bins > 0)
      lines.push(
        counter.counter === own
          ? w.youCount
          : (nowMs - counter.lastAt < stillHereMs ? w.countsHere : w.countedHere)(nameOf(counter)),
      );
  return [...new Set(lines)].join(' · ');
}
