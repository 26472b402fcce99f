/** Suppliers and what they sell, prices, orders and their lines, what was learned of lead times, and a space's settings. */
import { sql, type Kysely } from 'kysely';
import { synced } from './0001-foundation.ts';

const statements = [
  ...synced(
    'supplier',
    `name text not null, kind text not null, website text not null, email text not null, phone text not null,
     customer_number text not null, notes text not null, active boolean not null, external_id text not null`,
    'fields',
  ),
  `create index supplier_external on supplier (space_id, external_id) where external_id <> ''`,
  ...synced(
    'supplier_item',
    `item_id text collate "C" not null, supplier_id text collate "C" not null, sku text not null,
     link text not null, description text not null, pack_quantity bigint not null, price jsonb,
     minimum_packs bigint not null, length_mm bigint not null, width_mm bigint not null,
     height_mm bigint not null, weight_g bigint not null, lead_days bigint, preferred boolean not null,
     active boolean not null, notes text not null, external_id text not null`,
    'fields',
  ),
  `create index supplier_item_external on supplier_item (space_id, external_id) where external_id <> ''`,
  ...synced(
    'price',
    `supplier_item_id text collate "C" not null, price jsonb not null, pack_quantity bigint not null,
     source text not null, is_withdrawn boolean not null`,
    'fact',
  ),
  ...synced(
    'purchase_order',
    `supplier_id text collate "C" not null, number text not null, state text not null, ordered_on text not null,
     expected_on text not null, reference text not null, note text not null, marks jsonb not null`,
    'fields',
  ),
  ...synced(
    'order_line',
    `purchase_order_id text collate "C" not null, item_id text collate "C" not null, cycle bigint not null,
     supplier_item_id text collate "C", packs bigint not null, pack_quantity bigint not null, price jsonb,
     note text not null, placed bigint not null, ordered bigint not null, received bigint not null, damaged bigint not null,
     received_on text not null`,
    'fields',
  ),
  // Lead times are learned from the lines of which something came lately.
  `create index order_line_received on order_line (space_id, received_on) where received > 0`,
  ...synced(
    'lead_time',
    `supplier_id text collate "C" not null, supplier_item_id text collate "C",
     median_days double precision not null, p80_days bigint not null, samples bigint not null,
     left_out bigint not null, window_days bigint not null`,
    'derived',
  ),
  ...synced(
    'settings',
    `lead_window_days bigint not null, safety_days bigint not null, show_spend boolean not null,
     currency text not null, last_order jsonb not null`,
    'fields',
  ),
  `alter table reorder add column ordered bigint not null default 0`,
  `alter table reorder disable trigger user`,
  `update reorder set ordered = quantity where ordered_at is not null`,
  `alter table reorder enable trigger user`,
  `alter table receipt add column expired bigint not null default 0,
     add column order_line_id text collate "C", add column supplier_item_id text collate "C",
     add column received_on text not null default '', add column price jsonb,
     add column pack_quantity bigint not null default 1000`,
  `alter table receipt disable trigger user`,
  `update receipt set received_on = to_char(to_timestamp(received_at / 1000.0) at time zone 'UTC', 'YYYY-MM-DD')`,
  `alter table receipt enable trigger user`,
];

export const supply = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
