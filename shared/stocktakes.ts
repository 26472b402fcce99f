/**
 * A stocktake: many people count at once, offline, and nothing that they say touches stock until somebody
 * reviews it. What they say are tallies, facts as good as any movement:
 *
 *   open ──close──▶ closed        the counts that were accepted are stock from the moment they were made
 *     │ ▲             │           a tally that comes later is kept, shown, and can still be accepted
 *     │ └───reopen────┘
 *     └──cancel──▶ cancelled ──reopen──▶ open
 *
 * Nothing is missing because nobody has counted it: only who has been through a shelf and says so ("finish")
 * says that what is not in the tallies is not there.
 */
import type { CategoryId, LocationId, PersonId } from './ids.ts';

export const stocktakeStates = ['open', 'closed', 'cancelled'] as const;
export type StocktakeState = (typeof stocktakeStates)[number];

/** What each decision leads to, and from where. */
export const stocktakeSteps = {
  close: { to: 'closed', from: ['open'] },
  cancel: { to: 'cancelled', from: ['open'] },
  reopen: { to: 'open', from: ['closed', 'cancelled'] },
} as const satisfies Record<
  string,
  { readonly to: StocktakeState; readonly from: readonly StocktakeState[] }
>;
export type StocktakeStep = keyof typeof stocktakeSteps;

export interface StocktakeFields {
  readonly name: string;
  readonly note: string;
  /** These places and all that lie in them; none means everywhere. */
  readonly locationIds: readonly LocationId[];
  /** Only items of these categories and of those below them; none means all. */
  readonly categoryIds: readonly CategoryId[];
  /** Who counts does not see what is expected. */
  readonly blind: boolean;
  readonly state: StocktakeState;
  /** When `state` was last decided, and by whom; null on a phone that may not see people. */
  readonly decidedAt: number;
  readonly decidedBy: PersonId | null;
}

export const tallyKinds = [
  /** "So much of this lies here." The latest of one counter for one bin counts. */
  'count',
  /** Takes one's own tally of this bin back. */
  'withdraw',
  /** A code that nobody knows, with what lies there under it. */
  'unknown',
  /** "I have been through this shelf: what I have not named is not here." */
  'finish',
  /** "There is more to count here after all." */
  'resume',
] as const;
export type TallyKind = (typeof tallyKinds)[number];
