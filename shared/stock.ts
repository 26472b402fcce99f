/**
 * The stock law. Quantity at (item, location, batch) = the newest count by stamp + the movements that take
 * effect after it. The order in which facts arrive is irrelevant:
 *
 *     time ──▶   −3        count 10        −4
 *                 └ already in the count    └ on top of it      → 6, however they arrive
 *
 * A movement that takes another back takes effect where the other does (`effectiveStamp`): a count in between
 * has seen what really lay there, so both are in it, and together they are nothing.
 *
 * `foldStock` is the law read from scratch; `withMovement` and `withCount` keep it step by step, which
 * is what phones and servers do. tests/shared/stock-law.test.ts holds them equal in any order.
 *
 * Two facts are themselves made from what is known when they come, once, at the server: where a taking back
 * stands (apply-facts.ts: it comes after what it takes back, or stands alone), and what a count holds that a
 * reviewer accepts although a newer one is there (apply-stocktake.ts). From then on they are facts like others.
 * Stock is never clamped at zero: a negative figure is a fact to be counted, not hidden.
 */
import type { Count, Movement, Stock } from './entities.ts';
import { isSameBatch, noBatch, type Batch } from './batches.ts';
import { makeStockId, type ItemId, type LocationId, type StockId } from './ids.ts';
import type { Quantity } from './quantity.ts';
import { stampToMs } from './stamps.ts';
import { weekOf, withUse } from './use-weeks.ts';

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

export function emptyStock(
  itemId: ItemId,
  locationId: LocationId,
  { lot, expiry }: Batch = noBatch,
): Stock {
  const id = makeStockId(itemId, locationId, { lot, expiry });
  const bin = { id, itemId, locationId, lot, expiry };
  return { ...bin, quantity: 0, countStamp: null, used: {}, version: 0 };
}

type Effect = Pick<Movement, 'effectiveStamp' | 'effectiveReason'>;

/** A movement at or before the newest count is already in it. */
export function isInCount(
  stock: Pick<Stock, 'countStamp'>,
  { effectiveStamp }: Pick<Movement, 'effectiveStamp'>,
): boolean {
  return stock.countStamp !== null && effectiveStamp <= stock.countStamp;
}

/** What a count already holds changes no quantity any more; used it was all the same. */
export function withMovement(stock: Stock, movement: Effect, change: Quantity): Stock {
  const quantity = isInCount(stock, movement) ? stock.quantity : stock.quantity + change;
  if (!isUse(movement)) return quantity === stock.quantity ? stock : { ...stock, quantity };
  const week = weekOf(stampToMs(movement.effectiveStamp));
  return { ...stock, quantity, used: withUse(stock.used, week, -change) };
}

/** What was taken and brought back unused was not used. */
function isUse({ effectiveReason }: Pick<Movement, 'effectiveReason'>): boolean {
  return effectiveReason === 'use' || effectiveReason === 'return';
}

/** `movements`: at least all known ones of this item that are stamped after the count. */
export function withCount(
  stock: Stock,
  count: Pick<Count, 'stamp' | 'quantity'>,
  movements: Iterable<Movement>,
): Stock {
  if (stock.countStamp !== null && count.stamp <= stock.countStamp) return stock;
  let { quantity } = count;
  for (const movement of movements) {
    if (movement.effectiveStamp > count.stamp) quantity += changeAt(stock, movement);
  }
  return { ...stock, quantity, countStamp: count.stamp };
}

/** What a movement does in one bin; 0 elsewhere. */
export function changeAt(
  bin: Pick<Stock, 'itemId' | 'locationId' | 'lot' | 'expiry'>,
  movement: Ends & Batch & Pick<Movement, 'itemId'>,
): Quantity {
  if (movement.itemId !== bin.itemId || !isSameBatch(movement, bin)) return 0;
  let sum = 0;
  for (const { locationId, change } of legsOf(movement)) {
    if (locationId === bin.locationId) sum += change;
  }
  return sum;
}

/** The law itself, over all facts, in any order and with any repetition. */
export function foldStock(
  movements: Iterable<Movement>,
  counts: Iterable<Count>,
): Map<StockId, Stock> {
  const stocks = new Map<StockId, Stock>();
  const stockAt = (itemId: ItemId, locationId: LocationId, batch: Batch): Stock =>
    stocks.get(makeStockId(itemId, locationId, batch)) ?? emptyStock(itemId, locationId, batch);
  for (const count of counts) {
    const stock = stockAt(count.itemId, count.locationId, count);
    stocks.set(stock.id, withCount(stock, count, []));
  }
  const movementsById = new Map([...movements].map((movement) => [movement.id, movement]));
  for (const movement of movementsById.values()) {
    for (const leg of legsOf(movement)) {
      const stock = stockAt(movement.itemId, leg.locationId, movement);
      stocks.set(stock.id, withMovement(stock, movement, leg.change));
    }
  }
  return stocks;
}
