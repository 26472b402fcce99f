/**
 * What a mutation must see and what it may change, told from its arguments alone. The phone loads these
 * rows from IndexedDB and the server from Postgres, each in one go, before `applyMutation` runs.
 */
import type { SyncedTable } from './entities.ts';
import { batchOf } from './apply-facts.ts';
import { makeReceiptPriceId } from './apply-receipt.ts';
import { makeAcceptedCountId } from './apply-stocktake.ts';
import { makeUndoId } from './derive-id.ts';
import { makeStockId, type ItemId } from './ids.ts';
import { makeLendingId } from './loan-ids.ts';
import type { Mutation, MutationArgs, MutationName } from './mutations.ts';
import { makeReorderId, reorderIdsFrom } from './reorders.ts';
import { settingsId } from './settings.ts';
import type { Stamp } from './stamps.ts';
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
  /** Rows it only looks at; they must be loaded as well. */
  readonly reads: readonly RowName[];
  /** A count looks at the movements of its item after it: after `from`, or if null after its own stamp. */
  readonly movements: readonly MovementSpan[];
}

export interface MovementSpan {
  readonly itemId: ItemId;
  readonly from: Stamp | null;
}

type LoanMutation = Extract<
  Mutation,
  { readonly name: 'loan.lend' | 'loan.giveBack' | 'loan.undoGiveBack' }
>;

type ReorderMutation = Exclude<
  Extract<Mutation, { readonly name: `reorder.${string}` }>,
  { readonly name: 'reorder.receive' | 'reorder.undoReceipt' }
>;

export function reachOf(mutation: Mutation): Reach {
  switch (mutation.name) {
    case 'movement.record':
      return movementReach(mutation.args);
    case 'count.record': {
      const { id, itemId, locationId } = mutation.args;
      const stockId = makeStockId(itemId, locationId, batchOf(mutation.args));
      return {
        ...rowReach('count', id, [{ table: 'stock', id: stockId }]),
        movements: [{ itemId, from: null }],
      };
    }
    case 'stocktake.accept':
      return acceptReach(mutation.args);
    case 'loan.lend':
    case 'loan.giveBack':
    case 'loan.undoGiveBack':
      return loanReach(mutation);
    case 'reorder.ask':
    case 'reorder.withdraw':
    case 'reorder.approve':
    case 'reorder.order':
    case 'reorder.decline':
    case 'reorder.cancel':
    case 'reorder.close':
    case 'reorder.back':
      return reorderReach(mutation);
    case 'reorder.receive':
    case 'reorder.undoReceipt':
      return receiptReach(mutation);
    case 'supplierItem.create':
    case 'supplierItem.patch': {
      const { id, priceId } = mutation.args;
      const price: RowName[] = priceId === undefined ? [] : [{ table: 'price', id: priceId }];
      return rowReach('supplierItem', id, price);
    }
    case 'purchaseOrder.create':
      return rowReach('purchaseOrder', mutation.args.id, [{ table: 'settings', id: settingsId }]);
    case 'purchaseOrder.place':
    case 'purchaseOrder.cancel':
    case 'purchaseOrder.close':
    case 'purchaseOrder.back':
      return orderReach(mutation);
    case 'location.create':
    case 'location.patch':
    case 'category.create':
    case 'category.patch': {
      const table = tableOf(mutation.name);
      const tree = movesInTree(mutation.args.fields) ? table : null;
      return { ...rowReach(table, mutation.args.id), tree };
    }
    case 'location.delete':
    case 'location.restore':
    case 'category.delete':
    case 'category.restore':
    case 'item.create':
    case 'item.patch':
    case 'item.delete':
    case 'item.restore':
    case 'code.create':
    case 'code.patch':
    case 'code.delete':
    case 'code.restore':
    case 'photo.create':
    case 'photo.patch':
    case 'photo.delete':
    case 'photo.restore':
    case 'image.retry':
    case 'stocktake.create':
    case 'stocktake.patch':
    case 'stocktake.close':
    case 'stocktake.cancel':
    case 'stocktake.reopen':
    case 'tally.record':
    case 'loan.patch':
    case 'supplier.create':
    case 'supplier.patch':
    case 'supplier.delete':
    case 'supplier.restore':
    case 'supplierItem.delete':
    case 'supplierItem.restore':
    case 'purchaseOrder.patch':
    case 'orderLine.create':
    case 'orderLine.patch':
    case 'orderLine.delete':
    case 'orderLine.restore':
    case 'settings.patch':
      return rowReach(tableOf(mutation.name), mutation.args.id);
  }
}

type TableIn<Name extends string> = Name extends `${infer Table}.${string}` ? Table : never;

/** Most mutations are named by the table whose row they change. */
function tableOf<Name extends MutationName>(name: Name): TableIn<Name> {
  return name.slice(0, name.indexOf('.')) as TableIn<Name>;
}

function rowReach(table: SyncedTable, id: string, others: readonly RowName[] = []): Reach {
  return { writes: [{ table, id }, ...others], tree: null, reads: [], movements: [] };
}

type MovementArgs = Pick<
  MutationArgs<'movement.record'>,
  'id' | 'itemId' | 'fromLocationId' | 'toLocationId' | 'quantity' | 'undoes' | 'lot' | 'expiry'
