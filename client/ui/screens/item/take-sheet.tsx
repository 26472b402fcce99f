/** Take and put back: how many, and from or to where. More than is there is allowed: the goods did move. */
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
import { AmountPicks } from './amount-picks.tsx';
import { LevelChange } from './level-change.tsx';
import { likelyGoal, likelySource, quantityAt } from '../../../state/likely-place.ts';
import { placesWithStock, toPlace } from './likely-places.ts';
import type { DeedSheetProps } from './stock-deeds.tsx';

export interface TakeSheetProps extends DeedSheetProps {
  readonly deed: 'take' | 'putBack';
}

export function TakeSheet({ item, stock, deed, onClose, ...given }: TakeSheetProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const isTake = deed === 'take';
  const [place, setPlace] = useState(
    () => given.at ?? (isTake ? likelySource : likelyGoal)(item, stock),
  );
  const [text, setText] = useState(() => quantityToText(given.amount ?? 1000));
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.deeds;
  const amount = readQuantity(text, 1);
  const before = quantityAt(stock, place);
  const after = amount.ok ? before + (isTake ? -amount.value : amount.value) : before;

  const submit = (): void => {
    setTried(true);
    if (!amount.ok) return;
    (given.onDone ?? onClose)();
    const facts = { itemId: item.id, quantity: amount.value, note };
    const said = (isTake ? w.took : w.putBackDone)(
      formatAmount(amount.value, item.unit),
      formatAmount(after, item.unit),
    );
    const done = isTake
      ? actions.take({ ...facts, from: place })
      : actions.putBack({ ...facts, to: place });
    void perform(done, said);
  };
  const shown = amount.ok ? formatAmount(amount.value, item.unit) : '';
  return (
    <Dialog
      sheet
      title={isTake ? w.takeTitle(item.name) : w.putBackTitle(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits focusFirst={!hasKeyboard()}>
          {(isTake ? w.doTake : w.doPutBack)(shown).trim()}
        </Button>
      }
    >
      <Stepper
        label={w.howMany}
        value={text}
        least={1000}
        onInput={setText}
        focusFirst={hasKeyboard()}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
        hint={isTake && after < 0 ? w.goesNegative : undefined}
      />
      <AmountPicks text={text} all={isTake ? before : 0} onPick={setText} />
      <Select
        label={isTake ? w.from : w.to}
        value={place}
        options={placesWithStock(app, stock, place)}
        onChange={(value) => setPlace(toPlace(value))}
      />
      <LevelChange before={before} after={after} />
      <Field label={w.note} hint={w.noteHint} value={note} onInput={setNote} />
    </Dialog>
  );
}
