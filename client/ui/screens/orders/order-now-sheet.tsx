/**
 * "I have ordered it", for one request: at a supplier, which makes an order with one line that is placed at once; or
 * without one, which only says that it is on its way.
 */
import { useState } from 'preact/hooks';
import type { Item, Reorder } from '../../../../shared/entities.ts';
import { readSellingOf, type Selling } from '../../../state/to-order.ts';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { supplierOf, toOrderLine } from './chosen-offer.ts';
import { expectedHint } from './expected-hint.ts';
import { packsWords, supplierOptions } from './to-order-line.tsx';
import { useOrderNow, without } from './use-order-now.ts';

export interface OrderNowSheetProps {
  readonly reorder: Reorder;
  /** Undefined while this device has not heard of it: then only what it is known by can be ordered. */
  readonly item: Item | undefined;
  readonly onClose: () => void;
}

/** Opens once it is known who sells it. */
export function OrderNowSheet(props: OrderNowSheetProps) {
  const { itemId } = props.reorder;
  const selling = useLive((db) => readSellingOf(db, itemId), [itemId]);
  return selling === undefined ? null : <Sheet {...props} selling={selling} />;
}

function Sheet({ onClose, ...start }: OrderNowSheetProps & { readonly selling: Selling }) {
  const { actions, perform } = useActions();
  const form = useOrderNow(start);
  const { reorder, item, selling } = start;
  const { chosen, offered, lead, amount, expectedOn, note, suggestion } = form;
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders;
  const name = item?.name ?? w.unknownItem;
  const draft = item && selling.draftOf(item.id);
  const day = wasTried ? form.dayTrouble : undefined;

  const submit = (): void => {
    setTried(true);
    if (form.dayTrouble !== undefined) return;
    const on = { orderedOn: form.orderedOn, expectedOn: expectedOn ?? '' };
    if (chosen === undefined || offered === undefined) {
      if (!amount.ok) return;
      onClose();
      const decision = { quantity: amount.value, expectedOn: on.expectedOn, note };
      const said = screenWords.value.requests.decide.ordered(name);
      void perform(actions.decideReorder(reorder, 'order', decision), said);
      return;
    }
    if (chosen.packs === undefined) return;
    onClose();
    const supplier = supplierOf(offered);
    const line = toOrderLine(chosen.wanted, offered, chosen.packs);
    const said = w.now.done(name, supplier.name);
    void perform(actions.orderNow(supplier.id, line, on, note.trim()), said);
  };
  const isOrder = chosen !== undefined && offered !== undefined;
  return (
    <Dialog
      sheet
      title={w.now.title(name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.now.submit}
        </Button>
      }
    >
      {draft !== undefined && <p class="note">{w.now.draftHint(draft.supplierName)}</p>}
      <Select
        label={w.now.supplier}
        value={form.from}
        options={[
          ...(item === undefined ? [] : supplierOptions({ suggestion }, selling.suppliers, false)),
          { value: without, text: w.now.without },
        ]}
        {...(!isOrder && { hint: w.now.withoutHint })}
        onChange={form.choose}
      />
      <HowMuch form={form} item={item} wasTried={wasTried} />
      <DayField
        label={w.place.expectedOn}
        value={expectedOn}
        onInput={form.setExpectedOn}
        hint={expectedHint(lead)}
        trouble={day}
      />
      <Field
        label={screenWords.value.requests.decide.note}
        {...(!isOrder && { hint: screenWords.value.requests.decide.noteForAll })}
        value={note}
        onInput={form.setNote}
      />
    </Dialog>
  );
}

interface HowMuchProps {
  readonly form: ReturnType<typeof useOrderNow>;
  readonly item: Item | undefined;
  readonly wasTried: boolean;
}

/** In packs of the supplier; without one, in units of the item. */
function HowMuch({ form, item, wasTried }: HowMuchProps) {
  const { chosen, offered, amount } = form;
  const w = screenWords.value.orders;
  if (chosen !== undefined && offered !== undefined) {
    return (
      <Stepper
        label={offered.kind === 'known' ? w.now.packs : w.now.quantity}
        value={chosen.packsText}
        least={1000}
        onInput={form.setPacks}
        hint={packsWords(chosen)}
        trouble={wasTried && chosen.packs === undefined ? w.board.needsNumber : undefined}
      />
    );
  }
  return (
    <Stepper
      label={w.now.quantity}
      value={form.quantityText}
      least={1000}
      onInput={form.setQuantity}
      hint={amount.ok && item ? formatAmount(amount.value, item.unit) : undefined}
      trouble={amount.ok || !wasTried ? undefined : amount.failure}
    />
  );
}
