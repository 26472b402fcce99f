/** "Running low" on the page of an item. */
import { useState } from 'preact/hooks';
import type { Item, Stock } from '../../../../shared/entities.ts';
import { AskSheet } from './ask-sheet.tsx';
import { RunningLow } from './running-low.tsx';

export function ItemRequest({ item, stock }: { item: Item; stock: readonly Stock[] }) {
  const [isAsking, setAsking] = useState(false);
  const available = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <div class="item-request">
      <RunningLow item={item} onAsk={() => setAsking(true)} />
      {isAsking && <AskSheet item={item} available={available} onClose={() => setAsking(false)} />}
    </div>
  );
}
