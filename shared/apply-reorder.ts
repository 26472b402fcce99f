/** Reorders: asks join what is open, decisions are judged by the state they were meant from, goods always land. */
import { batchOf, recordMovement } from './apply-facts.ts';
import { makeUndoId } from './derive-id.ts';
import type { Receipt, Reorder } from './entities.ts';
import type { ItemId } from './ids.ts';
import type { MutationArgs } from './mutations.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import {
  isOpenReorder,
  laterPriority,
  makeReorderId,
  reorderIdsFrom,
  reorderSteps,
  type ReorderState,
  type ReorderStep,
} from './reorders.ts';
import type { Judgement, Rows } from './rows.ts';
import { stampToMs } from './stamps.ts';

const alreadySo: Outcome = { kind: 'superseded', because: 'alreadySo' };
const marksMax = 40;

/** "This is running low." Never refused: it joins the open reorder of the item, or begins the next one. */
export function askForReorder(
  rows: Rows,
  args: MutationArgs<'reorder.ask'>,
  judgement: Judgement,
): Outcome {
  if (rows.get('ask', args.id) !== undefined) return alreadySo;
  const { stamp, personId, receivedAt } = judgement;
  const { itemId, quantity, priority } = args;
  const before = currentReorder(rows, itemId, args.cycle);
  const isLast = before?.id === reorderIdsFrom(itemId, args.cycle).at(-1);
  const joined = before !== undefined && (isOpenReorder(before) || isLast);
  const cycle = before === undefined ? args.cycle : joined ? before.cycle : before.cycle + 1;
  const fact = { ...args, cycle, stamp, personId, receivedAt };
  rows.put('ask', { ...fact, isWithdrawn: false, version: 0 });
  if (!joined) {
    rows.put('reorder', newReorder(args, cycle, judgement));
    return applied;
  }
  // Once staff have decided how much, a further ask does not change their figure.
  const isUndecided = before.state === 'requested';
  rows.put('reorder', {
    ...before,
    quantity: isUndecided ? Math.max(before.quantity, quantity) : before.quantity,
    priority: laterPriority(before.priority, priority),
    askCount: before.askCount + 1,
  });
  return applied;
}

function newReorder(
  { itemId, quantity, priority, note }: MutationArgs<'reorder.ask'>,
  cycle: number,
  judgement: Judgement,
): Reorder {
  const at = timeOf(judgement);
  const { personId } = judgement;
  return {
    id: makeReorderId(itemId, cycle),
    itemId,
    cycle,
    state: 'requested',
    quantity,
    priority,
    askCount: 1,
    requestedAt: at,
    orderedAt: null,
    expectedOn: '',
    received: 0,
    damaged: 0,
    receivedAt: null,
    marks: [{ state: 'requested', at, personId, note }],
    version: 0,
  };
}

/** By who asked, and only them. What nobody asks for any more, and nobody has approved, is cancelled. */
export function withdrawAsk(
  rows: Rows,
  { id, itemId, cycle }: MutationArgs<'reorder.withdraw'>,
  judgement: Judgement,
): Outcome {
  const ask = rows.get('ask', id);
  if (ask === undefined) return refuse({ kind: 'rowMissing', table: 'ask', id });
  if (ask.personId !== judgement.personId) return refuse({ kind: 'forbidden' });
  if (ask.isWithdrawn) return alreadySo;
  const reorderId = makeReorderId(ask.itemId, ask.cycle);
  // Only the rows that the arguments name are loaded, so they must name the one that it joined.
  if (!reorderIdsFrom(itemId, cycle).includes(reorderId))
    return refuse({ kind: 'invalid', path: 'cycle', reason: 'the reorder that was asked for' });
  rows.put('ask', { ...ask, isWithdrawn: true });
  const row = rows.get('reorder', reorderId);
  if (row === undefined) return applied;
  const left = { ...row, askCount: row.askCount - 1 };
  const isIdle = left.askCount <= 0 && row.state === 'requested';
  rows.put('reorder', isIdle ? marked(left, 'cancelled', '', judgement) : left);
  return applied;
}

/** The item's latest reorder from `cycle` on: a phone may not know how far it has come meanwhile. */
function currentReorder(rows: Rows, itemId: ItemId, cycle: number): Reorder | undefined {
  let latest: Reorder | undefined;
  for (const id of reorderIdsFrom(itemId, cycle)) latest = rows.get('reorder', id) ?? latest;
  return latest;
}

export function decideReorder(
  rows: Rows,
  step: ReorderStep,
  args: MutationArgs<'reorder.approve'>,
  judgement: Judgement,
): Outcome {
  const id = makeReorderId(args.itemId, args.cycle);
  const row = rows.get('reorder', id);
  if (row === undefined) return refuse({ kind: 'rowMissing', table: 'reorder', id });
  const { to, from } = reorderSteps[step];
  const { state } = row;
  if (state === to) return alreadySo;
  if (!from.some((allowed) => allowed === state))
    return refuse({ kind: 'wrongState', table: 'reorder', id, state });
  const at = timeOf(judgement);
  const isOrder = to === 'ordered';
  rows.put('reorder', {
    ...marked(row, to, args.note, judgement),
    quantity: args.quantity ?? row.quantity,
    orderedAt: isOrder ? at : row.orderedAt,
    expectedOn: isOrder ? args.expectedOn : row.expectedOn,
    receivedAt: to === 'received' ? at : row.receivedAt,
  });
  return applied;
}

