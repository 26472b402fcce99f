/**
 * What there is to order: of what was requested the part that nobody has ordered, and what is low although nobody has
 * asked for it. Each with the suppliers that sell it, the suggested one first.
 */
import type { Item, OrderLine, PurchaseOrder, Reorder, Supplier } from '../../shared/entities.ts';
import type { ItemId, PurchaseOrderId, SupplierId } from '../../shared/ids.ts';
import { outstandingOf } from '../../shared/orders.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { isOpenReorder, reorderPriorities } from '../../shared/reorders.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { ListedItem } from './listed-item.ts';
import { isLow } from './low-count.ts';
import { likelyQuantity } from './requests.ts';
import { suggestSupplier, type Offer, type OnTime, type Suggestion } from './suggest-supplier.ts';

export interface ToOrder {
  readonly item: Item;
  /** Of the reorder that an order serves; where nobody has asked, the one that it begins. */
  readonly cycle: number;
  /** Undefined for what is low and nobody has asked for. */
  readonly reorder: Reorder | undefined;
  /** What nobody has ordered yet. */
  readonly wanted: Quantity;
  readonly here: Quantity;
  readonly suggestion: Suggestion;
  /** It stands in a draft already. */
  readonly draft: { readonly id: PurchaseOrderId; readonly supplierName: string } | undefined;
}

export interface ToOrderView {
  /** The most urgent first, then what was asked for longest; what is only low comes last. */
  readonly lines: readonly ToOrder[];
  /** Those in use, by name: for what nobody is known to sell. */
  readonly suppliers: readonly Supplier[];
}

/** Of the items in memory: what may have to be ordered although nobody has asked. */
export function lowItemIds(items: readonly ListedItem[]): readonly ItemId[] {
  return items.filter(isLow).map(({ id }) => id);
}

export async function readToOrder(
  db: LocalDatabase,
  lowIds: readonly ItemId[],
): Promise<ToOrderView> {
  const tables = [db.reorder, db.item, db.stock, ...sellingTables(db)];
  return db.transaction('r', tables, async () => {
    const open = (await db.reorder.toArray()).filter(isOpenReorder);
    const asked = new Set(open.map(({ itemId }) => itemId));
    const due = open.filter(({ quantity, ordered }) => quantity > ordered);
    const low = lowIds.filter((id) => !asked.has(id));
    const itemIds = [...new Set([...due.map(({ itemId }) => itemId), ...low])];
    const [items, stock, ended, selling] = await Promise.all([
      db.item.bulkGet(itemIds),
      db.stock.where('itemId').anyOf(itemIds).toArray(),
      db.reorder.where('itemId').anyOf(low).toArray(),
      readSelling(db, itemIds),
    ]);
    const known = new Map(
      items.flatMap((item) => (item?.deletedAt === null ? [[item.id, item] as const] : [])),
    );
    const hereOf = (id: ItemId): Quantity =>
      stock.reduce((sum, bin) => (bin.itemId === id ? sum + bin.quantity : sum), 0);
    const make = (item: Item, reorder: Reorder | undefined): ToOrder => {
      const here = hereOf(item.id);
      const cycles = ended.filter(({ itemId }) => itemId === item.id).map(({ cycle }) => cycle);
      const wanted =
        reorder === undefined ? likelyQuantity(item, here) : reorder.quantity - reorder.ordered;
      return {
        item,
        reorder,
        wanted,
        here,
        cycle: reorder?.cycle ?? Math.max(0, ...cycles) + 1,
        suggestion: suggestSupplier(selling.offersOf(item.id), wanted),
        draft: selling.draftOf(item.id),
      };
    };
    const lines = [
      ...due.toSorted(byUrgency).flatMap((reorder) => {
        const item = known.get(reorder.itemId);
        return item === undefined ? [] : [make(item, reorder)];
      }),
      ...low.flatMap((id) => {
        const item = known.get(id);
        return item === undefined ? [] : [make(item, undefined)];
      }),
    ];
    return { lines, suppliers: selling.suppliers };
  });
}

function byUrgency(one: Reorder, other: Reorder): number {
  return (
    reorderPriorities.indexOf(other.priority) - reorderPriorities.indexOf(one.priority) ||
    one.requestedAt - other.requestedAt
  );
}

export interface Selling {
  readonly suppliers: readonly Supplier[];
  readonly offersOf: (itemId: ItemId) => readonly Offer[];
  readonly draftOf: (itemId: ItemId) => ToOrder['draft'];
}

function sellingTables(db: LocalDatabase) {
  return [db.supplier, db.supplierItem, db.purchaseOrder, db.orderLine, db.leadTime];
}

/** Who sells these items, how fast, and how reliably. */
export async function readSelling(db: LocalDatabase, itemIds: readonly ItemId[]): Promise<Selling> {
  const [all, sold, orders, lines, leads] = await Promise.all([
    db.supplier.toArray(),
    db.supplierItem
      .where('itemId')
      .anyOf([...itemIds])
      .toArray(),
    db.purchaseOrder.toArray(),
    db.orderLine.toArray(),
    db.leadTime.toArray(),
  ]);
  const byId = new Map(all.map((supplier) => [supplier.id, supplier]));
  const leadById = new Map<string, (typeof leads)[number]>(leads.map((lead) => [lead.id, lead]));
  const onTime = countOnTime(orders, lines);
  const drafts = orders.filter(({ state }) => state === 'draft');
  return {
    suppliers: all
      .filter(({ active, deletedAt }) => active && deletedAt === null)
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    offersOf: (itemId) =>
      sold.flatMap((supplierItem): Offer[] => {
        const supplier = byId.get(supplierItem.supplierId);
        if (supplier === undefined || supplierItem.itemId !== itemId) return [];
        return [
          {
            supplier,
            supplierItem,
            leadOfItem: leadById.get(supplierItem.id),
            leadOfSupplier: leadById.get(supplier.id),
            onTime: onTime.get(supplier.id) ?? { onTime: 0, orders: 0 },
          },
        ];
      }),
    draftOf: (itemId) => {
      const draft = drafts.find(({ id }) =>
        lines.some(
          (line) =>
            line.purchaseOrderId === id &&
            line.itemId === itemId &&
            line.deletedAt === null &&
            line.ordered === 0,
        ),
      );
      return draft && { id: draft.id, supplierName: byId.get(draft.supplierId)?.name ?? '' };
    },
  };
}

export function readSellingOf(db: LocalDatabase, itemId: ItemId): Promise<Selling> {
  return db.transaction('r', sellingTables(db), () => readSelling(db, [itemId]));
}

/** Of orders with an expected day of which all has come: how many had come by it. */
function countOnTime(
  orders: readonly PurchaseOrder[],
  lines: readonly OrderLine[],
): ReadonlyMap<SupplierId, OnTime> {
  const counts = new Map<SupplierId, OnTime>();
  const linesOf = Map.groupBy(lines, ({ purchaseOrderId }) => purchaseOrderId);
  for (const { id, supplierId, expectedOn, state } of orders) {
    const placed = (linesOf.get(id) ?? []).filter(({ ordered }) => ordered > 0);
    const isWhole = placed.length > 0 && placed.every((line) => outstandingOf(line) === 0);
    if (expectedOn === '' || !isWhole || state === 'draft' || state === 'cancelled') continue;
    const { onTime, orders: before } = counts.get(supplierId) ?? { onTime: 0, orders: 0 };
    const came = placed.every(({ receivedOn }) => receivedOn <= expectedOn);
    counts.set(supplierId, { onTime: onTime + (came ? 1 : 0), orders: before + 1 });
  }
  return counts;
}
