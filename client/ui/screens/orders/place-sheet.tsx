/** "I have ordered it": the day, when it should come, and the supplier's own number for it. */
import { useState } from 'preact/hooks';
import { expectedDay } from '../../../state/orders.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';
import { expectedHint } from './expected-hint.ts';
import type { KnownPage } from './order-screen.tsx';

export function PlaceSheet({ page, onClose }: { page: KnownPage; onClose: () => void }) {
  const { moment } = useApp();
  const { actions, perform } = useActions();
  const { order, supplier, lines, lead } = page;
  const today = toDay(moment().nowMs);
  const [orderedOn, setOrderedOn] = useState<string | null>(order.orderedOn || today);
  // Follows the day of ordering until somebody says another one.
  const [saidOn, setSaidOn] = useState<string | null | undefined>(order.expectedOn || undefined);
  const [reference, setReference] = useState(order.reference);
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.orders.place;
  const isFirst = order.state === 'draft';
  const expectedOn = saidOn === undefined ? expectedDay(orderedOn || today, lead) : saidOn;
  const orderedTrouble = dayTrouble(orderedOn, today);
  const expectedTrouble =
    expectedOn === null
      ? w.dayNotThere
      : expectedOn !== '' && expectedOn < (orderedOn ?? '')
        ? w.beforeOrder
        : undefined;
  const shown = (trouble: string | undefined) => (wasTried ? trouble : undefined);
  const fresh = lines.map(({ line }) => line).filter(({ ordered }) => ordered === 0);
  const name = supplier?.name ?? screenWords.value.orders.unknownSupplier;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (orderedTrouble !== undefined || expectedTrouble !== undefined) return;
    onClose();
    const days = { orderedOn: orderedOn ?? today, expectedOn: expectedOn ?? '' };
    const said = screenWords.value.orders.deeds.placed(name);
    if (reference.trim() !== order.reference)
      await actions.editOrder(order, { reference: reference.trim() });
    await perform(actions.placeOrder(order, fresh, days), said);
  };
  return (
    <Dialog
      sheet
      title={w.title(name)}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <Button kind="primary" submits>
          {w.submit}
        </Button>
      }
    >
      <p class="quiet">{w.hint}</p>
      {isFirst && (
        <>
          <DayField
            label={w.orderedOn}
            value={orderedOn}
            onInput={setOrderedOn}
            trouble={shown(orderedTrouble)}
          />
          <DayField
            label={w.expectedOn}
            value={expectedOn}
            onInput={setSaidOn}
            hint={expectedHint(lead)}
            trouble={shown(expectedTrouble)}
          />
        </>
      )}
      <Field label={w.reference} hint={w.referenceHint} value={reference} onInput={setReference} />
    </Dialog>
  );
}

function dayTrouble(day: string | null, today: string): string | undefined {
  const w = screenWords.value.orders.place;
  if (day === null) return w.dayNotThere;
  if (day === '') return w.dayNeeded;
  return day > today ? w.dayFuture : undefined;
}
