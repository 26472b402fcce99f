/** What can be done about a request in its present state: by who asked, and by staff. */
import { useState } from 'preact/hooks';
import type { Ask, Item, Reorder, Stock } from '../../../../shared/entities.ts';
import { isOpenReorder, reorderSteps, type ReorderStep } from '../../../../shared/reorders.ts';
import { readExpectedLines } from '../../../state/order-choices.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ExpectedSheet } from '../orders/expected-sheet.tsx';
import { OrderNowSheet } from '../orders/order-now-sheet.tsx';
import { ReceiveLineSheet } from '../orders/receive-line-sheet.tsx';
import { AskSheet } from './ask-sheet.tsx';
import { DecideSheet, type SheetStep } from './decide-sheet.tsx';
import { ReceiveSheet, type ReceiveSheetProps } from './receive-sheet.tsx';

export interface RequestDeedsProps {
  readonly reorder: Reorder;
  readonly item: Item | undefined;
  readonly stock: readonly Stock[];
  readonly asks: readonly Ask[];
}

const sheetSteps: readonly (SheetStep | 'order')[] = ['approve', 'order', 'decline', 'cancel'];

export function RequestDeeds({ reorder, item, stock, asks }: RequestDeedsProps) {
  const { session, may } = useApp();
  const { actions, perform } = useActions();
  const [open, setOpen] = useState<SheetStep | 'ask' | 'order' | 'receive' | null>(null);
  const w = screenWords.value.requests;
  const me = session.value?.personId ?? null;
  const own = asks.find(({ personId, isWithdrawn }) => personId === me && !isWithdrawn);
  const isComing = reorder.state === 'ordered' || reorder.state === 'partlyReceived';
  const can = (step: ReorderStep): boolean =>
    may(`reorder.${step}`) && reorderSteps[step].from.some((state) => state === reorder.state);
  const close = (): void => setOpen(null);
  const available = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  const steps = sheetSteps.filter(can);
  return (
    <>
      <div class="toolbar wrap">
        {isComing && item !== undefined && may('reorder.receive') && (
          <Button kind="primary" icon="receive" onClick={() => setOpen('receive')}>
            {w.decide.receive}
          </Button>
        )}
        {steps.map((step, place) => (
          <Button
            key={step}
            kind={place === 0 && !isComing ? 'primary' : 'plain'}
            onClick={() => setOpen(step)}
          >
            {w.decide[step]}
          </Button>
        ))}
        {can('close') && (
          <Button
            onClick={() =>
              void perform(
                actions.decideReorder(reorder, 'close'),
                w.decide.closed(item?.name ?? w.unknownItem),
              )
            }
          >
            {w.decide.close}
          </Button>
        )}
        {isOpenReorder(reorder) && own === undefined && item !== undefined && (
          <Button onClick={() => setOpen('ask')}>{w.ask.again}</Button>
        )}
        {isOpenReorder(reorder) && own !== undefined && (
          <Button onClick={() => void perform(actions.withdrawAsk(own), w.ask.withdrawn)}>
            {w.ask.withdraw}
          </Button>
        )}
      </div>
      {open === 'ask' && item !== undefined && (
        <AskSheet item={item} available={available} onClose={close} />
      )}
      {open === 'receive' && item !== undefined && (
        <Receiving reorder={reorder} item={item} stock={stock} onClose={close} />
      )}
      {open === 'order' && <OrderNowSheet reorder={reorder} item={item} onClose={close} />}
      {open !== null && open !== 'ask' && open !== 'order' && open !== 'receive' && (
        <DecideSheet step={open} reorder={reorder} item={item} onClose={close} />
      )}
    </>
  );
}

/** Of the order that it comes from, where there is one; which one, where there are several. */
function Receiving({ reorder, item, stock, onClose }: ReceiveSheetProps) {
  const { itemId, cycle } = reorder;
  const expected = useLive((db) => readExpectedLines(db, itemId), [itemId]);
  const [isOfNone, setOfNone] = useState(false);
  const lines = expected?.filter(({ line }) => line.cycle === cycle);
  const [only, ...others] = lines ?? [];
  if (lines === undefined) return null;
  if (only === undefined || isOfNone)
    return <ReceiveSheet reorder={reorder} item={item} stock={stock} onClose={onClose} />;
  if (others.length === 0) return <ReceiveLineSheet {...only} item={item} onClose={onClose} />;
  return (
    <ExpectedSheet item={item} lines={lines} onClose={onClose} onNone={() => setOfNone(true)} />
  );
}
