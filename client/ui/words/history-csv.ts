/** A history as a table for spreadsheets: times and figures as machines read them, the rest in the words of the app. */
import { quantityToText } from '../../../shared/quantity.ts';
import type { HistoryLine } from '../../state/history.ts';
import { toCsv } from '../../state/to-csv.ts';
import { historyItem, historyKindWords, historyPlace, type HistoryView } from './history-words.ts';
import { placePath } from './place-words.ts';
import { screenWords } from './screen-words.ts';

/** `ownName`: a file is read by others, to whom "you" is somebody else. */
export function makeHistoryCsv(
  lines: readonly HistoryLine[],
  view: HistoryView,
  ownName: string,
): string {
  const { columns } = screenWords.value.history.csv;
  return toCsv([Object.values(columns), ...lines.map((line) => cellsOf(line, view, ownName))]);
}

/** In the order of the columns. */
function cellsOf(line: HistoryLine, view: HistoryView, ownName: string): readonly string[] {
  const item = view.items.get(line.itemId);
  const [from, to] =
    line.kind === 'count'
      ? [null, line.locationId]
      : [line.movement.fromLocationId, line.movement.toLocationId];
  const place = (id: typeof from): string => {
    if (id === null) return '';
    return view.places.row(id) === undefined ? historyPlace(view, id) : placePath(view.places, id);
  };
  const person = line.personId === null ? undefined : view.people.get(line.personId);
  return [
    new Date(line.at).toISOString(),
    line.receivedAt === null ? '' : new Date(line.receivedAt).toISOString(),
    historyItem(view, line.itemId),
    item?.sku ?? '',
    historyKindWords({ ...view, scope: { kind: 'all' } }, line),
    place(from),
    place(to),
    quantityToText(line.kind === 'count' ? line.quantity : line.movement.quantity),
    item?.unit ?? '',
    line.level === null ? '' : quantityToText(line.level),
    line.batch.lot,
    line.batch.expiry,
    line.kind === 'count' ? '' : line.movement.purpose,
    line.note,
    person?.name ?? (line.personId === view.ownId && line.personId !== null ? ownName : ''),
    line.id,
  ];
}
