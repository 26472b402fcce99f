/** What can be done about an order in its present state. */
import { useState } from 'preact/hooks';
import type { OrderStep } from '../../../../shared/orders.ts';
import { outstandingOf } from '../../../../shared/orders.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useActions } from '../../use-actions.ts';
import { screenWords } from '../../words/screen-words.ts';
import { showToast } from '../../parts/toast.tsx';
import type { KnownPage } from './order-screen.tsx';
import { PlaceSheet } from './place-sheet.tsx';

export function OrderDeeds({ page }: { page: KnownPage }) {
  const { moment } = useApp();
  const { actions, perform } = useActions();
  const [isPlacing, setPlacing] = useState(false);
  const { order, lines, supplier, progress } = page;
  const w = screenWords.value.orders.deeds;
  const own = lines.map(({ line }) => line);
  const left = lines.filter(({ isLeft }) => isLeft);
  const hasCome = own.some(({ received, damaged }) => received + damaged > 0);
  const due = own.filter((line) => outstandingOf(line) > 0);
  const canPlace = order.state === 'draft' || left.length > 0;
  const isGone = supplier !== undefined && supplier.deletedAt !== null;

  const decide = (step: OrderStep): void => {
    const drafted = order.state === 'draft';
    const said = step === 'close' ? w.closed : drafted ? w.draftGone : w.cancelled;
    void perform(actions.decideOrder(order, step, own), said);
  };
  const receiveAll = async (): Promise<void> => {
    const receivedOn = toDay(moment().nowMs);
    const done = await actions.receiveRest(
      due.map(({ id }) => id),
      { receivedOn },
    );
    if (done.ok && done.value.lines === 0) return showToast({ text: w.nothingLeft });
    const count = done.ok ? done.value.lines : 0;
    await perform(Promise.resolve(done), w.receivedAll(count));
  };
  const mayStepBack =
    (order.state === 'ordered' && !hasCome) || ['closed', 'cancelled'].includes(order.state);
  return (
    <div class="toolbar wrap order-deeds">
      {canPlace && !isGone && lines.length > 0 && (
        <Button kind="primary" icon="check" onClick={() => setPlacing(true)}>
          {order.state === 'draft' ? w.place : w.placeRest}
        </Button>
      )}
      {order.state === 'ordered' && due.length > 0 && (
        <Button
          kind={canPlace ? 'plain' : 'primary'}
          icon="receive"
          onClick={() => void receiveAll()}
        >
          {w.receiveAll}
        </Button>
      )}
      {progress === 'partlyReceived' && <Button onClick={() => decide('close')}>{w.close}</Button>}
      {order.state === 'draft' && (
        <Button icon="bin" onClick={() => decide('cancel')}>
          {w.closeDraft}
        </Button>
      )}
      {order.state === 'ordered' && !hasCome && (
        <Button onClick={() => decide('cancel')}>{w.cancel}</Button>
      )}
      {mayStepBack && (
        <Button
          icon="restore"
          onClick={() => void perform(actions.undoOrder(order, own), w.undone)}
        >
          {w.back}
        </Button>
      )}
      {isPlacing && <PlaceSheet page={page} onClose={() => setPlacing(false)} />}
    </div>
  );
}
