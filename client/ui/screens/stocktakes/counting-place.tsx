/**
 * Counting on one shelf: what is expected there and not yet counted, what others and this phone have counted, what
 * nobody knows; by typing, by camera or by a keyboard scanner. All of it is kept on this phone at once.
 */
import { useMemo, useState } from 'preact/hooks';
import type { Stocktake } from '../../../../shared/entities.ts';
import { unplaced, type LocationId, type StocktakeId } from '../../../../shared/ids.ts';
import { holdsPlace } from '../../../../shared/stocktake-scope.ts';
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { placeName, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { BinLists } from './bin-lists.tsx';
import type { CountingSheet } from './counting-sheet.ts';
import { CountingTools } from './counting-tools.tsx';
import { FinishBar } from './finish-bar.tsx';
import { FoundSheet } from './found-sheet.tsx';
import { OverBanner } from './over-banner.tsx';
import { useNames } from './stocktake-words.ts';
import { NoSuchStocktake } from './no-such-stocktake.tsx';
import { TallySheet } from './tally-sheet.tsx';
import { UnknownTallySheet } from './unknown-tally-sheet.tsx';
import { useCounting, type Counting } from './use-stocktake.ts';
import { whoWords } from './counting-screen.tsx';

export interface CountingPlaceProps {
  readonly id: StocktakeId;
  readonly locationId: LocationId;
}

export function CountingPlace({ id, locationId }: CountingPlaceProps) {
  const { locations } = useApp();
  const counting = useCounting(id);
  const { stocktake, places } = counting;
  const w = screenWords.value.stocktake;
  if (stocktake === null) return <NoSuchStocktake />;
  const isKnown = locationId === unplaced || locations.value.row(locationId) !== undefined;
  return (
    <Screen title={placeName(locations.value, locationId)} back={paths.stocktake(id)} bare>
      {stocktake === undefined || places === undefined ? (
        <Skeleton rows={4} />
      ) : isKnown || places.some((place) => place.locationId === locationId) ? (
        <Shelf stocktake={stocktake} counting={counting} locationId={locationId} />
      ) : (
        <EmptyState icon="search" title={w.place.placeMissing}>
          {w.missingMore}
        </EmptyState>
      )}
    </Screen>
  );
}

interface ShelfProps {
  readonly stocktake: Stocktake;
  readonly counting: Counting;
  readonly locationId: LocationId;
}

function Shelf({ stocktake, counting, locationId }: ShelfProps) {
  const [sheet, setSheet] = useState<CountingSheet | null>(null);
  const place = useMemo(
    () => counting.places?.find((each) => each.locationId === locationId) ?? emptyPlace(locationId),
    [counting.places, locationId],
  );
  const { id } = stocktake;
  const shelf = { stocktakeId: id, locationId };
  const isBusy = sheet !== null;
  return (
    <div class="counting">
      <div class="scroll">
        <div class="page">
          <OverBanner stocktake={stocktake} counting={counting} />
          <AboutPlace stocktake={stocktake} counting={counting} place={place} />
          <BinLists
            stocktake={stocktake}
            place={place}
            counting={counting}
            onBin={(bin) => setSheet({ kind: 'bin', bin })}
            onUnknown={(thing) => setSheet({ kind: 'unknown', code: thing.code, thing })}
          />
        </div>
      </div>
      <div class="counting-dock">
        <CountingTools shelf={shelf} isBusy={isBusy} onSheet={setSheet} />
        <FinishBar stocktake={stocktake} counting={counting} place={place} />
      </div>
      <Sheets
        {...{ stocktake, counting, place, sheet }}
        onSheet={setSheet}
        onClose={() => setSheet(null)}
      />
    </div>
  );
}

interface SheetsProps extends Pick<ShelfProps, 'stocktake' | 'counting'> {
  readonly place: PlaceReview;
  readonly sheet: CountingSheet | null;
  readonly onSheet: (sheet: CountingSheet) => void;
  readonly onClose: () => void;
}

function Sheets({ stocktake, counting, place, sheet, onSheet, onClose }: SheetsProps) {
  if (sheet === null) return null;
  const shelf = { stocktakeId: stocktake.id, locationId: place.locationId };
  const shared = { shelf, place, own: counting.own, isBlind: stocktake.blind };
  if (sheet.kind === 'bin') {
    const { bin } = sheet;
    return <TallySheet {...shared} itemId={bin.itemId} batch={bin} onClose={onClose} />;
  }
  if (sheet.kind === 'item') {
    const { itemId, batch } = sheet;
    return <TallySheet {...shared} itemId={itemId} batch={batch ?? null} onClose={onClose} />;
  }
  if (sheet.kind === 'found') {
    return (
      <FoundSheet
        onPick={(itemId) => onSheet({ kind: 'item', itemId })}
        onUnknown={() => onSheet({ kind: 'unknown', code: '' })}
        onClose={onClose}
      />
    );
  }
  return (
    <UnknownTallySheet
      shelf={shelf}
      own={counting.own}
      code={sheet.code}
      thing={sheet.thing}
      onKnown={() => onSheet({ kind: 'found' })}
      onClose={onClose}
    />
  );
}

interface AboutPlaceProps extends Pick<ShelfProps, 'stocktake' | 'counting'> {
  readonly place: PlaceReview;
}

function AboutPlace({ stocktake, counting, place }: AboutPlaceProps) {
  const { locations, moment } = useApp();
  const names = useNames();
  const w = screenWords.value.stocktake;
  const tree = locations.value;
  const { locationId, expectedBins, countedBins } = place;
  const row = tree.row(locationId);
  const isOutside = counting.scope !== undefined && !holdsPlace(counting.scope, locationId);
  const path = placePath(tree, locationId);
  const who = whoWords(place, { names, own: counting.own, nowMs: moment().nowMs });
  const warning = isOutside
    ? w.place.outside
    : row !== undefined && row.deletedAt !== null
      ? w.place.placeDeleted
      : row?.active === false
        ? w.place.placeInactive
        : '';
  return (
    <div class="about">
      <p class="quiet small">
        {[stocktake.name, path === row?.name ? '' : path].filter(Boolean).join(' · ')}
        {stocktake.blind && ` · ${w.scope.blind}`}
      </p>
      {stocktake.note !== '' && <p class="stocktake-note">{stocktake.note}</p>}
      {expectedBins > 0 && (
        <ProgressBar
          label={w.progress.bins(countedBins, expectedBins)}
          done={countedBins}
          of={expectedBins}
        />
      )}
      {who !== '' && <p class="who small">{who}</p>}
      {warning !== '' && <p class="state low wraps">{warning}</p>}
    </div>
  );
}

function emptyPlace(locationId: LocationId): PlaceReview {
  const nothing = { bins: [], unknown: [], finishes: [], counters: [] };
  return { locationId, ...nothing, expectedBins: 0, countedBins: 0 };
}
