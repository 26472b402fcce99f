/** Several loans of one thing are out: which one is meant is asked, by whatever tells them apart. */
import type { ComponentChildren } from 'preact';
import type { Item, Loan } from '../../../../shared/entities.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { formatTime } from '../../words/format.ts';
import { amountWords, withWords } from '../../words/loan-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DueMark } from './due-mark.tsx';
import { useLoanView } from './use-loan-view.ts';

export interface LoanChoiceProps {
  readonly item: Pick<Item, 'name' | 'unit'>;
  readonly loans: readonly Loan[];
  readonly onChoose: (loan: Loan) => void;
  readonly onClose: () => void;
  /** Other answers, below. */
  readonly children?: ComponentChildren;
}

export function LoanChoice({ item, loans, onChoose, onClose, children }: LoanChoiceProps) {
  const view = useLoanView();
  const w = screenWords.value.loans;
  return (
    <Dialog sheet title={w.back.which(item.name)} onClose={onClose}>
      <ul class="list">
        {loans.map((loan) => (
          <li key={loan.id}>
            <button type="button" class="row plain with-icon" onClick={() => onChoose(loan)}>
              <Icon name="people" />
              <span>
                <strong>{withWords(loan, view)}</strong>
                <br />
                <DueMark loan={loan} today={view.today} />
                <span class="under">
                  {[amountWords(loan, item.unit), w.since(formatTime(loan.lentAt))].join(' · ')}
                </span>
              </span>
              <Icon name="next" little />
            </button>
          </li>
        ))}
      </ul>
      {children}
    </Dialog>
  );
}
