/**
 * Orders: placed, they make their reorders ordered; what will not come is taken off again. Every decision names its
 * lines, is judged by the state that it finds, and leaves the figures of line and reorder in step.
 */
import type { OrderLine, PurchaseOrder, Reorder } from './entities.ts';
import { emptyFields } from './entities.ts';
import type { MutationArgs } from './mutations.ts';
import {
  makeOrderNumber,
  orderSteps,
  unitsOf,
  type NamedLine,
  type OrderState,
  type OrderStep,
} from './orders.ts';
import { quantityMax, type Quantity } from './quantity.ts';
import { applied, refuse, type Outcome, type Refusal } from './refusals.ts';
import { isOver, markReorder, newReorder } from './reorder-rows.ts';
import { isOpenReorder, makeReorderId, reorderIdsFrom } from './reorders.ts';
import { fail, succeed, type Result } from './result.ts';
import { timeOf, type Judgement, type Rows } from './rows.ts';
import { settingsId } from './settings.ts';
import { firstStamp } from './stamps.ts';

const alreadySo: Outcome = { kind: 'superseded', because: 'alreadySo' };
const marksMax = 40;

/** The server alone gives numbers: two laptops without signal would give the same one. */
export function numberOrder(rows: Rows, id: string, { receivedAt }: Judgement): void {
  const order = rows.get('purchaseOrder', id);
  if (receivedAt === null || order === undefined || order.number !== '') return;
  const settings = rows.get('settings', settingsId) ?? firstSettings();
  const year = new Date(receivedAt).getUTCFullYear();
  const { lastOrder } = settings;
  const number = lastOrder.year === year ? lastOrder.number + 1 : 1;
  rows.put('settings', { ...settings, lastOrder: { year, number } });
  rows.put('purchaseOrder', { ...order, number: makeOrderNumber({ year, number }) });
}

/** Born with the space: whatever an owner says of it, and whenever, is later. */
export function firstSettings() {
  const born = { stamps: { '*': firstStamp }, deletedAt: null, version: 0 };
  return { ...emptyFields.settings, ...born, id: settingsId };
}

/** What has been ordered is on its way, and its line with it: it is taken off by closing or cancelling the order. */
export function refusePlaced(rows: Rows, lineId: string): Outcome | undefined {
  const line = rows.get('orderLine', lineId);
  if (line === undefined || line.ordered + line.received + line.damaged === 0) return undefined;
  return refuse({
    kind: 'wrongState',
    table: 'purchaseOrder',
    id: line.purchaseOrderId,
    state: 'ordered',
  });
}

/** Also places what was added to an order after it had been placed. */
export function placeOrder(
  rows: Rows,
  args: MutationArgs<'purchaseOrder.place'>,
  judgement: Judgement,
): Outcome {
  const found = readOrder(rows, args, ['draft', 'ordered']);
  if (!found.ok) return refuse(found.failure);
  const { order, lines } = found.value;
  const supplier = rows.get('supplier', args.supplierId);
  if (args.supplierId !== order.supplierId)
    return refuse({ kind: 'invalid', path: 'supplierId', reason: 'the supplier of the order' });
  if (supplier !== undefined && supplier.deletedAt !== null) {
    const { id, deletedAt } = supplier;
    return refuse({ kind: 'rowDeleted', table: 'supplier', id, deletedAt });
  }
  const fresh = lines.filter(({ line }) => line.ordered === 0 && line.deletedAt === null);
  if (fresh.length === 0) return alreadySo;
  const orderedMeanwhile = fresh.filter(({ line, seenOrdered = 0 }) => {
    const reorder = latestReorder(rows, line);
    return (reorder?.ordered ?? 0) > seenOrdered;
  });
  if (orderedMeanwhile.length > 0) {
    const itemIds = [...new Set(orderedMeanwhile.map(({ line }) => line.itemId))];
    return refuse({ kind: 'orderedMeanwhile', itemIds });
  }
  const { orderedOn, expectedOn } = args;
  const isFirst = order.state === 'draft';
  const dated = isFirst ? { ...order, orderedOn, expectedOn } : order;
  rows.put('purchaseOrder', isFirst ? marked(dated, 'ordered', '', judgement) : dated);
  for (const { line } of fresh) placeLine(rows, line, dated.expectedOn, judgement);
  return applied;
}

