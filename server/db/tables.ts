/**
 * The shape of the database as TypeScript sees it. Columns are snake_case and stay inside this room;
 * `columns.ts` maps them to the fields of the rows that travel. Times are Unix milliseconds.
 */
import type { OrderState } from '../../shared/orders.ts';
import type { ImageState } from '../../shared/images.ts';
import type { NoticeTables } from './notice-tables.ts';
import type { Role } from '../../shared/roles.ts';
import type { Outcome } from '../../shared/refusals.ts';

export interface SpaceTable {
  id: string;
  name: string;
  created_at: number;
}

/** One row per space, locked first by every writer: that makes versions gap-free in commit order. */
export interface SyncHeadTable {
  space_id: string;
  epoch: string;
  run: string;
  version: number;
  /** Tombstones at or below it may be gone; a cursor below it must start anew. */
  purge_floor: number;
  /** The latest time of receipt, so that times of receipt rise whatever the server's clock does. */
  received_at: number;
}

/** Which versions each start of a server owns. A cursor that names a run unknown here saw another history. */
export interface SyncRunTable {
  space_id: string;
  run: string;
  /** 1, 2, 3 …: two starts without a write between them begin at the same version. */
  number: number;
  first_version: number;
  started_at: number;
}

export interface SyncClientTable {
  space_id: string;
  client_id: string;
  person_id: string;
  device_id: string | null;
  last_mid: number;
  last_mid_version: number;
  seen_at: number;
  /** For which role the rows were read that it holds; null before its first sync. */
  read_as: Role | null;
}

/** Every mutation ever judged: the activity log, the answers to retries, and the guard of "exactly once". */
export interface MutationLogTable {
  space_id: string;
  uuid: string;
  client_id: string;
  mid: number;
  person_id: string;
  name: string;
  mutation_version: number;
  args: unknown;
  /** As clamped; the sender's own stamp is in `sent_stamp`. */
  stamp: string;
  sent_stamp: string;
  received_at: number;
  version: number;
  outcome: Outcome;
}

export interface PersonTable {
  space_id: string;
  id: string;
  name: string;
  role: Role;
  created_at: number;
  removed_at: number | null;
  version: number;
}

export interface DeviceTable {
  space_id: string;
  id: string;
  person_id: string;
  name: string;
  created_at: number;
  seen_at: number;
}

export interface SessionTable {
  token_hash: string;
  space_id: string;
  person_id: string;
  device_id: string;
  created_at: number;
  expires_at: number;
  seen_at: number;
}

export interface InviteTable {
  id: string;
  space_id: string;
  code_hash: string;
  role: Role;
  /** The invite that makes a new space's first owner. */
  first_owner: boolean;
  uses_left: number;
  created_at: number;
  expires_at: number;
  created_by: string | null;
  revoked_at: number | null;
}

export const jobKinds = [
  'image.fetch',
  'image.make',
  'image.sweep',
  'notice.push',
  'notice.mail',
  'notice.webhook',
  'notice.sweep',
  'leadTime.recompute',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Work for later, one row each (job-statements.ts). Times are the database's `now_ms()`. */
export interface JobTable {
  id: string;
  space_id: string;
  kind: JobKind;
  /** Of one kind and key, only one job is queued or running. */
  dedupe_key: string;
  payload: unknown;
  /** Whom it will ask; "" for nobody. */
  host: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  /** Counted when it is claimed, so that a job that kills its process runs out of them. */
  attempts: number;
  max_attempts: number;
  /** Higher first. */
  priority: number;
  run_at: number;
  lease_until: number | null;
  lease_token: string | null;
  last_error_code: string;
  created_at: number;
  finished_at: number | null;
}

export interface ImageTable extends SyncedRowTable {
  source: string;
  state: ImageState;
  sha256: string;
  changed_at: number;
}

/** A safety data sheet whose bytes this space has been given. */
export interface SheetTable {
  space_id: string;
  sha256: string;
  /** When a living item was last known to name it. */
  named_at: number;
}

export interface PhotoTable extends SyncedRowTable {
  deleted_at: number | null;
  item_id: string | null;
  sha256: string;
}

/** What every synced table has. The other columns are listed in `columns.ts`. */
export interface SyncedRowTable {
  space_id: string;
  id: string;
  version: number;
}

export interface MovementTable extends SyncedRowTable {
  item_id: string;
  from_location_id: string | null;
  to_location_id: string | null;
  stamp: string;
}

export interface CountTable extends SyncedRowTable {
  item_id: string;
  location_id: string;
  stamp: string;
}

export interface FieldsRowTable extends SyncedRowTable {
  external_id: string;
  deleted_at: number | null;
}

export interface ItemTable extends FieldsRowTable {
  image_url: string;
}

export interface CodeTable extends SyncedRowTable {
  deleted_at: number | null;
}

export interface PurchaseOrderTable extends SyncedRowTable {
  supplier_id: string;
  number: string;
  state: OrderState;
  ordered_on: string;
}

export interface OrderLineTable extends SyncedRowTable {
  deleted_at: number | null;
  purchase_order_id: string;
  supplier_item_id: string | null;
  received: number;
  received_on: string;
}

export interface SettingsTable extends SyncedRowTable {
  lead_window_days: number;
  show_spend: boolean;
}

export interface Tables extends NoticeTables {
  space: SpaceTable;
  sync_head: SyncHeadTable;
  sync_run: SyncRunTable;
  sync_client: SyncClientTable;
  mutation_log: MutationLogTable;
  person: PersonTable;
  device: DeviceTable;
  session: SessionTable;
  invite: InviteTable;
  location: FieldsRowTable;
  category: FieldsRowTable;
  item: ItemTable;
  code: CodeTable;
  stock: SyncedRowTable;
  count: CountTable;
  movement: MovementTable;
  photo: PhotoTable;
  image: ImageTable;
  stocktake: SyncedRowTable;
  tally: SyncedRowTable;
  loan: SyncedRowTable;
  reorder: SyncedRowTable;
  ask: SyncedRowTable;
  receipt: SyncedRowTable;
  supplier: FieldsRowTable;
  supplier_item: FieldsRowTable;
  price: SyncedRowTable;
  purchase_order: PurchaseOrderTable;
  order_line: OrderLineTable;
  lead_time: SyncedRowTable;
  settings: SettingsTable;
  job: JobTable;
  sheet: SheetTable;
}
