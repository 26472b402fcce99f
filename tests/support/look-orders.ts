/** Orders to look at: a draft, one on its way and late, one partly here, one that has come; and who sells what is wanted. */
import type { Page } from 'playwright';
import {
  emptyFields,
  type Item,
  type LeadTime,
  type OrderLine,
  type PurchaseOrder,
  type Receipt,
  type Supplier,
  type SupplierItem,
} from '../../shared/entities.ts';
import { toId, unplaced, type Id } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import type { OrderState } from '../../shared/orders.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const dayMs = 86_400_000;
const stamp = makeStamp({ ms: now - 5 * dayMs, counter: 0, mark: '0000000e' });
const born = { stamps: { '*': stamp }, deletedAt: null, version: 1 };
const dayOf = (ago: number): string => new Date(now - ago * dayMs).toISOString().slice(0, 10);

export interface LookOrders {
  readonly stores: StoreRows;
  readonly draftId: string;
  readonly partlyId: string;
}

/** Of the items whose requests are open, and of a few that have none. */
export function makeLookOrders({ stores }: LookData): LookOrders {
  const active = (stores['item'] as Item[]).filter(({ active: isActive }) => isActive);
  const wanted = active.slice(10, 14);
  const others = active.slice(20, 24);
  const suppliers = [
    supplierOf(1, 'Schrauben Krause', '4711-22'),
    supplierOf(2, 'Online Parts Ltd', ''),
  ];
  const [krause, online] = suppliers.map((supplier) => must(supplier, 'a supplier').id) as [
    Supplier['id'],
    Supplier['id'],
  ];
  const sold = [...wanted, ...others].flatMap((item, n) => [
    soldOf(n * 2, { item, supplierId: krause, amount: 1290 + n * 310, preferred: true }),
    soldOf(n * 2 + 1, { item, supplierId: online, amount: 990 + n * 260, preferred: false }),
  ]);
  const orders = [
    orderOf(1, { supplierId: krause, state: 'draft', number: '', ago: 0 }),
    orderOf(2, { supplierId: online, state: 'ordered', number: 'PO-2026-0007', ago: 4 }),
    orderOf(3, { supplierId: krause, state: 'ordered', number: 'PO-2026-0006', ago: 21 }),
    orderOf(4, { supplierId: krause, state: 'ordered', number: 'PO-2026-0005', ago: 60 }),
  ];
  const come: readonly number[] = [0, 0, 0.4, 1];
  const lines = orders.flatMap((order, place) =>
    others.slice(0, 2 + (place % 2)).map((item, n) => {
      const own = sold.find(
        (each) => each.itemId === item.id && each.supplierId === order.supplierId,
      );
      return lineOf(place * 10 + n, {
        order,
        sold: must(own, 'a supplier item'),
        share: come[place] ?? 0,
      });
    }),
  );
  const receipts = lines
    .filter(({ received }) => received > 0)
    .map((line, n) => receiptOf(n, line));
  const leads = [leadOf(krause, 6, 9, 11), leadOf(online, 2.5, 4, 6)];
  const touched = { touched: 1 };
  const withTouch = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, ...touched }));
  return {
    stores: {
      supplier: withTouch(suppliers),
      supplierItem: withTouch(sold),
      purchaseOrder: withTouch(orders),
      orderLine: withTouch(lines),
      leadTime: withTouch(leads),
      receipt: receipts,
    },
    draftId: must(orders[0], 'a draft').id,
    partlyId: must(orders[2], 'an order').id,
  };
}

function newId<Name extends string>(kind: number, place: number): Id<Name> {
  return toId<Name>(`00000000-0000-7000-b0${kind}-${place.toString(16).padStart(12, '0')}`);
}

function supplierOf(n: number, name: string, customerNumber: string): Supplier {
  return { ...emptyFields.supplier, ...born, id: newId<'supplier'>(10, n), name, customerNumber };
}

function soldOf(
  n: number,
  about: {
    readonly item: Item;
    readonly supplierId: Supplier['id'];
    readonly amount: number;
    readonly preferred: boolean;
  },
): SupplierItem {
  const { item, supplierId, amount, preferred } = about;
  return {
    ...emptyFields.supplierItem,
    ...born,
    id: newId<'supplierItem'>(11, n),
    itemId: item.id,
    supplierId,
    sku: `K-${1000 + n}`,
    link: n % 3 === 0 ? 'https://shop.example/part' : '',
    packQuantity: 20_000,
    price: { amount, currency: 'EUR' },
    preferred,
  };
}

