/**
 * Where a scanned thing is taken from, put back to, counted or moved, when nobody has said so: as the sheets of an item
 * would propose it, and asked where several places are as likely.
 */
import type { Item } from '../../shared/entities.ts';
import { unplaced, type LocationId } from '../../shared/ids.ts';
import { likelyGoal, likelySource } from './likely-place.ts';
import type { ListMode } from './scan-line.ts';
import { totalsByPlace, type Lying } from './stock-by-place.ts';

export interface PlaceQuestion {
  readonly mode: ListMode;
  readonly item: Pick<Item, 'homeLocationId'>;
  readonly stock: Lying;
  /** "I am here"; where one moves things, the place they go to. */
  readonly here: LocationId | null;
  /** Already answered, for this item in this visit. */
  readonly place?: LocationId | undefined;
  readonly from?: LocationId | undefined;
}

export type PlaceAnswer =
  /** `from`: only of a move, whose `place` is the goal. */
  | { readonly kind: 'chosen'; readonly place: LocationId; readonly from: LocationId | null }
  /** `options`: empty where any place may be meant. */
  | {
      readonly kind: 'ask';
      readonly end: 'place' | 'from';
      readonly options: readonly LocationId[];
    }
  /** All of it lies where it should go. */
  | { readonly kind: 'alreadyThere'; readonly place: LocationId };

export function choosePlace(question: PlaceQuestion): PlaceAnswer {
  const { mode, item, stock, here } = question;
  const place = here ?? question.place;
  if (mode === 'move') return chooseMove(question, place);
  if (place !== undefined) return { kind: 'chosen', place, from: null };
  if (mode === 'take' || mode === 'count') {
    const options = mode === 'take' ? holding(stock) : filled(stock);
    return options.length > 1
      ? { kind: 'ask', end: 'place', options }
      : { kind: 'chosen', place: options[0] ?? likelySource(item, stock), from: null };
  }
  const options = holding(stock);
  return item.homeLocationId === null && options.length > 1
    ? { kind: 'ask', end: 'place', options }
    : { kind: 'chosen', place: likelyGoal(item, stock), from: null };
}

function chooseMove(
  { item, stock, from }: PlaceQuestion,
  goal: LocationId | undefined,
): PlaceAnswer {
  if (goal === undefined) return { kind: 'ask', end: 'place', options: [] };
  if (from !== undefined && from !== goal) return { kind: 'chosen', place: goal, from };
  const options = holding(stock).filter((id) => id !== goal);
  if (options.length > 1) return { kind: 'ask', end: 'from', options };
  if (options.length === 0 && holding(stock).length > 0)
    return { kind: 'alreadyThere', place: goal };
  const source = options[0] ?? likelySource(item, stock);
  if (source !== goal) return { kind: 'chosen', place: goal, from: source };
  // Nobody has recorded any: it came from somewhere, or lay nowhere in particular.
  return goal === unplaced
    ? { kind: 'alreadyThere', place: goal }
    : { kind: 'chosen', place: goal, from: unplaced };
}

/** Most first. */
function holding(stock: Lying): readonly LocationId[] {
  return totalsByPlace(stock)
    .filter(({ quantity }) => quantity > 0)
    .map(({ locationId }) => locationId);
}

/** Negative ones want to be counted most of all. */
function filled(stock: Lying): readonly LocationId[] {
  return totalsByPlace(stock)
    .filter(({ quantity }) => quantity !== 0)
    .map(({ locationId }) => locationId);
}
