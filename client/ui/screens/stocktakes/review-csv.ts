/** The result of a stocktake as a file: one line for each word on each bin, and one for each bin that has none. */
import { moneyToText, worthOf } from '../../../../shared/money.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { BinReview, Figure } from '../../../../shared/stocktake-figures.ts';
import { toCsv } from '../../../state/to-csv.ts';
import type { App } from '../../app-context.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { unknownName } from './bin-lists.tsx';
import type { ReviewView } from './review-screen.tsx';
import { counterName } from './stocktake-words.ts';

export function makeReviewCsv(app: App, view: ReviewView): string {
  const { columns } = screenWords.peek().stocktake.review;
  const bins = view.sorted.all.flatMap((bin) => linesOf(app, view, bin));
  const unknown = view.sorted.unknown.flatMap((thing) =>
    thing.tallies.map((tally) => {
      const place = placePath(app.locations.peek(), thing.locationId);
      const who = counterName(tally, view.names, view.review.own);
      const counted = quantityToText(tally.quantity);
      const { unknown: state } = screenWords.peek().stocktake.review.csvStates;
      const blank = ['', '', '', ''];
      return [place, unknownName(thing), ...blank, '', counted, '', '', '', who, '', '', '', state];
    }),
  );
  return toCsv([Object.values(columns), ...bins, ...unknown]);
}

function linesOf(app: App, view: ReviewView, bin: BinReview): readonly (readonly string[])[] {
  const { review, names } = view;
  const item = review.itemsById.get(bin.itemId);
  const cost = review.rows?.costs.get(bin.itemId);
  const place = placePath(app.locations.peek(), bin.locationId);
  const what = [place, item?.name ?? bin.itemId, item?.sku ?? '', bin.lot, bin.expiry];
  const unit = item?.unit ?? '';
  const now = quantityToText(bin.stockNow);
  const w = screenWords.peek().stocktake.review.csvStates;
  const figures =
    bin.accepted === null || bin.figures.includes(bin.accepted)
      ? bin.figures
      : [bin.accepted, ...bin.figures];
  if (figures.length === 0)
    return [[...what, unit, now, '', '', '', '', '', '', '', now, w.notCounted]];
  return figures.map((figure) => {
    const { expected, difference, quantity, movedSince, at } = figure;
    const worth = cost === undefined ? null : worthOf(difference ?? 0, cost);
    return [
      ...what,
      unit,
      expected === null ? '' : quantityToText(expected),
      quantityToText(quantity),
      difference === null ? '' : quantityToText(difference),
      worth === null ? '' : moneyToText(worth),
      worth?.currency ?? '',
      counterName(figure, names, review.own),
      new Date(at).toISOString(),
      quantityToText(movedSince),
      now,
      stateOf(figure),
    ];
  });
}

function stateOf({ isAccepted, isLate }: Figure): string {
  const w = screenWords.peek().stocktake.review.csvStates;
  if (isAccepted) return w.used;
  return isLate ? w.late : w.notUsed;
}
