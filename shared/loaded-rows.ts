/**
 * Rows in memory while mutations are judged: filled by one preload, changed by `applyMutation`, and
 * then asked what has changed. Both sides use it, so that neither can write what it has not loaded.
 */
import {
  syncedTables,
  type AnyRow,
  type Movement,
  type RowOf,
  type SyncedTable,
} from './entities.ts';
import type { ItemId } from './ids.ts';
import { rowKey } from './mutation-reach.ts';
import type { Rows } from './rows.ts';
import type { Stamp } from './stamps.ts';

type RowsById = { [Table in SyncedTable]: Map<string, RowOf[Table]> };

export class LoadedRows implements Rows {
  #rows: RowsById = {
    location: new Map(),
    category: new Map(),
    item: new Map(),
    code: new Map(),
    stock: new Map(),
    count: new Map(),
    movement: new Map(),
    photo: new Map(),
    image: new Map(),
    stocktake: new Map(),
    tally: new Map(),
    loan: new Map(),
    person: new Map(),
    reorder: new Map(),
    ask: new Map(),
    receipt: new Map(),
    supplier: new Map(),
    supplierItem: new Map(),
    price: new Map(),
    purchaseOrder: new Map(),
    orderLine: new Map(),
    leadTime: new Map(),
    settings: new Map(),
  };
  #movementsByItem = new Map<ItemId, Map<string, Movement>>();
  #changed = new Map<string, { table: SyncedTable; id: string }>();
  #before = new Map<string, AnyRow | undefined>();

  load<Table extends SyncedTable>(table: Table, rows: Iterable<RowOf[Table]>): void {
    for (const row of rows) this.#set(table, row);
  }

  get<Table extends SyncedTable>(table: Table, id: string): RowOf[Table] | undefined {
    return this.#rows[table].get(id);
  }

  put<Table extends SyncedTable>(table: Table, row: RowOf[Table]): void {
    const key = rowKey(table, row.id);
    if (!this.#changed.has(key)) {
      this.#before.set(key, this.#rows[table].get(row.id));
      this.#changed.set(key, { table, id: row.id });
    }
    this.#set(table, row);
  }

  *movementsAfter(itemId: ItemId, stamp: Stamp): Iterable<Movement> {
    for (const movement of this.#movementsByItem.get(itemId)?.values() ?? []) {
      if (movement.stamp > stamp) yield movement;
    }
  }

  hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /** The rows changed since loading, by table, in the order of the tables. */
  changes(): { [Table in SyncedTable]: RowOf[Table][] } {
    const changes: { [Table in SyncedTable]: RowOf[Table][] } = {
      location: [],
      category: [],
      item: [],
      code: [],
      stock: [],
      count: [],
      movement: [],
      photo: [],
      image: [],
      stocktake: [],
      tally: [],
      loan: [],
      person: [],
      reorder: [],
      ask: [],
      receipt: [],
      supplier: [],
      supplierItem: [],
      price: [],
      purchaseOrder: [],
      orderLine: [],
      leadTime: [],
      settings: [],
    };
    for (const table of syncedTables) this.#collect(table, changes[table]);
    return changes;
  }

  #collect<Table extends SyncedTable>(table: Table, into: RowOf[Table][]): void {
    for (const changed of this.#changed.values()) {
      const row = changed.table === table ? this.#rows[table].get(changed.id) : undefined;
      if (row !== undefined) into.push(row);
    }
  }

  /** What a changed row was when it was loaded; undefined if it was not there. */
  before(table: SyncedTable, id: string): AnyRow | undefined {
    return this.#before.get(rowKey(table, id));
  }

  #set<Table extends SyncedTable>(table: Table, row: RowOf[Table]): void {
    this.#rows[table].set(row.id, row);
    if (table !== 'movement') return;
    const movement = this.#rows.movement.get(row.id);
    if (movement === undefined) return;
    const ofItem = this.#movementsByItem.get(movement.itemId) ?? new Map<string, Movement>();
    ofItem.set(movement.id, movement);
    this.#movementsByItem.set(movement.itemId, ofItem);
  }
}
