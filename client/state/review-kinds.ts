/** The bins of a review by what a reviewer looks for, those with the most money in them first. Pure. */
import type { ItemId } from '../../shared/ids.ts';
import { worthOf, type Money } from '../../shared/money.ts';
import type { BinReview, Figure } from '../../shared/stocktake-figures.ts';
import {
  chosenFigure,
  isUndecided,
  type Decided,
  type ReviewChoices,
} from '../../shared/stocktake-result.ts';
import type { PlaceReview, UnknownReview } from '../../shared/stocktake-review.ts';

export const binKinds = [
  'undecided',
  'differences',
  'disagree',
  'notCounted',
  'elsewhere',
  'late',
  'all',
] as const;
export type BinKind = (typeof binKinds)[number];

export interface ReviewedBins {
  readonly all: readonly BinReview[];
  readonly unknown: readonly UnknownReview[];
  readonly ofKind: (kind: BinKind) => readonly BinReview[];
  /** What becomes stock, or has become so. */
  readonly decided: readonly Decided[];
  readonly undecided: readonly BinReview[];
  readonly notCounted: readonly BinReview[];
  /** Unknown codes that still wait for a name. */
  readonly openUnknown: readonly UnknownReview[];
}

export interface KindSources {
  readonly places: readonly PlaceReview[];
  readonly choices: ReviewChoices;
  readonly costs: ReadonlyMap<ItemId, Money>;
  readonly isOpen: boolean;
}

export function sortReview({ places, choices, costs, isOpen }: KindSources): ReviewedBins {
  const all = places
    .flatMap(({ bins }) => bins)
    .map((bin) => ({ bin, weight: weightOf(bin, shownFigure(bin, choices), costs) }))
    .toSorted((one, other) => other.weight[0] - one.weight[0] || other.weight[1] - one.weight[1])
    .map(({ bin }) => bin);
  const unknown = places.flatMap((place) => place.unknown);
  const isOfKind: { readonly [Kind in BinKind]: (bin: BinReview) => boolean } = {
    undecided: (bin) => isOpen && isUndecided(bin, choices),
    differences: (bin) => differs(bin, choices),
    disagree: ({ agreement }) => agreement === 'differ',
    notCounted: ({ figures, accepted }) => figures.length === 0 && accepted === null,
    elsewhere: ({ isFoundElsewhere, isInScope }) => isFoundElsewhere || !isInScope,
    late: isLateAndUnused,
    all: () => true,
  };
  return {
    all,
    unknown,
    ofKind: (kind) => all.filter(isOfKind[kind]),
    decided: all.flatMap((bin) => {
      const figure = isOpen ? (chosenFigure(bin, choices) ?? bin.accepted) : bin.accepted;
      return figure === null ? [] : [{ bin, figure }];
    }),
    undecided: all.filter(isOfKind.undecided),
    notCounted: all.filter(isOfKind.notCounted),
    openUnknown: unknown.filter(({ resolvedAs, isIgnored }) => resolvedAs === null && !isIgnored),
  };
}

/** The one that speaks for the bin: what was used, what is chosen, else the last word. */
export function shownFigure(bin: BinReview, choices: ReviewChoices): Figure | null {
  return chosenFigure(bin, choices) ?? bin.accepted ?? bin.figures.at(-1) ?? null;
}

export function isLateAndUnused({ figures }: BinReview): boolean {
  return figures.some(({ isLate, isAccepted }) => isLate && !isAccepted);
}

function differs(bin: BinReview, choices: ReviewChoices): boolean {
  if (bin.agreement === 'differ' && bin.accepted === null) return true;
  const figure = shownFigure(bin, choices);
  return figure !== null && figure.difference !== 0;
}

/** In money where there is a price, and then in pieces. */
function weightOf(
  bin: BinReview,
  figure: Figure | null,
  costs: KindSources['costs'],
): readonly [number, number] {
  const all = figure === null ? [] : [figure, ...bin.figures];
  const most = Math.max(0, ...all.map(({ difference }) => Math.abs(difference ?? 0)));
  const cost = costs.get(bin.itemId);
  return [cost === undefined ? 0 : worthOf(most, cost).amount, most];
}
