/** "This is running low": how much should come and how urgent it is. Joins whoever has asked before. */
import { useState } from 'preact/hooks';
import type { Item } from '../../../../shared/entities.ts';
import { quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { reorderPriorities, type ReorderPriority } from '../../../../shared/reorders.ts';
import { readCurrentReorder } from '../../../state/reorder-actions.ts';
import { likelyQuantity } from '../../../state/requests.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount } from '../../words/format.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface AskSheetProps {
  readonly item: Item;
  /** What lies on the shelves. */
  readonly available: Quantity;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

export function AskSheet({ item, available, onClose, onDone }: AskSheetProps) {
  const { actions, perform } = useActions();
  const [text, setText] = useState(() => quantityToText(likelyQuantity(item, available)));
  const [priority, setPriority] = useState<ReorderPriority>(() =>
    available <= 0 ? 'high' : 'normal',
  );
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const current = useLive((db) => readCurrentReorder(db, item.id), [item.id]);
  const w = screenWords.value.requests;
  const amount = readQuantity(text, 1);
  const open = current?.open;

  const submit = (): void => {
    setTried(true);
    if (!amount.ok) return;
    (onDone ?? onClose)();
    const shown = formatAmount(amount.value, item.unit);
    const ask = { itemId: item.id, quantity: amount.value, priority, note };
    const said = open === undefined ? w.ask.done(shown) : w.ask.joined(shown);
    void perform(actions.askForReorder(ask), said);
  };
  return (
    <Dialog
      sheet
      title={w.ask.title(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.ask.submit}
        </Button>
      }
    >
      {open !== undefined && <p class="note">{w.ask.alreadyOpen(w.states[open.state])}</p>}
      <Stepper
        label={w.ask.quantity}
        value={text}
        least={1000}
        onInput={setText}
        hint={amount.ok ? formatAmount(amount.value, item.unit) : undefined}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
      />
      <div class="field">
        <span class="label">{w.ask.priority}</span>
        <Choice
          label={w.ask.priority}
          chosen={priority}
          options={reorderPriorities.map((value) => ({ value, text: w.priorities[value] }))}
          onChoose={setPriority}
        />
      </div>
      <Field label={w.ask.note} hint={w.ask.noteHint} value={note} onInput={setNote} />
    </Dialog>
  );
}
