/**
 * What is lent out, and what was: each loan with its item, whose it is as far as this phone may know, and whether it
 * should be back. Read from rows that are all here, so lists and counts never wait.
 */
import type { Item, Loan } from '../../shared/entities.ts';
import type { ItemId, LoanId, PersonId } from '../../shared/ids.ts';
import { isOverdue } from '../../shared/loans.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { daysBetween } from './days.ts';
import { fold } from './fold.ts';
import type { LocalDatabase } from './live.ts';
import type { People } from './people.ts';

export interface KnownLoan {
  readonly loan: Loan;
  /** Undefined where this phone does not know it yet. */
  readonly item: Item | undefined;
}

export const loanTabs = ['overdue', 'out', 'mine', 'back'] as const;
export type LoanTab = (typeof loanTabs)[number];

/** Who looks, and on which day. Members have only their own overdue and past loans before them. */
export interface Viewer {
  readonly ownId: PersonId | null;
  readonly today: string;
  readonly isStaff: boolean;
}

export function stillOut({ quantity, returned }: Pick<Loan, 'quantity' | 'returned'>): Quantity {
  return Math.max(0, quantity - returned);
}

export function isOwn(loan: Pick<Loan, 'borrowerId'>, ownId: PersonId | null): boolean {
  return ownId !== null && loan.borrowerId === ownId;
}

/** 0 where it is not overdue. */
export function daysOverdue(loan: Pick<Loan, 'state' | 'dueOn'>, today: string): number {
  return isOverdue(loan, today) ? daysBetween(loan.dueOn, today) : 0;
}

export async function readLoans(db: LocalDatabase): Promise<readonly KnownLoan[]> {
  return await db.transaction('r', [db.loan, db.item], async () => {
    const loans = await db.loan.toArray();
    const ids = [...new Set(loans.map(({ itemId }) => itemId))];
    const items = await db.item.bulkGet(ids);
    const itemsById = new Map(
      items.flatMap((item) => (item === undefined ? [] : [[item.id, item]])),
    );
    return loans.map((loan) => ({ loan, item: itemsById.get(loan.itemId) }));
  });
}

export async function readLoan(db: LocalDatabase, id: LoanId): Promise<KnownLoan | null> {
  return await db.transaction('r', [db.loan, db.item], async () => {
    const loan = await db.loan.get(id);
    return loan === undefined ? null : { loan, item: await db.item.get(loan.itemId) };
  });
}

/** Open ones first, the earliest due on top; then those that are over, the latest first. */
export async function readLoansOf(db: LocalDatabase, itemId: ItemId): Promise<readonly Loan[]> {
  const loans = await db.loan.where('itemId').equals(itemId).toArray();
  return loans.toSorted(byUrgency);
}

export function byUrgency(one: Loan, other: Loan): number {
  if (one.state !== other.state) return one.state === 'out' ? -1 : 1;
  if (one.state === 'back') return (other.returnedAt ?? 0) - (one.returnedAt ?? 0);
  if (one.dueOn === other.dueOn) return one.lentAt - other.lentAt;
  // What has no date comes last.
  if (one.dueOn === '' || other.dueOn === '') return one.dueOn === '' ? 1 : -1;
  return one.dueOn < other.dueOn ? -1 : 1;
}

export function isInTab({ loan }: KnownLoan, tab: LoanTab, viewer: Viewer): boolean {
  const isMine = isOwn(loan, viewer.ownId);
  switch (tab) {
    case 'overdue':
      return isOverdue(loan, viewer.today) && (viewer.isStaff || isMine);
    case 'out':
      return loan.state === 'out';
    case 'mine':
      return loan.state === 'out' && isMine;
    case 'back':
      return loan.state === 'back' && (viewer.isStaff || isMine);
  }
}

export interface LoanSearch {
  readonly query: string;
  readonly people: People;
}

/** By item, SKU, borrower and note: each word somewhere. */
export function searchLoans(
  loans: readonly KnownLoan[],
  { query, people }: LoanSearch,
): readonly KnownLoan[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return loans;
  return loans.filter(({ loan, item }) => {
    const { borrowerId, borrowerName, note, lot } = loan;
    const person = borrowerId === null ? undefined : people.get(borrowerId);
    const texts = [item?.name, item?.sku, person?.name, borrowerName, note, lot];
    const haystack = fold(texts.filter(Boolean).join('\n'));
    return wanted.every((word) => haystack.includes(word));
  });
}

/** Which of the loans that are out comes back, when somebody gives one back and does not say: their own, or the only one. */
export function likelyLoan(
  loans: readonly Loan[],
  ownId: PersonId | null,
): { readonly loan: Loan | undefined; readonly options: readonly Loan[] } {
  const out = loans.filter(({ state }) => state === 'out').toSorted(byUrgency);
  const own = out.filter((loan) => isOwn(loan, ownId));
  const options = own.length > 0 ? own : out;
  return { loan: options.length === 1 ? options[0] : undefined, options };
}
