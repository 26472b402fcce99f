/** For staff: urgent requests and arrivals that are due or late. Each line leads to where it is dealt with. */
import { paths } from '../../../state/route.ts';
import { readNoticedPage, type NoticedLine, type NoticedPage } from '../../../state/noticed.ts';
import { toDay } from '../../../state/to-day.ts';
import { useApp } from '../../app-context.ts';
import { Icon } from '../../parts/icons.tsx';
import { Section } from '../../parts/section.tsx';
import { useLive } from '../../use-live.ts';
import { formatAgo, formatAmount, formatDay } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import '../../styles/notices.css';

/** Undefined while it is being read. */
export function useNoticed(isStaff: boolean): NoticedPage | undefined {
  const today = toDay(useApp().moment().nowMs);
  const page = useLive((db) => readNoticedPage(db, today), [today]);
  return isStaff || page === undefined ? page : { ...page, lines: [] };
}

export function NoticedList({ lines, items }: NoticedPage) {
  if (lines.length === 0) return null;
  return (
    <Section title={screenWords.value.notices.attention.title}>
      <ul class="list noticed">
        {lines.map((line) => (
          <li key={line.reorder.id}>
            <NoticedRow line={line} item={items.get(line.reorder.itemId)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NoticedRow({
  line: { event, reorder },
  item,
}: {
  line: NoticedLine;
  item: { readonly name: string; readonly unit: string } | undefined;
}) {
  const { nowMs } = useApp().moment();
  const w = screenWords.value.notices.attention;
  const { itemId, cycle, askCount, requestedAt, expectedOn, quantity } = reorder;
  const why = {
    urgent: w.asked(askCount, formatAgo(requestedAt, nowMs)),
    due: w.due,
    overdue: w.overdue(expectedOn === '' ? '' : formatDay(expectedOn)),
  };
  return (
    <a class="row plain" href={paths.request(itemId, cycle)}>
      <span class="text">
        <span class="name">{item?.name ?? screenWords.value.requests.unknownItem}</span>
        <span class="under">
          {formatAmount(quantity, item?.unit ?? 'piece')} · {why[event]}
        </span>
      </span>
      <span class={event === 'due' ? 'state coming' : 'state out'}>{w.events[event]}</span>
      <Icon name="next" little />
    </a>
  );
}