>;

function movementReach(args: MovementArgs): Reach {
  const { id, itemId, undoes } = args;
  const stocks = legsOf(args).map(({ locationId }): RowName => {
    return { table: 'stock', id: makeStockId(itemId, locationId, batchOf(args)) };
  });
  return {
    ...rowReach('movement', id, stocks),
    reads: undoes === null ? [] : [{ table: 'movement', id: undoes }],
  };
}

function loanReach(mutation: LoanMutation): Reach {
  const { id } = mutation.args;
  if (mutation.name === 'loan.lend') {
    const out = { ...mutation.args, id: makeLendingId(id), toLocationId: null, undoes: null };
    return rowReach('loan', id, movementReach(out).writes);
  }
  const { movementId, toLocationId } = mutation.args;
  if (mutation.name === 'loan.giveBack') {
    const back = { ...mutation.args, id: movementId, fromLocationId: null, undoes: null };
    return rowReach('loan', id, movementReach(back).writes);
  }
  const ends = { fromLocationId: toLocationId, toLocationId: null, undoes: movementId };
  const again = { ...mutation.args, ...ends, id: makeUndoId(movementId) };
  const { writes, reads } = movementReach(again);
  return { ...rowReach('loan', id, writes), reads };
}

function reorderReach(mutation: ReorderMutation): Reach {
  const { itemId, cycle } = mutation.args;
  if ('id' in mutation.args) {
    const met = reorderIdsFrom(itemId, cycle).map((id): RowName => ({ table: 'reorder', id }));
    return rowReach('ask', mutation.args.id, met);
  }
  const own = rowReach('reorder', makeReorderId(itemId, cycle));
  if (mutation.name !== 'reorder.back') return own;
  return { ...own, reads: [{ table: 'reorder', id: makeReorderId(itemId, cycle + 1) }] };
}

function receiptReach(
  mutation: Extract<Mutation, { readonly name: 'reorder.receive' | 'reorder.undoReceipt' }>,
): Reach {
  const { id, itemId, cycle, locationId, movementId } = mutation.args;
  const isUndo = mutation.name === 'reorder.undoReceipt';
  const goods = movementReach({
    ...mutation.args,
    id: isUndo ? makeUndoId(movementId) : movementId,
    quantity: 1,
    fromLocationId: isUndo ? locationId : null,
    toLocationId: isUndo ? null : locationId,
    undoes: isUndo ? movementId : null,
  });
  const reorder: RowName = { table: 'reorder', id: makeReorderId(itemId, cycle) };
  const next: RowName = { table: 'reorder', id: makeReorderId(itemId, cycle + 1) };
  const { orderLineId = null, supplierItemId = null } = mutation.args;
  const bought: RowName[] = [{ table: 'price', id: makeReceiptPriceId(id) }];
  if (orderLineId !== null) bought.push({ table: 'orderLine', id: orderLineId });
  if (supplierItemId !== null) bought.push({ table: 'supplierItem', id: supplierItemId });
  return {
    ...rowReach('receipt', id, [reorder, ...goods.writes, ...bought]),
    reads: [...goods.reads, next],
  };
}

function orderReach(
  mutation: Extract<
    Mutation,
    { readonly name: `purchaseOrder.${'place' | 'cancel' | 'close' | 'back'}` }
  >,
): Reach {
  const { id, lines } = mutation.args;
  const writes = lines.flatMap(({ lineId, itemId, cycle }): RowName[] => {
    const met = reorderIdsFrom(itemId, cycle).map((reorderId): RowName => ({
      table: 'reorder',
      id: reorderId,
    }));
    return [{ table: 'orderLine', id: lineId }, ...met];
  });
  // What has ended may have a successor.
  const nexts = lines.map(({ itemId, cycle }): RowName => {
    const ahead = reorderIdsFrom(itemId, cycle).length;
    return { table: 'reorder', id: makeReorderId(itemId, cycle + ahead) };
  });
  const reach = rowReach('purchaseOrder', id, writes);
  if (mutation.name !== 'purchaseOrder.place') return { ...reach, reads: nexts };
  return { ...reach, reads: [...nexts, { table: 'supplier', id: mutation.args.supplierId }] };
}

function acceptReach({ id, lines }: MutationArgs<'stocktake.accept'>): Reach {
  const writes: RowName[] = [];
  const tallies: RowName[] = [];
  const movements: MovementSpan[] = [];
  for (const line of lines) {
    const { tallyId, itemId, locationId, stamp } = line;
    writes.push(
      { table: 'count', id: makeAcceptedCountId(line) },
      { table: 'stock', id: makeStockId(itemId, locationId, line) },
    );
    tallies.push({ table: 'tally', id: tallyId });
    movements.push({ itemId, from: stamp });
  }
  const stocktake: RowName = { table: 'stocktake', id };
  return { writes, tree: null, reads: [stocktake, ...tallies], movements };
}

function movesInTree(fields: { readonly parentId?: string | null | undefined }): boolean {
  return typeof fields.parentId === 'string';
}

/** One key for a row among all tables: how outbox, shadow and memory name it. */
export function rowKey(table: SyncedTable, id: string): string {
  return `${table}:${id}`;
}
