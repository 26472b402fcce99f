/**
 * Orders: what is asked of one supplier, line by line. A line serves the reorder of its item, and several lines may
 * serve the same one. Placing an order is a decision; what comes of it is a fact, and is folded into its lines.
 *
 *   draft ──place──▶ ordered ──close──▶ closed      the rest will not come
 *     │ ◀──back───────│   │ ◀──back──────┘
 *     └────cancel─────┴───▶ cancelled               only while nothing has come
 *
 * "Partly received" and "received" are no states: the lines say so (`progressOf`).
 */
import type {
  ItemId,
  OrderLineId,
  PersonId,
  PurchaseOrderId,
  SupplierId,
  SupplierItemId,
} from './ids.ts';
import type { Money } from './money.ts';
import type { Quantity } from './quantity.ts';

export const orderStates = ['draft', 'ordered', 'closed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

/** One line of an order's own history. */
export interface OrderMark {
  readonly state: OrderState;
  /** Unix milliseconds, the server's clock once it has been there. */
  readonly at: number;
  readonly personId: PersonId | null;
  readonly note: string;
}

export interface PurchaseOrderFields {
  readonly supplierId: SupplierId;
  /** "PO-2026-0001", given by the server; "" until it has been there. */
  readonly number: string;
  readonly state: OrderState;
  /** "2026-12-01", or "" while it is a draft. */
  readonly orderedOn: string;
  readonly expectedOn: string;
  /** The supplier's own number for this order, or that of the parcel. */
  readonly reference: string;
  readonly note: string;
  /** Newest last. */
  readonly marks: readonly OrderMark[];
}

export interface OrderLineFields {
  readonly purchaseOrderId: PurchaseOrderId;
  readonly itemId: ItemId;
  /** Of the reorder that it serves. */
  readonly cycle: number;
  /** Null for what is no supplier item yet. */
  readonly supplierItemId: SupplierItemId | null;
  readonly packs: number;
  readonly packQuantity: Quantity;
  /** Of one pack; null where nobody has said. */
  readonly price: Money | null;
  readonly note: string;
  /** What it asked for when it was placed; 0 until then. */
  readonly placed: Quantity;
  /** What of it has come or still may: less than was placed, once the rest will not come. */
  readonly ordered: Quantity;
  /** In good condition. */
  readonly received: Quantity;
  /** Arrived damaged or expired. */
  readonly damaged: Quantity;
  /** The day on which something last came, or "". */
  readonly receivedOn: string;
}

/** A line as a decision names it: only the rows that the arguments name are loaded. */
export interface NamedLine {
  readonly lineId: OrderLineId;
  readonly itemId: ItemId;
  readonly cycle: number;
}

export const orderSteps = {
  cancel: { to: 'cancelled', from: ['draft', 'ordered'] },
  close: { to: 'closed', from: ['ordered'] },
} as const satisfies Record<
  string,
  { readonly to: OrderState; readonly from: readonly OrderState[] }
>;
export type OrderStep = keyof typeof orderSteps;

export const orderLinesMax = 200;

export function makeOrderNumber({
  year,
  number,
}: {
  readonly year: number;
  readonly number: number;
}) {
  return `PO-${year}-${String(number).padStart(4, '0')}`;
}

/** What a line asks for, in units of the item. */
export function unitsOf({ packs, packQuantity }: Pick<OrderLineFields, 'packs' | 'packQuantity'>) {
  return packs * packQuantity;
}

/** What may still come of a line. */
export function outstandingOf({
  ordered,
  received,
}: Pick<OrderLineFields, 'ordered' | 'received'>) {
  return Math.max(0, ordered - received);
}

export type OrderProgress = OrderState | 'partlyReceived' | 'received';

/** How far an order is, by its living lines. */
export function progressOf(
  { state }: Pick<PurchaseOrderFields, 'state'>,
  lines: readonly Pick<OrderLineFields, 'ordered' | 'received' | 'damaged'>[],
): OrderProgress {
  const placed = lines.filter(({ ordered }) => ordered > 0);
  if (state !== 'ordered' || placed.length === 0) return state;
  if (placed.every((line) => outstandingOf(line) === 0)) return 'received';
  return lines.some(({ received, damaged }) => received + damaged > 0)
    ? 'partlyReceived'
    : 'ordered';
}
