/** On the card of an item: how many are here, who has the others, and the way back for each. */
import { useState } from 'preact/hooks';
import type { Item, Loan, Stock } from '../../../../shared/entities.ts';
import { readLoansOf, stillOut } from '../../../state/loans.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Section } from '../../parts/section.tsx';
import { GiveBackSheet } from '../../screens.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatTime } from '../../words/format.ts';
import { amountWords, withWords, type LoanView } from '../../words/loan-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DueMark } from './due-mark.tsx';
import { useLoanView } from './use-loan-view.ts';
import '../../styles/loans.css';

const pastShown = 3;

export function ItemLoans({ item, stock }: { item: Item; stock: readonly Stock[] }) {
  const loans = useLive((db) => readLoansOf(db, item.id), [item.id]);
  const view = useLoanView();
  const [back, setBack] = useState<Loan | null>(null);
  const w = screenWords.value.loans;
  if (loans === undefined || (loans.length === 0 && !item.lendable)) return null;
  const out = loans.filter(({ state }) => state === 'out');
  const past = loans.filter(({ state }) => state === 'back').slice(0, pastShown);
  const here = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  const gone = out.reduce((sum, loan) => sum + stillOut(loan), 0);
  const isMoreThanThere = out.length > 0 && stock.some(({ quantity }) => quantity < 0);
  return (
    <Section title={w.card.title}>
      <p data-lent={gone}>
        {out.length === 0
          ? w.card.none
          : w.card.counts(formatAmount(here, item.unit), formatAmount(gone, item.unit))}
      </p>
      {isMoreThanThere && <p class="state needsCount wraps">{w.card.notHere}</p>}
      {out.length + past.length > 0 && (
        <ul class="list loan-lines">
          {out.map((loan) => (
            <Line key={loan.id} loan={loan} item={item} view={view} onBack={() => setBack(loan)} />
          ))}
          {past.map((loan) => (
            <Line key={loan.id} loan={loan} item={item} view={view} />
          ))}
        </ul>
      )}
      {back !== null && <GiveBackSheet loan={back} item={item} onClose={() => setBack(null)} />}
    </Section>
  );
}

interface LineProps {
  readonly loan: Loan;
  readonly item: Item;
  readonly view: LoanView;
  readonly onBack?: () => void;
}

function Line({ loan, item, view, onBack }: LineProps) {
  const app = useApp();
  const w = screenWords.value.loans;
  const facts = [
    loan.quantity === 1000 ? '' : amountWords(loan, item.unit),
    loan.state === 'back'
      ? w.backAt(formatTime(loan.returnedAt ?? loan.lentAt))
      : w.since(formatTime(loan.lentAt)),
    loan.state === 'back' ? loan.conditionBack : loan.conditionOut,
  ];
  return (
    <li class={loan.state === 'back' ? 'loan-line past' : 'loan-line'}>
      <a href={paths.loan(loan.id)}>
        <span class="who">
          {withWords(loan, view)}
          {app.waiting.value.rowKeys.has(`loan:${loan.id}`) && <PendingMark />}
        </span>
        <DueMark loan={loan} today={view.today} />
        <span class="under">{facts.filter(Boolean).join(' · ')}</span>
      </a>
      {onBack !== undefined && app.may('loan.giveBack') && (
        <Button onClick={onBack} label={`${w.deeds.giveBack}: ${withWords(loan, view)}`}>
          {w.deeds.giveBack}
        </Button>
      )}
    </li>
  );
}
