/** One line of a history in words: what happened, what became of it, and by whom. */
import type { Item, Loan, Location, Movement } from '../../../shared/entities.ts';
import {
  unplaced,
  type ItemId,
  type LocationId,
  type MovementId,
  type PersonId,
} from '../../../shared/ids.ts';
import { hasBatch } from '../../../shared/batches.ts';
import type { HistoryScope } from '../../../shared/history.ts';
import type { Quantity } from '../../../shared/quantity.ts';
import type { HistoryLine, MovementLine } from '../../state/history.ts';
import type { People } from '../../state/people.ts';
import type { Tree } from '../../state/tree.ts';
import { batchWords } from './batch-words.ts';
import { formatAmount, formatTime } from './format.ts';
import { borrowerWords } from './loan-words.ts';
import { personName } from './person-words.ts';
import { placeName, rowName } from './place-words.ts';
import { screenWords } from './screen-words.ts';

/** All that names stand for. */
export interface HistoryView {
  readonly scope: HistoryScope;
  readonly places: Tree<LocationId, Location>;
  readonly gonePlaces: ReadonlyMap<LocationId, Location>;
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly people: People;
  /** The loan that a movement belongs to. */
  readonly loanOf: (id: MovementId) => Loan | undefined;
  readonly ownId: PersonId | null;
}

export function historyPlace({ places, gonePlaces }: HistoryView, id: LocationId): string {
  const gone = places.row(id) === undefined ? gonePlaces.get(id) : undefined;
  return gone === undefined ? placeName(places, id) : rowName(gone);
}

export function historyItem({ items }: HistoryView, id: ItemId): string {
  const item = items.get(id);
  return item === undefined
    ? screenWords.value.history.goneItem
    : rowName({ ...item, parentId: null });
}

export function unitOf({ items }: HistoryView, id: ItemId): string {
  return items.get(id)?.unit ?? '';
}

/** "Taken from Shelf 3". */
export function historyWords(view: HistoryView, line: HistoryLine): string {
  const w = screenWords.value.history;
  if (line.kind === 'count') return w.counted(historyPlace(view, line.locationId));
  return told(line, (done) => {
    const { fromLocationId: from, toLocationId: to, effectiveReason } = done;
    if (from !== null && to !== null)
      return w.move(historyPlace(view, from), historyPlace(view, to));
    if (from === null && to === null) return screenWords.value.loans.history.gone;
    const place = historyPlace(view, from ?? to ?? unplaced);
    return effectiveReason === 'move' ? w.correction(place) : w[effectiveReason](place);
  });
}

/** What takes something back is told as what it takes back: with its own ends the other way round. */
function told({ movement, undo }: MovementLine, tell: (done: Movement) => string): string {
  const w = screenWords.value.history;
  if (undo.depth === 0) return tell(movement);
  if (undo.depth % 2 === 0) return w.redid(tell(movement));
  const { fromLocationId, toLocationId } = movement;
  return w.undid(tell({ ...movement, fromLocationId: toLocationId, toLocationId: fromLocationId }));
}

/** The same on the page of one place, which need not be named again: "Taken". */
export function historyKindWords(view: HistoryView, line: HistoryLine): string {
  const w = screenWords.value.history;
  if (line.kind === 'count') return w.kinds.count;
  const { scope } = view;
  return told(line, (done) => {
    const { fromLocationId: from, toLocationId: to, effectiveReason } = done;
    if (from === null || to === null || scope.kind !== 'location') return w.kinds[effectiveReason];
    return from === scope.locationId
      ? w.movedTo(historyPlace(view, to))
      : w.movedFrom(historyPlace(view, from));
  });
}

/** What it did to the whole that the history is about; null for a transfer, which changes nothing but the place. */
export function changeOf({ scope }: HistoryView, line: HistoryLine): Quantity | null {
  if (line.kind === 'count') return line.before === null ? null : line.quantity - line.before;
  const { fromLocationId: from, toLocationId: to, quantity } = line.movement;
  if (scope.kind === 'location') return to === scope.locationId ? quantity : -quantity;
  // From one place to another, or lost where it was lent: what lies here is as before.
  if ((from === null) === (to === null)) return null;
  return from === null ? quantity : -quantity;
}

/** A name, "you", or nothing where this phone may not know. */
export function whoWords({ people, ownId }: HistoryView, id: PersonId | null): string | null {
  if (id === null || (id !== ownId && !people.has(id))) return null;
  return personName(people, id, ownId);
}

/** "24 Nov 2026, 23:13 by you". */
export function takenBackWords(view: HistoryView, { undo }: MovementLine): string | null {
  if (undo.takenBack === null) return null;
  const when = formatTime(undo.takenBack.at);
  const who = whoWords(view, undo.takenBack.personId);
  return who === null ? when : screenWords.value.history.whenBy(when, who);
}

/** "to Ada", "from Ada"; nothing where this phone may not know, or where it was no loan. */
function loanWords(view: HistoryView, { movement }: MovementLine): string | null {
  const w = screenWords.value.loans.history;
  const loan = view.loanOf(movement.id);
  const name = loan === undefined ? undefined : borrowerWords(loan, view);
  if (name === undefined) return null;
  return movement.fromLocationId === null ? w.by(name) : w.to(name);
}

/** What else there is to say of it, the most telling first. `time`: as it stands best at that place. */
export function historyRemarks(view: HistoryView, line: HistoryLine, time: string): string[] {
  const w = screenWords.value.history;
  const unit = unitOf(view, line.itemId);
  const all: (string | null)[] = [time, whoWords(view, line.personId)];
  if (line.kind === 'movement') {
    const takenBack = takenBackWords(view, line);
    all.push(loanWords(view, line), takenBack === null ? null : w.takenBack(takenBack));
    if (line.inCountOf !== null) all.push(w.inCount(formatTime(line.inCountOf)));
    if (line.movement.purpose !== '') all.push(w.purpose(line.movement.purpose));
  } else {
    if (line.stocktakeId !== null) all.push(w.inStocktake);
    if (line.before !== null && line.before !== line.quantity)
      all.push(w.wasThought(formatAmount(line.before, unit)));
  }
  if (hasBatch(line.batch)) all.push(batchWords(line.batch));
  if (line.note !== '') all.push(line.note);
  return all.filter((each) => each !== null);
}
