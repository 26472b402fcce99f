/**
 * The stock law, step by step along the stamps: what lies in each bin, as far as the facts at hand can say. A bin
 * is unknown (null) until a count says what is in it, unless nobody has counted it since: then it follows from
 * what lies there now.
 */
import type { Count, Movement, Stock } from '../../shared/entities.ts';
import { makeStockId, type ItemId, type LocationId, type StockId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { stampToMs, type Stamp } from '../../shared/stamps.ts';
import { isInCount, legsOf, type Leg } from '../../shared/stock.ts';
import type { Facts, LineLeg } from './history.ts';

interface Bin {
  readonly locationId: LocationId;
  level: Quantity | null;
  countStamp: Stamp | null;
}

interface After {
  readonly legs: readonly LineLeg[];
  readonly level: Quantity | null;
}

type Fact = Pick<Movement, 'itemId' | 'lot' | 'expiry' | 'stamp'>;

export class Levels {
  readonly #bins = new Map<StockId, Bin>();
  readonly #binsByItem = new Map<ItemId, Bin[]>();
  readonly #cut: Stamp | null;
  readonly #place: LocationId | null;

  constructor({ movements, counts, stock, cut, place = null }: Facts) {
    this.#cut = cut;
    this.#place = place;
    for (const row of stock) {
      if (place !== null && row.locationId !== place) continue;
      this.#add(row, row.locationId, row);
    }
    for (const count of counts) {
      if (!this.#isWithin(count)) continue;
      // Whatever lay there before the first of them is known only to whoever has the whole story.
      const bin = this.#bin(count, count.locationId);
      bin.level = cut === null ? 0 : null;
      bin.countStamp = null;
    }
    const counted = new Set(
      counts
        .filter((count) => this.#isWithin(count))
        .map((count) => this.#bin(count, count.locationId)),
    );
    for (const movement of movements) {
      if (!this.#isWithin(movement)) continue;
      for (const { locationId, change } of this.#legsOf(movement)) {
        const bin = this.#bin(movement, locationId);
        if (counted.has(bin) || bin.level === null || isInCount(bin, movement)) continue;
        bin.level -= change;
      }
    }
  }

  /** `before`: of the batch that was counted. */
  count(fact: Count): After & { readonly before: Quantity | null } {
    if (!this.#isWithin(fact)) return { legs: [], level: null, before: null };
    const { itemId, locationId, quantity, stamp } = fact;
    const bin = this.#bin(fact, locationId);
    const placeBefore = this.#at(itemId, locationId);
    const before = bin.level;
    bin.level = quantity;
    bin.countStamp = stamp;
    const leg = { locationId, before: placeBefore, after: this.#at(itemId, locationId) };
    return { legs: [leg], level: this.#of(itemId), before };
  }

  /** `countedAt`: when a count that held it already was made, if one did. */
  move(movement: Movement): After & { readonly countedAt: number | null } {
    const { itemId } = movement;
    if (!this.#isWithin(movement)) return { legs: [], level: null, countedAt: null };
    let countedAt: number | null = null;
    const legs = this.#legsOf(movement).map(({ locationId, change }): LineLeg => {
      const bin = this.#bin(movement, locationId);
      const before = this.#at(itemId, locationId);
      if (bin.countStamp !== null && isInCount(bin, movement))
        countedAt = stampToMs(bin.countStamp);
      else if (bin.level !== null) bin.level += change;
      return { locationId, before, after: this.#at(itemId, locationId) };
    });
    return { legs, level: this.#of(itemId), countedAt };
  }

  #legsOf(movement: Movement): readonly Leg[] {
    const legs = legsOf(movement);
    return this.#place === null
      ? legs
      : legs.filter(({ locationId }) => locationId === this.#place);
  }

  /** Before the cut there may be facts that are not here, so nothing can be said. */
  #isWithin({ stamp }: Fact): boolean {
    return this.#cut === null || stamp > this.#cut;
  }

  #bin(fact: Fact, locationId: LocationId): Bin {
    return (
      this.#bins.get(makeStockId(fact.itemId, locationId, fact)) ??
      this.#add(fact, locationId, { quantity: 0, countStamp: null })
    );
  }

  #add(
    fact: Pick<Fact, 'itemId' | 'lot' | 'expiry'>,
    locationId: LocationId,
    { quantity, countStamp }: Pick<Stock, 'quantity' | 'countStamp'>,
  ): Bin {
    const bin: Bin = { locationId, level: quantity, countStamp };
    this.#bins.set(makeStockId(fact.itemId, locationId, fact), bin);
    const ofItem = this.#binsByItem.get(fact.itemId);
    if (ofItem === undefined) this.#binsByItem.set(fact.itemId, [bin]);
    else ofItem.push(bin);
    return bin;
  }

  #of(itemId: ItemId): Quantity | null {
    return sum(this.#binsByItem.get(itemId) ?? []);
  }

  #at(itemId: ItemId, at: LocationId): Quantity | null {
    const bins = this.#binsByItem.get(itemId) ?? [];
    return sum(bins.filter(({ locationId }) => locationId === at));
  }
}

function sum(bins: readonly Bin[]): Quantity | null {
  let total = 0;
  for (const { level } of bins) {
    if (level === null) return null;
    total += level;
  }
  return total;
}
