/** On the screen of requests, for staff: the ways to what there is to order, and to the orders. */
import { paths } from '../../../state/route.ts';
import { Button } from '../../parts/button.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { useToOrder } from './use-to-order.ts';

export function OrdersEntry() {
  const toOrder = useToOrder();
  const w = screenWords.value.orders.entry;
  return (
    <div class="toolbar wrap">
      <Button icon="receive" href={paths.ordersTab('toOrder')}>
        {toOrder === undefined ? w.toOrderFirst : w.toOrder(toOrder.lines.length)}
      </Button>
      <Button icon="file" href={paths.ordersTab('open')}>
        {w.orders}
      </Button>
    </div>
  );
}
