/** Until when it is lent, said by colour, shape and word. */
import type { Loan } from '../../../../shared/entities.ts';
import { isOverdue } from '../../../../shared/loans.ts';
import { Icon } from '../../parts/icons.tsx';
import { dueWords } from '../../words/loan-words.ts';
import '../../styles/loans.css';

export function DueMark({ loan, today }: { loan: Pick<Loan, 'state' | 'dueOn'>; today: string }) {
  const text = dueWords(loan, today);
  if (text === '') return null;
  if (isOverdue(loan, today)) {
    return (
      <span class="state out due">
        <Icon name="attention" little />
        {text}
      </span>
    );
  }
  if (loan.dueOn === today) {
    return (
      <span class="state low due">
        <Icon name="waiting" little />
        {text}
      </span>
    );
  }
  return <span class="due">{text}</span>;
}
