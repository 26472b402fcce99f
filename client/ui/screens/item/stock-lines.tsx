/**
 * What lies where on the card of an item: each place with its batches, what must be used first on top, and who counted
 * last. What is below nothing says so in words, and can be counted from here.
 */
import { useState } from 'preact/hooks';
import { hasBatch, noBatch, type Batch } from '../../../../shared/batches.ts';
import type { Item, Movement, Stock } from '../../../../shared/entities.ts';
import { unplaced, type LocationId } from '../../../../shared/ids.ts';
import { firstToUse, toBatch } from '../../../state/choose-batch.ts';
import { noCounts, readLastCounts, type LastCounts } from '../../../state/last-counts.ts';
import { paths } from '../../../state/route.ts';
import { stockByPlace, type PlaceStock } from '../../../state/stock-by-place.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Button } from '../../parts/button.tsx';
import { useLive } from '../../use-live.ts';
import { formatQuantity } from '../../words/format.ts';
import { placeName, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { CountedLine } from './counted-line.tsx';
import { DeedSheet } from './deed-sheet.tsx';
import '../../styles/deeds.css';

export interface StockLinesProps {
  readonly item: Item;
  readonly stock: readonly Stock[];
  /** Newest first. */
  readonly movements: readonly Movement[];
}

interface Counting {
  readonly at: LocationId;
  readonly batch: Batch;
}

export function StockLines({ item, stock, movements }: StockLinesProps) {
  const counts = useLive((db) => readLastCounts(db, item.id), [item.id]) ?? noCounts;
  const [counting, setCounting] = useState<Counting | null>(null);
  const w = screenWords.value.item;
  const places = stockByPlace(stock.filter(isWorthALine));
  if (places.length === 0) return <p class="quiet">{w.nothing}</p>;
  return (
    <>
      <ul class="stock-lines" aria-label={w.stockTitle}>
        {places.map((place) => (
          <PlaceLine
            key={place.locationId}
            place={place}
            counts={counts}
            movements={movements}
            onCount={setCounting}
          />
        ))}
      </ul>
      {counting !== null && (
        <DeedSheet
          deed="count"
          item={item}
          stock={stock}
          {...counting}
          onClose={() => setCounting(null)}
        />
      )}
    </>
  );
}

/** Bins with nothing are left out, unless somebody has counted that nothing is there; of batches, always. */
function isWorthALine(bin: Stock): boolean {
  return bin.quantity !== 0 || (bin.countStamp !== null && !hasBatch(bin));
}

interface PlaceLineProps {
  readonly place: PlaceStock;
  readonly counts: LastCounts;
  readonly movements: readonly Movement[];
  readonly onCount: (what: Counting) => void;
}

function PlaceLine({ place, counts, movements, onCount }: PlaceLineProps) {
  const { locations, may } = useApp();
  const { locationId, quantity, anyNegative, bins } = place;
  const w = screenWords.value.item;
  const path = placePath(locations.value, locationId);
  const isBatched = bins.some(hasBatch);
  const negative = bins.find((bin) => bin.quantity < 0);
  return (
    <li class={anyNegative ? 'negative' : undefined}>
      <span>
        {locationId === unplaced ? path : <a href={paths.location(locationId)}>{path}</a>}
        {!isBatched &&
          bins.map((bin) => (
            <CountedLine key={bin.id} bin={bin} counts={counts} movements={movements} />
          ))}
      </span>
      <span class="amount">{formatQuantity(quantity)}</span>
      {isBatched && <BatchLines place={place} counts={counts} movements={movements} />}
      {negative !== undefined && (
        <span class="needs-count">
          <strong>{w.negative}</strong>
          {may('count.record') && (
            <Button
              icon="count"
              label={w.negativeCountAt(placeName(locations.value, locationId))}
              onClick={() =>
                onCount({ at: locationId, batch: hasBatch(negative) ? toBatch(negative) : noBatch })
              }
            >
              {w.negativeCount}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function BatchLines({ place, counts, movements }: Omit<PlaceLineProps, 'onCount'>) {
  const { moment } = useApp();
  const { bins, locationId } = place;
  const w = screenWords.value.item;
  const today = toDay(moment().nowMs);
  const first = firstToUse({ stock: bins, place: locationId, today });
  const holding = bins.filter(({ quantity }) => quantity > 0);
  return (
    <ul class="batch-lines">
      {bins.map((bin) => {
        const isFirst = holding.length > 1 && bin.lot === first.lot && bin.expiry === first.expiry;
        return (
          <li key={bin.id} data-batch={`${bin.lot}/${bin.expiry}`}>
            <span>
              <span class="batch-name">
                <BatchName batch={bin} />
                {isFirst && <span class="use-first">{w.useFirst}</span>}
              </span>
              {bin.countStamp !== null && (
                <CountedLine bin={bin} counts={counts} movements={movements} />
              )}
            </span>
            <span class="amount">{formatQuantity(bin.quantity)}</span>
          </li>
        );
      })}
    </ul>
  );
}
