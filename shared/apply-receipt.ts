/**
 * Goods that came, and the mistake of having said so. Good pieces enter stock, damaged and expired ones never do; all
 * are counted, whatever has been decided meanwhile. What was paid becomes a price of the supplier item.
 */
import { batchOf, recordMovement } from './apply-facts.ts';
import { recordPrice } from './apply-price.ts';
import { deriveId, makeUndoId } from './derive-id.ts';
import type { OrderLine, Receipt, Reorder } from './entities.ts';
import type { PriceId, ReceiptId } from './ids.ts';
import { mergeFields } from './merge-fields.ts';
import type { MutationArgs } from './mutations.ts';
import type { Quantity } from './quantity.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import { isOver, markReorder } from './reorder-rows.ts';
import { makeReorderId } from './reorders.ts';
import { timeOf, type Judgement, type Rows } from './rows.ts';

const alreadySo: Outcome = { kind: 'superseded', because: 'alreadySo' };
const dayLength = 10;

export function makeReceiptPriceId(id: ReceiptId): PriceId {
  return deriveId<'price'>(`price ${id}`);
}

export function receiveReorder(
  rows: Rows,
  args: MutationArgs<'reorder.receive'>,
  judgement: Judgement,
): Outcome {
  if (rows.get('receipt', args.id) !== undefined) return alreadySo;
  const receipt = receiptOf(args, judgement);
  rows.put('receipt', receipt);
  const { itemId, cycle, quantity, locationId, note, lot, expiry } = receipt;
  const useless = receipt.damaged + receipt.expired;
  let outcome: Outcome = applied;
  if (quantity > 0) {
    const ends = { fromLocationId: null, toLocationId: locationId, lot, expiry };
    const goods = { itemId, quantity, ...ends, reason: 'receive', note, undoes: null } as const;
    outcome = recordMovement(rows, { ...goods, id: args.movementId }, judgement);
  }
  const line = lineOf(rows, receipt);
  if (line !== undefined) rows.put('orderLine', withArrived(line, receipt));
  keepPrice(rows, receipt, judgement);
  const row = rows.get('reorder', makeReorderId(itemId, cycle));
  // A server that has lost the reorder for a while still has the goods on its shelf.
  if (row === undefined) return outcome;
  const before = (line ?? row).received + (line ?? row).damaged;
  const received = row.received + quantity;
  const counted = { ...row, received, damaged: row.damaged + useless };
  if (row.state !== 'ordered' && row.state !== 'partlyReceived') {
    // It came although nobody had ordered it, or after the end: the figures say so, and so does the answer.
    rows.put('reorder', counted);
    return { kind: 'superseded', because: 'decidedOtherwise', state: row.state };
  }
  const to = received >= Math.max(row.quantity, row.ordered) ? 'received' : 'partlyReceived';
  const next = row.state === to ? counted : markReorder(counted, to, note, judgement);
  const receivedAt = to === 'received' ? timeOf(judgement) : row.receivedAt;
  rows.put('reorder', { ...next, receivedAt });
  const others = before - (args.seenReceived ?? before);
  const isOnlyWord = outcome.kind === 'applied' && others > 0;
  return isOnlyWord ? { kind: 'superseded', because: 'alsoReceived', others } : outcome;
}

function receiptOf(args: MutationArgs<'reorder.receive'>, judgement: Judgement): Receipt {
  const { stamp, personId, receivedAt } = judgement;
  const { seenReceived: _seen, ...said } = args;
  return {
    ...said,
    ...batchOf(args),
    expired: args.expired ?? 0,
    orderLineId: args.orderLineId ?? null,
    supplierItemId: args.supplierItemId ?? null,
    receivedOn: args.receivedOn ?? new Date(timeOf(judgement)).toISOString().slice(0, dayLength),
    price: args.price ?? null,
    packQuantity: args.packQuantity ?? 1000,
    isUndone: false,
    stamp,
    personId,
    receivedAt,
    version: 0,
  };
}

/** Goods are never refused for the sake of a line: one of another item is left alone. */
function lineOf(rows: Rows, { orderLineId, itemId }: Receipt): OrderLine | undefined {
  const line = orderLineId === null ? undefined : rows.get('orderLine', orderLineId);
  return line?.itemId === itemId ? line : undefined;
}

