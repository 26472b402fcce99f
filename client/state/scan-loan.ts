/**
 * A line of the running list for a thing that is lent. Each scan is a loan of its own, or gives one back; a line that
 * becomes smaller takes the last of them back, as any other does.
 */
import type { Item, Loan } from '../../shared/entities.ts';
import { makeLendingId } from '../../shared/loan-ids.ts';
import type { Id, LocationId, PersonId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import { readUsualDue } from './lend-days.ts';
import {
  giveBackDraft,
  lendDraft,
  oneself,
  undoGiveBackDraft,
  type LentThing,
} from './loan-actions.ts';
import { likelyLoan, readLoansOf, stillOut } from './loans.ts';
import type { PlannedChange, PlannedLine, RecordedMovement } from './scan-line.ts';

export type LineLoan =
  | { readonly kind: 'lend'; readonly dueOn: string }
  /** `most`: what was still out before the line. */
  | {
      readonly kind: 'giveBack';
      readonly loan: LentThing & { readonly fromLocationId: LocationId };
      readonly most: Quantity;
    };

type NewId = <Name extends string>() => Id<Name>;

export function planLoanChange(
  line: PlannedLine,
  {
    loan,
    target,
    newId,
  }: { readonly loan: LineLoan; readonly target: Quantity; readonly newId: NewId },
): PlannedChange {
  const kept = [...line.movements];
  const drafts: MutationDraft[] = [];
  const wanted = loan.kind === 'lend' ? target : Math.min(target, loan.most);
  let sum = kept.reduce((total, { quantity }) => total + quantity, 0);
  while (sum > wanted) {
    const last = kept.pop();
    if (last === undefined) break;
    sum -= last.quantity;
    drafts.push(takeBack(line, loan, last, newId));
  }
  if (sum < wanted) {
    const more = loan.kind === 'lend' ? lendMore : giveMoreBack;
    const { draft, movement } = more(line, loan, wanted - sum, newId);
    drafts.push(draft);
    kept.push(movement);
  }
  return { drafts, movements: kept };
}

interface Step {
  readonly draft: MutationDraft;
  readonly movement: RecordedMovement;
}

function lendMore(line: PlannedLine, loan: LineLoan, quantity: Quantity, newId: NewId): Step {
  const { item, placeId, batch, purpose } = line;
  const loanId = newId<'loan'>();
  const dueOn = loan.kind === 'lend' ? loan.dueOn : '';
  const lending = { itemId: item.id, quantity, from: placeId, batch, dueOn, note: purpose };
  return {
    draft: lendDraft(loanId, { ...lending, ...oneself }),
    movement: { id: makeLendingId(loanId), quantity, loanId },
  };
}

function giveMoreBack(line: PlannedLine, loan: LineLoan, quantity: Quantity, newId: NewId): Step {
  if (loan.kind !== 'giveBack') return lendMore(line, loan, quantity, newId);
  const draft = giveBackDraft(loan.loan, { quantity, to: line.placeId }, newId);
  return { draft, movement: { id: draft.args.movementId, quantity, loanId: loan.loan.id } };
}

function takeBack(
  { item, placeId, batch }: PlannedLine,
  loan: LineLoan,
  { id, quantity, loanId }: RecordedMovement,
  newId: NewId,
): MutationDraft {
  if (loan.kind === 'giveBack') {
    const { lot, expiry } = loan.loan;
    const back = { movementId: id, itemId: item.id, quantity, toLocationId: placeId, lot, expiry };
    return undoGiveBackDraft({
      name: 'loan.giveBack',
      args: { ...back, id: loan.loan.id, condition: '' },
    });
  }
  if (loanId === undefined) throw new Error('Expected the loan of a movement that lends');
  return giveBackDraft({ id: loanId, itemId: item.id, ...batch }, { quantity, to: placeId }, newId);
}

export function isSameLoan(one: LineLoan | null, other: LineLoan | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.kind === 'lend' || other.kind === 'lend') return one.kind === other.kind;
  return one.loan.id === other.loan.id;
}

export interface LoanMeant {
  readonly loan: LineLoan | null;
  /** Several are out, and nobody can know which one comes back. */
  readonly ask?: readonly Loan[];
}

export interface LoanQuestion {
  readonly mode: string;
  readonly item: Item;
  readonly ownId: PersonId | null;
  readonly today: string;
  /** As answered; null: none of them. */
  readonly answer?: Loan | null | undefined;
}

/** What a scan means for a thing that is lent: taking it is borrowing it, putting it back gives it back. */
export async function readLoanMeant(db: LocalDatabase, question: LoanQuestion): Promise<LoanMeant> {
  const { mode, item, ownId, today, answer } = question;
  if (mode === 'take' && item.lendable)
    return { loan: { kind: 'lend', dueOn: await readUsualDue(db, today) } };
  if (mode !== 'return' || answer === null) return { loan: null };
  const { loan, options } = likelyLoan(await readLoansOf(db, item.id), ownId);
  const meant = answer ?? loan;
  if (meant === undefined)
    return options.length === 0 ? { loan: null } : { loan: null, ask: options };
  return { loan: { kind: 'giveBack', loan: meant, most: stillOut(meant) } };
}
