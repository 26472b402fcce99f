/** One order: where it goes and how far it is, its lines, what has come of them, and what can be done about it now. */
import type { PurchaseOrder } from '../../../../shared/entities.ts';
import type { PurchaseOrderId } from '../../../../shared/ids.ts';
import { expectedDay, isLateOrder, readOrderPage, type OrderPage } from '../../../state/orders.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { formatDay } from '../../words/format.ts';
import { formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { expectedHint } from './expected-hint.ts';
import { OrderClashCard } from './order-clash.tsx';
import { OrderDeeds } from './order-deeds.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderMark } from './order-mark.tsx';
import { OrderMenu } from './order-menu.tsx';
import { OrderMarks, OrderReceipts } from './order-story.tsx';

/** A page whose order is known. */
export type KnownPage = OrderPage & { readonly order: PurchaseOrder };

export function OrderScreen({ id }: { id: PurchaseOrderId }) {
  const page = useLive((db) => readOrderPage(db, id), [id]);
  const w = screenWords.value.orders;
  if (page === undefined) {
    return (
      <Screen title={w.page.order} back={paths.orders}>
        <Skeleton rows={3} />
      </Screen>
    );
  }
  const { order } = page;
  if (order === undefined) return <NoSuchOrder />;
  const known = { ...page, order };
  const title = order.number === '' ? w.page.order : order.number;
  return (
    <Screen title={title} back={paths.orders} class="order-page" tools={<OrderMenu page={known} />}>
      <Facts page={known} />
      {page.clash !== undefined && <OrderClashCard page={known} clash={page.clash} />}
      <OrderDeeds page={known} />
      <OrderLines page={known} />
      <OrderReceipts page={known} />
      <OrderMarks order={order} />
    </Screen>
  );
}

export function NoSuchOrder() {
  const w = screenWords.value.orders.page;
  return (
    <Screen title={w.order} back={paths.orders}>
      <EmptyState icon="search" title={w.missing}>
        {w.missingMore}
      </EmptyState>
    </Screen>
  );
}

function Facts({ page }: { page: KnownPage }) {
  const { moment } = useApp();
  const { order, supplier, progress, totals, unpriced, lead } = page;
  const w = screenWords.value.orders;
  const today = toDay(moment().nowMs);
  const sum = formatSums(totals);
  const lines: [string, string][] = [];
  if ((supplier?.customerNumber ?? '') !== '')
    lines.push([w.page.customerNumber, supplier?.customerNumber ?? '']);
  if (order.orderedOn !== '') lines.push([w.page.orderedOn, formatDay(order.orderedOn)]);
  const expected = expectedWords(page, today);
  if (expected !== undefined) lines.push([w.page.expected, expected]);
  if (order.reference !== '') lines.push([w.page.reference, order.reference]);
  if (page.lines.length > 0)
    lines.push([
      w.page.total,
      [...(sum === '' ? [] : [sum]), ...(unpriced > 0 ? [w.page.unpriced(unpriced)] : [])].join(
        ' · ',
      ),
    ]);
  if (order.note !== '') lines.push([w.page.note, order.note]);
  return (
    <Card class="order-facts">
      <p class="facts-line">
        <OrderMark progress={progress} />
        {isLateOrder(order, progress, today) && <span class="state out">{w.late}</span>}
      </p>
      <h2 class="order-supplier">
        {supplier === undefined ? (
          w.unknownSupplier
        ) : (
          <a href={paths.supplier(supplier.id)}>{supplier.name}</a>
        )}
      </h2>
      <p class="quiet small">{order.number === '' ? w.page.numberLater : order.number}</p>
      <dl class="facts">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {progress === 'draft' && page.lines.length > 0 && lead !== undefined && (
        <p class="quiet small">
          {w.page.expected}: {expectedHint(lead)}
        </p>
      )}
      <SupplierGone page={page} />
    </Card>
  );
}

/** Undefined where it does not matter any more. */
function expectedWords(
  { order, progress, lead, lines }: KnownPage,
  today: string,
): string | undefined {
  const w = screenWords.value.orders.page;
  if (progress === 'draft') {
    if (lines.length === 0) return undefined;
    if (lead === undefined) return w.nobodyKnows;
    return w.wouldCome(formatDay(expectedDay(today, lead)));
  }
  if (progress === 'cancelled') return undefined;
  return order.expectedOn === '' ? w.nobodyKnows : formatDay(order.expectedOn);
}

function SupplierGone({ page: { supplier, progress } }: { page: KnownPage }) {
  const { may } = useApp();
  const { actions, perform } = useActions();
  const w = screenWords.value.orders.page;
  if (supplier === undefined || supplier.deletedAt === null) return null;
  const { id, name } = supplier;
  return (
    <div class="note supplier-gone" role="status">
      <strong>{w.supplierGone(name)}</strong>
      {progress === 'draft' && <p>{w.supplierGoneMore}</p>}
      {may('supplier.restore') && (
        <Button
          icon="restore"
          onClick={() => void perform(actions.restore('supplier', id), w.supplierRestored(name))}
        >
          {w.restoreSupplier}
        </Button>
      )}
    </div>
  );
}
