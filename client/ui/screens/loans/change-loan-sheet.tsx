/** Changing a loan: who has it, until when, and what is noted. Only what was really changed is sent. */
import { useState } from 'preact/hooks';
import type { Borrower, LoanPatch } from '../../../state/loan-actions.ts';
import type { KnownLoan } from '../../../state/loans.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions } from '../../use-actions.ts';
import { troubleOf } from '../../words/invalid-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { BorrowerField } from './borrower-field.tsx';
import { DueField } from './due-field.tsx';
import { useDue } from './use-due.ts';
import { useLoanView } from './use-loan-view.ts';

export function ChangeLoanSheet({ loan, item, onClose }: KnownLoan & { onClose: () => void }) {
  const { actions, perform } = useActions();
  const { today } = useLoanView();
  const { borrowerId, borrowerName } = loan;
  const [who, setWho] = useState<Borrower | null>({ borrowerId, borrowerName });
  const [note, setNote] = useState(loan.note);
  const [wasTried, setTried] = useState(false);
  const due = useDue(loan.dueOn, { today, agreed: loan.dueOn });
  const w = screenWords.value.loans;
  const noteTrouble = troubleOf('loan', 'note', note.trim());

  const submit = (): void => {
    setTried(true);
    if (who === null || noteTrouble !== undefined) return;
    const dueOn = due.take();
    if (dueOn === undefined) return;
    onClose();
    const isSame = who.borrowerId === borrowerId && who.borrowerName === borrowerName;
    const patch: LoanPatch = {
      ...(isSame ? {} : who),
      ...(dueOn === loan.dueOn ? {} : { dueOn }),
      ...(note.trim() === loan.note ? {} : { note: note.trim() }),
    };
    if (Object.keys(patch).length === 0) return showToast({ text: w.loan.unchanged });
    void perform(actions.changeLoan(loan, patch), w.loan.saved);
  };
  return (
    <Dialog
      sheet
      title={w.loan.editTitle(item?.name ?? '')}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {due.isAsked ? w.loan.saveAllTheSame : w.loan.save}
        </Button>
      }
    >
      <BorrowerField
        value={who}
        focusFirst
        trouble={wasTried && who === null ? w.lend.noWho : undefined}
        onChange={setWho}
      />
      <DueField value={due.value} trouble={due.trouble} today={today} onChange={due.choose} />
      <Field
        label={w.lend.note}
        hint={w.lend.noteHint}
        value={note}
        lines="many"
        trouble={noteTrouble}
        onInput={setNote}
      />
    </Dialog>
  );
}
