/**
 * What a mutation must see and what it may change, told from its arguments alone. The phone loads these
 * rows from IndexedDB and the server from Postgres, each in one go, before `applyMutation` runs.
 */
import type { SyncedTable } from './entities.ts';
import { makeStockId, type ItemId } from './ids.ts';
import type { Mutation } from './mutations.ts';
import { legsOf } from './stock.ts';

export interface RowName {
  readonly table: SyncedTable;
  readonly id: string;
}

export interface Reach {
  /** Rows it may change; they must be loaded. */
  readonly writes: readonly RowName[];
  /** Its parents decide about loops, so every row of this tree must be loaded. */
  readonly tree: 'location' | 'category' | null;
  /** A count looks at the later movements of its item. */
  readonly movementsOf: ItemId | null;
}

export function reachOf(mutation: Mutation): Reach {
  switch (mutation.name) {
    case 'movement.record': {
      const { id, itemId } = mutation.args;
      const stocks = legsOf(mutation.args).map(({ locationId }): RowName => {
        return { table: 'stock', id: makeStockId(itemId, locationId) };
      });
      return { writes: [{ table: 'movement', id }, ...stocks], tree: null, movementsOf: null };
    }
    case 'count.record': {
      const { id, itemId, locationId } = mutation.args;
      const stock: RowName = { table: 'stock', id: makeStockId(itemId, locationId) };
      return { writes: [{ table: 'count', id }, stock], tree: null, movementsOf: itemId };
    }
    case 'location.create':
    case 'location.patch':
      return {
        ...rowReach('location', mutation.args.id),
        tree: movesInTree(mutation.args.fields) ? 'location' : null,
      };
    case 'category.create':
    case 'category.patch':
      return {
        ...rowReach('category', mutation.args.id),
        tree: movesInTree(mutation.args.fields) ? 'category' : null,
      };
    case 'location.delete':
    case 'location.restore':
      return rowReach('location', mutation.args.id);
    case 'category.delete':
    case 'category.restore':
      return rowReach('category', mutation.args.id);
    case 'item.create':
    case 'item.patch':
    case 'item.delete':
    case 'item.restore':
      return rowReach('item', mutation.args.id);
    case 'code.create':
    case 'code.patch':
    case 'code.delete':
    case 'code.restore':
      return rowReach('code', mutation.args.id);
    case 'photo.create':
    case 'photo.patch':
    case 'photo.delete':
    case 'photo.restore':
      return rowReach('photo', mutation.args.id);
    case 'image.retry':
      return rowReach('image', mutation.args.id);
  }
}

function rowReach(table: SyncedTable, id: string): Reach {
  return { writes: [{ table, id }], tree: null, movementsOf: null };
}

function movesInTree(fields: { readonly parentId?: string | null | undefined }): boolean {
  return typeof fields.parentId === 'string';
}

/** One key for a row among all tables: how outbox, shadow and memory name it. */
export function rowKey(table: SyncedTable, id: string): string {
  return `${table}:${id}`;
}
