/** How rows of reorders begin and go on, whatever brings it about: an ask, a decision, an order, or goods that come. */
import type { Reorder } from './entities.ts';
import type { ItemId } from './ids.ts';
import type { Quantity } from './quantity.ts';
import {
  isOpenReorder,
  makeReorderId,
  type ReorderPriority,
  type ReorderState,
} from './reorders.ts';
import { timeOf, type Judgement, type Rows } from './rows.ts';

const marksMax = 40;

export interface ReorderBirth {
  readonly itemId: ItemId;
  readonly cycle: number;
  readonly quantity: Quantity;
  readonly priority?: ReorderPriority;
  readonly note?: string;
}

/** Asked for once. */
export function newReorder(
  { itemId, cycle, quantity, priority = 'normal', note = '' }: ReorderBirth,
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
    ordered: 0,
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

export function markReorder(
  row: Reorder,
  state: ReorderState,
  note: string,
  judgement: Judgement,
): Reorder {
  const mark = { state, at: timeOf(judgement), personId: judgement.personId, note };
  return { ...row, state, marks: [...row.marks, mark].slice(-marksMax) };
}

/** What has ended and has a successor stays ended: an item has one open reorder at most. */
export function isOver(rows: Rows, row: Reorder): boolean {
  const next = makeReorderId(row.itemId, row.cycle + 1);
  return !isOpenReorder(row) && rows.get('reorder', next) !== undefined;
}
