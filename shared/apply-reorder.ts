/** Reorders: asks join what is open, and decisions are judged by the state they were meant from. */
import type { Reorder } from './entities.ts';
import type { ItemId } from './ids.ts';
import type { MutationArgs } from './mutations.ts';
import { applied, refuse, type Outcome } from './refusals.ts';
import { isOver, markReorder, newReorder } from './reorder-rows.ts';
import {
  isOpenReorder,
  laterPriority,
  makeReorderId,
  reorderIdsFrom,
  reorderSteps,
  type ReorderStep,
} from './reorders.ts';
import { timeOf, type Judgement, type Rows } from './rows.ts';

const alreadySo: Outcome = { kind: 'superseded', because: 'alreadySo' };

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
    rows.put('reorder', newReorder({ ...args, cycle }, judgement));
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
  rows.put('reorder', isIdle ? markReorder(left, 'cancelled', '', judgement) : left);
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
  const quantity = args.quantity ?? row.quantity;
  rows.put('reorder', {
    ...markReorder(row, to, args.note, judgement),
    quantity,
    ordered: isOrder ? Math.max(row.ordered, quantity) : row.ordered,
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
  const back = markReorder({ ...row, marks: row.marks.slice(0, -1) }, previous, '', judgement);
  const ordered = from === 'ordered' ? 0 : row.ordered;
  rows.put('reorder', { ...back, ordered, marks: row.marks.slice(0, -1) });
  return applied;
}