function withArrived(line: OrderLine, came: Receipt): OrderLine {
  const { receivedOn } = came;
  return {
    ...line,
    received: line.received + came.quantity,
    damaged: line.damaged + came.damaged + came.expired,
    receivedOn: receivedOn > line.receivedOn ? receivedOn : line.receivedOn,
  };
}

/** What was really paid is the newest price, unless somebody has said another one since. */
function keepPrice(rows: Rows, receipt: Receipt, judgement: Judgement): void {
  const { id, supplierItemId, price, packQuantity } = receipt;
  if (price === null || supplierItemId === null) return;
  const sold = rows.get('supplierItem', supplierItemId);
  if (sold?.itemId !== receipt.itemId) return;
  rows.put('supplierItem', mergeFields(sold, { price, packQuantity }, judgement.stamp).row);
  const fact = { supplierItemId, price, packQuantity, source: 'receipt' } as const;
  recordPrice(rows, { ...fact, id: makeReceiptPriceId(id) }, judgement);
}

/** A mistake in receiving: the goods leave stock again, once, and the reorder waits for them as before. */
export function undoReceipt(
  rows: Rows,
  args: MutationArgs<'reorder.undoReceipt'>,
  judgement: Judgement,
): Outcome {
  const { id, note } = args;
  const receipt = rows.get('receipt', id);
  if (receipt === undefined) return refuse({ kind: 'rowMissing', table: 'receipt', id });
  if (!isOfReceipt(args, receipt))
    return refuse({ kind: 'invalid', path: 'id', reason: 'the receipt as it was recorded' });
  if (receipt.isUndone) return alreadySo;
  rows.put('receipt', { ...receipt, isUndone: true });
  const { itemId, cycle, quantity, locationId, movementId, lot, expiry } = receipt;
  if (quantity > 0) {
    const ends = { fromLocationId: locationId, toLocationId: null };
    const fact = { itemId, quantity, ...ends, lot, expiry, note, reason: 'correction' } as const;
    recordMovement(rows, { ...fact, id: makeUndoId(movementId), undoes: movementId }, judgement);
  }
  const line = lineOf(rows, receipt);
  if (line !== undefined) rows.put('orderLine', withoutArrived(line, receipt));
  const price = rows.get('price', makeReceiptPriceId(id));
  if (price !== undefined) rows.put('price', { ...price, isWithdrawn: true });
  const row = rows.get('reorder', makeReorderId(itemId, cycle));
  if (row !== undefined) rows.put('reorder', waitingAgain(rows, row, receipt, note, judgement));
  return applied;
}

/** Whether something else came on an earlier day stands in the other receipts: the day is left where any has come. */
function withoutArrived(line: OrderLine, came: Receipt): OrderLine {
  const received = line.received - came.quantity;
  const damaged = line.damaged - came.damaged - came.expired;
  const isNone: boolean = received + damaged <= 0;
  return { ...line, received, damaged, receivedOn: isNone ? '' : line.receivedOn };
}

function waitingAgain(
  rows: Rows,
  row: Reorder,
  receipt: Receipt,
  note: string,
  judgement: Judgement,
): Reorder {
  const received: Quantity = row.received - receipt.quantity;
  const damaged = row.damaged - receipt.damaged - receipt.expired;
  const counted = { ...row, received, damaged, receivedAt: null };
  const isWaiting =
    (row.state === 'received' || row.state === 'partlyReceived') && !isOver(rows, row);
  const to = received > 0 ? 'partlyReceived' : 'ordered';
  return isWaiting ? markReorder(counted, to, note, judgement) : counted;
}

/** Only the rows that the arguments name are loaded, so they must name those of the receipt. */
function isOfReceipt(args: MutationArgs<'reorder.undoReceipt'>, receipt: Receipt): boolean {
  const names = ['itemId', 'cycle', 'locationId', 'movementId', 'lot', 'expiry'] as const;
  const sameLine =
    (args.orderLineId ?? null) === receipt.orderLineId &&
    (args.supplierItemId ?? null) === receipt.supplierItemId;
  return sameLine && names.every((name) => args[name] === receipt[name]);
}
