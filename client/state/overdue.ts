/** How much should have been back by today. Counted for the navigation, so it reads only what is out. */
import type { PersonId } from '../../shared/ids.ts';
import { isOverdue } from '../../shared/loans.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { toDay } from './to-day.ts';

export interface Overdue {
  readonly all: number;
  readonly own: number;
}

/** The due days of what is out, each with its borrower: whether they have passed changes with the clock alone. */
export type OutLoans = readonly { readonly dueOn: string; readonly borrowerId: PersonId | null }[];

export async function readOutLoans(db: LocalDatabase): Promise<OutLoans> {
  const out = await db.loan.where('state').equals('out').toArray();
  return out.filter(({ dueOn }) => dueOn !== '');
}

export function countOverdue(out: OutLoans, ownId: PersonId | null, nowMs: number): Overdue {
  const today = toDay(nowMs);
  const overdue = out.filter(({ dueOn }) => isOverdue({ state: 'out', dueOn }, today));
  const own = overdue.filter(({ borrowerId }) => ownId !== null && borrowerId === ownId);
  return { all: overdue.length, own: own.length };
}
