/** The chosen items as a table for a spreadsheet, one line each. Figures as machines read them; worth only for staff. */
import { saveAsFile } from '../../../device/share.ts';
import type { BulkItem } from '../../../state/bulk-plan.ts';
import { stockByPlace } from '../../../state/stock-by-place.ts';
import { toCsv } from '../../../state/to-csv.ts';
import { toDay } from '../../../state/to-day.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { App } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { pathWords, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function saveItemsCsv(app: App, items: readonly BulkItem[]): void {
  const name = `${screenWords.value.bulk.table.fileName}-${toDay(app.moment().nowMs)}.csv`;
  saveAsFile(name, makeItemsCsv(app, items), 'text/csv');
}

function makeItemsCsv(app: App, items: readonly BulkItem[]): string {
  const withWorth = isStaff(app.session.peek());
  return toCsv([headOf(withWorth), ...items.map((each) => lineOf(app, each, withWorth))]);
}

function headOf(withWorth: boolean): readonly string[] {
  const w = screenWords.value.bulk.table.names;
  return [
    w.name,
    w.sku,
    w.category,
    w.home,
    w.places,
    w.quantity,
    w.unit,
    w.minimum,
    w.reorder,
    w.lendable,
    w.active,
    w.description,
    ...(withWorth ? [w.unitCost, w.currency] : []),
  ];
}

function lineOf(
  { locations, categories }: App,
  { item, stock }: BulkItem,
  withWorth: boolean,
): readonly string[] {
  const w = screenWords.value.bulk.table;
  const places = stockByPlace(stock).filter(({ quantity }) => quantity !== 0);
  const category = categories.peek().node(item.categoryId);
  const { homeLocationId: home, unitCost } = item;
  return [
    item.name,
    item.sku,
    category === undefined ? '' : pathWords(category),
    home === null ? '' : placePath(locations.peek(), home),
    places
      .map(
        ({ locationId, quantity }) =>
          `${placePath(locations.peek(), locationId)}: ${quantityToText(quantity)}`,
      )
      .join('; '),
    quantityToText(places.reduce((sum, { quantity }) => sum + quantity, 0)),
    item.unit,
    quantityToText(item.minimum),
    quantityToText(item.reorderQuantity),
    item.lendable ? w.yes : w.no,
    item.active ? w.yes : w.no,
    item.description,
    ...(withWorth
      ? [unitCost === null ? '' : (unitCost.amount / 100).toFixed(2), unitCost?.currency ?? '']
      : []),
  ];
}
