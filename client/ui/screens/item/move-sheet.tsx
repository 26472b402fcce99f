/** Move: one fact with two ends, so nothing is ever in neither place. */
import { useState } from 'preact/hooks';
import { unplaced, type LocationId } from '../../../../shared/ids.ts';
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
import { placeName } from '../../words/place-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { AmountPicks } from './amount-picks.tsx';
import { likelySource, quantityAt } from '../../../state/likely-place.ts';
import { placesWithStock, toPlace } from './likely-places.ts';
import type { DeedSheetProps } from './stock-deeds.tsx';

export function MoveSheet({ item, stock, onClose, ...given }: DeedSheetProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const { at } = given;
  // Where one is: from there if some lies there, else to there.
  const isSource = at !== undefined && quantityAt(stock, at) > 0;
  const [from, setFrom] = useState(() => (isSource ? at : likelySource(item, stock)));
  const [to, setTo] = useState<LocationId>(() =>
    at !== undefined && at !== from
      ? at
      : item.homeLocationId !== null && item.homeLocationId !== from
        ? item.homeLocationId
        : (app.locations.value.living.find(({ row }) => row.active && row.id !== from)?.row.id ??
          unplaced),
  );
  const there = quantityAt(stock, from);
  const [text, setText] = useState(() =>
    quantityToText(given.amount ?? (there > 0 ? there : 1000)),
  );
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.deeds;
  const amount = readQuantity(text, 1);
  const isSame = from === to;

  const submit = (): void => {
    setTried(true);
    if (!amount.ok || isSame) return;
    (given.onDone ?? onClose)();
    const done = actions.move({ itemId: item.id, quantity: amount.value, note, from, to });
    const said = w.moved(formatAmount(amount.value, item.unit), placeName(app.locations.value, to));
    void perform(done, said);
  };
  return (
    <Dialog
      sheet
      title={w.moveTitle(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits focusFirst={!hasKeyboard()}>
          {w.doMove(amount.ok ? formatAmount(amount.value, item.unit) : '').trim()}
        </Button>
      }
    >
      <Select
        label={w.from}
        value={from}
        options={placesWithStock(app, stock, from)}
        onChange={(value) => setFrom(toPlace(value))}
      />
      <Select
        label={w.to}
        value={to}
        options={placesWithStock(app, stock, to)}
        onChange={(value) => setTo(toPlace(value))}
        trouble={isSame && wasTried ? w.samePlace : undefined}
      />
      <Stepper
        label={w.howMany}
        value={text}
        least={1000}
        onInput={setText}
        focusFirst={hasKeyboard()}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
        hint={
          amount.ok && amount.value > there
            ? w.goesNegative
            : w.there(formatAmount(there, item.unit))
        }
      />
      <AmountPicks text={text} all={there} onPick={setText} />
      <Field label={w.note} hint={w.noteHint} value={note} onInput={setNote} />
    </Dialog>
  );
}
