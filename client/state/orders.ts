/** Orders as the screens show them: how far each is, what it comes to, and when it should be here. */
import type {
  Item,
  OrderLine,
  PurchaseOrder,
  Receipt,
  Reorder,
  Supplier,
  SupplierItem,
} from '../../shared/entities.ts';
import { toId, type ItemId, type PurchaseOrderId } from '../../shared/ids.ts';
import { addDays, expectLead, type ExpectedLead } from '../../shared/lead-times.ts';
import { sumMoney, type Money } from '../../shared/money.ts';
import { progressOf, unitsOf, type OrderProgress } from '../../shared/orders.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { reorderIdsFrom } from '../../shared/reorders.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { toDay } from './to-day.ts';

export interface ListedOrder {
  readonly order: PurchaseOrder;
  readonly supplier: Supplier | undefined;
  readonly progress: OrderProgress;
  readonly lineCount: number;
  /** The first few things on it, by name. */
  readonly names: readonly string[];
  readonly totals: readonly Money[];
  readonly isLate: boolean;
}

export interface Orders {
  readonly drafts: readonly ListedOrder[];
  /** What is expected first comes first, then what nobody knows the day of. */
  readonly open: readonly ListedOrder[];
  /** Newest first. */
  readonly past: readonly ListedOrder[];
}

const namesMax = 3;
const pastMax = 200;

/** Deleted before it was ordered, it is no part of the order; ordered before it was deleted, it is on its way. */
export function isOnOrder({ deletedAt, ordered, received }: OrderLine): boolean {
  return deletedAt === null || ordered > 0 || received > 0;
}

export function readOrders(db: LocalDatabase, today: string): Promise<Orders> {
  const tables = [db.purchaseOrder, db.orderLine, db.supplier, db.item];
  return db.transaction('r', tables, async () => {
    const [orders, allLines, suppliers] = await Promise.all([
      db.purchaseOrder.toArray(),
      db.orderLine.toArray(),
      db.supplier.toArray(),
    ]);
    const items = await db.item.bulkGet([...new Set(allLines.map(({ itemId }) => itemId))]);
    const nameOf = new Map(items.map((item) => [item?.id, item?.name]));
    const linesOf = Map.groupBy(allLines.filter(isOnOrder), (line) => line.purchaseOrderId);
    const supplierOf = new Map(suppliers.map((supplier) => [supplier.id, supplier]));
    const listed = orders.map((order): ListedOrder => {
      const lines = linesOf.get(order.id) ?? [];
      const progress = progressOf(order, lines);
      const names = lines.flatMap(({ itemId }) => nameOf.get(itemId) ?? []);
      return {
        order,
        progress,
        supplier: supplierOf.get(order.supplierId),
        lineCount: lines.length,
        names: names.slice(0, namesMax),
        totals: sumMoney(lines.flatMap((line) => totalOf(line) ?? [])),
        isLate: isLateOrder(order, progress, today),
      };
    });
    const isOpen = ({ progress }: ListedOrder): boolean => isComing(progress);
    return {
      drafts: listed.filter(({ progress }) => progress === 'draft').toSorted(byNewest),
      open: listed.filter(isOpen).toSorted(byExpected),
      past: listed
        .filter((each) => each.progress !== 'draft' && !isOpen(each))
        .toSorted(byNewest)
        .slice(0, pastMax),
    };
  });
}

export function isComing(progress: OrderProgress): boolean {
  return progress === 'ordered' || progress === 'partlyReceived';
}

export function isLateOrder(
  { expectedOn }: Pick<PurchaseOrder, 'expectedOn'>,
  progress: OrderProgress,
  today: string,
): boolean {
  return isComing(progress) && expectedOn !== '' && expectedOn < today;
}

function byExpected({ order: one }: ListedOrder, { order: other }: ListedOrder): number {
  if (one.expectedOn !== other.expectedOn) {
    if (one.expectedOn === '' || other.expectedOn === '') return one.expectedOn === '' ? 1 : -1;
    return one.expectedOn < other.expectedOn ? -1 : 1;
  }
  return one.orderedOn < other.orderedOn ? -1 : 1;
}

/** Ids begin with the time at which they were made. */
function byNewest({ order: one }: ListedOrder, { order: other }: ListedOrder): number {
  return one.id < other.id ? 1 : -1;
}

export interface OrderLineView {
  readonly line: OrderLine;
  readonly item: Item | undefined;
  readonly supplierItem: SupplierItem | undefined;
  readonly reorder: Reorder | undefined;
  /** Oldest first. */
  readonly receipts: readonly Receipt[];
  /** Added after the order was placed, and not ordered yet. */
  readonly isLeft: boolean;
  /** More has come than was ordered; 0 where not. */
  readonly over: Quantity;
  /** Somebody has ordered the same thing elsewhere: so much, as this device knows. */
  readonly orderedElsewhere: Quantity;
}

/** Placing was refused, because somebody had been quicker. */
export interface OrderClash {
  readonly attentionIds: readonly number[];
  readonly itemIds: readonly ItemId[];
}

