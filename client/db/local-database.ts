/**
 * The phone's own database: what the screens read, and what still has to reach the server. One per
 * browser, for one space at a time.
 *
 *   live tables   location category item code stock count movement     what the UI reads, optimistic
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
import { Dexie, type Table } from 'dexie';
import type { AnyRow, RowOf, SyncedTable } from '../../shared/entities.ts';
import type { ClientId, MutationId, PersonId } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import type { Outcome } from '../../shared/refusals.ts';
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

export const localDatabaseName = 'bincard';

export class LocalDatabase extends Dexie {
  declare readonly location: Table<LiveRowOf['location'], string>;
  declare readonly category: Table<LiveRowOf['category'], string>;
  declare readonly item: Table<LiveRowOf['item'], string>;
  declare readonly code: Table<LiveRowOf['code'], string>;
  declare readonly stock: Table<LiveRowOf['stock'], string>;
  declare readonly count: Table<LiveRowOf['count'], string>;
  declare readonly movement: Table<LiveRowOf['movement'], string>;
  declare readonly shadow: Table<ShadowRow, string>;
  declare readonly outbox: Table<OutboxRow, number>;
  declare readonly acked: Table<AckedRow, number>;
  declare readonly attention: Table<AttentionRow, number>;
  declare readonly staging: Table<StagedRow, string>;
  declare readonly meta: Table<MetaRow, string>;
  /** Set when newer code wants the database: this tab must be reloaded and may not open it again. */
  retired = false;

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
  }
}

export function liveTable<Name extends SyncedTable>(
  db: LocalDatabase,
  name: Name,
): Table<LiveRowOf[Name], string> {
  return db.table(name);
}