/** One step back, by who has just decided and sees that it was wrong. What was received stays received. */
export function undoReorderStep(
  rows: Rows,
  { itemId, cycle, from }: MutationArgs<'reorder.back'>,
  judgement: Judgement,
): Outcome {
  const id = makeReorderId(itemId, cycle);
  const row = rows.get('reorder', id);
  if (row === undefined) return refuse({ kind: 'rowMissing', table: 'reorder', id });
  const previous = row.marks.at(-2)?.state;
  if (row.state !== from || previous === undefined || isOver(rows, row))
    return refuse({ kind: 'wrongState', table: 'reorder', id, state: row.state });
  const back = marked({ ...row, marks: row.marks.slice(0, -1) }, previous, '', judgement);
  rows.put('reorder', { ...back, marks: row.marks.slice(0, -1) });
  return applied;
}

/** Good pieces enter stock, damaged ones never do; both are counted, whatever has been decided meanwhile. */
export function receiveReorder(
  rows: Rows,
  args: MutationArgs<'reorder.receive'>,
  judgement: Judgement,
): Outcome {
  if (rows.get('receipt', args.id) !== undefined) return alreadySo;
  const { stamp, personId, receivedAt } = judgement;
  const { itemId, cycle, quantity, damaged, locationId, note } = args;
  const batch = batchOf(args);
  const fact = { ...args, ...batch, stamp, personId, receivedAt };
  rows.put('receipt', { ...fact, isUndone: false, version: 0 });
  let outcome: Outcome = applied;
  if (quantity > 0) {
    const goods = { itemId, quantity, fromLocationId: null, toLocationId: locationId, ...batch };
    const came = { ...goods, id: args.movementId, reason: 'receive', note, undoes: null } as const;
    outcome = recordMovement(rows, came, judgement);
  }
  const row = rows.get('reorder', makeReorderId(itemId, cycle));
  // A server that has lost the reorder for a while still has the goods on its shelf.
  if (row === undefined) return outcome;
  const received = row.received + quantity;
  const counted = { ...row, received, damaged: row.damaged + damaged };
  if (row.state !== 'ordered' && row.state !== 'partlyReceived') {
    // It came although nobody had ordered it, or after the end: the figures say so, and so does the answer.
    rows.put('reorder', counted);
    return { kind: 'superseded', because: 'decidedOtherwise', state: row.state };
  }
  const to = received >= row.quantity ? 'received' : 'partlyReceived';
  const at = timeOf(judgement);
  const next = row.state === to ? counted : marked(counted, to, note, judgement);
  rows.put('reorder', { ...next, receivedAt: to === 'received' ? at : row.receivedAt });
  return outcome;
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
  const { itemId, cycle, quantity, damaged, locationId, movementId, lot, expiry } = receipt;
  if (quantity > 0) {
    const ends = { fromLocationId: locationId, toLocationId: null };
    const fact = { itemId, quantity, ...ends, lot, expiry, note, reason: 'correction' } as const;
    recordMovement(rows, { ...fact, id: makeUndoId(movementId), undoes: movementId }, judgement);
  }
  const row = rows.get('reorder', makeReorderId(itemId, cycle));
  if (row === undefined) return applied;
  const received = row.received - quantity;
  const counted = { ...row, received, damaged: row.damaged - damaged, receivedAt: null };
  const isWaiting =
    (row.state === 'received' || row.state === 'partlyReceived') && !isOver(rows, row);
  const to = received > 0 ? 'partlyReceived' : 'ordered';
  rows.put('reorder', isWaiting ? marked(counted, to, note, judgement) : counted);
  return applied;
}

/** Only the rows that the arguments name are loaded, so they must name those of the receipt. */
function isOfReceipt(args: MutationArgs<'reorder.undoReceipt'>, receipt: Receipt): boolean {
  const names = ['itemId', 'cycle', 'locationId', 'movementId', 'lot', 'expiry'] as const;
  return names.every((name) => args[name] === receipt[name]);
}

/** What has ended and has a successor stays ended: an item has one open reorder at most. */
function isOver(rows: Rows, row: Reorder): boolean {
  const next = makeReorderId(row.itemId, row.cycle + 1);
  return !isOpenReorder(row) && rows.get('reorder', next) !== undefined;
}

function marked(row: Reorder, state: ReorderState, note: string, judgement: Judgement): Reorder {
  const mark = { state, at: timeOf(judgement), personId: judgement.personId, note };
  return { ...row, state, marks: [...row.marks, mark].slice(-marksMax) };
}

function timeOf({ stamp, receivedAt }: Judgement): number {
  return receivedAt ?? stampToMs(stamp);
}
