/**
 * The phone's own database: what the screens read, and what still has to reach the server. One per
 * browser, for one space at a time.
 *
 *   live tables   those of shared/entities.ts                          what the UI reads, optimistic
 *   blobs         photos taken here, by their hash                     kept until the server has made its own
 *   sheets        safety data sheets put in here, by their hash        kept until the server has them
 *   shadow        server truth of exactly those rows that have waiting changes
 *   outbox        changes the server has not settled, by `mid`         never evicted, never guessed away
 *   acked         settled changes, kept a while to heal a server that went back in time
 *   attention     outcomes a person should see
 *   staging       rows of a resync, until they replace the live tables in one transaction
 *   meta          single values (meta.ts)
 *
 * Always true between transactions:
 *   live row = its shadow (or itself) + every outbox row that names it, in order of `mid`
 *   a row has a shadow exactly while an outbox row names it
 * Schema changes are additive: an old tab and a new one may hold the database at the same time.
 */
import { Dexie, type Table, type Transaction } from 'dexie';
import type { AnyRow, RowOf, SyncedTable } from '../../shared/entities.ts';
import type { ClientId, MutationId, PersonId } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import type { Outcome } from '../../shared/refusals.ts';
import { completeRows } from './complete-rows.ts';
import type { MetaRow } from './meta.ts';

/** `touched` rises with every transaction that writes rows, so "what is new since N" is one index range. */
export type Touched<Row> = Row & { readonly touched: number };

export interface LiveRowOf {
  location: Touched<RowOf['location']>;
  category: Touched<RowOf['category']>;
  item: Touched<RowOf['item']>;
  code: Touched<RowOf['code']>;
  stock: Touched<RowOf['stock']>;
  count: RowOf['count'];
  movement: RowOf['movement'];
  photo: Touched<RowOf['photo']>;
  image: Touched<RowOf['image']>;
  stocktake: Touched<RowOf['stocktake']>;
  tally: RowOf['tally'];
  loan: Touched<RowOf['loan']>;
  person: Touched<RowOf['person']>;
  reorder: Touched<RowOf['reorder']>;
  ask: RowOf['ask'];
  receipt: RowOf['receipt'];
  supplier: Touched<RowOf['supplier']>;
  supplierItem: Touched<RowOf['supplierItem']>;
  price: RowOf['price'];
  purchaseOrder: Touched<RowOf['purchaseOrder']>;
  orderLine: Touched<RowOf['orderLine']>;
  leadTime: Touched<RowOf['leadTime']>;
  settings: Touched<RowOf['settings']>;
}

export interface ShadowRow {
  /** `rowKey(table, id)`. */
  readonly key: string;
  readonly table: SyncedTable;
  readonly id: string;
  /** Null while the server has no such row. */
  readonly row: AnyRow | null;
  /** Has arrived while later pages have not; becomes `row` with the last one (apply-pull.ts). */
  readonly next?: AnyRow;
}

export interface OutboxRow extends SentMutation {
  /**
   * From 1 and without gaps: the number in the log of this browser's client id. Below 1: held back,
   * because its author is not the one signed in; it has no number in that person's log.
   */
  readonly mid: number;
  /** Who made it; null while nobody has signed in. Only its author's session may push it. */
  readonly personId: PersonId | null;
  /** This phone's clock. */
  readonly recordedAt: number;
  /** Keys of the rows it writes. */
  readonly keys: readonly string[];
  /** Known once the server has answered and unless it was "applied"; shown when the rows are here too. */
  readonly outcome?: Outcome;
}

export interface AckedRow extends OutboxRow {
  readonly order?: number;
  readonly clientId: ClientId;
  readonly ackedAt: number;
}

export interface AttentionRow {
  readonly id?: number;
  readonly uuid: MutationId;
  readonly mid: number;
  readonly at: number;
  readonly mutation: SentMutation;
  /** Superseded or refused, never "applied". */
  readonly outcome: Outcome;
  readonly seenAt: number | null;
  readonly resolvedAt: number | null;
}

export interface StagedRow {
  readonly key: string;
  readonly row: AnyRow;
}

/** The bytes of a photo that was taken on this phone. */
export interface BlobRow {
  readonly sha256: string;
  readonly bytes: Blob;
  /** At most 96 px, for lists. */
  readonly small: Blob;
  /** This phone's clock. */
  readonly addedAt: number;
  /** Why it will never be sent; "" while nothing is wrong. */
  readonly refused: BlobRefusal | '';
  /** Set when the server has answered to the bytes: then and to which version of its row. */
  readonly sentAt: number | null;
  readonly sentFor: number | null;
}

export type BlobRefusal =
  /** Our server says that these are not the bytes of that name. */
  | 'damaged'
  | 'tooBig'
  /** This browser can no longer read what it has stored. */
  | 'unreadable';

/** A safety data sheet that was put in on this phone. */
export interface SheetRow {
  readonly sha256: string;
  readonly bytes: Blob;
  /** This phone's clock. */
  readonly addedAt: number;
  /** Why it will never be sent; "" while nothing is wrong. */
  readonly refused: BlobRefusal | '';
  /** The server has said that it has it. */
  readonly isSent: boolean;
  /** Not to be sent (again) before; 0 for at once. */
  readonly nextTryAt: number;
}

