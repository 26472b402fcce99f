/**
 * Pictures and the work behind them: the `job` table (server/jobs), photos, and what is known of each
 * picture. Times of jobs are the database's own, `now_ms()`: servers whose clocks differ share one table.
 */
import { sql, type Kysely } from 'kysely';
import { synced } from './0001-foundation.ts';

const statements = [
  // clock_timestamp, not now(): a lease is counted from when it is taken, not from when a transaction began.
  `create function now_ms() returns bigint language sql volatile
    return (extract(epoch from clock_timestamp()) * 1000)::bigint`,
  `create table job (
    id text collate "C" primary key,
    space_id text collate "C" not null references space (id),
    kind text collate "C" not null,
    dedupe_key text collate "C" not null,
    payload jsonb not null,
    host text collate "C" not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    attempts bigint not null,
    max_attempts bigint not null,
    priority bigint not null,
    run_at bigint not null,
    lease_until bigint,
    lease_token text collate "C",
    last_error_code text not null,
    created_at bigint not null,
    finished_at bigint
  )`,
  `create unique index job_once on job (space_id, kind, dedupe_key) where state in ('queued', 'running')`,
  `create index job_next on job (priority desc, run_at, id) where state = 'queued'`,
  `create index job_leased on job (lease_until) where state = 'running'`,
  `create index job_finished on job (finished_at) where state in ('done', 'failed')`,
  `alter table item add column cover_photo_id text collate "C"`,
  ...synced('photo', `item_id text collate "C", sha256 text collate "C" not null`, 'fields'),
  ...synced(
    'image',
    `source text not null, state text not null, reason text not null, retry_at bigint,
     changed_at bigint not null, sha256 text collate "C" not null, thumbhash text not null,
     width bigint not null, height bigint not null, format text not null, bytes bigint not null`,
    'derived',
  ),
  `create index image_sha256 on image (sha256) where sha256 <> ''`,
  `create index image_source on image (md5(source))`,
  `create index photo_sha256 on photo (space_id, sha256)`,
  `create index item_image_url on item (space_id, md5(image_url)) where image_url <> ''`,
];

export const images = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
