/** One order in a list: where, what, how far it is, when it should come, and what it comes to. */
import { rowKey } from '../../../../shared/mutation-reach.ts';
import type { ListedOrder } from '../../../state/orders.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { formatDay } from '../../words/format.ts';
import { formatSums } from '../../words/money-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { OrderMark } from './order-mark.tsx';

export function OrderRow({ listed }: { listed: ListedOrder }) {
  const { waiting } = useApp();
  const { order, supplier, progress, lineCount, names, totals, isLate } = listed;
  const w = screenWords.value.orders;
  const isWaiting = waiting.value.rowKeys.has(rowKey('purchaseOrder', order.id));
  const more = lineCount - names.length;
  const isComing = progress === 'ordered' || progress === 'partlyReceived';
  const days = [
    ...(order.orderedOn === '' ? [] : [w.list.orderedOn(formatDay(order.orderedOn))]),
    ...(isComing
      ? [
          order.expectedOn === ''
            ? w.list.expectedUnknown
            : w.list.expected(formatDay(order.expectedOn)),
        ]
      : []),
  ];
  return (
    <a class="row plain order-row" href={paths.order(order.id)}>
      <span class="text">
        <span class="name">
          <span>{supplier?.name ?? w.unknownSupplier}</span>
          {isWaiting && <PendingMark />}
        </span>
        <span class="under">
          {[...names, ...(more > 0 ? [w.andMore(more)] : [])].join(', ') || w.page.noLines}
        </span>
        {days.length > 0 && <span class="under">{days.join(' · ')}</span>}
        <span class="facts-line">
          <OrderMark progress={progress} />
          {isLate && <span class="state out">{w.late}</span>}
          {order.number !== '' && <span class="under">{order.number}</span>}
        </span>
      </span>
      <span class="side">
        <span class="order-sum">{formatSums(totals)}</span>
        <span class="under">{w.lines(lineCount)}</span>
      </span>
    </a>
  );
}
