/** What is known of an order beyond its lines: when it should come, the supplier's own number, notes. */
import { useState } from 'preact/hooks';
import type { PurchaseOrder } from '../../../../shared/entities.ts';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';

export function EditOrderSheet({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { actions, perform } = useActions();
  const [expectedOn, setExpectedOn] = useState<string | null>(order.expectedOn);
  const [reference, setReference] = useState(order.reference);
  const [note, setNote] = useState(order.note);
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders;
  const trouble =
    expectedOn === null
      ? w.place.dayNotThere
      : expectedOn !== '' && expectedOn < order.orderedOn
        ? w.place.beforeOrder
        : undefined;

  const submit = (): void => {
    setTried(true);
    if (expectedOn === null || trouble !== undefined) return;
    onClose();
    const patch = {
      ...(expectedOn !== order.expectedOn && { expectedOn }),
      ...(reference.trim() !== order.reference && { reference: reference.trim() }),
      ...(note !== order.note && { note }),
    };
    if (Object.keys(patch).length === 0) return;
    void perform(actions.editOrder(order, patch), w.edit.saved);
  };
  return (
    <Dialog
      sheet
      title={w.edit.title}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.edit.save}
        </Button>
      }
    >
      <DayField
        label={w.place.expectedOn}
        value={expectedOn}
        onInput={setExpectedOn}
        hint={w.place.expectedHint}
        trouble={wasTried ? trouble : undefined}
      />
      <Field label={w.place.reference} value={reference} onInput={setReference} />
      <Field
        label={w.page.note}
        lines="many"
        hint={w.edit.noteHint}
        value={note}
        onInput={setNote}
      />
    </Dialog>
  );
}
