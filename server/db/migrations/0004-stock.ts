/**
 * Stock with batches, use by week, stocktakes, loans and people: what phones need to count, lend and look
 * ahead. Older movements keep the effect that they had; what was used before is summed up once, as the law of
 * that time (shared/stock.ts) would have done step by step.
 */
import { sql, type Kysely } from 'kysely';
import { synced } from './0001-foundation.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;
const mondayShiftMs = 3 * 24 * 60 * 60 * 1000;
const weeksKept = 26;

/** A stamp begins with nine digits to the base of 36: Unix milliseconds. */
const stampMs = Array.from({ length: 9 }, (_, place) => {
  const digit = `strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(stamp, ${place + 1}, 1)) - 1`;
  return `(${digit})::bigint * ${36 ** (8 - place)}`;
}).join(' + ');

/** The trigger lets nobody write without a version; here no row changes what it says. */
function unguarded(table: string, ...statements: readonly string[]): string[] {
  return [
    `alter table "${table}" disable trigger user`,
    ...statements,
    `alter table "${table}" enable trigger user`,
  ];
}

const batch = `add column lot text not null default '', add column expiry text not null default ''`;
const batchColumns = `lot text not null, expiry text not null`;

const statements = [
  `alter table item add column lendable boolean not null default false, add column unit_cost jsonb`,
  `alter table stock ${batch}, add column used jsonb not null default '{}'`,
  `alter table count ${batch}, add column stocktake_id text collate "C"`,
  `alter table movement ${batch}, add column purpose text not null default '',
     add column effective_stamp text collate "C", add column effective_reason text`,
  ...unguarded(
    'movement',
    `update movement set effective_stamp = stamp, effective_reason = reason`,
  ),
  `alter table movement alter column effective_stamp set not null,
     alter column effective_reason set not null`,
  ...unguarded(
    'stock',
    `with leg as (
       select space_id, item_id, from_location_id as location_id, quantity, stamp from movement
         where from_location_id is not null and reason in ('use', 'return')
       union all
       select space_id, item_id, to_location_id, -quantity, stamp from movement
         where to_location_id is not null and reason in ('use', 'return')
     ), week as (
       select space_id, item_id, location_id, (${stampMs} + ${mondayShiftMs}) / ${weekMs} as week,
         sum(quantity)::bigint as used from leg group by 1, 2, 3, 4
     ), kept as (
       select *, max(week) over (partition by space_id, item_id, location_id) as newest from week
     ), bin as (
       select space_id, item_id, location_id, jsonb_object_agg(week::text, used) as used from kept
         where week > newest - ${weeksKept} group by 1, 2, 3
     )
     update stock s set used = bin.used from bin
       where s.space_id = bin.space_id and s.item_id = bin.item_id and s.location_id = bin.location_id`,
  ),
  `create index movement_from on movement (space_id, from_location_id, stamp) where from_location_id is not null`,
  `create index movement_to on movement (space_id, to_location_id, stamp) where to_location_id is not null`,
  `create index count_item on count (space_id, item_id, stamp)`,
  `create index count_location on count (space_id, location_id, stamp)`,
  `create index mutation_log_version on mutation_log (space_id, version)`,
  ...synced(
    'stocktake',
    `name text not null, note text not null, location_ids jsonb not null, category_ids jsonb not null,
     blind boolean not null, state text not null check (state in ('open', 'closed', 'cancelled')),
     decided_at bigint not null, decided_by text collate "C"`,
    'fields',
  ),
  ...synced(
    'tally',
    `stocktake_id text collate "C" not null, kind text not null, location_id text collate "C" not null,
     item_id text collate "C", quantity bigint not null, code text not null, photo_id text collate "C",
     counter text collate "C" not null, ${batchColumns}`,
    'fact',
  ),
  `create index tally_stocktake on tally (space_id, stocktake_id)`,
  ...synced(
    'loan',
    `item_id text collate "C" not null, quantity bigint not null check (quantity > 0),
     from_location_id text collate "C" not null, ${batchColumns}, borrower_id text collate "C",
     borrower_name text not null, due_on text not null, condition_out text not null,
     condition_back text not null, note text not null, lent_at bigint not null, returned bigint not null,
     state text not null check (state in ('out', 'back')), returned_at bigint`,
    'fields',
  ),
  `alter table sync_client add column read_as text`,
  // People become rows that travel, under a version of their own.
  `alter table person add column version bigint not null default 0`,
  `update sync_head set version = version + 1 where exists (select from person p where p.space_id = sync_head.space_id)`,
  `update person set version = h.version from sync_head h where h.space_id = person.space_id`,
  `alter table person alter column version drop default`,
  `create index person_version on person (space_id, version, id)`,
  `create trigger guard_insert after insert on person
     referencing new table as written for each statement execute function guard_version()`,
  `create trigger guard_update after update on person
     referencing new table as written for each statement execute function guard_version()`,
];

export const stock = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
