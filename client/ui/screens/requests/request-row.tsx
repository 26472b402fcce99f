/** One request in a list: what, how much, who asked, how urgent, and when it should come. */
import { rowKey } from '../../../../shared/mutation-reach.ts';
import { paths } from '../../../state/route.ts';
import type { Request } from '../../../state/requests.ts';
import { useApp } from '../../app-context.ts';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { formatDay, formatQuantity, formatUnit } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { PriorityMark, RequestMark } from './request-mark.tsx';
import { isLate } from './is-late.ts';

export interface RequestRowProps {
  readonly request: Request;
  /** Where the list does not say it. */
  readonly withState?: boolean;
}

export function RequestRow({ request, withState = false }: RequestRowProps) {
  const { waiting, moment } = useApp();
  const { reorder, item, isMine } = request;
  const w = screenWords.value.requests;
  const asked = [w.askedBy(reorder.askCount), ...(isMine ? [w.andYou] : [])];
  const isWaiting = waiting.value.rowKeys.has(rowKey('reorder', reorder.id));
  const late = isLate(reorder, moment().nowMs);
  return (
    <a class="row plain request-row" href={paths.request(reorder.itemId, reorder.cycle)}>
      <span class="text">
        <span class="name">
          <span>{item?.name ?? w.unknownItem}</span>
          {isWaiting && <PendingMark />}
        </span>
        <span class="under">
          {isMine && reorder.askCount === 1 ? w.byYou : asked.join(', ')}
          {reorder.expectedOn !== '' && ` · ${w.expected(formatDay(reorder.expectedOn))}`}
        </span>
        <span class="facts-line">
          {withState && <RequestMark state={reorder.state} />}
          <PriorityMark priority={reorder.priority} />
          {late && <span class="state out">{w.overdue}</span>}
        </span>
      </span>
      <span class="side">
        <span class="amount">
          {formatQuantity(reorder.quantity)}{' '}
          <small>{formatUnit(reorder.quantity, item?.unit ?? 'piece')}</small>
        </span>
      </span>
    </a>
  );
}
