/**
 * Notices and who is to hear of them. A notice has one row for ever (its key is what it is about), so it is raised once,
 * whatever restarts or runs twice; who hears of it is decided in the transaction that raises it.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ItemId } from '../../shared/ids.ts';
import type { NoticeEvent, NoticeLanguage, NoticeWish } from '../../shared/notices.ts';
import type { ReorderPriority, ReorderState } from '../../shared/reorders.ts';
import type { Queries } from './database.ts';

export interface RaisedNotice {
  readonly id: string;
  readonly event: NoticeEvent;
}

export interface ToRaise {
  readonly event: NoticeEvent;
  readonly reorderId: string;
  /** "" for urgent ones. */
  readonly expectedOn: string;
}

/** Answers those that are new. */
export async function insertNotices(
  db: Queries,
  spaceId: string,
  { toRaise, nowMs }: { readonly toRaise: readonly ToRaise[]; readonly nowMs: number },
): Promise<RaisedNotice[]> {
  if (toRaise.length === 0) return [];
  const values = JSON.stringify(toRaise.map((each) => ({ ...each, id: randomUUID() })));
  const { rows } = await sql<RaisedNotice>`
    insert into notice (id, space_id, event, reorder_id, expected_on, at)
    select r."id", ${spaceId}, r."event", r."reorderId", r."expectedOn", ${nowMs}::bigint
    from jsonb_to_recordset(${values}::jsonb) as r("id" text, "event" text, "reorderId" text, "expectedOn" text)
    on conflict (space_id, event, reorder_id, expected_on) do nothing
    returning id, event`.execute(db);
  return rows;
}

/** What should have come by `today` or comes today, and is not known to have been told. */
export async function readComing(db: Queries, spaceId: string, today: string): Promise<ToRaise[]> {
  const { rows } = await sql<ToRaise>`
    select id as "reorderId", expected_on as "expectedOn",
      case when expected_on = ${today} then 'due' else 'overdue' end as event
    from reorder r
    where space_id = ${spaceId} and state in ('ordered', 'partlyReceived')
      and expected_on <> '' and expected_on <= ${today}
      and not exists (select 1 from notice n where n.space_id = r.space_id and n.reorder_id = r.id
        and n.expected_on = r.expected_on
        and n.event = case when r.expected_on = ${today} then 'due' else 'overdue' end)
    order by expected_on, id`.execute(db);
  return rows;
}

export interface Listener extends Pick<NoticeWish, 'push' | 'mail' | 'mode'> {
  readonly personId: string;
  readonly hasAddress: boolean;
}

/** Those who look after the space and have said what they want. */
export async function readListeners(db: Queries, spaceId: string): Promise<Listener[]> {
  const { rows } = await sql<Listener>`
    select w.person_id as "personId", w.push, w.mail, w.mode, w.address <> '' as "hasAddress"
    from notice_wish w join person p on p.space_id = w.space_id and p.id = w.person_id
    where w.space_id = ${spaceId} and p.removed_at is null and p.role in ('owner', 'staff')
    order by w.person_id`.execute(db);
  return rows;
}

export async function insertWaiting(
  db: Queries,
  spaceId: string,
  waiting: readonly { readonly personId: string; readonly noticeId: string }[],
): Promise<void> {
  if (waiting.length === 0) return;
  await sql`insert into notice_waiting (space_id, person_id, notice_id)
    select ${spaceId}, r."personId", r."noticeId"
    from jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb) as r("personId" text, "noticeId" text)
    on conflict do nothing`.execute(db);
}

/**
 * Takes what waits for the digests whose hour has come, and marks the day. What waits for somebody who now wants it at
 * once comes with it; what waits for nobody any more is dropped.
 */
export async function takeDigests(
  db: Queries,
  spaceId: string,
  { today, hour }: { readonly today: string; readonly hour: number },
): Promise<ReadonlyMap<string, readonly RaisedNotice[]>> {
  const { rows: due } = await sql<{ personId: string }>`
    update notice_wish set digest_on = case when mode = 'digest' then ${today} else digest_on end
    where space_id = ${spaceId} and (mode = 'atOnce' or (digest_hour <= ${hour} and digest_on < ${today}))
    returning person_id as "personId"`.execute(db);
  const personIds = due.map(({ personId }) => personId);
  const { rows } = await sql<RaisedNotice & { readonly personId: string }>`
    with taken as (
      delete from notice_waiting w where w.space_id = ${spaceId} and w.person_id = any(${personIds}::text[])
      returning w.person_id, w.notice_id
    )
    select taken.person_id as "personId", n.id, n.event from taken join notice n on n.id = taken.notice_id
    order by n.at, n.id`.execute(db);
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** One notice as it is to be told, with the reorder as it is by now. */
export interface ToldNotice {
  readonly id: string;
  readonly event: NoticeEvent;
  readonly at: number;
  /** The day it was raised for. */
  readonly raisedFor: string;
  readonly spaceName: string;
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly sku: string;
  readonly unit: string;
  readonly cycle: number;
  readonly state: ReorderState;
  readonly priority: ReorderPriority;
  readonly quantity: number;
  readonly received: number;
  readonly askCount: number;
  readonly expectedOn: string;
}

export async function readToldNotices(
  db: Queries,
  spaceId: string,
  ids: readonly string[],
): Promise<ToldNotice[]> {
  const { rows } = await sql<ToldNotice>`
    select n.id, n.event, n.at, n.expected_on as "raisedFor", space.name as "spaceName",
      r.item_id as "itemId", coalesce(i.name, '') as "itemName", coalesce(i.sku, '') as sku,
      coalesce(i.unit, '') as unit, r.cycle, r.state, r.priority, r.quantity, r.received,
      r.ask_count as "askCount", r.expected_on as "expectedOn"
    from notice n join space on space.id = n.space_id
    join reorder r on r.space_id = n.space_id and r.id = n.reorder_id
    left join item i on i.space_id = r.space_id and i.id = r.item_id
    where n.space_id = ${spaceId} and n.id = any(${ids}::text[]) order by n.at, n.expected_on, n.id`.execute(
    db,
  );
  return rows;
}

export async function readMailTo(
  db: Queries,
  spaceId: string,
  personId: string,
): Promise<{ readonly address: string; readonly language: NoticeLanguage } | undefined> {
  const { rows } = await sql<{ address: string; language: NoticeLanguage }>`
    select w.address, w.language
    from notice_wish w join person p on p.space_id = w.space_id and p.id = w.person_id
    where w.space_id = ${spaceId} and w.person_id = ${personId} and w.address <> ''
      and p.removed_at is null and p.role in ('owner', 'staff')`.execute(db);
  return rows[0];
}

/** What is over is forgotten after a while; of what is still open, that it was told must stay known. */
export async function purgeNotices(db: Queries, spaceId: string, beforeMs: number): Promise<void> {
  await sql`delete from notice n where n.space_id = ${spaceId} and n.at < ${beforeMs}::bigint
    and not exists (select 1 from reorder r where r.space_id = n.space_id and r.id = n.reorder_id
      and r.state in ('requested', 'approved', 'ordered', 'partlyReceived'))`.execute(db);
}
