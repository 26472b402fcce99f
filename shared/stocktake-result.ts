/**
 * What a reviewer has chosen, and what comes of it: the lines that become counts, and how much more or less there is
 * than the books said, in money. Sums of two currencies are never made.
 */
import type { MutationArgs } from './mutations.ts';
import type { ItemId, StockId, TallyId } from './ids.ts';
import { worthOf, type Money } from './money.ts';
import type { BinReview, Figure } from './stocktake-figures.ts';

/** By bin: whose word is used, or that it is left as it is. What is not in it goes by the suggestion. */
export type ReviewChoices = ReadonlyMap<StockId, TallyId | 'leave'>;

export type AcceptedLine = MutationArgs<'stocktake.accept'>['lines'][number];

export function chosenFigure(bin: BinReview, choices: ReviewChoices): Figure | null {
  const choice = choices.get(bin.id) ?? bin.suggested;
  return bin.figures.find(({ tallyId }) => tallyId === choice) ?? null;
}

/** Two counters differ, or somebody has counted since, and nobody has said what holds. */
export function isUndecided(bin: BinReview, choices: ReviewChoices): boolean {
  if (bin.figures.length === 0 || bin.accepted !== null || choices.has(bin.id)) return false;
  return bin.suggested === null;
}

export function acceptedLines(
  bins: readonly BinReview[],
  choices: ReviewChoices,
): readonly AcceptedLine[] {
  return bins.flatMap((bin) => {
    const figure = chosenFigure(bin, choices);
    return figure === null || figure.isAccepted ? [] : [lineOf(bin, figure)];
  });
}

export function lineOf(bin: BinReview, { tallyId, stamp }: Figure): AcceptedLine {
  const { itemId, locationId, lot, expiry } = bin;
  return { tallyId, itemId, locationId, lot, expiry, stamp };
}

export interface CurrencyTotals {
  readonly currency: string;
  readonly up: number;
  /** Negative. */
  readonly down: number;
}

export interface ReviewTotals {
  /** Bins whose stock is not what the books said. */
  readonly changed: number;
  readonly unchanged: number;
  /** Of the changed ones, those of which nothing was there. */
  readonly notThere: number;
  /** Bins that change and whose item has no price. */
  readonly withoutPrice: number;
  readonly byCurrency: readonly CurrencyTotals[];
}

export interface Decided {
  readonly bin: BinReview;
  readonly figure: Figure;
}

/** Of what is chosen, or of what was accepted. */
export function totalsOf(
  decided: readonly Decided[],
  costs: ReadonlyMap<ItemId, Money>,
): ReviewTotals {
  const sums = new Map<string, { up: number; down: number }>();
  let [changed, notThere, withoutPrice] = [0, 0, 0];
  for (const { bin, figure } of decided) {
    const difference = figure.difference ?? 0;
    if (difference === 0) continue;
    changed += 1;
    if (figure.quantity === 0) notThere += 1;
    const cost = costs.get(bin.itemId);
    if (cost === undefined) {
      withoutPrice += 1;
      continue;
    }
    const { amount, currency } = worthOf(difference, cost);
    const { up, down } = sums.get(currency) ?? { up: 0, down: 0 };
    sums.set(currency, { up: up + Math.max(0, amount), down: down + Math.min(0, amount) });
  }
  const byCurrency = [...sums].map(([currency, sum]) => ({ currency, ...sum }));
  return {
    changed,
    unchanged: decided.length - changed,
    notThere,
    withoutPrice,
    byCurrency: byCurrency.toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
  };
}
