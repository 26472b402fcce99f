/**
 * Facts as a story: what happened, and how much lay there afterwards. The level after a line is the stock law
 * (shared/stock.ts) over everything that had been said until then, so the newest line always agrees with the
 * figure on the card, and a line that changed nothing says why:
 *
 *     −3          counted 10     −3 taken back
 *     7 → 4       4 → 10         10 → 10        "already in the count": the count saw what lay there
 *
 * tests/client/state/history.test.ts holds each level against the law read from scratch.
 */
import type { Batch } from '../../shared/batches.ts';
import type { Count, Movement, Stock } from '../../shared/entities.ts';
import type { ItemId, LocationId, PersonId, StocktakeId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { stampToMs, type Stamp } from '../../shared/stamps.ts';
import { legsOf } from '../../shared/stock.ts';
import { countsByBin, type CountsByBin } from './counts-of-bins.ts';
import { Levels } from './levels.ts';
import { chainsOf, type Chain } from './undo-chains.ts';

/** What a fact did at one place, with all that lies there of the item. Null where older facts than ours decide. */
export interface LineLeg {
  readonly locationId: LocationId;
  readonly before: Quantity | null;
  readonly after: Quantity | null;
}

interface Line {
  readonly id: string;
  readonly itemId: ItemId;
  readonly stamp: Stamp;
  /** The phone's clock, as far as the server has believed it. */
  readonly at: number;
  /** The server's clock; null until it has been there. */
  readonly receivedAt: number | null;
  readonly personId: PersonId | null;
  readonly note: string;
  readonly batch: Batch;
  readonly legs: readonly LineLeg[];
  /** Of the item, over all places of this story, after this. */
  readonly level: Quantity | null;
  readonly isPending: boolean;
}

export interface MovementLine extends Line {
  readonly kind: 'movement';
  readonly movement: Movement;
  /** A count holds it already, so that it changed nothing: when that was. */
  readonly inCountOf: number | null;
  readonly undo: Chain;
}

export interface CountLine extends Line {
  readonly kind: 'count';
  readonly locationId: LocationId;
  readonly quantity: Quantity;
  /** What was thought to lie there before, of this batch; null if not known. */
  readonly before: Quantity | null;
  readonly stocktakeId: StocktakeId | null;
}

export type HistoryLine = MovementLine | CountLine;

type Bin = Pick<Stock, 'itemId' | 'locationId' | 'lot' | 'expiry' | 'quantity' | 'countStamp'>;

export interface Facts {
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** As it is now. */
  readonly stock: readonly Bin[];
  /** Every fact stamped after it is among these; null if all are. */
  readonly cut: Stamp | null;
  /** Only what happened at this place; null for everywhere. */
  readonly place?: LocationId | null;
}

/** Newest first. */
export function makeHistory(facts: Facts): readonly HistoryLine[] {
  const { movements, counts, place = null } = facts;
  const levels = new Levels(facts);
  const chains = chainsOf(movements);
  const countsOf = countsByBin(counts);
  const inOrder = [...movements, ...counts].toSorted(compareFacts);
  const lines = inOrder.map((fact): HistoryLine => {
    const shared = lineOf(fact);
    if ('locationId' in fact) {
      const { locationId, quantity, stocktakeId } = fact;
      const { before, ...after } = levels.count(fact);
      return { ...shared, ...after, kind: 'count', locationId, quantity, before, stocktakeId };
    }
    const { countedAt, ...after } = levels.move(fact);
    const inCountOf = countedAt ?? countThatHolds(fact, countsOf, place);
    const undo = chains(fact);
    return { ...shared, ...after, kind: 'movement', movement: fact, inCountOf, undo };
  });
  return lines.toReversed();
}

/** What a slow clock took back bears the stamp of what it takes back, but came after it. */
function compareFacts(one: Movement | Count, other: Movement | Count): number {
  if (one.stamp !== other.stamp) return one.stamp < other.stamp ? -1 : 1;
  const later = (one.receivedAt ?? Infinity) - (other.receivedAt ?? Infinity);
  return Number.isNaN(later) || later === 0 ? (one.id < other.id ? -1 : 1) : later;
}

function lineOf(fact: Movement | Count) {
  const { id, itemId, stamp, receivedAt, personId, note, lot, expiry } = fact;
  const batch = { lot, expiry };
  const isPending = fact.version === 0;
  return { id, itemId, stamp, receivedAt, personId, note, batch, at: stampToMs(stamp), isPending };
}

/** Made before the count, but here only after it. */
function countThatHolds(
  movement: Movement,
  counts: CountsByBin,
  place: LocationId | null,
): number | null {
  const arrivedAt = movement.receivedAt ?? Infinity;
  for (const { locationId } of legsOf(movement)) {
    if (place !== null && locationId !== place) continue;
    const count = counts(movement, locationId).findLast(
      ({ stamp, receivedAt }) =>
        stamp > movement.effectiveStamp && (receivedAt ?? Infinity) < arrivedAt,
    );
    if (count !== undefined) return stampToMs(count.stamp);
  }
  return null;
}
