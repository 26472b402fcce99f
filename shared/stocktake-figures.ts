/**
 * One bin under review: each counter's word beside what was expected when it was said. Two counters are compared by
 * what their words mean now, so that one who counts before a taking and one who counts after it agree. Who has
 * finished a shelf without naming a bin of it says that nothing is there.
 */
import { hasBatch, noBatch, type Batch } from './batches.ts';
import { makeAcceptedCountId } from './apply-stocktake.ts';
import type { Count, Stock, Tally } from './entities.ts';
import type { ClientId, ItemId, LocationId, PersonId, StockId, TallyId } from './ids.ts';
import type { Quantity } from './quantity.ts';
import { stampToMs, type Stamp } from './stamps.ts';
import type { Ledger } from './stocktake-ledger.ts';
import type { Reviewing } from './stocktake-review.ts';
import type { CountedTally, PlaceTallies } from './stocktake-tallies.ts';

/** One counter's word on one bin. */
export interface Figure {
  readonly tallyId: TallyId;
  /** `finish`: was through the shelf and did not name it. */
  readonly kind: 'count' | 'finish';
  readonly counter: ClientId;
  readonly personId: PersonId | null;
  readonly stamp: Stamp;
  readonly at: number;
  readonly quantity: Quantity;
  readonly note: string;
  /** What the books said at that moment; null where this phone does not know. */
  readonly expected: Quantity | null;
  readonly difference: Quantity | null;
  readonly movedSince: Quantity;
  /** What stock becomes if this word is used. */
  readonly now: Quantity;
  readonly isLate: boolean;
  readonly isAccepted: boolean;
}

export type Agreement = 'nobody' | 'one' | 'agree' | 'differ';

export interface BinReview extends Batch {
  readonly id: StockId;
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  readonly stockNow: Quantity;
  /** Those who wrote a figure first, each in the order of time. */
  readonly figures: readonly Figure[];
  readonly agreement: Agreement;
  readonly isInScope: boolean;
  /** Nothing of it was expected here, and it does not belong here. */
  readonly isFoundElsewhere: boolean;
  /** Somebody has counted it since, outside of the stocktake. */
  readonly newerCount: Count | null;
  /** What became stock, if anything did; the latest. */
  readonly accepted: Figure | null;
  /** What a reviewer need not think about. */
  readonly suggested: TallyId | null;
}

export interface BinFacts {
  readonly said: PlaceTallies;
  readonly stock: Stock;
  /** All that was ever counted of it, also what was replaced or taken back. */
  readonly counted: readonly CountedTally[];
}

export function reviewBin(reviewing: Reviewing, { said, stock, counted }: BinFacts): BinReview {
  const { ledger, state } = reviewing;
  const words = said.words.get(stock.id);
  const isInScope = reviewing.isInScope(stock);
  const all = counted
    .map((tally) => figureOf(reviewing, stock, { ...tally, kind: 'count' }))
    .toSorted(byStamp);
  const standing = all.filter(({ tallyId, counter }) => words?.get(counter)?.id === tallyId);
  const implied = isInScope ? impliedBy(reviewing, { said, stock }) : [];
  // It came there later: then it is no news that it was not there before.
  const telling = implied.filter(({ expected }) => expected !== 0 || standing.length > 0);
  const figures = [...standing, ...telling];
  const agreement = agreementOf(figures);
  const latest = figures.toSorted(byStamp).at(-1);
  const newerCount = latest === undefined ? null : ledger.newerCount(stock.id, latest.stamp);
  const isClear = state === 'open' && newerCount === null && agreement !== 'differ';
  return {
    id: stock.id,
    itemId: stock.itemId,
    locationId: stock.locationId,
    ...(hasBatch(stock) ? { lot: stock.lot, expiry: stock.expiry } : noBatch),
    stockNow: stock.quantity,
    figures,
    agreement,
    isInScope,
    isFoundElsewhere: isFound(standing) && !reviewing.isHome(stock),
    newerCount,
    accepted: [...all, ...implied].toSorted(byStamp).findLast((each) => each.isAccepted) ?? null,
    // After the close nothing goes without saying: what is used then is used by a tap.
    suggested: isClear ? ((standing.at(-1) ?? telling.at(-1))?.tallyId ?? null) : null,
  };
}

type Word = Pick<Tally, 'id' | 'counter' | 'personId' | 'stamp' | 'quantity' | 'note'> & {
  readonly kind: Figure['kind'];
};

function figureOf({ ledger, late }: Reviewing, stock: Stock, word: Word): Figure {
  const { id: tallyId, kind, counter, personId, stamp, quantity, note } = word;
  const expected = ledger.expectedAt(stock, stamp);
  const movedSince = ledger.movedSince(stock.id, stamp);
  return {
    tallyId,
    kind,
    counter,
    personId,
    stamp,
    quantity,
    note,
    expected,
    movedSince,
    at: stampToMs(stamp),
    difference: expected === null ? null : quantity - expected,
    now: quantity + movedSince,
    isLate: late.has(tallyId),
    isAccepted: wasAccepted(ledger, stock, word),
  };
}

/** Those who finished the shelf without a word on this bin, and have not taken one back since. */
function impliedBy(
  reviewing: Reviewing,
  { said, stock }: Pick<BinFacts, 'said' | 'stock'>,
): readonly Figure[] {
  const words = said.words.get(stock.id);
  return said.finishes
    .filter(({ counter, stamp }) => {
      const word = words?.get(counter);
      return word === undefined || (word.kind !== 'count' && word.stamp < stamp);
    })
    .map((finish) => {
      const word = { ...finish, id: finish.tallyId, quantity: 0, note: '' };
      return figureOf(reviewing, stock, { ...word, kind: 'finish' });
    })
    .toSorted(byStamp);
}

/** On a phone that was not told of the count, the stock itself shows the stamp that it took from the tally. */
export function wasAccepted(
  ledger: Ledger,
  stock: Stock,
  { id: tallyId, stamp }: Pick<Tally, 'id' | 'stamp'>,
): boolean {
  const { itemId, locationId, lot, expiry } = stock;
  const countId = makeAcceptedCountId({ tallyId, itemId, locationId, lot, expiry });
  return ledger.isAccepted(countId) || stock.countStamp === stamp;
}

function agreementOf(figures: readonly Figure[]): Agreement {
  const [first, ...others] = figures;
  if (first === undefined) return 'nobody';
  if (others.length === 0) return 'one';
  return others.every(({ now }) => now === first.now) ? 'agree' : 'differ';
}

function isFound(standing: readonly Figure[]): boolean {
  const some = standing.filter(({ quantity }) => quantity > 0);
  return some.length > 0 && some.every(({ expected }) => expected === 0);
}

function byStamp(one: { readonly stamp: Stamp }, other: { readonly stamp: Stamp }): number {
  return one.stamp === other.stamp ? 0 : one.stamp < other.stamp ? -1 : 1;
}
