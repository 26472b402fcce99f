/** Count: how many are there now. It is a statement about this moment and replaces what was thought before. */
import { useState } from 'preact/hooks';
import { quantityToText } from '../../../../shared/quantity.ts';
import { hasKeyboard } from '../../../device/this-device.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { LevelChange } from './level-change.tsx';
import { likelySource, quantityAt } from '../../../state/likely-place.ts';
import { placesWithStock, toPlace } from './likely-places.ts';
import type { DeedSheetProps } from './stock-deeds.tsx';

export function CountSheet({ item, stock, onClose, ...given }: DeedSheetProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const startText = (at: ReturnType<typeof toPlace>) =>
    quantityToText(Math.max(0, quantityAt(stock, at)));
  const [place, setPlace] = useState(() => given.at ?? likelySource(item, stock));
  const [text, setText] = useState(() => startText(place));
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.deeds;
  const amount = readQuantity(text, 0);
  const before = quantityAt(stock, place);

  const submit = (): void => {
    setTried(true);
    if (!amount.ok) return;
    (given.onDone ?? onClose)();
    const done = actions.count({
      itemId: item.id,
      quantity: amount.value,
      note,
      at: { locationId: place, quantity: before },
    });
    void perform(done, w.counted(formatAmount(amount.value, item.unit)));
  };
  return (
    <Dialog
      sheet
      title={w.countTitle(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits focusFirst={!hasKeyboard()}>
          {w.doCount(amount.ok ? formatAmount(amount.value, item.unit) : '')}
        </Button>
      }
    >
      <Select
        label={w.at}
        value={place}
        options={placesWithStock(app, stock, place)}
        onChange={(value) => {
          setPlace(toPlace(value));
          setText(startText(toPlace(value)));
        }}
      />
      <Stepper
        label={w.howManyThere}
        value={text}
        onInput={setText}
        focusFirst={hasKeyboard()}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
      />
      <LevelChange before={before} after={amount.ok ? amount.value : before} />
      <Field label={w.note} hint={w.noteHint} value={note} onInput={setNote} />
    </Dialog>
  );
}
