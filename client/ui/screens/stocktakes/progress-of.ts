/** How far a stocktake is, over all its places. */
import type { PlaceReview } from '../../../../shared/stocktake-review.ts';

export interface Progress {
  readonly expected: number;
  readonly counted: number;
  readonly places: number;
  readonly finished: number;
}

export function progressOf(places: readonly PlaceReview[]): Progress {
  let [expected, counted, finished] = [0, 0, 0];
  for (const place of places) {
    expected += place.expectedBins;
    counted += place.countedBins;
    if (place.finishes.length > 0) finished += 1;
  }
  return { expected, counted, places: places.length, finished };
}
