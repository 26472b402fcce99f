/** The addresses of orders: the lists, a new one, one of them, and the page of it that is printed. For staff alone. */
import { useRoute } from 'preact-iso/router';
import { isUuid, toId } from '../../../../shared/ids.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { NewOrder } from './new-order.tsx';
import { OrderPrint } from './order-print.tsx';
import { NoSuchOrder, OrderScreen } from './order-screen.tsx';
import { OrdersScreen } from './orders-screen.tsx';
import '../../styles/orders.css';

export function OrdersArea() {
  const { session } = useApp();
  const { params } = useRoute();
  const { id = '', part = '' } = params;
  if (!isStaff(session.value)) return <ForStaff />;
  if (id === '') return <OrdersScreen />;
  if (id === 'new') return <NewOrder />;
  if (!isUuid(id)) return <NoSuchOrder />;
  const orderId = toId<'purchaseOrder'>(id);
  if (part === 'print') return <OrderPrint key={id} id={orderId} />;
  return <OrderScreen key={id} id={orderId} />;
}

function ForStaff() {
  const w = screenWords.value.orders;
  return (
    <Screen title={w.title} back={paths.requests}>
      <EmptyState
        icon="people"
        title={w.noPermission}
        action={<Button href={paths.requests}>{w.board.toRequests}</Button>}
      >
        {w.noPermissionMore}
      </EmptyState>
    </Screen>
  );
}
