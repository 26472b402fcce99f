/** The lists of the low screen as plain text and as rows of a table. Figures in rows are plain, for other programs. */
import type { Category, Location } from '../../../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../../../shared/ids.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { OnOrder } from '../../../state/coming.ts';
import type { ExpiringLine } from '../../../state/expiring.ts';
import type { ListedItem } from '../../../state/listed-item.ts';
import type { LowLine } from '../../../state/low-stock.ts';
import type { UsedUnit } from '../../../state/most-used.ts';
import type { Tree } from '../../../state/tree.ts';
import { coverWords, plainMean, rateWords } from '../../words/cover-words.ts';
import { expiryWords } from '../../words/expiry-words.ts';
import { formatAmount, formatDay } from '../../words/format.ts';
import { nearDay } from '../../words/near-day.ts';
import { pathWords, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { LowPart, LowView } from './low-screen.tsx';

export interface Trees {
  readonly locations: Tree<LocationId, Location>;
  readonly categories: Tree<CategoryId, Category>;
}

/** "12 pieces on order, expected 3 Dec" */
export function onOrderWords(
  { quantity, expectedOn }: OnOrder,
  unit: string,
  today: string,
): string {
  const w = screenWords.value.low.low;
  const amount = formatAmount(quantity, unit);
  if (expectedOn === '') return w.onOrder(amount);
  const day = nearDay(expectedOn, today);
  return expectedOn < today ? w.onOrderLate(amount, day) : w.onOrderBy(amount, day);
}

/** A heading with its day, then one line for each. */
export function textOf(
  part: LowPart,
  view: LowView,
  told: Trees & { readonly day: string },
): string {
  const w = screenWords.value.low;
  const titles = {
    low: w.title,
    soon: w.soon.list,
    expires: w.expires.list,
    used: w.used.title,
  } as const;
  const lines = linesOf(part, view, told);
  return [w.copy.heading(titles[part], formatDay(told.day)), ...lines].join('\n');
}

function linesOf(
  part: LowPart,
  view: LowView,
  { locations, day }: Trees & { readonly day: string },
): readonly string[] {
  switch (part) {
    case 'low':
    case 'soon':
      return view[part].map((line) => lowText(line, day));
    case 'expires':
      return view.expiring.map(({ item, batch }) => {
        const { quantity, locationId, expiry } = batch;
        const amount = formatAmount(quantity, item.unit);
        const place = placePath(locations, locationId);
        return `- ${item.name}: ${amount}, ${place}, ${expiryWords(expiry, day)}`;
      });
    case 'used':
      return view.used.flatMap(({ lines }) =>
        lines.map(({ item, used }) => `- ${item.name}: ${formatAmount(used, item.unit)}`),
      );
  }
}

function lowText({ item, rate, coverDays, onOrder }: LowLine, day: string): string {
  const w = screenWords.value.low;
  const { name, sku, quantity, minimum, unit } = item;
  const amount = formatAmount(quantity, unit);
  const facts = [minimum > 0 ? w.copy.of(amount, formatAmount(minimum, unit)) : amount];
  if (item.state === 'needsCount') facts.push(w.copy.columns.needsCount);
  if (rate !== null && rate.used > 0) facts.push(rateWords(rate, unit));
  if (coverDays !== null && quantity > 0) facts.push(w.use.left(coverWords(coverDays)));
  if (onOrder !== null) facts.push(onOrderWords(onOrder, unit, day));
  return `- ${name}${sku === '' ? '' : ` (${sku})`}: ${facts.join(', ')}`;
}

/** The names of the columns first. */
export function rowsOf(part: LowPart, view: LowView, trees: Trees): readonly string[][] {
  switch (part) {
    case 'low':
    case 'soon':
      return lowRows(view[part], trees);
    case 'expires':
      return expiringRows(view.expiring, trees);
    case 'used':
      return usedRows(view.used);
  }
}

function lowRows(lines: readonly LowLine[], trees: Trees): string[][] {
  const { columns: w, yes } = screenWords.value.low.copy;
  const head = [w.name, w.sku, w.category, w.location, w.available, w.minimum, w.unit];
  return [
    [...head, w.onLoan, w.onOrder, w.expected, w.perWeek, w.days, w.needsCount],
    ...lines.map(({ item, rate, coverDays, onLoan, onOrder }) => [
      item.name,
      item.sku,
      categoryOf(item, trees),
      placeOf(item, trees),
      quantityToText(item.quantity),
      quantityToText(item.minimum),
      item.unit,
      quantityToText(onLoan),
      quantityToText(onOrder?.quantity ?? 0),
      onOrder?.expectedOn ?? '',
      plainMean(rate),
      coverDays === null ? '' : String(coverDays),
      item.state === 'needsCount' ? yes : '',
    ]),
  ];
}

function expiringRows(lines: readonly ExpiringLine[], { locations }: Trees): string[][] {
  const { columns: w } = screenWords.value.low.copy;
  return [
    [w.name, w.sku, w.location, w.lot, w.expiry, w.quantity, w.unit],
    ...lines.map(({ item, batch }) => [
      item.name,
      item.sku,
      placePath(locations, batch.locationId),
      batch.lot,
      batch.expiry,
      quantityToText(batch.quantity),
      item.unit,
    ]),
  ];
}

function usedRows(units: readonly UsedUnit[]): string[][] {
  const { columns: w } = screenWords.value.low.copy;
  return [
    [w.name, w.sku, w.used, w.unit, w.perWeek],
    ...units.flatMap(({ unit, lines }) =>
      lines.map(({ item, used, rate }) => [
        item.name,
        item.sku,
        quantityToText(used),
        unit,
        plainMean(rate),
      ]),
    ),
  ];
}

function categoryOf({ categoryId }: ListedItem, { categories }: Trees): string {
  const node = categories.node(categoryId);
  return node === undefined ? '' : pathWords(node);
}

function placeOf({ locationIds, homeLocationId }: ListedItem, { locations }: Trees): string {
  const ids = locationIds.length === 0 && homeLocationId !== null ? [homeLocationId] : locationIds;
  return ids.map((id) => placePath(locations, id)).join('; ');
}
