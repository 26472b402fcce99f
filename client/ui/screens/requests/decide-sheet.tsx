/** What staff decide about a request, with what everybody who asked should know of it. */
import { useState } from 'preact/hooks';
import type { Item, Reorder } from '../../../../shared/entities.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export type SheetStep = 'approve' | 'decline' | 'cancel';

export interface DecideSheetProps {
  readonly step: SheetStep;
  readonly reorder: Reorder;
  readonly item: Item | undefined;
  readonly onClose: () => void;
}

export function DecideSheet({ step, reorder, item, onClose }: DecideSheetProps) {
  const { actions, perform } = useActions();
  const [text, setText] = useState(() => quantityToText(reorder.quantity));
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.requests;
  const isNo = step === 'decline' || step === 'cancel';
  const amount = readQuantity(text, 1);
  const noteTrouble = step === 'decline' && note.trim() === '' ? w.decide.whyNeeded : undefined;
  const name = item?.name ?? w.unknownItem;

  const submit = (): void => {
    setTried(true);
    if (noteTrouble !== undefined || !(isNo || amount.ok)) return;
    onClose();
    const quantity = isNo || !amount.ok ? null : amount.value;
    const decision = { quantity, note };
    const said = {
      approve: w.decide.approved,
      decline: w.decide.declined,
      cancel: w.decide.cancelled,
    }[step];
    void perform(actions.decideReorder(reorder, step, decision), said(name));
  };
  return (
    <Dialog
      sheet
      title={w.decide.titles[step](name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind={isNo ? 'danger' : 'primary'} submits>
          {w.decide[step]}
        </Button>
      }
    >
      {!isNo && (
        <Stepper
          label={w.decide.quantity}
          value={text}
          least={1000}
          onInput={setText}
          hint={amount.ok && item ? formatAmount(amount.value, item.unit) : undefined}
          trouble={amount.ok || !wasTried ? undefined : amount.failure}
        />
      )}
      <Field
        label={isNo ? w.decide.why : w.decide.note}
        hint={w.decide.noteForAll}
        value={note}
        onInput={setNote}
        trouble={wasTried ? noteTrouble : undefined}
      />
    </Dialog>
  );
}
