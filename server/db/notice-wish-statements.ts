/** What each person wants to be told of, on which devices, and the key that the space's pushes are signed with. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { NoticeLanguage, NoticeWish, PushAddress } from '../../shared/notices.ts';
import type { Queries } from './database.ts';

export async function readWish(
  db: Queries,
  spaceId: string,
  personId: string,
): Promise<NoticeWish | undefined> {
  const { rows } = await sql<NoticeWish>`
    select push, mail, address, mode, digest_hour as "digestHour", language
    from notice_wish where space_id = ${spaceId} and person_id = ${personId}`.execute(db);
  return rows[0];
}

/** `digestOn`: the last day whose digest counts as given, should the hour be a new one. */
export async function saveWish(
  db: Queries,
  who: { readonly spaceId: string; readonly personId: string; readonly digestOn: string },
  wish: NoticeWish,
): Promise<void> {
  const { push, mail, address, mode, digestHour, language } = wish;
  await sql`
    insert into notice_wish (space_id, person_id, push, mail, address, mode, digest_hour, language, digest_on)
    values (${who.spaceId}, ${who.personId}, ${JSON.stringify(push)}::jsonb, ${JSON.stringify(mail)}::jsonb,
      ${address}, ${mode}, ${digestHour}, ${language}, ${who.digestOn})
    on conflict (space_id, person_id) do update set push = excluded.push, mail = excluded.mail,
      address = excluded.address, mode = excluded.mode, digest_hour = excluded.digest_hour,
      language = excluded.language,
      digest_on = case when notice_wish.digest_hour = excluded.digest_hour then notice_wish.digest_on
        else excluded.digest_on end`.execute(db);
}

export interface Subscription extends PushAddress {
  readonly id: string;
  readonly personId: string;
  readonly language: NoticeLanguage;
}

export interface NewSubscription extends PushAddress {
  readonly spaceId: string;
  readonly personId: string;
  readonly sessionHash: string;
  readonly nowMs: number;
}

/** One per session, and an endpoint is one browser's: what it was before is over. */
export async function saveSubscription(db: Queries, made: NewSubscription): Promise<void> {
  const { spaceId, personId, sessionHash, endpoint, p256dh, auth, nowMs } = made;
  await db.transaction().execute(async (tx) => {
    await sql`delete from push_subscription
      where session_hash = ${sessionHash} or endpoint = ${endpoint}`.execute(tx);
    await sql`
      insert into push_subscription (id, space_id, person_id, session_hash, endpoint, p256dh, auth, created_at)
      values (${randomUUID()}, ${spaceId}, ${personId}, ${sessionHash}, ${endpoint}, ${p256dh}, ${auth},
        ${nowMs})`.execute(tx);
  });
}

export async function deleteSubscriptionOfSession(db: Queries, sessionHash: string): Promise<void> {
  await db.deleteFrom('push_subscription').where('session_hash', '=', sessionHash).execute();
}

export async function deleteSubscription(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('push_subscription').where('id', '=', id).execute();
}

/** Of people who still look after the space, on devices where they are still signed in. */
const living = sql`
  from push_subscription s
  join session on session.token_hash = s.session_hash
  join person p on p.space_id = s.space_id and p.id = s.person_id
    and p.removed_at is null and p.role in ('owner', 'staff')
  left join notice_wish w on w.space_id = s.space_id and w.person_id = s.person_id`;

const subscriptionColumns = sql`s.id, s.person_id as "personId", s.endpoint, s.p256dh, s.auth,
  coalesce(w.language, 'en') as language`;

export async function readSubscription(
  db: Queries,
  id: string,
  nowMs: number,
): Promise<Subscription | undefined> {
  const { rows } = await sql<Subscription>`select ${subscriptionColumns} ${living}
    where s.id = ${id} and session.expires_at > ${nowMs}`.execute(db);
  return rows[0];
}

export async function readSubscriptionsOf(
  db: Queries,
  spaceId: string,
  { personIds, nowMs }: { readonly personIds: readonly string[]; readonly nowMs: number },
): Promise<(Subscription & { readonly sessionHash: string })[]> {
  const { rows } = await sql<Subscription & { readonly sessionHash: string }>`
    select ${subscriptionColumns}, s.session_hash as "sessionHash" ${living}
    where s.space_id = ${spaceId} and s.person_id = any(${personIds}::text[])
      and session.expires_at > ${nowMs} order by s.created_at, s.id`.execute(db);
  return rows;
}

export interface PushKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Made once for each space; of two servers that start together, both use the one that was first. */
export async function keepPushKey(
  db: Queries,
  spaceId: string,
  make: () => PushKey,
): Promise<PushKey> {
  const read = async (): Promise<PushKey | undefined> => {
    const { rows } =
      await sql<PushKey>`select public_key as "publicKey", private_key as "privateKey"
      from push_key where space_id = ${spaceId}`.execute(db);
    return rows[0];
  };
  const known = await read();
  if (known !== undefined) return known;
  const { publicKey, privateKey } = make();
  await sql`insert into push_key (space_id, public_key, private_key)
    values (${spaceId}, ${publicKey}, ${privateKey}) on conflict do nothing`.execute(db);
  return (await read()) ?? { publicKey, privateKey };
}
