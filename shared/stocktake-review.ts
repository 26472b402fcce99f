/**
 * A stocktake as it is reviewed: per place and bin what each counter says, what the books said at that moment, what
 * has moved since, and what would become of stock (stocktake-figures.ts). Pure, and the same for one who counts and
 * one who decides.
 */
import type { Count, Movement, Stock, Stocktake, Tally } from './entities.ts';
import type { CategoryId, ItemId, LocationId, StockId, TallyId } from './ids.ts';
import { stampToMs } from './stamps.ts';
import { emptyStock } from './stock.ts';
import { reviewBin, wasAccepted, type BinReview } from './stocktake-figures.ts';
import { openLedger, type Ledger } from './stocktake-ledger.ts';
import { holdsCategory, holdsPlace, type StocktakeScope } from './stocktake-scope.ts';
import {
  isCounted,
  readTallies,
  unknownKey,
  type CountedTally,
  type CounterHere,
  type Finish,
  type PlaceTallies,
  type UnknownThing,
} from './stocktake-tallies.ts';

export interface ReviewedItem {
  readonly categoryId: CategoryId | null;
  readonly homeLocationId: LocationId | null;
}

export interface ReviewFacts {
  readonly stocktake: Pick<Stocktake, 'id' | 'state' | 'decidedAt'>;
  readonly scope: StocktakeScope;
  readonly tallies: readonly Tally[];
  readonly stocks: readonly Stock[];
  /** Of the items that were tallied, and of those that lie on finished shelves. */
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** Those that have not been deleted. */
  readonly items: ReadonlyMap<ItemId, ReviewedItem>;
  /** False on a phone that was not told of facts from before its time. */
  readonly isWhole: boolean;
}

export interface UnknownReview extends UnknownThing {
  /** Has been counted under an item since. */
  readonly resolvedAs: CountedTally | null;
  readonly isLate: boolean;
}

export interface PlaceReview {
  readonly locationId: LocationId;
  readonly bins: readonly BinReview[];
  readonly unknown: readonly UnknownReview[];
  readonly finishes: readonly Finish[];
  readonly counters: readonly CounterHere[];
  /** How many bins there are to count, and how many of them somebody has counted. */
  readonly expectedBins: number;
  readonly countedBins: number;
}

/** What the review of one bin must know besides the bin. */
export interface Reviewing {
  readonly ledger: Ledger;
  readonly state: Stocktake['state'];
  /** Came after the close, or were made after it. */
  readonly late: ReadonlySet<TallyId>;
  readonly isInScope: (bin: Pick<Stock, 'itemId' | 'locationId'>) => boolean;
  readonly isHome: (bin: Pick<Stock, 'itemId' | 'locationId'>) => boolean;
}

export function reviewStocktake(facts: ReviewFacts): readonly PlaceReview[] {
  const { stocktake, scope, items } = facts;
  const tallies = [...new Map(facts.tallies.map((tally) => [tally.id, tally])).values()];
  const reviewing: Reviewing = {
    ledger: openLedger({ ...facts, stocktakeId: stocktake.id }),
    state: stocktake.state,
    late: lateOnes(facts),
    isInScope({ itemId, locationId }) {
      const item = items.get(itemId);
      if (item === undefined) return false;
      return holdsPlace(scope, locationId) && holdsCategory(scope, item.categoryId);
    },
    isHome: ({ itemId, locationId }) => items.get(itemId)?.homeLocationId === locationId,
  };
  const saidByPlace = readTallies(tallies);
  const talliesByPlace = Map.groupBy(tallies, ({ locationId }) => locationId);
  const stocksByPlace = Map.groupBy(facts.stocks, ({ locationId }) => locationId);
  const reviewed: PlaceReview[] = [];
  for (const locationId of new Set([...saidByPlace.keys(), ...stocksByPlace.keys()])) {
    const place = reviewPlace(reviewing, {
      said: saidByPlace.get(locationId) ?? nothingSaid(locationId),
      tallies: talliesByPlace.get(locationId) ?? [],
      stocks: stocksByPlace.get(locationId) ?? [],
    });
    if (place.bins.length + place.counters.length > 0) reviewed.push(place);
  }
  return reviewed;
}

interface PlaceFacts {
  readonly said: PlaceTallies;
  readonly tallies: readonly Tally[];
  readonly stocks: readonly Stock[];
}