function orderOf(
  n: number,
  about: {
    readonly supplierId: Supplier['id'];
    readonly state: OrderState;
    readonly number: string;
    readonly ago: number;
  },
): PurchaseOrder {
  const { supplierId, state, number, ago } = about;
  const isDraft = state === 'draft';
  const mark = { state, at: now - ago * dayMs, personId: lookSession.personId, note: '' };
  return {
    ...emptyFields.purchaseOrder,
    ...born,
    id: newId<'purchaseOrder'>(12, n),
    supplierId,
    number,
    state,
    orderedOn: isDraft ? '' : dayOf(ago),
    expectedOn: isDraft ? '' : dayOf(ago - 7),
    reference: isDraft ? '' : 'W-88213',
    note: isDraft ? 'Ask for the long ones' : '',
    marks: isDraft ? [] : [mark],
  };
}

function lineOf(
  n: number,
  about: { readonly order: PurchaseOrder; readonly sold: SupplierItem; readonly share: number },
): OrderLine {
  const { order, sold, share } = about;
  const packs = 2 + (n % 3);
  const ordered = order.state === 'draft' ? 0 : packs * sold.packQuantity;
  const received = Math.round((ordered * share) / 1000) * 1000;
  return {
    ...emptyFields.orderLine,
    ...born,
    id: newId<'orderLine'>(13, n),
    purchaseOrderId: order.id,
    itemId: sold.itemId,
    cycle: 1,
    supplierItemId: sold.id,
    packs,
    packQuantity: sold.packQuantity,
    price: sold.price,
    ordered,
    received,
    damaged: share > 0 && share < 1 ? 1000 : 0,
    receivedOn: received > 0 ? dayOf(2) : '',
  };
}

function receiptOf(n: number, line: OrderLine): Receipt {
  return {
    id: newId<'receipt'>(14, n),
    itemId: line.itemId,
    cycle: line.cycle,
    quantity: line.received,
    damaged: line.damaged,
    expired: 0,
    orderLineId: line.id,
    supplierItemId: line.supplierItemId,
    receivedOn: dayOf(2),
    price: null,
    packQuantity: line.packQuantity,
    locationId: unplaced,
    movementId: newId<'movement'>(15, n),
    note: n === 0 ? 'One box was open' : '',
    isUndone: false,
    lot: '',
    expiry: '',
    stamp,
    receivedAt: now - 2 * dayMs,
    personId: lookSession.personId,
    version: 1,
  };
}

function leadOf(
  supplierId: Supplier['id'],
  medianDays: number,
  p80Days: number,
  samples: number,
): LeadTime {
  return {
    medianDays,
    p80Days,
    samples,
    leftOut: 0,
    id: toId<'leadTime'>(supplierId),
    supplierId,
    supplierItemId: null,
    windowDays: 180,
    version: 1,
  };
}

/** Every screen and sheet of orders, by its name. */
export function orderShots({ draftId, partlyId }: LookOrders, requestPath: string) {
  const press = (name: string | RegExp) => async (page: Page) =>
    page.getByRole('button', { name, exact: true }).first().click();
  const choose = (name: string) => async (page: Page) => {
    await press('More')(page);
    await page.getByRole('menuitem', { name }).click();
    await page.getByRole('dialog').waitFor();
  };
  const [draft, partly] = [`/orders/${draftId}`, `/orders/${partlyId}`];
  return {
    toOrder: { path: '/orders?tab=toOrder' },
    toOrderWhy: { path: '/orders?tab=toOrder', does: press(/^Why this one/) },
    ordersOpen: { path: '/orders?tab=open' },
    orderNew: { path: '/orders/new' },
    orderDraft: { path: draft },
    orderPlace: { path: draft, does: press('I have ordered it') },
    orderAddLine: { path: draft, does: press('Add a line') },
    orderLine: { path: draft, does: press(/^Edit /) },
    orderPartly: { path: partly },
    orderReceive: { path: partly, does: press(/^Receive /) },
    orderLinks: { path: partly, does: choose('Open saved links') },
    orderEdit: { path: partly, does: choose('Edit') },
    orderPrint: { path: `${partly}/print` },
    orderNow: { path: requestPath, does: press('Order') },
  };
}