function placeLine(rows: Rows, line: OrderLine, expectedOn: string, judgement: Judgement): void {
  const ordered = Math.min(quantityMax, unitsOf(line));
  const latest = latestReorder(rows, line);
  const isLast = latest?.id === reorderIdsFrom(line.itemId, line.cycle).at(-1);
  const joined = latest !== undefined && (isOpenReorder(latest) || isLast);
  const cycle = latest === undefined ? line.cycle : joined ? latest.cycle : latest.cycle + 1;
  rows.put('orderLine', { ...line, cycle, placed: ordered, ordered });
  const { itemId } = line;
  // Nobody has asked for what staff order of themselves: it is on its way all the same.
  const reorder = joined
    ? latest
    : { ...newReorder({ itemId, cycle, quantity: ordered }, judgement), askCount: 0 };
  const sooner =
    reorder.expectedOn === '' || (expectedOn !== '' && expectedOn < reorder.expectedOn);
  const isNews = reorder.state === 'requested' || reorder.state === 'approved';
  const figures = {
    ...reorder,
    ordered: Math.min(quantityMax, reorder.ordered + ordered),
    orderedAt: reorder.orderedAt ?? timeOf(judgement),
    expectedOn: sooner || isNews ? expectedOn : reorder.expectedOn,
  };
  rows.put('reorder', isNews ? markReorder(figures, 'ordered', '', judgement) : figures);
}

/** Cancelled: nothing has come and nothing will. Closed: the rest will not come. */
export function decideOrder(
  rows: Rows,
  step: OrderStep,
  args: MutationArgs<'purchaseOrder.cancel'>,
  judgement: Judgement,
): Outcome {
  const { to, from } = orderSteps[step];
  const state = rows.get('purchaseOrder', args.id)?.state;
  if (state === to) return alreadySo;
  const found = readOrder(rows, args, from);
  if (!found.ok) return refuse(found.failure);
  const { order, lines } = found.value;
  if (step === 'cancel' && lines.some(({ line }) => line.received + line.damaged > 0))
    return refuse({ kind: 'wrongState', table: 'purchaseOrder', id: order.id, state: order.state });
  for (const { line } of lines) {
    if (line.ordered > line.received) setOrdered(rows, line, line.received, judgement);
  }
  rows.put('purchaseOrder', marked(order, to, args.note, judgement));
  return applied;
}

/** One step back, by who sees that it was wrong: to a draft, or to waiting for the rest. */
export function undoOrderStep(
  rows: Rows,
  args: MutationArgs<'purchaseOrder.back'>,
  judgement: Judgement,
): Outcome {
  const found = readOrder(rows, args, args.from === 'draft' ? [] : [args.from]);
  if (!found.ok) return refuse(found.failure);
  const { order, lines } = found.value;
  const previous = order.marks.at(-2)?.state ?? 'draft';
  const hasCome = lines.some(({ line }) => line.received + line.damaged > 0);
  if (previous === 'draft' && hasCome)
    return refuse({ kind: 'wrongState', table: 'purchaseOrder', id: order.id, state: order.state });
  for (const { line } of lines) {
    const isWaiting = previous === 'ordered' && line.deletedAt === null;
    const placed = isWaiting ? line.placed : 0;
    setOrdered(rows, { ...line, placed }, placed, judgement);
  }
  const marks = order.marks.slice(0, -1);
  const dates = previous === 'draft' ? { orderedOn: '' } : {};
  rows.put('purchaseOrder', { ...order, ...dates, state: previous, marks });
  return applied;
}

