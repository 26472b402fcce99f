/** Reorders: who asked, what was decided, and what came. */
import { sql, type Kysely } from 'kysely';
import { synced } from './0001-foundation.ts';

const statements = [
  ...synced(
    'reorder',
    `item_id text collate "C" not null, cycle bigint not null, state text not null, quantity bigint not null,
     priority text not null, ask_count bigint not null, requested_at bigint not null, ordered_at bigint,
     expected_on text not null, received bigint not null, damaged bigint not null, received_at bigint,
     marks jsonb not null`,
    'derived',
  ),
  ...synced(
    'ask',
    `item_id text collate "C" not null, cycle bigint not null, quantity bigint not null, priority text not null,
     is_withdrawn boolean not null`,
    'fact',
  ),
  ...synced(
    'receipt',
    `item_id text collate "C" not null, cycle bigint not null, quantity bigint not null, damaged bigint not null,
     location_id text collate "C" not null, movement_id text collate "C" not null, is_undone boolean not null,
     lot text not null, expiry text not null`,
    'fact',
  ),
];

export const reorders = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
