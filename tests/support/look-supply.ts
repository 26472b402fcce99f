/**
 * A supplier to look at, with a year of orders on time and late, what was learned of it, and a board with more on it than
 * fits: low, coming, late and just arrived.
 */
import {
  emptyFields,
  type Item,
  type LeadTime,
  type OrderLine,
  type PurchaseOrder,
  type Receipt,
  type Reorder,
  type SupplierItem,
} from '../../shared/entities.ts';
import { toId, unplaced, type Id, type SupplierId } from '../../shared/ids.ts';
import { addDays } from '../../shared/lead-times.ts';
import { must } from '../../shared/result.ts';
import { makeReorderId } from '../../shared/reorders.ts';
import { settingsId } from '../../shared/settings.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { monthsUntil } from '../../shared/board.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const dayMs = 86_400_000;
const today = new Date(now).toISOString().slice(0, 10);
const stamp = makeStamp({ ms: now - 3 * dayMs, counter: 0, mark: '0000000e' });
const born = { stamps: { '*': stamp }, deletedAt: null, version: 1, touched: 1 } as const;
const orderCount = 14;

export interface LookSupply {
  readonly stores: StoreRows;
  readonly supplierId: SupplierId;
}

export function makeLookSupply({ stores, itemId }: LookData): LookSupply {
  const all = stores['item'] as Item[];
  const items = all.filter(({ active }) => active).slice(20, 60);
  const shown = must(
    all.find(({ id }) => id === itemId),
    'the item that is looked at',
  );
  const supplierId = newId<'supplier'>(1, 0);
  const supplier = { ...emptyFields.supplier, ...born, id: supplierId, name: 'Harbour Tools' };
  const sold = [shown, ...items.slice(0, 3)].map((item, place): SupplierItem => ({
    ...emptyFields.supplierItem,
    ...born,
    id: newId<'supplierItem'>(2, place),
    itemId: item.id,
    supplierId,
    sku: `HT-${1000 + place}`,
    price: { amount: 450 + 125 * place, currency: 'EUR' },
  }));
  const placed = Array.from({ length: orderCount }, (_, place) =>
    orderOf(place, supplierId, must(items[place], 'an item')),
  );
  const lead: LeadTime = {
    id: toId<'leadTime'>(supplierId),
    supplierId,
    supplierItemId: null,
    medianDays: 5,
    p80Days: 9,
    samples: 11,
    leftOut: 1,
    windowDays: 180,
    version: 1,
  };
  const spend = monthsUntil(today).map((month, place) => ({
    month,
    currency: 'EUR',
    amount: 4500 + ((place * 7919) % 23_000),
  }));
  const settings = { ...emptyFields.settings, ...born, id: settingsId, showSpend: true };
  return {
    supplierId,
    stores: {
      supplier: [supplier],
      supplierItem: sold,
      purchaseOrder: placed.map(({ order }) => order),
      orderLine: placed.map(({ line }) => line),
      receipt: placed.map(({ receipt }) => receipt),
      reorder: [...items.map(reorderOf), ...lowOnes(all).map(comingFor)],
      leadTime: [{ ...lead, touched: 1 }],
      settings: [settings],
      meta: [{ key: 'boardSpend', value: { at: now - 3 * 3_600_000, spend } }],
    },
  };
}

function newId<Name extends string>(kind: number, place: number): Id<Name> {
  return toId<Name>(`00000000-0000-7000-b01${kind}-${place.toString(16).padStart(12, '0')}`);
}

/** The newest came yesterday, and every 26 days before one more; each fourth is late. */
function orderOf(place: number, supplierId: SupplierId, item: Item) {
  const receivedOn = addDays(today, -1 - (place < 5 ? place : place * 26));
  const expectedOn = addDays(receivedOn, place % 4 === 3 ? -place : 1);
  const id = newId<'purchaseOrder'>(3, place);
  const lineId = newId<'orderLine'>(4, place);
  const price = { amount: 900 + 310 * ((place * 5) % 7), currency: 'EUR' };
  const order: PurchaseOrder & { touched: number } = {
    ...emptyFields.purchaseOrder,
    ...born,
    id,
    supplierId,
    number: `PO-2026-${String(20 - place).padStart(4, '0')}`,
    state: 'ordered',
    orderedOn: addDays(receivedOn, -5),
    expectedOn,
  };
  const line: OrderLine & { touched: number } = {
    ...emptyFields.orderLine,
    ...born,
    id: lineId,
    purchaseOrderId: id,
    itemId: item.id,
    packs: 5,
    price,
    ordered: 5000,
    received: 5000,
    damaged: place === 2 ? 1000 : 0,
    receivedOn,
  };
  const receipt: Receipt = {
    id: newId<'receipt'>(5, place),
    itemId: item.id,
    cycle: 1,
    quantity: 5000,
    damaged: line.damaged,
    expired: 0,
    orderLineId: lineId,
    supplierItemId: null,
    receivedOn,
    price,
    packQuantity: 1000,
    locationId: unplaced,
    movementId: newId<'movement'>(6, place),
    note: '',
    isUndone: false,
    lot: '',
    expiry: '',
    stamp,
    receivedAt: Date.parse(receivedOn),
    personId: lookSession.personId,
    version: 1,
  };
  return { order, line, receipt };
}

/** Two that are low: of the one enough is on its way, of the other not. */
function lowOnes(items: readonly Item[]): readonly Item[] {
  return items.filter(({ minimum, active }) => active && minimum === 1_500_000).slice(10, 12);
}

function comingFor(item: Item, place: number): Reorder & { touched: number } {
  const ordered = place === 0 ? 9_000_000 : 12_000;
  return { ...reorderOf(item, orderCount + 9), quantity: ordered, ordered };
}

/** The first have come; of the others some are late, and of one nobody knows when it comes. */
function reorderOf(item: Item, place: number): Reorder & { touched: number } {
  const hasCome = place < orderCount;
  const days = place - orderCount - 3;
  return {
    id: makeReorderId(item.id, 1),
    itemId: item.id,
    cycle: 1,
    state: hasCome ? 'received' : 'ordered',
    quantity: 5000,
    ordered: 5000,
    priority: 'normal',
    askCount: 1,
    requestedAt: now - 9 * dayMs,
    orderedAt: now - 6 * dayMs,
    expectedOn: place === 39 ? '' : addDays(today, days),
    received: hasCome ? 5000 : 0,
    damaged: 0,
    receivedAt: hasCome ? now - dayMs : null,
    marks: [{ state: 'ordered', at: now - 6 * dayMs, personId: null, note: '' }],
    version: 1,
    touched: 1,
  };
}
