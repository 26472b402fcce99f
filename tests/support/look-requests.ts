/** Requests to look at: one in each state, with who asked, what came and what was decided, and one that is late. */
import type { Ask, Item, Receipt, Reorder } from '../../shared/entities.ts';
import { toId, unplaced, type Id } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { makeReorderId, reorderStates, type ReorderState } from '../../shared/reorders.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const dayMs = 86_400_000;
const stamp = makeStamp({ ms: now - 3 * dayMs, counter: 0, mark: '0000000d' });
const fact = { stamp, receivedAt: now - 3 * dayMs, personId: lookSession.personId, version: 1 };

export interface LookRequests {
  readonly stores: StoreRows;
  /** Of the item whose request is `requested`, of one that is `ordered` and late, and of one partly here. */
  readonly requestedId: string;
  readonly orderedId: string;
  readonly partlyId: string;
}

export function makeLookRequests({ stores }: LookData): LookRequests {
  const items = (stores['item'] as Item[]).filter(({ active }) => active).slice(10, 17);
  const reorders = items.map((item, place) =>
    reorderOf(item, must(reorderStates[place], 'a state')),
  );
  const idOf = (state: ReorderState): string =>
    must(
      reorders.find((each) => each.state === state),
      state,
    ).itemId;
  const asks = items.flatMap((item, place) => [
    askOf(item, 2 * place, 'For the roof, the long ones'),
    askOf(item, 2 * place + 1, ''),
  ]);
  const receipts = items.map((item, place): Receipt => ({
    ...fact,
    id: newId<'receipt'>(3, place),
    itemId: item.id,
    cycle: 1,
    quantity: 20_000,
    damaged: 1000,
    expired: 0,
    orderLineId: null,
    supplierItemId: null,
    receivedOn: '2026-11-20',
    price: null,
    packQuantity: 1000,
    locationId: unplaced,
    movementId: newId<'movement'>(4, place),
    note: 'One box was open',
    isUndone: false,
    lot: '',
    expiry: '',
  }));
  const touched = { touched: 1 };
  return {
    stores: {
      reorder: reorders.map((row) => ({ ...row, ...touched })),
      ask: asks,
      receipt: receipts.filter(({ itemId }) => itemId === idOf('partlyReceived')),
    },
    requestedId: idOf('requested'),
    orderedId: idOf('ordered'),
    partlyId: idOf('partlyReceived'),
  };
}

function newId<Name extends string>(kind: number, place: number): Id<Name> {
  return toId<Name>(`00000000-0000-7000-b00${kind}-${place.toString(16).padStart(12, '0')}`);
}

function askOf(item: Item, place: number, note: string): Ask {
  const what = { id: newId<'ask'>(2, place), itemId: item.id, cycle: 1, quantity: 50_000, note };
  return { ...fact, ...what, priority: 'high', isWithdrawn: false };
}

function reorderOf(item: Item, state: ReorderState): Reorder {
  const mark = { state: 'requested', at: now - 3 * dayMs, personId: lookSession.personId } as const;
  return {
    id: makeReorderId(item.id, 1),
    itemId: item.id,
    cycle: 1,
    state,
    quantity: 50_000,
    ordered: state === 'requested' || state === 'approved' ? 0 : 50_000,
    priority: state === 'requested' ? 'urgent' : 'normal',
    askCount: 2,
    requestedAt: now - 3 * dayMs,
    orderedAt: now - 2 * dayMs,
    expectedOn: state === 'ordered' ? '2020-03-01' : '',
    received: state === 'partlyReceived' ? 20_000 : 0,
    damaged: state === 'partlyReceived' ? 1000 : 0,
    receivedAt: null,
    marks: [
      { ...mark, note: 'For the roof, the long ones' },
      { ...mark, state, at: now - 2 * dayMs, note: 'Comes with the next round' },
    ],
    version: 1,
  };
}
