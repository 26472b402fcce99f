/** What people do to stock, by name: what each means for the books, and what has to be asked for it. */
import type { MovementReason } from '../../shared/entities.ts';
import type { LocationId } from '../../shared/ids.ts';
import type { Shift } from './stock-actions.ts';

/** In sight at all times. */
export const mainDeeds = ['take', 'putBack', 'count', 'move'] as const;
/** Rarer ones, each with its own reason in the history. */
export const moreDeeds = ['add', 'receive', 'loss', 'damage', 'correct'] as const;
export type DeedName = (typeof mainDeeds)[number] | (typeof moreDeeds)[number];

/** `either`: the books were wrong, in one direction or the other. */
export type DeedWay = 'out' | 'in' | 'across' | 'either' | 'count';

export const wayOf: Readonly<Record<DeedName, DeedWay>> = {
  take: 'out',
  putBack: 'in',
  count: 'count',
  move: 'across',
  add: 'in',
  receive: 'in',
  loss: 'out',
  damage: 'out',
  correct: 'either',
};

const reasons: Readonly<Record<Exclude<DeedName, 'count'>, MovementReason>> = {
  take: 'use',
  putBack: 'return',
  move: 'move',
  add: 'add',
  receive: 'receive',
  loss: 'loss',
  damage: 'damage',
  correct: 'correction',
};

export interface DeedEnds {
  readonly place: LocationId;
  /** Of a move. */
  readonly goal: LocationId;
  /** Of a correction: there are fewer than the books say. */
  readonly isLess: boolean;
}

/** Whether it makes what lies at its place less. */
export function isOutgoing(deed: DeedName, isLess: boolean): boolean {
  const way = wayOf[deed];
  return way === 'out' || way === 'across' || (way === 'either' && isLess);
}

export function shiftOf(deed: Exclude<DeedName, 'count'>, ends: DeedEnds): Shift {
  const { place, goal, isLess } = ends;
  const reason = reasons[deed];
  if (wayOf[deed] === 'across') return { from: place, to: goal, reason };
  return isOutgoing(deed, isLess)
    ? { from: place, to: null, reason }
    : { from: null, to: place, reason };
}
