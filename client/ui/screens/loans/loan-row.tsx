/** One loan in a list: what it is, with whom, and until when. */
import { isOwn, type KnownLoan } from '../../../state/loans.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { categoryStyle } from '../../parts/card.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Photo } from '../../parts/photo.tsx';
import { formatTime } from '../../words/format.ts';
import { amountWords, withWords, type LoanView } from '../../words/loan-words.ts';
import { colourOf } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DueMark } from './due-mark.tsx';

export interface LoanRowProps extends KnownLoan {
  readonly view: LoanView;
  readonly isOpen: boolean;
}

export function LoanRow({ loan, item, view, isOpen }: LoanRowProps) {
  const { categories, items, waiting } = useApp();
  const w = screenWords.value.loans;
  const colour = colourOf(categories.value, item?.categoryId ?? null);
  const picture = items.value?.find(({ id }) => id === loan.itemId)?.picture ?? null;
  const amount = loan.quantity === 1000 ? '' : amountWords(loan, item?.unit ?? '');
  const who = isOwn(loan, view.ownId) ? w.with(w.people.you) : withWords(loan, view);
  return (
    <a
      class="row pictured loan-row"
      href={paths.loan(loan.id)}
      style={categoryStyle(colour)}
      aria-current={isOpen ? 'page' : undefined}
    >
      <Photo colour={colour} alt="" sizes={[96]} picture={picture} />
      <span class="text">
        <span class="name">
          <span>{item?.name ?? screenWords.value.item.title}</span>
          {waiting.value.rowKeys.has(`loan:${loan.id}`) && <PendingMark />}
        </span>
        <span class="under">{[who, amount].filter(Boolean).join(' · ')}</span>
        <span class="under when">
          {loan.state === 'back' ? (
            w.backAt(formatTime(loan.returnedAt ?? loan.lentAt))
          ) : (
            <DueMark loan={loan} today={view.today} />
          )}
        </span>
      </span>
    </a>
  );
}
