/** Giving back a thing: the loan that is meant, where that is clear, else first the question which one. */
import { useState } from 'preact/hooks';
import type { Item, Loan } from '../../../../shared/entities.ts';
import { likelyLoan, readLoansOf } from '../../../state/loans.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';
import { GiveBackSheet } from './give-back-sheet.tsx';
import { LoanChoice } from './loan-choice.tsx';

export interface GiveBackFlowProps {
  readonly item: Item;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

export function GiveBackFlow({ item, onClose, onDone = onClose }: GiveBackFlowProps) {
  const { session } = useApp();
  const loans = useLive((db) => readLoansOf(db, item.id), [item.id]);
  const [chosen, setChosen] = useState<Loan>();
  if (loans === undefined) return null;
  const { loan, options } = likelyLoan(loans, session.value?.personId ?? null);
  const meant = chosen ?? loan;
  return meant === undefined ? (
    <LoanChoice item={item} loans={options} onChoose={setChosen} onClose={onClose} />
  ) : (
    <GiveBackSheet loan={meant} item={item} onClose={onClose} onDone={onDone} />
  );
}
