/**
 * What was done to many items at once, and the way back, kept on this device: also after a reload somebody can take all
 * of it back. A record is written by the very transaction that makes it true. The ways back are rows of the meta store
 * beside its single values, one per portion, so that no portion writes again what an earlier one has written.
 */
import type { ItemFields } from '../../shared/entities.ts';
import type { ItemId, LocationId } from '../../shared/ids.ts';
import type { MutationArgs } from '../../shared/mutations.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { LocalDatabase } from './local-database.ts';
import { readMeta, writeMeta } from './meta.ts';

export type BulkFields = Partial<
  Pick<
    ItemFields,
    'minimum' | 'reorderQuantity' | 'categoryId' | 'homeLocationId' | 'unit' | 'lendable' | 'active'
  >
>;

/** Null for a place is "wherever it lies". */
export type BulkDeed =
  | {
      readonly kind: 'move';
      readonly from: LocationId | null;
      readonly to: LocationId;
      /** Of each; null for all of it. */
      readonly amount: Quantity | null;
      readonly note: string;
    }
  | {
      readonly kind: 'adjust';
      readonly at: LocationId | null;
      /** Added to each; less than zero takes away. */
      readonly change: Quantity;
      readonly reason: 'add' | 'loss' | 'damage' | 'correction';
      readonly note: string;
    }
  | { readonly kind: 'set'; readonly fields: BulkFields }
  | { readonly kind: 'delete' | 'restore' };

export type WayBack =
  | {
      readonly kind: 'fields';
      readonly id: ItemId;
      readonly before: BulkFields;
      readonly after: BulkFields;
    }
  | { readonly kind: 'movement'; readonly args: MutationArgs<'movement.record'> }
  | { readonly kind: 'life'; readonly id: ItemId };

export interface BulkRecord {
  readonly id: string;
  /** This phone's clock. */
  readonly at: number;
  readonly deed: BulkDeed;
  /** Items that were changed. */
  readonly changed: number;
  readonly portions: number;
  /** Null while it has not been taken back. */
  readonly undoneAt: number | null;
}

const recordsKept = 10;

/** The newest first. */
export function readBulkRecords(db: LocalDatabase): Promise<readonly BulkRecord[]> {
  return readMeta(db, 'bulkRecords');
}

export async function readWayBack(
  db: LocalDatabase,
  record: Pick<BulkRecord, 'id'>,
  portion: number,
): Promise<readonly WayBack[]> {
  const row = await db.meta.get(portionKey(record.id, portion));
  // Only keepBulkPortion writes under such a key.
  return (row?.value ?? []) as readonly WayBack[];
}

/** Inside the transaction that makes it true. Adds the portion to its record, and forgets the oldest record. */
export async function keepBulkPortion(
  db: LocalDatabase,
  record: Pick<BulkRecord, 'id' | 'at' | 'deed'>,
  portion: { readonly changed: number; readonly wayBack: readonly WayBack[] },
): Promise<BulkRecord> {
  const records = await readBulkRecords(db);
  const known = records.find(({ id }) => id === record.id);
  const grown: BulkRecord = {
    ...record,
    changed: (known?.changed ?? 0) + portion.changed,
    portions: (known?.portions ?? 0) + 1,
    undoneAt: null,
  };
  const all = [grown, ...records.filter(({ id }) => id !== record.id)];
  await Promise.all([
    db.meta.put({ key: portionKey(record.id, grown.portions - 1), value: portion.wayBack }),
    writeMeta(db, 'bulkRecords', all.slice(0, recordsKept)),
    ...all.slice(recordsKept).map((old) => forget(db, old)),
  ]);
  return grown;
}

/** Inside a transaction. */
export async function markBulkUndone(
  db: LocalDatabase,
  { id }: Pick<BulkRecord, 'id'>,
  undoneAt: number,
): Promise<void> {
  const records = await readBulkRecords(db);
  const marked = records.map((each) => (each.id === id ? { ...each, undoneAt } : each));
  await writeMeta(db, 'bulkRecords', marked);
}

async function forget(db: LocalDatabase, { id, portions }: BulkRecord): Promise<void> {
  await db.meta.bulkDelete(Array.from({ length: portions }, (_, place) => portionKey(id, place)));
}

function portionKey(id: string, portion: number): string {
  return `bulk ${id} ${portion}`;
}
