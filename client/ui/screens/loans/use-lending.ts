/** Whether an item is lent, what of it is out, and which of that comes back when nobody says: what its buttons offer. */
import type { Item, Loan } from '../../../../shared/entities.ts';
import { likelyLoan, readLoansOf } from '../../../state/loans.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';

export interface LendingState {
  readonly isLendable: boolean;
  readonly out: readonly Loan[];
  /** One's own, or the only one. */
  readonly likely: Loan | undefined;
}

export function useLending(item: Pick<Item, 'id' | 'lendable'>): LendingState {
  const { session } = useApp();
  const loans = useLive((db) => readLoansOf(db, item.id), [item.id]) ?? [];
  return {
    isLendable: item.lendable,
    out: loans.filter(({ state }) => state === 'out'),
    likely: likelyLoan(loans, session.value?.personId ?? null).loan,
  };
}
