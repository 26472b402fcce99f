/** What lead times are learned from, what has been learned so far, and the one job of a space that brings it up to date. */
import { CompiledQuery, sql } from 'kysely';
import { emptyFields, type LeadTime } from '../../shared/entities.ts';
import { settingsId } from '../../shared/settings.ts';
import { selectList } from './columns.ts';
import type { Queries } from './database.ts';
import type { NewJob } from './job-statements.ts';
import { readRows } from './sync-statements.ts';

/** One order line of which something good has come. */
export interface LeadSample {
  readonly supplierId: LeadTime['supplierId'];
  /** Null where the line names nothing that this very supplier sells. */
  readonly supplierItemId: LeadTime['supplierItemId'];
  readonly orderedOn: string;
  readonly receivedOn: string;
}

/** Those received from `from` to `to`, both days included. */
export async function readLeadSamples(
  db: Queries,
  spaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly LeadSample[]> {
  const { rows } = await sql<LeadSample>`
    select o.supplier_id as "supplierId", s.id as "supplierItemId", o.ordered_on as "orderedOn",
      l.received_on as "receivedOn"
    from order_line l
    join purchase_order o on o.space_id = l.space_id and o.id = l.purchase_order_id
    left join supplier_item s on s.space_id = l.space_id and s.id = l.supplier_item_id
      and s.supplier_id = o.supplier_id and s.item_id = l.item_id
    where l.space_id = ${spaceId} and l.received > 0 and l.deleted_at is null
      and l.received_on >= ${from} and l.received_on <= ${to}
      and o.state <> 'cancelled' and o.ordered_on <> ''`.execute(db);
  return rows;
}

export async function readLeadTimes(db: Queries, spaceId: string): Promise<readonly LeadTime[]> {
  const text = `select ${selectList('leadTime')} from lead_time where space_id = $1`;
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, [spaceId]));
  return rows as LeadTime[];
}

export async function readLeadWindow(db: Queries, spaceId: string): Promise<number> {
  const [settings = emptyFields.settings] = await readRows(db, spaceId, 'settings', [settingsId]);
  return settings.leadWindowDays;
}

/** One waits at any time: for the night, or brought forward by what has just been received. */
export function leadTimeJob(spaceId: string, delayMs: number): NewJob {
  return {
    spaceId,
    kind: 'leadTime.recompute',
    dedupeKey: 'all',
    payload: {},
    host: '',
    maxAttempts: 5,
    priority: 0,
    delayMs,
  };
}
