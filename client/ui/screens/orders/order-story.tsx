/** What has come of an order, each with its way back, and what was decided when. */
import type { PurchaseOrder } from '../../../../shared/entities.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { useActions } from '../../use-actions.ts';
import { usePeople } from '../../use-people.ts';
import { formatAmount, formatDay, formatTime } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { personName } from '../../words/person-words.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { KnownPage } from './order-screen.tsx';

export function OrderReceipts({ page }: { page: KnownPage }) {
  const { locations, session, may } = useApp();
  const { actions, perform } = useActions();
  const people = usePeople();
  const w = screenWords.value.orders;
  const all = page.lines
    .flatMap((view) => view.receipts.map((receipt) => ({ view, receipt })))
    .toSorted((one, other) => (one.receipt.stamp < other.receipt.stamp ? 1 : -1));
  if (all.length === 0) return null;
  return (
    <Section title={w.page.receipts}>
      <ul class="list lines">
        {all.map(({ view, receipt }) => {
          const name = view.item?.name ?? w.unknownItem;
          const unit = view.item?.unit ?? 'piece';
          const bad = receipt.damaged + receipt.expired;
          const what = [
            ...(receipt.quantity > 0
              ? [
                  w.page.receipt(
                    formatAmount(receipt.quantity, unit),
                    placePath(locations.value, receipt.locationId),
                  ),
                ]
              : []),
            ...(bad > 0 ? [w.page.receiptBad(formatAmount(bad, unit))] : []),
          ].join(', ');
          return (
            <li
              key={receipt.id}
              class={receipt.isUndone ? 'order-receipt undone' : 'order-receipt'}
            >
              <span class="what">
                {name}: {what}
              </span>
              <span class="under">
                {[
                  w.page.cameOn(formatDay(receipt.receivedOn)),
                  personName(people, receipt.personId, session.value?.personId ?? null),
                  ...(receipt.price === null ? [] : [w.page.perPack(formatMoney(receipt.price))]),
                  ...(receipt.isUndone ? [w.page.undone] : []),
                  ...(receipt.note === '' ? [] : [receipt.note]),
                ].join(' · ')}
              </span>
              {!receipt.isUndone && may('reorder.undoReceipt') && (
                <Button
                  kind="bare"
                  icon="restore"
                  label={w.page.undoReceiptOf(name)}
                  onClick={() => void perform(actions.undoReceipt(receipt), w.page.receiptUndone)}
                >
                  {w.page.undoReceipt}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export function OrderMarks({ order }: { order: PurchaseOrder }) {
  const { session } = useApp();
  const people = usePeople();
  const w = screenWords.value.orders;
  if (order.marks.length === 0) return null;
  return (
    <Section title={w.page.history}>
      <ol class="list lines">
        {order.marks.map((mark) => (
          <li key={`${mark.state} ${mark.at}`}>
            <span class="what">{w.progress[mark.state]}</span>
            <span class="under">
              {[
                formatTime(mark.at),
                personName(people, mark.personId, session.value?.personId ?? null),
                ...(mark.note === '' ? [] : [mark.note]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
