/**
 * The job table: work that is done later and survives whatever happens to the server.
 *
 *   queued ──claim──▶ running ──▶ done
 *     ▲                  │  └───▶ failed
 *     └── later try, ◀───┘
 *         given back, or the lease ran out
 *
 * A claim is a lease with a token: everything written in a job's name is fenced by it, so a worker that was
 * thought dead changes nothing any more. Only the database's clock counts. Whoever also writes synced rows
 * locks the head first, then the job: two orders would be a deadlock.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from './database.ts';
import type { JobKind } from './tables.ts';

export const jobChannel = 'bincard_job';

export interface NewJob {
  readonly spaceId: string;
  readonly kind: JobKind;
  readonly dedupeKey: string;
  readonly payload: object;
  readonly host: string;
  readonly maxAttempts: number;
  readonly priority: number;
  /** 0: at once. */
  readonly delayMs: number;
}

export interface ClaimedJob {
  readonly id: string;
  readonly token: string;
  readonly spaceId: string;
  readonly kind: JobKind;
  readonly payload: unknown;
  readonly host: string;
  /** This one included. Beyond `maxAttempts`: it was claimed to be given up. */
  readonly attempts: number;
  readonly maxAttempts: number;
}

type Lease = Pick<ClaimedJob, 'id' | 'token'>;

/**
 * In the caller's transaction: no commit, no job. One that waits already is brought forward and starts
 * counting anew; one that runs goes on. The keys must differ within a call.
 */
export async function insertJobs(db: Queries, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = JSON.stringify(jobs.map((job) => ({ ...job, id: randomUUID() })));
  await sql`
    insert into job (id, space_id, kind, dedupe_key, payload, host, state, attempts, max_attempts, priority,
      run_at, last_error_code, created_at)
    select r."id", r."spaceId", r."kind", r."dedupeKey", r."payload", r."host", 'queued', 0, r."maxAttempts",
      r."priority", now_ms() + r."delayMs", '', now_ms()
    from jsonb_to_recordset(${rows}::jsonb) as r("id" text, "spaceId" text, "kind" text, "dedupeKey" text,
      "payload" jsonb, "host" text, "maxAttempts" bigint, "priority" bigint, "delayMs" bigint)
    on conflict (space_id, kind, dedupe_key) where state in ('queued', 'running') do update
      set run_at = least(job.run_at, excluded.run_at), attempts = 0, last_error_code = ''
      where job.state = 'queued'`.execute(db);
  await sql`select pg_notify(${jobChannel}, '')`.execute(db);
}

export interface Wanted {
  readonly kinds: readonly JobKind[];
  /** Not to be asked at this moment. */
  readonly busyHosts: readonly string[];
}

/** The space of the job whose turn it is, without a claim: its head is locked before the job is. */
export async function findDueSpace(
  db: Queries,
  { kinds, busyHosts }: Wanted,
): Promise<string | undefined> {
  const { rows } = await sql<{ spaceId: string }>`
    select space_id as "spaceId" from job
    where state = 'queued' and run_at <= (select now_ms()) and kind = any(${kinds}::text[])
      and host <> all(${busyHosts}::text[])
    order by priority desc, run_at, id limit 1`.execute(db);
  return rows[0]?.spaceId;
}

export interface Claim extends Wanted {
  readonly spaceId: string;
  readonly leaseMs: number;
}

/** The job of this space whose turn it is, for this caller alone; undefined if there is none. */
export async function claimJob(
  db: Queries,
  { spaceId, kinds, busyHosts, leaseMs }: Claim,
): Promise<ClaimedJob | undefined> {
  const { rows } = await sql<ClaimedJob>`
    update job set state = 'running', attempts = attempts + 1, lease_token = ${randomUUID()},
      lease_until = now_ms() + ${leaseMs}::bigint
    where id = (
      select id from job
      where state = 'queued' and run_at <= (select now_ms()) and kind = any(${kinds}::text[])
        and host <> all(${busyHosts}::text[]) and space_id = ${spaceId}
      order by priority desc, run_at, id limit 1 for update skip locked
    )
    returning id, lease_token as "token", space_id as "spaceId", kind, payload, host, attempts,
      max_attempts as "maxAttempts"`.execute(db);
  return rows[0];
}

/** False: the lease had run out and somebody else has the job. */
export async function extendLease(db: Queries, lease: Lease, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await held(db, lease)
    .set({ lease_until: sql<number>`now_ms() + ${leaseMs}::bigint` })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The end of a job. False, and nothing is changed: it is somebody else's by now. */
export async function finishJob(
  db: Queries,
  lease: Lease,
  end: { readonly state: 'done' | 'failed'; readonly code: string },
): Promise<boolean> {
  const { numUpdatedRows } = await held(db, lease)
    .set({
      state: end.state,
      last_error_code: end.code,
      finished_at: sql<number>`now_ms()`,
      lease_until: null,
      lease_token: null,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Another try, later. */
export async function requeueJob(
  db: Queries,
  lease: Lease,
  { delayMs, code }: { readonly delayMs: number; readonly code: string },
): Promise<boolean> {
  const { numUpdatedRows } = await held(db, lease)
    .set({
      state: 'queued',
      run_at: sql<number>`now_ms() + ${delayMs}::bigint`,
      last_error_code: code,
      lease_until: null,
      lease_token: null,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** As if it had not been claimed: for a server that stops. */
export async function giveBackJob(db: Queries, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await held(db, lease)
    .set({
      state: 'queued',
      attempts: sql<number>`greatest(attempts - 1, 0)`,
      lease_until: null,
      lease_token: null,
    })
    .executeTakeFirst();
  await sql`select pg_notify(${jobChannel}, '')`.execute(db);
  return numUpdatedRows > 0n;
}

function held(db: Queries, { id, token }: Lease) {
  return db
    .updateTable('job')
    .where('id', '=', id)
    .where('lease_token', '=', token)
    .where('state', '=', 'running');
}

/** Jobs whose worker went silent wait again. Answers how many. */
export async function rescueJobs(db: Queries): Promise<number> {
  const { numAffectedRows } = await sql`
    update job set state = 'queued', lease_until = null, lease_token = null
    where id in (
      select id from job where state = 'running' and lease_until < (select now_ms())
      for update skip locked
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Milliseconds until a job of these kinds may run; undefined if none waits. */
export async function nextJobInMs(
  db: Queries,
  { kinds, busyHosts }: Wanted,
): Promise<number | undefined> {
  const { rows } = await sql<{ ms: number | null }>`
    select min(run_at) - now_ms() as ms from job
    where state = 'queued' and kind = any(${kinds}::text[]) and host <> all(${busyHosts}::text[])`.execute(
    db,
  );
  return rows[0]?.ms ?? undefined;
}

/** The books of what is over are kept for a while and then closed. */
export async function purgeJobs(db: Queries, olderThanMs: number): Promise<void> {
  await sql`delete from job where state in ('done', 'failed')
    and finished_at < now_ms() - ${olderThanMs}::bigint`.execute(db);
}
