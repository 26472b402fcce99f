/** Of a line that lends or gives back: until when, and the way to the loan, where it can be changed. */
import type { ScanLine } from '../../../state/scan-line.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { dueWords } from '../../words/loan-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function LineLoan({ line }: { line: ScanLine }) {
  const { moment } = useApp();
  const { loan, movements, state } = line;
  const loanId = movements.at(-1)?.loanId;
  if (loan === null || loanId === undefined || state === 'undone') return null;
  const today = toDay(moment().nowMs);
  const due = loan.kind === 'lend' ? dueWords({ state: 'out', dueOn: loan.dueOn }, today) : '';
  const name = screenWords.value.loans.scan.details;
  return (
    <a class="line-loan" href={paths.loan(loanId)}>
      {[name, due].filter(Boolean).join(' · ')}
    </a>
  );
}
