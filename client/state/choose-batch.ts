/**
 * Which batch is meant, when nobody has said so. What goes out is what must be used first and is still good; what
 * comes in is new, unless it is brought back. An item of which nobody has ever named a batch has none to choose.
 */
import {
  compareBatches,
  hasBatch,
  isSameBatch,
  noBatch,
  type Batch,
} from '../../shared/batches.ts';
import type { LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { daysBetween } from './days.ts';
import { isBatched, type Bin } from './stock-by-place.ts';

export type Freshness = 'good' | 'soon' | 'expired';

/** `today`: as "2027-05-31". What has no expiry stays good; `soonDays` from now on it says so. */
export function freshnessOf(
  { expiry }: Pick<Batch, 'expiry'>,
  { today, soonDays }: { readonly today: string; readonly soonDays: number },
): Freshness {
  if (expiry === '') return 'good';
  if (isExpired(expiry, today)) return 'expired';
  return daysBetween(today, expiry) <= soonDays ? 'soon' : 'good';
}

/** On its last day it is still good. */
function isExpired(expiry: string, today: string): boolean {
  return expiry !== '' && expiry < today;
}

/** All batches that are known of an item, each once; those that have something first, else first expiring first. */
export function knownBatches(stock: readonly Bin[]): readonly Batch[] {
  const known: Batch[] = [];
  for (const bin of stock.toSorted(compareBatches)) {
    if (hasBatch(bin) && !known.some((each) => isSameBatch(each, bin))) known.push(toBatch(bin));
  }
  const holdsSome = (batch: Batch): boolean =>
    stock.some((bin) => isSameBatch(bin, batch) && bin.quantity !== 0);
  return [...known.filter(holdsSome), ...known.filter((batch) => !holdsSome(batch))];
}

/** What lies at a place, the batch without a name among them; first what must be used first. */
export function batchesAt(stock: readonly Bin[], place: LocationId): readonly Batch[] {
  return stock
    .filter(({ locationId, quantity }) => locationId === place && quantity !== 0)
    .toSorted(compareBatches)
    .map(toBatch);
}

export interface BatchQuestion {
  readonly stock: readonly Bin[];
  readonly place: LocationId;
  readonly today: string;
}

/**
 * First expiring first. What is past its date goes to whoever names it, or when nothing else lies there. `amount`: a pack
 * comes from a batch that has as many left, if one has.
 */
export function firstToUse(question: BatchQuestion & { readonly amount?: Quantity }): Batch {
  const { stock, place, today, amount = 0 } = question;
  const holding = positiveAt(stock, place);
  const good = holding.filter(({ expiry }) => !isExpired(expiry, today));
  const enough = good.find(({ quantity }) => quantity >= amount);
  return toBatch(enough ?? good[0] ?? holding[0] ?? anyAt(stock, place) ?? noBatch);
}

/** What is lost, thrown away or counted: the oldest, good or not. */
export function firstToExpire({ stock, place }: Omit<BatchQuestion, 'today'>): Batch {
  return toBatch(positiveAt(stock, place)[0] ?? anyAt(stock, place) ?? noBatch);
}

/** What is brought back belongs to what lies there, or lay there; else to what lies elsewhere. */
export function likelyReturn({ stock, place, today }: BatchQuestion): Batch {
  const here = stock.filter(({ locationId }) => locationId === place);
  return firstToUse({ stock: here.length > 0 ? here : allAt(stock, place), place, today });
}

/**
 * Which batch a code means that names one. Packs tell less than what was typed, and some items are kept without
 * batches whatever stands on their packs: only what comes in makes a new one.
 */
export function batchOfCode(
  scanned: Batch,
  { stock, place, isIncoming }: Omit<BatchQuestion, 'today'> & { readonly isIncoming: boolean },
): Batch {
  if (!isIncoming && !isBatched(stock)) return noBatch;
  const known = knownBatches(stock);
  const exact = known.find((each) => isSameBatch(each, scanned));
  if (exact !== undefined) return exact;
  const alike = known.filter(
    ({ lot, expiry }) =>
      lot !== '' && lot === scanned.lot && (expiry === '' || scanned.expiry === ''),
  );
  const [only, another] = alike;
  if (only !== undefined && another === undefined) return only;
  // Nobody wrote down what this pack says when it came: then it is among what has no name.
  const isUnnamedHere = positiveAt(stock, place).some((bin) => !hasBatch(bin));
  return !isIncoming && isUnnamedHere ? noBatch : scanned;
}

function positiveAt(stock: readonly Bin[], place: LocationId): readonly Bin[] {
  return stock
    .filter(({ locationId, quantity }) => locationId === place && quantity > 0)
    .toSorted(compareBatches);
}

/** Nothing is left there: then the one that somebody last took too much of, or any that once lay there. */
function anyAt(stock: readonly Bin[], place: LocationId): Bin | undefined {
  const here = stock.filter(({ locationId }) => locationId === place).toSorted(compareBatches);
  return here.find(({ quantity }) => quantity < 0) ?? here[0];
}

function allAt(stock: readonly Bin[], place: LocationId): readonly Bin[] {
  return stock.map((bin) => ({ ...bin, locationId: place }));
}

export function toBatch({ lot, expiry }: Batch): Batch {
  return lot === '' && expiry === '' ? noBatch : { lot, expiry };
}