export class LocalDatabase extends Dexie {
  declare readonly location: Table<LiveRowOf['location'], string>;
  declare readonly category: Table<LiveRowOf['category'], string>;
  declare readonly item: Table<LiveRowOf['item'], string>;
  declare readonly code: Table<LiveRowOf['code'], string>;
  declare readonly stock: Table<LiveRowOf['stock'], string>;
  declare readonly count: Table<LiveRowOf['count'], string>;
  declare readonly movement: Table<LiveRowOf['movement'], string>;
  declare readonly photo: Table<LiveRowOf['photo'], string>;
  declare readonly image: Table<LiveRowOf['image'], string>;
  declare readonly stocktake: Table<LiveRowOf['stocktake'], string>;
  declare readonly tally: Table<LiveRowOf['tally'], string>;
  declare readonly loan: Table<LiveRowOf['loan'], string>;
  declare readonly person: Table<LiveRowOf['person'], string>;
  declare readonly reorder: Table<LiveRowOf['reorder'], string>;
  declare readonly ask: Table<LiveRowOf['ask'], string>;
  declare readonly receipt: Table<LiveRowOf['receipt'], string>;
  declare readonly supplier: Table<LiveRowOf['supplier'], string>;
  declare readonly supplierItem: Table<LiveRowOf['supplierItem'], string>;
  declare readonly price: Table<LiveRowOf['price'], string>;
  declare readonly purchaseOrder: Table<LiveRowOf['purchaseOrder'], string>;
  declare readonly orderLine: Table<LiveRowOf['orderLine'], string>;
  declare readonly leadTime: Table<LiveRowOf['leadTime'], string>;
  declare readonly settings: Table<LiveRowOf['settings'], string>;
  declare readonly blobs: Table<BlobRow, string>;
  declare readonly sheets: Table<SheetRow, string>;
  declare readonly shadow: Table<ShadowRow, string>;
  declare readonly outbox: Table<OutboxRow, number>;
  declare readonly acked: Table<AckedRow, number>;
  declare readonly attention: Table<AttentionRow, number>;
  declare readonly staging: Table<StagedRow, string>;
  declare readonly meta: Table<MetaRow, string>;
  /** Set when newer code wants the database: this tab must be reloaded and may not open it again. */
  retired = false;
  /** Rows of older code are being made ready, which takes seconds where there are tens of thousands. */
  isUpgrading = false;

  constructor(name: string) {
    // Strict: a change that was said to be saved survives a power cut (browsers default to relaxed).
    // No cache: what a query shows is what is durable.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({
      location: 'id, touched',
      category: 'id, touched',
      item: 'id, touched',
      code: 'id, touched, key, itemId, locationId',
      stock: 'id, touched, itemId, locationId',
      count: 'id, [itemId+stamp]',
      movement: 'id, [itemId+stamp]',
      shadow: 'key',
      outbox: 'mid, *keys',
      acked: '++order',
      attention: '++id, &uuid',
      staging: 'key',
      meta: 'key',
    });
    this.version(2)
      .stores({
        item: 'id, touched, imageUrl',
        photo: 'id, touched, itemId, sha256',
        // Null is in no index, so `retryAt` leads to the few rows that have one.
        image: 'id, touched, source, [state+changedAt], retryAt',
        blobs: 'sha256, refused',
      })
      .upgrade((upgrade) => {
        this.isUpgrading = true;
        return fetchRowsAnew(upgrade);
      });
    this.version(3).stores({
      // What is absent is in no index, so this one leads to the few items that have a sheet.
      item: 'id, touched, imageUrl, hazards.sdsFile.sha256',
      sheets: 'sha256, refused',
    });
    this.version(4)
      .stores({
        // A null end is in no index.
        movement: 'id, [itemId+stamp], [fromLocationId+stamp], [toLocationId+stamp]',
        count: 'id, [itemId+stamp], [locationId+stamp]',
        stocktake: 'id, touched, state',
        tally: 'id, stocktakeId',
        loan: 'id, touched, itemId, state',
        person: 'id, touched',
        reorder: 'id, touched, itemId, state',
        ask: 'id, [itemId+cycle]',
        receipt: 'id, [itemId+cycle]',
      })
      .upgrade(async (upgrade) => {
        this.isUpgrading = true;
        await completeRows(upgrade);
        await fetchRowsAnew(upgrade);
      });
    this.version(5)
      .stores({
        supplier: 'id, touched',
        supplierItem: 'id, touched, itemId, supplierId',
        price: 'id, supplierItemId',
        purchaseOrder: 'id, touched, supplierId, state',
        orderLine: 'id, touched, purchaseOrderId, supplierItemId, [itemId+cycle]',
        leadTime: 'id, touched',
        settings: 'id, touched',
      })
      .upgrade(async (upgrade) => {
        this.isUpgrading = true;
        await completeRows(upgrade);
        await fetchRowsAnew(upgrade);
      });
  }
}

/**
 * The code before did not know photos and pictures and threw their rows away. So all rows come anew, beside the ones
 * in use (heal.ts), and what waits is left alone.
 */
async function fetchRowsAnew(upgrade: Transaction): Promise<void> {
  const meta = upgrade.table<MetaRow, string>('meta');
  await upgrade.table('staging').clear();
  const cursor = await meta.get('cursor');
  // Never synced: everything comes with the first sync anyway.
  if (cursor === undefined || cursor.value === null) return;
  await meta.bulkPut([
    { key: 'cursor', value: null },
    { key: 'resyncing', value: true },
  ]);
}

export function liveTable<Name extends SyncedTable>(
  db: LocalDatabase,
  name: Name,
): Table<LiveRowOf[Name], string> {
  return db.table(name);
}