export interface OrderPage {
  readonly order: PurchaseOrder | undefined;
  readonly supplier: Supplier | undefined;
  readonly lines: readonly OrderLineView[];
  readonly progress: OrderProgress;
  readonly totals: readonly Money[];
  /** Lines whose price nobody knows. */
  readonly unpriced: number;
  readonly lead: ExpectedLead | undefined;
  readonly clash: OrderClash | undefined;
}

export function readOrderPage(db: LocalDatabase, id: PurchaseOrderId): Promise<OrderPage> {
  const ofOrders = [db.purchaseOrder, db.orderLine, db.supplier, db.supplierItem];
  const tables = [...ofOrders, db.item, db.reorder, db.receipt, db.leadTime, db.attention];
  return db.transaction('r', tables, async () => {
    const order = await db.purchaseOrder.get(id);
    const ofOrder = await db.orderLine.where('purchaseOrderId').equals(id).sortBy('id');
    const lines = ofOrder.filter(isOnOrder);
    const [supplier, items, sold, reorders, receipts, clash] = await Promise.all([
      order && db.supplier.get(order.supplierId),
      db.item.bulkGet(lines.map(({ itemId }) => itemId)),
      db.supplierItem.bulkGet(lines.map(({ supplierItemId }) => supplierItemId ?? '')),
      Promise.all(lines.map((line) => readLatestReorder(db, line))),
      db.receipt
        .where('[itemId+cycle]')
        .anyOf(lines.map(({ itemId, cycle }) => [itemId, cycle]))
        .toArray(),
      readClash(db, id),
    ]);
    const views = lines.map((line, place): OrderLineView => {
      const reorder = reorders[place];
      return {
        line,
        item: items[place],
        supplierItem: sold[place],
        reorder,
        receipts: receipts
          .filter(({ orderLineId }) => orderLineId === line.id)
          .toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1)),
        isLeft: order?.state === 'ordered' && line.ordered === 0 && line.deletedAt === null,
        over: Math.max(0, line.received - Math.max(line.ordered, 0)),
        orderedElsewhere: line.ordered > 0 ? 0 : (reorder?.ordered ?? 0),
      };
    });
    return {
      order,
      supplier,
      lines: views,
      progress: order === undefined ? 'draft' : progressOf(order, lines),
      totals: sumMoney(lines.flatMap((line) => totalOf(line) ?? [])),
      unpriced: lines.filter(({ price }) => price === null).length,
      lead: order && (await readLead(db, order, sold)),
      clash,
    };
  });
}

/** What a line comes to; undefined where nobody knows the price. */
export function totalOf({ packs, price }: Pick<OrderLine, 'packs' | 'price'>): Money | undefined {
  return price === null ? undefined : { ...price, amount: price.amount * packs };
}

/** What of a line is meant by "ordered": what was asked for until it is placed. */
export function meantBy(line: OrderLine): Quantity {
  return line.ordered > 0 ? line.ordered : unitsOf(line);
}

async function readLatestReorder(
  db: LocalDatabase,
  { itemId, cycle }: OrderLine,
): Promise<Reorder | undefined> {
  const rows = await db.reorder.bulkGet(reorderIdsFrom(itemId, cycle));
  return rows.findLast((row) => row !== undefined);
}

/** The slowest line decides when all of it is here. */
async function readLead(
  db: LocalDatabase,
  { supplierId }: PurchaseOrder,
  sold: readonly (SupplierItem | undefined)[],
): Promise<ExpectedLead | undefined> {
  const ofSupplier = await db.leadTime.get(supplierId);
  const leads = await Promise.all(
    sold.map(async (each) =>
      expectLead(each?.leadDays ?? null, each && (await db.leadTime.get(each.id)), ofSupplier),
    ),
  );
  return leads.reduce(
    (slowest, lead) =>
      lead !== undefined && (slowest === undefined || lead.medianDays > slowest.medianDays)
        ? lead
        : slowest,
    undefined,
  );
}

/** "" where nobody knows how long it takes. */
export function expectedDay(orderedOn: string, lead: ExpectedLead | undefined): string {
  return lead === undefined ? '' : addDays(orderedOn, lead.medianDays);
}

async function readClash(db: LocalDatabase, id: PurchaseOrderId): Promise<OrderClash | undefined> {
  const open = (await db.attention.toArray()).flatMap(({ id: key, mutation, outcome, ...row }) => {
    const isOfOrder =
      mutation.name === 'purchaseOrder.place' &&
      (mutation.args as { readonly id?: unknown }).id === id;
    if (!isOfOrder || row.resolvedAt !== null || outcome.kind !== 'refused') return [];
    const { refusal } = outcome;
    return refusal.kind === 'orderedMeanwhile' ? [{ key: key ?? 0, itemIds: refusal.itemIds }] : [];
  });
  if (open.length === 0) return undefined;
  const itemIds = open.flatMap((each) => each.itemIds.map((itemId) => toId<'item'>(itemId)));
  return { attentionIds: open.map(({ key }) => key), itemIds: [...new Set(itemIds)] };
}

export function orderDays(nowMs: number, lead: ExpectedLead | undefined) {
  const orderedOn = toDay(nowMs);
  return { orderedOn, expectedOn: expectedDay(orderedOn, lead) };
}
