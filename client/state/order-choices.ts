/** What may go on an order of one supplier, and of which orders something that came may be. */
import type {
  Item,
  OrderLine,
  PurchaseOrder,
  Supplier,
  SupplierItem,
} from '../../shared/entities.ts';
import type { ItemId, SupplierId } from '../../shared/ids.ts';
import { outstandingOf } from '../../shared/orders.ts';
import type { LocalDatabase } from '../db/local-database.ts';

export interface SoldItem {
  readonly item: Item;
  readonly sold: SupplierItem;
}

/** What one supplier is known to sell now, by the name of the item. */
export function readSoldBy(
  db: LocalDatabase,
  supplierId: SupplierId,
): Promise<readonly SoldItem[]> {
  return db.transaction('r', [db.supplierItem, db.item], async () => {
    const all = await db.supplierItem.where('supplierId').equals(supplierId).toArray();
    const sold = all.filter(({ active, deletedAt }) => active && deletedAt === null);
    const items = await db.item.bulkGet(sold.map(({ itemId }) => itemId));
    return sold
      .flatMap((each, place): SoldItem[] => {
        const item = items[place];
        return item?.deletedAt === null ? [{ item, sold: each }] : [];
      })
      .toSorted((one, other) => one.item.name.localeCompare(other.item.name));
  });
}

/** An order line of which something may still come. */
export interface ExpectedLine {
  readonly line: OrderLine;
  readonly order: PurchaseOrder;
  readonly supplier: Supplier | undefined;
}

/** Of one item, in the order in which they were placed. */
export function readExpectedLines(
  db: LocalDatabase,
  itemId: ItemId,
): Promise<readonly ExpectedLine[]> {
  return db.transaction('r', [db.purchaseOrder, db.orderLine, db.supplier], async () => {
    const orders = await db.purchaseOrder.where('state').equals('ordered').toArray();
    const lines = await db.orderLine
      .where('purchaseOrderId')
      .anyOf(orders.map(({ id }) => id))
      .toArray();
    const due = lines.filter((line) => line.itemId === itemId && outstandingOf(line) > 0);
    const found = await Promise.all(
      due.map(async (line): Promise<ExpectedLine | undefined> => {
        const order = orders.find(({ id }) => id === line.purchaseOrderId);
        return order && { line, order, supplier: await db.supplier.get(order.supplierId) };
      }),
    );
    return found
      .filter((each) => each !== undefined)
      .toSorted((one, other) => (one.order.orderedOn < other.order.orderedOn ? -1 : 1));
  });
}
