/**
 * Lending: a tool leaves its shelf with somebody and comes back. Both ways are movements, so stock is right
 * by the one law; the loan says with whom it is and until when.
 */
import type { ItemId, LocationId, PersonId } from './ids.ts';
import type { Quantity } from './quantity.ts';

export const loanStates = ['out', 'back'] as const;
export type LoanState = (typeof loanStates)[number];

export interface LoanFields {
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  readonly fromLocationId: LocationId;
  readonly lot: string;
  readonly expiry: string;
  /** Null for somebody who is not in this space, and on a phone that may not see people. */
  readonly borrowerId: PersonId | null;
  /** Of somebody who is not in this space; else "". */
  readonly borrowerName: string;
  /** The last day, "2026-12-24", or "" for as long as it takes. */
  readonly dueOn: string;
  readonly conditionOut: string;
  readonly conditionBack: string;
  readonly note: string;
  readonly lentAt: number;
  /** How much of it has come back, or never will. */
  readonly returned: Quantity;
  readonly state: LoanState;
  /** When the last of it came back. */
  readonly returnedAt: number | null;
}

/** Today as a day of the calendar where the person is. */
export function isOverdue({ state, dueOn }: Pick<LoanFields, 'state' | 'dueOn'>, today: string) {
  return state === 'out' && dueOn !== '' && dueOn < today;
}
