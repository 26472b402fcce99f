/** Notices: what people want to be told of, where it goes, and what has been told. Nothing of it is synced. */
import { sql, type Kysely } from 'kysely';

const statements = [
  `create table push_key (
    space_id text collate "C" primary key references space (id),
    public_key text not null,
    private_key text not null
  )`,
  `create table notice_wish (
    space_id text collate "C" not null,
    person_id text collate "C" not null,
    push jsonb not null,
    mail jsonb not null,
    address text not null,
    mode text not null check (mode in ('atOnce', 'digest')),
    digest_hour bigint not null check (digest_hour between 0 and 23),
    language text not null,
    -- The last day whose digest this person has had.
    digest_on text collate "C" not null,
    primary key (space_id, person_id),
    foreign key (space_id, person_id) references person (space_id, id) on delete cascade
  )`,
  // It goes with its session: who signs out, or in anew, is not pushed to any more.
  `create table push_subscription (
    id text collate "C" primary key,
    space_id text collate "C" not null references space (id),
    person_id text collate "C" not null,
    session_hash text collate "C" not null references session (token_hash) on delete cascade,
    endpoint text not null,
    p256dh text not null,
    auth text not null,
    created_at bigint not null,
    unique (endpoint),
    unique (session_hash)
  )`,
  `create index push_subscription_person on push_subscription (space_id, person_id)`,
  `create table webhook (
    id text collate "C" primary key,
    space_id text collate "C" not null references space (id),
    name text not null,
    url text not null,
    form text not null,
    events jsonb not null,
    language text not null,
    active boolean not null,
    secret text not null,
    created_at bigint not null,
    last_at bigint,
    last_reason text not null,
    last_status bigint,
    failing_since bigint
  )`,
  `create index webhook_space on webhook (space_id)`,
  // One row for each thing to be told, whatever restarts: its key is what it is about.
  `create table notice (
    id text collate "C" primary key,
    space_id text collate "C" not null references space (id),
    event text not null,
    reorder_id text collate "C" not null,
    -- The day that it is about: of a reorder that gets another one, there is more to tell. "" if it is urgent.
    expected_on text collate "C" not null,
    at bigint not null,
    unique (space_id, event, reorder_id, expected_on)
  )`,
  // What waits for somebody's next digest.
  `create table notice_waiting (
    space_id text collate "C" not null,
    person_id text collate "C" not null,
    notice_id text collate "C" not null references notice (id) on delete cascade,
    primary key (space_id, person_id, notice_id)
  )`,
];

export const notices = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
