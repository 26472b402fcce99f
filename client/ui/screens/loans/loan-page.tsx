/** One loan: with whom, until when, in what condition, and what one can do about it. */
import { useState } from 'preact/hooks';
import { hasBatch } from '../../../../shared/batches.ts';
import type { LoanId } from '../../../../shared/ids.ts';
import { isOverdue } from '../../../../shared/loans.ts';
import { copyText } from '../../../device/share.ts';
import { addDays } from '../../../state/days.ts';
import { readLoan, type KnownLoan } from '../../../state/loans.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { Card, categoryStyle } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Photo } from '../../parts/photo.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { batchWords } from '../../words/batch-words.ts';
import { formatAmount, formatDay, formatTime } from '../../words/format.ts';
import { amountWords, borrowerWords, withWords, type LoanView } from '../../words/loan-words.ts';
import { nearDay } from '../../words/near-day.ts';
import { colourOf, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { ChangeLoanSheet } from './change-loan-sheet.tsx';
import { DueMark } from './due-mark.tsx';
import { GiveBackSheet } from './give-back-sheet.tsx';
import { useLoanView } from './use-loan-view.ts';
import '../../styles/loans.css';

export function LoanPage({ id }: { id: LoanId }) {
  const known = useLive((db) => readLoan(db, id), [id]);
  const w = screenWords.value.loans.loan;
  const name = known?.item?.name;
  return (
    <Screen
      title={name === undefined ? w.one : w.title(name)}
      back={paths.loans}
      isDetail
      isTitleHidden={name !== undefined}
    >
      {known === undefined && <Skeleton rows={3} />}
      {known === null && (
        <EmptyState
          icon="search"
          title={w.missing}
          action={<Button href={paths.loans}>{w.toLoans}</Button>}
        >
          {w.missingMore}
        </EmptyState>
      )}
      {known != null && <LoanCard {...known} />}
    </Screen>
  );
}

function LoanCard({ loan, item }: KnownLoan) {
  const { categories, items, waiting } = useApp();
  const view = useLoanView();
  const w = screenWords.value.loans;
  const colour = colourOf(categories.value, item?.categoryId ?? null);
  const picture = items.value?.find(({ id }) => id === loan.itemId)?.picture ?? null;
  const isPending = waiting.value.rowKeys.has(`loan:${loan.id}`);
  return (
    <Card edged colour={colour} class="loan-card">
      <a class="loan-item" href={paths.item(loan.itemId)} style={categoryStyle(colour)}>
        <Photo colour={colour} alt="" sizes={[96]} picture={picture} />
        <span>
          <strong>{item?.name ?? screenWords.value.item.missing}</strong>
          <span class="under">{w.loan.open}</span>
        </span>
      </a>
      <p class="loan-state">
        <strong>{withWords(loan, view)}</strong> {isPending && <PendingMark />}
        <DueMark loan={loan} today={view.today} />
        {loan.state === 'back' && (
          <span class="state fine">{w.backAt(formatTime(loan.returnedAt ?? loan.lentAt))}</span>
        )}
      </p>
      {item !== undefined && item.deletedAt !== null && loan.state === 'out' && (
        <p class="quiet">{w.loan.deletedItem}</p>
      )}
      <LoanFacts loan={loan} item={item} view={view} />
      <LoanDeeds loan={loan} item={item} view={view} />
    </Card>
  );
}

function LoanFacts({ loan, item, view }: KnownLoan & { view: LoanView }) {
  const { locations } = useApp();
  const w = screenWords.value.loans.loan;
  const facts: readonly [string, string][] = [
    [w.amount, amountWords(loan, item?.unit ?? '')],
    [w.due, loan.dueOn === '' ? screenWords.value.loans.openEnded : formatDay(loan.dueOn)],
    [w.lentAt, formatTime(loan.lentAt)],
    [w.from, placePath(locations.value, loan.fromLocationId)],
    [w.batch, hasBatch(loan) ? batchWords(loan) : ''],
    [w.conditionOut, loan.conditionOut],
    [w.conditionBack, loan.conditionBack],
    [w.note, loan.note],
  ];
  return (
    <dl class="facts" data-borrower={borrowerWords(loan, view)}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd class="as-typed">{value}</dd>
          </>
        ))}
    </dl>
  );
}

function LoanDeeds({ loan, item, view }: KnownLoan & { view: LoanView }) {
  const app = useApp();
  const { actions, perform } = useActions();
  const [open, setOpen] = useState<'back' | 'change' | null>(null);
  const w = screenWords.value.loans;
  const mayChange = isStaff(app.session.value) && app.may('loan.patch');
  if (loan.state === 'back') return null;
  // A week more from now on where it is late, else from the day that was agreed.
  const from = loan.dueOn === '' || loan.dueOn < view.today ? view.today : loan.dueOn;
  const extend = (): void => {
    const dueOn = addDays(from, 7);
    const said = w.loan.extended(nearDay(dueOn, view.today));
    void perform(actions.changeLoan(loan, { dueOn }), said);
  };
  const remind = async (): Promise<void> => {
    const name = loan.borrowerId === view.ownId ? undefined : borrowerWords(loan, view);
    const text = w.reminder({
      name: name ?? w.reminderGuest,
      item: item?.name ?? '',
      amount: formatAmount(loan.quantity - loan.returned, item?.unit ?? ''),
      lent: formatTime(loan.lentAt),
      due: loan.dueOn === '' ? '' : formatDay(loan.dueOn),
      space: app.session.value?.spaceName ?? '',
    });
    showToast({ text: (await copyText(text)) ? w.loan.reminded : words.value.parts.notCopied });
  };
  return (
    <div class="toolbar loan-deeds">
      {app.may('loan.giveBack') && (
        <Button kind="primary" icon="putBack" onClick={() => setOpen('back')}>
          {w.deeds.giveBack}
        </Button>
      )}
      {mayChange && (
        <>
          {loan.dueOn !== '' && (
            <Button icon="waiting" onClick={extend}>
              {w.loan.extendWeek}
            </Button>
          )}
          <Button icon="edit" onClick={() => setOpen('change')}>
            {w.loan.edit}
          </Button>
          <Button
            kind={isOverdue(loan, view.today) ? 'plain' : 'bare'}
            icon="copy"
            onClick={() => void remind().catch(app.onTrouble)}
          >
            {w.loan.remind}
          </Button>
        </>
      )}
      {open === 'back' && <GiveBackSheet loan={loan} item={item} onClose={() => setOpen(null)} />}
      {open === 'change' && (
        <ChangeLoanSheet loan={loan} item={item} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}
