/**
 * The foundation: spaces, the versioned head, people, and the synced tables under the version guard.
 * Ids are text in "C" order, so that Postgres sorts them as JavaScript does: pages depend on it.
 */
import { sql, type Kysely } from 'kysely';

const statements = [
  `create table space (
    id text collate "C" primary key,
    name text not null,
    created_at bigint not null
  )`,
  `create table sync_head (
    space_id text collate "C" primary key references space (id),
    epoch text not null,
    run text not null,
    version bigint not null,
    purge_floor bigint not null,
    received_at bigint not null
  )`,
  `create table sync_run (
    space_id text collate "C" not null references space (id),
    run text collate "C" not null,
    number bigint not null,
    first_version bigint not null,
    started_at bigint not null,
    primary key (space_id, run)
  )`,
  `create table sync_client (
    space_id text collate "C" not null references space (id),
    client_id text collate "C" not null,
    person_id text collate "C" not null,
    device_id text collate "C",
    last_mid bigint not null,
    last_mid_version bigint not null,
    seen_at bigint not null,
    primary key (space_id, client_id)
  )`,
  `create table mutation_log (
    space_id text collate "C" not null references space (id),
    uuid text collate "C" not null,
    client_id text collate "C" not null,
    mid bigint not null,
    person_id text collate "C" not null,
    name text not null,
    mutation_version bigint not null,
    args jsonb,
    stamp text collate "C" not null,
    sent_stamp text collate "C" not null,
    received_at bigint not null,
    version bigint not null,
    outcome jsonb not null,
    primary key (space_id, uuid)
  )`,
  `create index mutation_log_client on mutation_log (space_id, client_id, mid)`,
  `create table person (
    space_id text collate "C" not null references space (id),
    id text collate "C" not null,
    name text not null,
    role text not null check (role in ('owner', 'staff', 'member')),
    created_at bigint not null,
    removed_at bigint,
    primary key (space_id, id)
  )`,
  `create table device (
    space_id text collate "C" not null,
    id text collate "C" not null,
    person_id text collate "C" not null,
    name text not null,
    created_at bigint not null,
    seen_at bigint not null,
    primary key (space_id, id),
    foreign key (space_id, person_id) references person (space_id, id)
  )`,
  `create table session (
    token_hash text collate "C" primary key,
    space_id text collate "C" not null,
    person_id text collate "C" not null,
    device_id text collate "C" not null,
    created_at bigint not null,
    expires_at bigint not null,
    seen_at bigint not null,
    foreign key (space_id, device_id) references device (space_id, id)
  )`,
  `create table invite (
    id text collate "C" primary key,
    space_id text collate "C" not null references space (id),
    code_hash text collate "C" not null unique,
    role text not null check (role in ('owner', 'staff', 'member')),
    first_owner boolean not null,
    uses_left bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    created_by text collate "C",
    revoked_at bigint
  )`,
  ...synced(
    'location',
    `name text not null, description text not null, parent_id text collate "C",
     active boolean not null, external_id text not null`,
    'fields',
  ),
  ...synced(
    'category',
    `name text not null, description text not null, parent_id text collate "C",
     colour text not null, external_id text not null`,
    'fields',
  ),
  ...synced(
    'item',
    `name text not null, description text not null, sku text not null, unit text not null,
     category_id text collate "C", home_location_id text collate "C", minimum bigint not null,
     reorder_quantity bigint not null, image_url text not null, link text not null, hazards jsonb,
     notes text not null, active boolean not null, external_id text not null, custom jsonb not null`,
    'fields',
  ),
  ...synced(
    'code',
    `item_id text collate "C", location_id text collate "C", value text not null,
     key text collate "C" not null, units_per_scan bigint not null`,
    'fields',
  ),
  ...synced(
    'stock',
    `item_id text collate "C" not null, location_id text collate "C" not null,
     quantity bigint not null, count_stamp text collate "C"`,
    'derived',
  ),
  ...synced(
    'count',
    `item_id text collate "C" not null, location_id text collate "C" not null,
     quantity bigint not null`,
    'fact',
  ),
  ...synced(
    'movement',
    `item_id text collate "C" not null, from_location_id text collate "C",
     to_location_id text collate "C", quantity bigint not null check (quantity > 0),
     reason text not null, undoes text collate "C"`,
    'fact',
  ),
  `create index movement_item on movement (space_id, item_id, stamp)`,
  `create index item_external on item (space_id, external_id) where external_id <> ''`,
  `create index location_external on location (space_id, external_id) where external_id <> ''`,
  `create index category_external on category (space_id, external_id) where external_id <> ''`,
];

/**
 * The guard of the cursor: a row of a synced table can only be written under the version that this
 * very transaction took from the head. No worker, import or console goes round it, and rows are never
 * deleted, because a deletion has no version that a phone could read.
 */
const guard = `
create function guard_version() returns trigger language plpgsql as $guard$
declare
  taken bigint := nullif(current_setting('bincard.version', true), '')::bigint;
begin
  if exists (
    select from written w left join sync_head h on h.space_id = w.space_id
    where taken is null or w.version is distinct from taken or h.version is distinct from taken
  ) then
    raise exception 'a row of % was written without taking a version from the head', tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $guard$`;

const refuseDelete = `
create function refuse_delete() returns trigger language plpgsql as $refuse$
begin
  raise exception 'rows of % are never deleted: set deleted_at', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $refuse$`;

export function synced(
  table: string,
  columns: string,
  family: 'fields' | 'fact' | 'derived',
): string[] {
  const own = {
    fields: 'stamps jsonb not null, deleted_at bigint,',
    fact: 'note text not null, stamp text collate "C" not null, person_id text collate "C", received_at bigint not null,',
    derived: '',
  }[family];
  return [
    `create table "${table}" (
      space_id text collate "C" not null references space (id),
      id text collate "C" not null,
      ${columns},
      ${own}
      version bigint not null,
      primary key (space_id, id)
    )`,
    `create index "${table}_version" on "${table}" (space_id, version, id)`,
    `create trigger guard_insert after insert on "${table}"
      referencing new table as written for each statement execute function guard_version()`,
    `create trigger guard_update after update on "${table}"
      referencing new table as written for each statement execute function guard_version()`,
    `create trigger refuse_delete before delete or truncate on "${table}"
      for each statement execute function refuse_delete()`,
  ];
}

export const foundation = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [guard, refuseDelete, ...statements]) {
      await sql.raw(statement).execute(db);
    }
  },
};
