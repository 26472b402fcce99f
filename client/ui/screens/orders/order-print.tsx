/** An order on paper, A4 or Letter: black on white whatever the screen looks like. */
import type { PurchaseOrderId } from '../../../../shared/ids.ts';
import { readOrderPage, totalOf } from '../../../state/orders.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatDay } from '../../words/format.ts';
import { formatMoney, formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { NoSuchOrder, type KnownPage } from './order-screen.tsx';

export function OrderPrint({ id }: { id: PurchaseOrderId }) {
  const page = useLive((db) => readOrderPage(db, id), [id]);
  const w = screenWords.value.orders;
  if (page !== undefined && page.order === undefined) return <NoSuchOrder />;
  const number = page?.order?.number ?? '';
  return (
    <Screen
      title={number === '' ? w.page.order : w.print.title(number)}
      back={paths.order(id)}
      class="order-print-page"
      tools={
        <Button kind="primary" icon="print" onClick={() => print()}>
          {w.print.print}
        </Button>
      }
    >
      {page?.order === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <Paper page={{ ...page, order: page.order }} />
      )}
    </Screen>
  );
}

function Paper({ page }: { page: KnownPage }) {
  const { session, moment } = useApp();
  const { order, supplier } = page;
  const w = screenWords.value.orders;
  const day = order.orderedOn === '' ? toDay(moment().nowMs) : order.orderedOn;
  const facts: [string, string][] = [
    [w.print.from, session.value?.spaceName ?? ''],
    [w.print.to, supplier?.name ?? w.unknownSupplier],
    [w.page.customerNumber, supplier?.customerNumber ?? ''],
    [w.print.date, formatDay(day)],
    [w.page.reference, order.reference],
  ];
  return (
    <article class="paper">
      <h2>
        {order.number === '' ? w.page.order : w.print.title(order.number)}
        {order.state === 'draft' && ` (${w.print.draft})`}
      </h2>
      <dl>
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <PaperTable page={page} />
      {order.note !== '' && <p class="paper-note">{order.note}</p>}
    </article>
  );
}

function PaperTable({ page: { lines, totals } }: { page: KnownPage }) {
  const w = screenWords.value.orders;
  const c = w.print.columns;
  const sum = formatSums(totals);
  return (
    // What scrolls must be reachable without a pointer (WCAG 2.1.1), hence the tab stop.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="paper-table" role="group" aria-label={w.page.lines} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{c.pos}</th>
            <th scope="col">{c.sku}</th>
            <th scope="col">{c.name}</th>
            <th scope="col" class="number">
              {c.packs}
            </th>
            <th scope="col">{c.content}</th>
            <th scope="col" class="number">
              {c.price}
            </th>
            <th scope="col" class="number">
              {c.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, item, supplierItem }, place) => {
            const total = totalOf(line);
            return (
              <tr key={line.id}>
                <td>{place + 1}</td>
                <td>{supplierItem?.sku}</td>
                <td>
                  {item?.name ?? w.unknownItem}
                  {line.note !== '' && <small>{line.note}</small>}
                </td>
                <td class="number">{line.packs}</td>
                <td>{formatAmount(line.packQuantity, item?.unit ?? 'piece')}</td>
                <td class="number">{line.price === null ? '' : formatMoney(line.price)}</td>
                <td class="number">{total === undefined ? '' : formatMoney(total)}</td>
              </tr>
            );
          })}
        </tbody>
        {sum !== '' && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={6}>
                {w.page.total}
              </th>
              <td class="number">{sum}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
