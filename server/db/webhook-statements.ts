/** Webhooks: where notices go, what for, and how the last try ended. The secret is read only to sign with. */
import { sql } from 'kysely';
import type { SendReason, SendResult, Webhook, WebhookFields } from '../../shared/notices.ts';
import type { Queries } from './database.ts';

interface WebhookRow extends WebhookFields {
  readonly id: string;
  readonly secret: string;
  readonly lastAt: number | null;
  readonly lastReason: SendReason | '';
  readonly lastStatus: number | null;
  readonly failingSince: number | null;
}

const columns = sql`id, name, url, form, events, language, active, secret, last_at as "lastAt",
  last_reason as "lastReason", last_status as "lastStatus", failing_since as "failingSince"`;

export async function listWebhooks(db: Queries, spaceId: string): Promise<Webhook[]> {
  const { rows } = await sql<WebhookRow>`select ${columns} from webhook
    where space_id = ${spaceId} order by created_at, id`.execute(db);
  return rows.map(
    ({ secret: _, lastAt, lastReason: reason, lastStatus: status, failingSince, ...fields }) => {
      const last = lastAt === null ? null : { at: lastAt, ok: reason === '', reason, status };
      return { ...fields, last, failingSince };
    },
  );
}

export type WebhookToSend = WebhookFields & { readonly id: string; readonly secret: string };

export async function readWebhook(
  db: Queries,
  spaceId: string,
  id: string,
): Promise<WebhookToSend | undefined> {
  const { rows } = await sql<WebhookRow>`select ${columns} from webhook
    where space_id = ${spaceId} and id = ${id}`.execute(db);
  return rows[0];
}

export interface NewWebhook {
  readonly spaceId: string;
  readonly id: string;
  readonly secret: string;
  readonly nowMs: number;
  /** Of one space. */
  readonly max: number;
}

/** False where there are as many as there may be. */
export async function insertWebhook(
  db: Queries,
  { spaceId, id, secret, nowMs, max }: NewWebhook,
  fields: WebhookFields,
): Promise<boolean> {
  const { name, url, form, events, language, active } = fields;
  const { numAffectedRows } = await sql`
    insert into webhook (id, space_id, name, url, form, events, language, active, secret, created_at, last_reason)
    select ${id}, ${spaceId}, ${name}, ${url}, ${form}, ${JSON.stringify(events)}::jsonb, ${language},
      ${active}, ${secret}, ${nowMs}::bigint, ''
    where (select count(*) from webhook where space_id = ${spaceId}) < ${max}::bigint`.execute(db);
  return numAffectedRows === 1n;
}

/** How the old address failed says nothing about a new one. False where there is none of this id. */
export async function updateWebhook(
  db: Queries,
  { spaceId, id }: { readonly spaceId: string; readonly id: string },
  fields: WebhookFields,
): Promise<boolean> {
  const { name, url, form, events, language, active } = fields;
  const { numAffectedRows } = await sql`
    update webhook set name = ${name}, form = ${form}, events = ${JSON.stringify(events)}::jsonb,
      language = ${language}, active = ${active},
      last_at = case when url = ${url} then last_at end,
      last_reason = case when url = ${url} then last_reason else '' end,
      last_status = case when url = ${url} then last_status end,
      failing_since = case when url = ${url} then failing_since end,
      url = ${url}
    where space_id = ${spaceId} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}

export async function deleteWebhook(db: Queries, spaceId: string, id: string): Promise<void> {
  await db.deleteFrom('webhook').where('space_id', '=', spaceId).where('id', '=', id).execute();
}

export async function noteResult(
  db: Queries,
  { spaceId, id, nowMs }: { readonly spaceId: string; readonly id: string; readonly nowMs: number },
  { ok, reason, status }: SendResult,
): Promise<void> {
  await sql`
    update webhook set last_at = ${nowMs}::bigint, last_reason = ${reason}, last_status = ${status}::bigint,
      failing_since = case when ${ok} then null else coalesce(failing_since, ${nowMs}::bigint) end
    where space_id = ${spaceId} and id = ${id}`.execute(db);
}
