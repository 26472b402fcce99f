/** On the card of an item: says that it runs low, or what has become of it since somebody did. */
import type { Item } from '../../../../shared/entities.ts';
import { readCurrentReorder } from '../../../state/reorder-actions.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatDay } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { RequestMark } from './request-mark.tsx';

export interface RunningLowProps {
  readonly item: Item;
  /** Opens the AskSheet: what is itself a dialog gives way to it. */
  readonly onAsk: () => void;
  /** Before one goes elsewhere. */
  readonly onLeave?: () => void;
}

export function RunningLow({ item, onAsk, onLeave }: RunningLowProps) {
  const { may } = useApp();
  const current = useLive((db) => readCurrentReorder(db, item.id), [item.id]);
  const w = screenWords.value.requests;
  if (!may('reorder.ask') || current === undefined) return null;
  const { open } = current;
  if (open === undefined) {
    return (
      <Button icon="receive" onClick={onAsk}>
        {w.ask.action}
      </Button>
    );
  }
  return (
    <a class="request-link" href={paths.request(item.id, open.cycle)} onClick={onLeave}>
      <RequestMark state={open.state} />
      <span>
        {formatAmount(open.quantity, item.unit)}
        {open.expectedOn !== '' && ` · ${w.expected(formatDay(open.expectedOn))}`}
      </span>
    </a>
  );
}
