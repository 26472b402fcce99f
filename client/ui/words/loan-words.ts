/** A loan in words: with whom it is, as far as this phone may know, and until when. */
import type { Loan } from '../../../shared/entities.ts';
import type { PersonId } from '../../../shared/ids.ts';
import { daysOverdue, stillOut } from '../../state/loans.ts';
import type { People } from '../../state/people.ts';
import { formatAmount } from './format.ts';
import { nearDay } from './near-day.ts';
import { personName } from './person-words.ts';
import { screenWords } from './screen-words.ts';

export interface LoanView {
  readonly people: People;
  readonly ownId: PersonId | null;
  readonly today: string;
}

type Whose = Pick<Loan, 'borrowerId' | 'borrowerName'>;

/** Undefined for a loan of somebody whom this phone may not know. */
export function borrowerWords(
  loan: Whose,
  { people, ownId }: Pick<LoanView, 'people' | 'ownId'>,
): string | undefined {
  const { borrowerId, borrowerName } = loan;
  if (borrowerName !== '') return borrowerName;
  return borrowerId === null ? undefined : personName(people, borrowerId, ownId);
}

/** "With Ada", "With you", "Lent out". */
export function withWords(loan: Whose, view: LoanView): string {
  const w = screenWords.value.loans;
  const name = borrowerWords(loan, view);
  return name === undefined ? w.lentOut : w.with(name);
}

/** "until Friday", "Overdue by 3 days"; "" for one that is back. */
export function dueWords(loan: Pick<Loan, 'state' | 'dueOn'>, today: string): string {
  const w = screenWords.value.loans;
  if (loan.state === 'back') return '';
  const days = daysOverdue(loan, today);
  if (days > 0) return w.overdue(days);
  if (loan.dueOn === '') return w.openEnded;
  return loan.dueOn === today ? w.dueToday : w.until(nearDay(loan.dueOn, today));
}

/** "2 pieces", or "1 of 2 pieces still out" once some of it is back. */
export function amountWords(loan: Pick<Loan, 'quantity' | 'returned'>, unit: string): string {
  const amount = formatAmount(loan.quantity, unit);
  const left = stillOut(loan);
  return left === loan.quantity || left === 0
    ? amount
    : screenWords.value.loans.amountOf(amount, formatAmount(left, unit));
}
