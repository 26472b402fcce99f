/** What there is to order, followed while a screen is open: what was requested, and what is low. */
import { lowItemIds, readToOrder, type ToOrderView } from '../../../state/to-order.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';

export function useToOrder(): ToOrderView | undefined {
  const { items } = useApp();
  const lowIds = lowItemIds(items.value ?? []);
  return useLive((db) => readToOrder(db, lowIds), [lowIds.join(' ')]);
}
