/**
 * What lies where, as people think of it: one line for each place, with the batches in it. The rows of the database
 * are bins, one for each place and batch.
 */
import { compareBatches, hasBatch, isSameBatch, type Batch } from '../../shared/batches.ts';
import type { Stock } from '../../shared/entities.ts';
import type { LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';

export type Bin = Pick<Stock, 'locationId' | 'quantity' | 'lot' | 'expiry'>;

export interface PlaceStock<Row extends Bin = Stock> {
  readonly locationId: LocationId;
  /** Over all batches. */
  readonly quantity: Quantity;
  /** One of its batches is below nothing, whatever the sum says. */
  readonly anyNegative: boolean;
  /** What must be used first comes first. */
  readonly bins: readonly Row[];
}

/** Those that need a count first, then where most lies. */
export function stockByPlace<Row extends Bin>(stock: readonly Row[]): readonly PlaceStock<Row>[] {
  const binsByPlace = Map.groupBy(stock, ({ locationId }) => locationId);
  return [...binsByPlace]
    .map(([locationId, bins]) => ({
      locationId,
      quantity: bins.reduce((sum, { quantity }) => sum + quantity, 0),
      anyNegative: bins.some(({ quantity }) => quantity < 0),
      bins: bins.toSorted(compareBatches),
    }))
    .toSorted((one, other) =>
      one.anyNegative === other.anyNegative
        ? other.quantity - one.quantity
        : one.anyNegative
          ? -1
          : 1,
    );
}

export type Lying = readonly Pick<Stock, 'locationId' | 'quantity'>[];

/** At one place, over all batches. */
export function quantityAt(stock: Lying, id: LocationId): Quantity {
  return stock.reduce((sum, bin) => (bin.locationId === id ? sum + bin.quantity : sum), 0);
}

/** At each place, over all batches; where most lies comes first. */
export function totalsByPlace(stock: Lying): Lying {
  const ids = new Set(stock.map(({ locationId }) => locationId));
  return [...ids]
    .map((locationId) => ({ locationId, quantity: quantityAt(stock, locationId) }))
    .toSorted((one, other) => other.quantity - one.quantity);
}

/** At one place, of one batch. */
export function quantityIn(stock: readonly Bin[], id: LocationId, batch: Batch): Quantity {
  const isIt = (bin: Bin): boolean => bin.locationId === id && isSameBatch(bin, batch);
  return stock.find(isIt)?.quantity ?? 0;
}

/** Somebody has named a batch of it once: from then on it is asked for. */
export function isBatched(stock: readonly Batch[]): boolean {
  return stock.some(hasBatch);
}
