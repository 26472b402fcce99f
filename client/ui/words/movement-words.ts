/** A movement that was meant to be recorded, in words: "Taken from Shelf 3: 2". For lists of changes, not of stock. */
import type { Location } from '../../../shared/entities.ts';
import { unplaced, type LocationId } from '../../../shared/ids.ts';
import { parseMutation } from '../../../shared/mutations.ts';
import type { Tree } from '../../state/tree.ts';
import { formatQuantity } from './format.ts';
import { placeName } from './place-words.ts';
import { screenWords } from './screen-words.ts';

/** "" for any other change. */
export function movementWords(
  places: Tree<LocationId, Location>,
  sent: { readonly name: string; readonly version: number; readonly args: unknown },
): string {
  const w = screenWords.value.history;
  const parsed = parseMutation(sent);
  if (!parsed.ok || parsed.value.name !== 'movement.record') return '';
  const { fromLocationId: from, toLocationId: to, quantity, reason, undoes } = parsed.value.args;
  const place = placeName(places, from ?? to ?? unplaced);
  const isMove = from !== null && to !== null;
  const what = isMove
    ? w.move(placeName(places, from), placeName(places, to))
    : undoes !== null || reason === 'move'
      ? w.correction(place)
      : w[reason](place);
  return `${what}: ${formatQuantity(quantity)}`;
}
