/** Goods that came for one line of an order: how much is good, how much is not, where it went, and what it cost. */
import type { Batch } from '../../../../shared/batches.ts';
import type { Item, OrderLine, PurchaseOrder, Stock } from '../../../../shared/entities.ts';
import { toId, type LocationId } from '../../../../shared/ids.ts';
import { outstandingOf } from '../../../../shared/orders.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import { currencyChoices } from '../../../state/likely-currency.ts';
import { readSpaceCurrency } from '../../../state/suppliers.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatQuantity } from '../../words/format.ts';
import { placeOptions } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { hasPacks } from './receive-draft.ts';
import { useReceiveLine, type ReceiveForm } from './use-receive-line.ts';
import '../../styles/orders.css';

export interface ReceiveLineSheetProps {
  readonly line: OrderLine;
  readonly order: PurchaseOrder;
  readonly item: Item;
  readonly scanned?: { readonly quantity: Quantity; readonly batch: Batch };
  readonly place?: LocationId | null;
  readonly onClose: () => void;
}

/** Opens once it is known what lies where. */
export function ReceiveLineSheet(props: ReceiveLineSheetProps) {
  const { item } = props;
  const known = useLive(
    async (db) => ({
      stock: await db.stock.where('itemId').equals(item.id).toArray(),
      currency: await readSpaceCurrency(db),
    }),
    [item.id],
  );
  return known === undefined ? null : <Sheet {...props} {...known} />;
}

type SheetProps = ReceiveLineSheetProps & {
  readonly stock: readonly Stock[];
  readonly currency: string;
};

function Sheet({ onClose, ...start }: SheetProps) {
  const { actions, perform } = useActions();
  const form = useReceiveLine(start);
  const { line, item } = start;
  const { draft, change } = form;
  const w = screenWords.value.orders.receive;
  const submit = (): void => {
    const arrival = form.take();
    if (arrival === undefined) return;
    onClose();
    const said = w.done(formatAmount(arrival.quantity, item.unit));
    void perform(actions.receiveLines([{ line, arrival }]), said);
  };
  return (
    <Dialog
      sheet
      title={w.title(item.name)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <Button kind="primary" submits>
          {w.submit}
        </Button>
      }
    >
      <Amounts form={form} line={line} item={item} />
      <WhereAndWhen form={form} />
      <details class="more-fields" open={draft.lot !== '' || draft.expiry !== ''}>
        <summary>{w.more}</summary>
        <Field label={w.lot} value={draft.lot} onInput={(lot) => change({ lot })} />
        <DayField
          label={w.expiry}
          value={draft.expiry}
          onInput={(expiry) => change({ expiry })}
          trouble={form.troubles?.expiry}
        />
        <Field label={w.note} value={draft.note} onInput={(note) => change({ note })} />
      </details>
    </Dialog>
  );
}

interface PartProps {
  readonly form: ReceiveForm;
}

function Amounts({
  form,
  line,
  item,
}: PartProps & { readonly line: OrderLine; readonly item: Item }) {
  const w = screenWords.value.orders.receive;
  const { draft, change, troubles, good } = form;
  const still = w.stillToCome(formatAmount(outstandingOf(line), item.unit));
  const makes =
    draft.unit === 'packs' && good.ok
      ? w.makes(
          formatQuantity(Math.round((good.value * 1000) / line.packQuantity)),
          formatAmount(line.packQuantity, item.unit),
          formatAmount(good.value, item.unit),
        )
      : undefined;
  return (
    <>
      {hasPacks(line) && (
        <Choice
          label={w.unit}
          chosen={draft.unit}
          options={[
            { value: 'packs', text: w.packs },
            { value: 'units', text: w.units },
          ]}
          onChoose={form.count}
        />
      )}
      <Stepper
        label={w.good}
        value={draft.good}
        onInput={(text) => change({ good: text })}
        hint={[makes, still].filter(Boolean).join(' · ')}
        trouble={troubles?.good ?? form.overQuestion}
      />
      <div class="pair">
        <Stepper
          label={w.damaged}
          value={draft.damaged}
          onInput={(damaged) => change({ damaged })}
          trouble={troubles?.damaged}
        />
        <Stepper
          label={w.expired}
          value={draft.expired}
          onInput={(expired) => change({ expired })}
          trouble={troubles?.expired}
        />
      </div>
      <p class="quiet small">{w.badHint}</p>
    </>
  );
}

function WhereAndWhen({ form }: PartProps) {
  const { locations } = useApp();
  const w = screenWords.value.orders.receive;
  const { draft, change, troubles } = form;
  return (
    <>
      <Select
        label={w.place}
        value={draft.place}
        options={placeOptions(locations.value)}
        onChange={(value) => change({ place: toId<'location'>(value) })}
      />
      <DayField
        label={w.receivedOn}
        value={draft.receivedOn}
        onInput={(receivedOn) => change({ receivedOn })}
        trouble={troubles?.receivedOn ?? form.earlyQuestion}
      />
      <div class="pair uneven">
        <Field
          label={w.price}
          hint={w.priceHint}
          keyboard="decimal"
          value={draft.price}
          onInput={(price) => change({ price })}
          trouble={troubles?.price}
        />
        <Select
          label={screenWords.value.orders.line.currency}
          value={draft.currency}
          options={currencyChoices(draft.currency).map((value) => ({ value, text: value }))}
          onChange={(currency) => change({ currency })}
        />
      </div>
    </>
  );
}
