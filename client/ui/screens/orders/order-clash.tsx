/** Placing was refused because somebody had ordered the same thing: what it is, and the two ways out. */
import { toId } from '../../../../shared/ids.ts';
import type { AttentionEntry } from '../../../state/attention.ts';
import { orderDays, readOrderPage, type OrderClash } from '../../../state/orders.ts';
import { settleAttention } from '../../../state/resolve-attention.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import type { KnownPage } from './order-screen.tsx';

export interface OrderClashProps {
  readonly page: KnownPage;
  readonly clash: OrderClash;
}

export function OrderClashCard(props: OrderClashProps) {
  if (metLines(props).length === 0) return null;
  return (
    <Card class="issue refused order-clash">
      <h2>{screenWords.value.orders.clash.title}</h2>
      <ClashWays {...props} />
    </Card>
  );
}

/** On the list of what needs attention. */
export function ClashOfEntry({ entry }: { entry: AttentionEntry }) {
  const id = toId<'purchaseOrder'>((entry.mutation.args as { readonly id: string }).id);
  const page = useLive((db) => readOrderPage(db, id), [id]);
  if (page?.order === undefined) return null;
  const { order, clash } = page;
  const known = { ...page, order };
  if (clash === undefined || metLines({ page: known, clash }).length === 0) return null;
  return <ClashWays page={known} clash={clash} />;
}

/** None where it was placed, thrown away or taken out elsewhere meanwhile: nothing is left to decide. */
function metLines({ page, clash }: OrderClashProps) {
  const { order, lines } = page;
  if (order.state !== 'draft' && order.state !== 'ordered') return [];
  return lines.filter(({ line }) => line.ordered === 0 && clash.itemIds.includes(line.itemId));
}

function ClashWays({ page, clash }: OrderClashProps) {
  const app = useApp();
  const { actions, perform } = useActions();
  const { order, lines, supplier, lead } = page;
  const w = screenWords.value.orders;
  const met = metLines({ page, clash });
  const names = met.map(({ item }) => item?.name ?? w.unknownItem).join(', ');

  const takeOut = async (): Promise<void> => {
    const isAll = met.length === lines.length;
    const deed = actions.removeOrderLines(met.map(({ line }) => line));
    const done = await perform(deed, isAll ? w.clash.takenOutAll : w.clash.takenOut);
    if (done !== undefined) await settleAttention(app, clash.attentionIds);
  };
  const orderAnyway = async (): Promise<void> => {
    const fresh = lines.map(({ line }) => line).filter(({ ordered }) => ordered === 0);
    const said = w.deeds.placed(supplier?.name ?? w.unknownSupplier);
    const days = orderDays(app.moment().nowMs, lead);
    const done = await perform(actions.placeOrder(order, fresh, days), said);
    if (done !== undefined) await settleAttention(app, clash.attentionIds);
  };
  return (
    <>
      <p>{w.clash.more(names)}</p>
      <div class="toolbar wrap">
        <Button onClick={() => void takeOut().catch(app.onTrouble)}>{w.clash.takeOut}</Button>
        <Button onClick={() => void orderAnyway().catch(app.onTrouble)}>
          {w.clash.inAddition}
        </Button>
      </div>
    </>
  );
}
