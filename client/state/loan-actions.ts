/**
 * Lending and giving back, as a person means them. The way back from lending is that it comes back at once; from
 * giving back, that it has not come back after all. What is named here lands whatever others did meanwhile.
 */
import { noBatch, type Batch } from '../../shared/batches.ts';
import type { Loan } from '../../shared/entities.ts';
import type { Id, ItemId, LoanId, LocationId, PersonId } from '../../shared/ids.ts';
import { makeGivingBackId } from '../../shared/loan-ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { succeed } from '../../shared/result.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';

/** Neither an id nor a name: whoever records it. */
export interface Borrower {
  readonly borrowerId: PersonId | null;
  /** Of somebody who is not in this space; else "". */
  readonly borrowerName: string;
}

export const oneself: Borrower = { borrowerId: null, borrowerName: '' };

export interface Lending extends Borrower {
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  readonly from: LocationId;
  readonly batch?: Batch;
  readonly dueOn: string;
  readonly condition?: string;
  readonly note?: string;
}

export type LentThing = Pick<Loan, 'id' | 'itemId' | 'lot' | 'expiry'>;

export interface GivingBack {
  readonly quantity: Quantity;
  /** Null for what is broken or lost. */
  readonly to: LocationId | null;
  readonly condition?: string;
}

export type LoanPatch = Partial<Borrower & Pick<Loan, 'dueOn' | 'note'>>;

type Lend = Extract<MutationDraft, { readonly name: 'loan.lend' }>;
type GiveBack = Extract<MutationDraft, { readonly name: 'loan.giveBack' }>;
type NewId = <Name extends string>() => Id<Name>;

interface Source {
  readonly newId: NewId;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

export function makeLoanActions({ newId, record }: Source) {
  return {
    async lend(lending: Lending): Deed<Done & { readonly id: LoanId }> {
      const out = lendDraft(newId<'loan'>(), lending);
      const { quantity, from } = lending;
      const back = giveBackDraft(out.args, { quantity, to: from }, newId);
      const done = await record([out], [back]);
      return done.ok ? succeed({ ...done.value, id: out.args.id }) : done;
    },
    giveBack: (loan: LentThing, giving: GivingBack): Deed => {
      const back = giveBackDraft(loan, giving, newId);
      return record([back], [undoGiveBackDraft(back)]);
    },
    /** Only staff. */
    changeLoan: (before: Loan, patch: LoanPatch): Deed => {
      const names = Object.keys(patch) as (keyof LoanPatch)[];
      const was = Object.fromEntries(names.map((name) => [name, before[name]]));
      return record(
        [{ name: 'loan.patch', args: { id: before.id, fields: patch } }],
        [{ name: 'loan.patch', args: { id: before.id, fields: was } }],
      );
    },
  };
}

export function lendDraft(id: LoanId, lending: Lending): Lend {
  const { from, batch = noBatch, condition = '', note = '', ...terms } = lending;
  const { lot, expiry } = batch;
  return {
    name: 'loan.lend',
    args: { ...terms, id, fromLocationId: from, lot, expiry, condition, note },
  };
}

export function giveBackDraft(
  { id, itemId, lot, expiry }: LentThing,
  { quantity, to, condition = '' }: GivingBack,
  newId: NewId,
): GiveBack {
  const movementId = makeGivingBackId(id, newId<'movement'>());
  const what = { itemId, quantity, toLocationId: to, lot, expiry };
  return { name: 'loan.giveBack', args: { ...what, id, movementId, condition } };
}

export function undoGiveBackDraft({ args }: GiveBack): MutationDraft {
  const { condition: _said, ...back } = args;
  return { name: 'loan.undoGiveBack', args: back };
}
