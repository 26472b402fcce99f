/** What has come: how much of it is good, how much is not, and where the good was put. */
import { useState } from 'preact/hooks';
import type { Item, Reorder, Stock } from '../../../../shared/entities.ts';
import { toId } from '../../../../shared/ids.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import { likelyGoal } from '../../../state/likely-place.ts';
import { outstandingOf } from '../../../state/requests.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { formatAmount } from '../../words/format.ts';
import { placeOptions } from '../../words/place-words.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface ReceiveSheetProps {
  readonly reorder: Reorder;
  readonly item: Item;
  readonly stock: readonly Stock[];
  readonly onClose: () => void;
}

export function ReceiveSheet({ reorder, item, stock, onClose }: ReceiveSheetProps) {
  const { locations } = useApp();
  const { actions, perform } = useActions();
  const outstanding = outstandingOf(reorder);
  const [goodText, setGood] = useState(() => quantityToText(outstanding));
  const [damagedText, setDamaged] = useState('0');
  const [place, setPlace] = useState(() => likelyGoal(item, stock));
  const [lot, setLot] = useState('');
  const [expiry, setExpiry] = useState<string | null>('');
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.requests;
  const good = readQuantity(goodText, 0);
  const damaged = readQuantity(damagedText, 0);
  const nothing = good.ok && damaged.ok && good.value + damaged.value === 0;
  // Only where batches are in use already: others never see this.
  const hasBatches = stock.some((bin) => bin.lot !== '' || bin.expiry !== '');
  const shown = (trouble: string | undefined) => (wasTried ? trouble : undefined);

  const submit = (): void => {
    setTried(true);
    if (!good.ok || !damaged.ok || nothing || expiry === null) return;
    onClose();
    const arrival = {
      quantity: good.value,
      damaged: damaged.value,
      locationId: place,
      batch: { lot: lot.trim(), expiry },
      note,
    };
    const said = w.receive.done(formatAmount(good.value, item.unit));
    void perform(actions.receiveReorder(reorder, arrival), said);
  };
  return (
    <Dialog
      sheet
      title={w.receive.title(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.receive.submit}
        </Button>
      }
    >
      <Stepper
        label={w.receive.good}
        value={goodText}
        onInput={setGood}
        hint={
          good.ok && good.value > outstanding
            ? w.receive.more
            : w.receive.goodHint(formatAmount(outstanding, item.unit))
        }
        trouble={shown(nothing ? w.receive.nothing : good.ok ? undefined : good.failure)}
      />
      <Stepper
        label={w.receive.damaged}
        value={damagedText}
        onInput={setDamaged}
        hint={w.receive.damagedHint}
        trouble={shown(damaged.ok ? undefined : damaged.failure)}
      />
      <Select
        label={w.receive.place}
        value={place}
        options={placeOptions(locations.value)}
        onChange={(value) => setPlace(toId<'location'>(value))}
      />
      {hasBatches && (
        <>
          <Field label={w.receive.lot} value={lot} onInput={setLot} />
          <DayField
            label={w.receive.expiry}
            value={expiry}
            onInput={setExpiry}
            trouble={shown(expiry === null ? w.decide.dayNotThere : undefined)}
          />
        </>
      )}
      <Field label={w.decide.note} value={note} onInput={setNote} />
    </Dialog>
  );
}