function reviewPlace(reviewing: Reviewing, { said, tallies, stocks }: PlaceFacts): PlaceReview {
  const { locationId, finishes, counters } = said;
  const countedByBin = Map.groupBy(tallies.filter(isCounted), (tally) => stockOf(tally).id);
  const bins = binsOf(reviewing, { said, stocks, countedByBin });
  const expected = new Set(stocks.filter(({ quantity }) => quantity !== 0).map(({ id }) => id));
  const reviewed = [...bins.values()].map((stock) =>
    reviewBin(reviewing, { said, stock, counted: countedByBin.get(stock.id) ?? [] }),
  );
  const toCount = reviewed.filter(
    ({ id, isInScope, figures }) =>
      isInScope && (expected.has(id) || figures.some((each) => (each.expected ?? 0) !== 0)),
  );
  const isCountedByAnyone = ({ figures }: BinReview): boolean =>
    figures.some(({ kind }) => kind === 'count');
  return {
    locationId,
    bins: reviewed,
    unknown: said.unknown.map((thing) => reviewUnknown(reviewing, thing, tallies)),
    finishes,
    counters,
    expectedBins: toCount.length,
    countedBins: toCount.filter(isCountedByAnyone).length,
  };
}

interface PlaceBins extends Pick<PlaceFacts, 'said' | 'stocks'> {
  readonly countedByBin: ReadonlyMap<StockId, readonly CountedTally[]>;
}

/** What lies there, what lay there when somebody had been through it, and what somebody has counted. */
function binsOf(
  reviewing: Reviewing,
  { said, stocks, countedByBin }: PlaceBins,
): ReadonlyMap<StockId, Stock> {
  const bins = new Map<StockId, Stock>();
  for (const stock of stocks) {
    if (!reviewing.isInScope(stock)) continue;
    const wasThere = said.finishes.some(
      ({ stamp }) => (reviewing.ledger.expectedAt(stock, stamp) ?? 0) !== 0,
    );
    if (stock.quantity !== 0 || wasThere) bins.set(stock.id, stock);
  }
  const stocksById = new Map(stocks.map((stock) => [stock.id, stock]));
  for (const [id, counted] of countedByBin) {
    const [first] = counted;
    if (first === undefined) continue;
    const stock = stocksById.get(id) ?? stockOf(first);
    const words = [...(said.words.get(id)?.values() ?? [])];
    const isMeant = words.some(({ kind }) => kind === 'count');
    if (isMeant || counted.some((tally) => wasAccepted(reviewing.ledger, stock, tally)))
      bins.set(id, stock);
  }
  return bins;
}

function reviewUnknown(
  { late }: Reviewing,
  thing: UnknownThing,
  tallies: readonly Tally[],
): UnknownReview {
  const since = thing.tallies[0]?.stamp ?? '';
  let resolvedAs: CountedTally | null = null;
  for (const tally of tallies) {
    const isNamed = tally.code !== '' || tally.note.trim() !== '';
    if (!isCounted(tally) || !isNamed || unknownKey(tally) !== thing.key) continue;
    const isNewest = tally.stamp > since && tally.stamp > (resolvedAs?.stamp ?? '');
    if (isNewest && !wasWithdrawn(tally, tallies)) resolvedAs = tally;
  }
  return { ...thing, resolvedAs, isLate: thing.tallies.every(({ id }) => late.has(id)) };
}

function wasWithdrawn(counted: CountedTally, tallies: readonly Tally[]): boolean {
  const bin = stockOf(counted).id;
  return tallies.some(
    (tally) =>
      tally.kind === 'withdraw' &&
      tally.itemId !== null &&
      tally.counter === counted.counter &&
      tally.stamp > counted.stamp &&
      stockOf({ ...tally, itemId: tally.itemId }).id === bin,
  );
}

function lateOnes({ stocktake, tallies }: ReviewFacts): ReadonlySet<TallyId> {
  const { state, decidedAt } = stocktake;
  if (state !== 'closed') return new Set();
  const isLate = ({ stamp, receivedAt }: Tally): boolean =>
    (receivedAt ?? Infinity) > decidedAt || stampToMs(stamp) > decidedAt;
  return new Set(tallies.filter(isLate).map(({ id }) => id));
}

function stockOf(bin: Pick<Stock, 'itemId' | 'locationId' | 'lot' | 'expiry'>): Stock {
  return emptyStock(bin.itemId, bin.locationId, bin);
}

function nothingSaid(locationId: LocationId): PlaceTallies {
  return { locationId, words: new Map(), finishes: [], counters: [], unknown: [] };
}
