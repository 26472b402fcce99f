/** What there is to order, what is on its way, what is a draft, and what is past. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { readOrders, type ListedOrder } from '../../../state/orders.ts';
import { paths } from '../../../state/route.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { OrderRow } from './order-row.tsx';
import { ToOrderBoard } from './to-order-board.tsx';
import { useToOrder } from './use-to-order.ts';

const tabKeys = ['toOrder', 'open', 'drafts', 'past'] as const;
type Tab = (typeof tabKeys)[number];

export function OrdersScreen() {
  const { moment, status, storageTrouble } = useApp();
  const { query } = useLocation();
  const today = toDay(moment().nowMs);
  const orders = useLive((db) => readOrders(db, today), [today]);
  const toOrder = useToOrder();
  const named = tabKeys.find((key) => key === query['tab']);
  const [chosen, setChosen] = useState<Tab>();
  const w = screenWords.value.orders;
  const { state } = status.value;
  const isOffline = state === 'offline' || state === 'stayingOffline';
  const isBroken = storageTrouble.value !== null;
  if (orders === undefined || toOrder === undefined) {
    return (
      <Screen title={w.title} back={paths.requests}>
        {isBroken ? (
          <EmptyState
            icon="attention"
            title={screenWords.value.pictures.panel.brokenTitle}
            action={
              <Button onClick={() => location.reload()}>{words.value.trouble.tryAgain}</Button>
            }
          />
        ) : (
          <Skeleton rows={4} />
        )}
      </Screen>
    );
  }
  const tab = chosen ?? named ?? (toOrder.lines.length === 0 ? 'open' : 'toOrder');
  return (
    <Screen
      title={w.title}
      back={paths.requests}
      class="orders-page"
      tools={
        <Button icon="plus" href={paths.newOrder}>
          {w.newOrder}
        </Button>
      }
    >
      {isOffline && <Banner kind="note" icon="offline" title={w.offline} />}
      <Tabs
        label={w.tabs.label}
        chosen={tab}
        tabs={[
          { key: 'toOrder', text: w.tabs.toOrder(toOrder.lines.length) },
          { key: 'open', text: w.tabs.open(orders.open.length) },
          { key: 'drafts', text: w.tabs.drafts(orders.drafts.length) },
          { key: 'past', text: w.tabs.past },
        ]}
        onChoose={setChosen}
      >
        {tab === 'toOrder' && <ToOrderBoard view={toOrder} />}
        {tab === 'open' && (
          <OrderList orders={orders.open} none={w.list.noneOpen} more={w.list.noneOpenMore} />
        )}
        {tab === 'drafts' && (
          <OrderList orders={orders.drafts} none={w.list.noneDrafts} more={w.list.noneDraftsMore} />
        )}
        {tab === 'past' && <OrderList orders={orders.past} none={w.list.nonePast} more="" />}
      </Tabs>
    </Screen>
  );
}

interface OrderListProps {
  readonly orders: readonly ListedOrder[];
  readonly none: string;
  readonly more: string;
}

function OrderList({ orders, none, more }: OrderListProps) {
  if (orders.length === 0) {
    return (
      <EmptyState icon="file" title={none}>
        {more}
      </EmptyState>
    );
  }
  return (
    <ul class="list order-list">
      {orders.map((listed) => (
        <li key={listed.order.id}>
          <OrderRow listed={listed} />
        </li>
      ))}
    </ul>
  );
}
