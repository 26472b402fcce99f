/**
 * An item's facts as a story: what happened, and how much lay there afterwards. The level is the stock law
 * read along the way (shared/stock.ts), so the newest line always agrees with the figure on the card.
 */
import type { Count, Movement, Stock } from '../../shared/entities.ts';
import type { LocationId, MovementId, PersonId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { stampToMs } from '../../shared/stamps.ts';
import { legsOf } from '../../shared/stock.ts';

interface Line {
  readonly id: string;
  readonly at: number;
  readonly personId: PersonId | null;
  readonly note: string;
  /** Over all places, after this; null where older facts than we hold decide. */
  readonly level: Quantity | null;
  readonly isPending: boolean;
}

export interface MovementLine extends Line {
  readonly kind: 'movement';
  readonly movement: Movement;
  /** A count that was known before this movement arrived already holds it: when that was. */
  readonly inCountOf: number | null;
  readonly isUndone: boolean;
}

export interface CountLine extends Line {
  readonly kind: 'count';
  readonly locationId: LocationId;
  readonly quantity: Quantity;
  /** What was thought to lie there before; null if not known. */
  readonly before: Quantity | null;
}

export type HistoryLine = MovementLine | CountLine;

export interface Facts {
  readonly movements: readonly Movement[];
  readonly counts: readonly Count[];
  /** As it is now. */
  readonly stock: readonly Pick<Stock, 'locationId' | 'quantity'>[];
  readonly isWhole: boolean;
}

/** Newest first. */
export function makeHistory(facts: Facts): readonly HistoryLine[] {
  const { movements, counts } = facts;
  const undone = new Set<MovementId>();
  for (const { undoes } of movements) if (undoes !== null) undone.add(undoes);
  const levels = levelsBefore(facts);
  const inOrder = [...movements, ...counts].toSorted((one, other) =>
    one.stamp < other.stamp ? -1 : 1,
  );
  const lines = inOrder.map((fact): HistoryLine => {
    const { id, personId, note } = fact;
    const shared = { id, personId, note, at: stampToMs(fact.stamp), isPending: fact.version === 0 };
    if ('locationId' in fact) {
      const { locationId, quantity } = fact;
      const before = levels.get(locationId) ?? null;
      levels.set(locationId, quantity);
      return { ...shared, kind: 'count', locationId, quantity, before, level: sum(levels) };
    }
    for (const { locationId, change } of legsOf(fact)) {
      const before = levels.get(locationId) ?? null;
      if (before !== null) levels.set(locationId, before + change);
    }
    return {
      ...shared,
      kind: 'movement',
      movement: fact,
      inCountOf: countThatHolds(fact, counts),
      isUndone: undone.has(fact.id),
      level: sum(levels),
    };
  });
  return lines.toReversed();
}

/**
 * What lay at each place before the oldest fact. Where nobody has counted it follows from what lies there now; where
 * somebody has, it was nothing, or is not known if there are older facts than these.
 */
function levelsBefore({
  movements,
  counts,
  stock,
  isWhole,
}: Facts): Map<LocationId, Quantity | null> {
  const counted = new Set(counts.map(({ locationId }) => locationId));
  const levels = new Map<LocationId, Quantity | null>();
  for (const { locationId, quantity } of stock) levels.set(locationId, quantity);
  for (const leg of movements.flatMap((movement) => legsOf(movement))) {
    levels.set(leg.locationId, (levels.get(leg.locationId) ?? 0) - leg.change);
  }
  for (const locationId of counted) levels.set(locationId, isWhole ? 0 : null);
  return levels;
}

function sum(levels: ReadonlyMap<LocationId, Quantity | null>): Quantity | null {
  let total = 0;
  for (const level of levels.values()) {
    if (level === null) return null;
    total += level;
  }
  return total;
}

/** Made before the count, but here only after it. */
function countThatHolds(movement: Movement, counts: readonly Count[]): number | null {
  const arrivedAt = movement.receivedAt ?? Infinity;
  const places = new Set(legsOf(movement).map(({ locationId }) => locationId));
  const count = counts.find(
    (each) =>
      places.has(each.locationId) &&
      each.stamp > movement.stamp &&
      (each.receivedAt ?? Infinity) < arrivedAt,
  );
  return count === undefined ? null : stampToMs(count.stamp);
}