/** What was received stays received; what the reorder waits for follows. */
function setOrdered(rows: Rows, line: OrderLine, ordered: Quantity, judgement: Judgement): void {
  const kept = Math.max(ordered, line.received);
  const change = kept - line.ordered;
  rows.put('orderLine', { ...line, ordered: kept });
  if (change === 0) return;
  const reorder = rows.get('reorder', makeReorderId(line.itemId, line.cycle));
  if (reorder === undefined) return;
  const total = Math.min(quantityMax, Math.max(0, reorder.ordered + change));
  rows.put('reorder', settled(rows, { ...reorder, ordered: total }, judgement));
}

/** Where nothing is on its way any more, nothing is waited for; where something is again, it is. */
function settled(rows: Rows, reorder: Reorder, judgement: Judgement): Reorder {
  const { state, ordered, received, askCount } = reorder;
  const isComing = ordered > received;
  const waits = state === 'ordered' || state === 'partlyReceived';
  if (waits && !isComing) {
    if (received > 0) {
      const ended = markReorder(reorder, 'received', '', judgement);
      return { ...ended, receivedAt: timeOf(judgement) };
    }
    const before = askCount > 0 ? 'approved' : 'cancelled';
    return { ...markReorder(reorder, before, '', judgement), orderedAt: null, expectedOn: '' };
  }
  if (!waits && isComing && !isOver(rows, reorder) && state !== 'declined') {
    const again = markReorder(reorder, received > 0 ? 'partlyReceived' : 'ordered', '', judgement);
    return { ...again, orderedAt: again.orderedAt ?? timeOf(judgement), receivedAt: null };
  }
  return reorder;
}

interface FoundLine extends NamedLine {
  readonly line: OrderLine;
  readonly seenOrdered?: Quantity;
}

interface Found {
  readonly order: PurchaseOrder;
  readonly lines: readonly FoundLine[];
}

/** Only the rows that the arguments name are loaded, so they must name those of the order. */
function readOrder(
  rows: Rows,
  args: {
    readonly id: string;
    readonly lines: readonly (NamedLine & { readonly seenOrdered?: Quantity })[];
  },
  from: readonly OrderState[],
): Result<Found, Refusal> {
  const order = rows.get('purchaseOrder', args.id);
  if (order === undefined) return fail({ kind: 'rowMissing', table: 'purchaseOrder', id: args.id });
  if (!from.includes(order.state)) {
    const { id, state } = order;
    return fail({ kind: 'wrongState', table: 'purchaseOrder', id, state });
  }
  const lines: FoundLine[] = [];
  for (const named of args.lines) {
    const line = rows.get('orderLine', named.lineId);
    if (line === undefined)
      return fail({ kind: 'rowMissing', table: 'orderLine', id: named.lineId });
    const met = reorderIdsFrom(named.itemId, named.cycle);
    const isOfOrder = line.purchaseOrderId === order.id && line.itemId === named.itemId;
    if (!isOfOrder || !met.includes(makeReorderId(line.itemId, line.cycle)))
      return fail({ kind: 'invalid', path: 'lines', reason: 'the lines of the order' });
    // The same line twice would be ordered twice.
    if (!lines.some(({ lineId }) => lineId === named.lineId)) lines.push({ ...named, line });
  }
  return succeed({ order, lines });
}

/** The item's latest reorder from the line's own on: others may have come and gone meanwhile. */
function latestReorder(rows: Rows, { itemId, cycle }: OrderLine): Reorder | undefined {
  let latest: Reorder | undefined;
  for (const id of reorderIdsFrom(itemId, cycle)) latest = rows.get('reorder', id) ?? latest;
  return latest;
}

function marked(
  order: PurchaseOrder,
  state: OrderState,
  note: string,
  judgement: Judgement,
): PurchaseOrder {
  const mark = { state, at: timeOf(judgement), personId: judgement.personId, note };
  return { ...order, state, marks: [...order.marks, mark].slice(-marksMax) };
}
