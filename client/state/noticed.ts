/**
 * What those who look after the space should know without being told: urgent requests that nobody has ordered, arrivals
 * due today, and late ones. Reckoned from the rows of this phone, so it is there without a server, and each line goes
 * away by what it is about being dealt with.
 */
import type { Item, Reorder } from '../../shared/entities.ts';
import { noticeOf, type NoticeEvent } from '../../shared/notices.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { openStates } from './requests.ts';

type Watched = Pick<
  Reorder,
  'itemId' | 'cycle' | 'state' | 'priority' | 'expectedOn' | 'requestedAt'
>;

export interface NoticedLine<Row extends Watched = Reorder> {
  readonly event: NoticeEvent;
  readonly reorder: Row;
}

/** What may become a line: whether it is one changes with the calendar alone. */
export async function readNoticed(db: LocalDatabase): Promise<Reorder[]> {
  const open = await db.reorder
    .where('state')
    .anyOf([...openStates])
    .toArray();
  return open.filter(({ priority, expectedOn }) => priority === 'urgent' || expectedOn !== '');
}

/** Urgent requests first, who has waited longest first; then what is late, the latest first; then what comes today. */
export function noticedLines<Row extends Watched>(
  reorders: readonly Row[],
  today: string,
): NoticedLine<Row>[] {
  const lines = reorders.flatMap((reorder) => {
    const event = noticeOf(reorder, today);
    return event === undefined ? [] : [{ event, reorder }];
  });
  return lines.toSorted(
    (one, other) =>
      ranks[one.event] - ranks[other.event] ||
      compareText(one.reorder.expectedOn, other.reorder.expectedOn) ||
      one.reorder.requestedAt - other.reorder.requestedAt,
  );
}

const ranks: { readonly [Event in NoticeEvent]: number } = { urgent: 0, overdue: 1, due: 2 };

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export interface NoticedPage {
  readonly lines: readonly NoticedLine[];
  readonly items: ReadonlyMap<string, Item>;
}

export function readNoticedPage(db: LocalDatabase, today: string): Promise<NoticedPage> {
  return db.transaction('r', [db.reorder, db.item], async () => {
    const lines = noticedLines(await readNoticed(db), today);
    const items = await db.item.bulkGet(lines.map(({ reorder }) => reorder.itemId));
    return { lines, items: new Map(items.flatMap((item) => (item ? [[item.id, item]] : []))) };
  });
}
