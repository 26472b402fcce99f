/** One line of an item's history in words. */
import type { Location } from '../../../shared/entities.ts';
import { unplaced, type LocationId } from '../../../shared/ids.ts';
import type { Quantity } from '../../../shared/quantity.ts';
import type { HistoryLine } from '../../state/history.ts';
import type { Tree } from '../../state/tree.ts';
import { screenWords } from './screen-words.ts';
import { placeName } from './place-words.ts';

export function historyWords(places: Tree<LocationId, Location>, line: HistoryLine): string {
  const w = screenWords.value.history;
  if (line.kind === 'count') return w.counted(placeName(places, line.locationId));
  const { fromLocationId: from, toLocationId: to, reason, undoes } = line.movement;
  const place = placeName(places, from ?? to ?? unplaced);
  if (from !== null && to !== null) return w.move(placeName(places, from), placeName(places, to));
  if (undoes !== null) return w.undid(place);
  return reason === 'move' ? w.correction(place) : w[reason](place);
}

/** What it did to the whole; null for a transfer, which changes nothing but the place. */
export function changeOf(line: HistoryLine): Quantity | null {
  if (line.kind === 'count') return line.before === null ? null : line.quantity - line.before;
  const { fromLocationId: from, toLocationId: to, quantity } = line.movement;
  if (from !== null && to !== null) return null;
  return from === null ? quantity : -quantity;
}
