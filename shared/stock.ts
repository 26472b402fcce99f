/**
 * The stock law. Quantity at (item, location) = the newest count by stamp + the movements stamped
 * after it. Arrival order is irrelevant:
 *
 *     time ──▶   −3        count 10        −4
 *                 └ already in the count    └ on top of it      → 6, however they arrive
 *
 * `foldStock` is the law read from scratch; `withMovement` and `withCount` keep it step by step, which
 * is what phones and servers do. tests/shared/stock.test.ts holds them equal in any order.
 * Stock is never clamped at zero: a negative figure is a fact to be counted, not hidden.
 */
import type { Count, Movement, Stock } from './entities.ts';
import { makeStockId, type ItemId, type LocationId, type StockId } from './ids.ts';
import type { Quantity } from './quantity.ts';

/** What one movement does at one place: negative where it leaves, positive where it arrives. */
export interface Leg {
  readonly locationId: LocationId;
  readonly change: Quantity;
}

type Ends = Pick<Movement, 'fromLocationId' | 'toLocationId' | 'quantity'>;

export function legsOf({ fromLocationId, toLocationId, quantity }: Ends): Leg[] {
  const legs: Leg[] = [];
  if (fromLocationId !== null) legs.push({ locationId: fromLocationId, change: -quantity });
  if (toLocationId !== null) legs.push({ locationId: toLocationId, change: quantity });
  return legs;
}

export function emptyStock(itemId: ItemId, locationId: LocationId): Stock {
  const id = makeStockId(itemId, locationId);
  return { id, itemId, locationId, quantity: 0, countStamp: null, version: 0 };
}

/** A movement at or before the newest count is already in it. */
export function isInCount(
  stock: Pick<Stock, 'countStamp'>,
  movement: Pick<Movement, 'stamp'>,
): boolean {
  return stock.countStamp !== null && movement.stamp <= stock.countStamp;
}

export function withMovement(
  stock: Stock,
  movement: Pick<Movement, 'stamp'>,
  change: Quantity,
): Stock {
  if (isInCount(stock, movement)) return stock;
  return { ...stock, quantity: stock.quantity + change };
}

/** `movements`: at least all known ones of this item that are stamped after the count. */
export function withCount(
  stock: Stock,
  count: Pick<Count, 'stamp' | 'quantity'>,
  movements: Iterable<Movement>,
): Stock {
  if (stock.countStamp !== null && count.stamp <= stock.countStamp) return stock;
  let quantity = count.quantity;
  for (const movement of movements) {
    if (movement.itemId !== stock.itemId || movement.stamp <= count.stamp) continue;
    for (const leg of legsOf(movement)) {
      if (leg.locationId === stock.locationId) quantity += leg.change;
    }
  }
  return { ...stock, quantity, countStamp: count.stamp };
}

/** The law itself, over all facts, in any order and with any repetition. */
export function foldStock(
  movements: Iterable<Movement>,
  counts: Iterable<Count>,
): Map<StockId, Stock> {
  const stocks = new Map<StockId, Stock>();
  const stockAt = (itemId: ItemId, locationId: LocationId): Stock =>
    stocks.get(makeStockId(itemId, locationId)) ?? emptyStock(itemId, locationId);
  for (const count of counts) {
    const stock = stockAt(count.itemId, count.locationId);
    stocks.set(stock.id, withCount(stock, count, []));
  }
  const movementsById = new Map([...movements].map((movement) => [movement.id, movement]));
  for (const movement of movementsById.values()) {
    for (const leg of legsOf(movement)) {
      const stock = stockAt(movement.itemId, leg.locationId);
      stocks.set(stock.id, withMovement(stock, movement, leg.change));
    }
  }
  return stocks;
}
