/** How far an order is, by colour and word. */
import type { OrderProgress } from '../../../../shared/orders.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/requests.css';

const looks: { readonly [Progress in OrderProgress]: string } = {
  draft: 'asked',
  ordered: 'coming',
  partlyReceived: 'coming',
  received: 'fine',
  closed: 'inactive',
  cancelled: 'inactive',
};

export function OrderMark({ progress }: { progress: OrderProgress }) {
  return (
    <span class={`state request-state ${looks[progress]}`}>
      {screenWords.value.orders.progress[progress]}
    </span>
  );
}
