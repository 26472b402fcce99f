/** Requests as the screens show them: a reorder with the item that it is for, and who asked as far as one may know. */
import type { Ask, Item, Receipt, Reorder, Stock } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import {
  isOpenReorder,
  makeReorderId,
  reorderPriorities,
  type ReorderState,
} from '../../shared/reorders.ts';
import type { LocalDatabase } from '../db/local-database.ts';

export interface Request {
  readonly reorder: Reorder;
  /** Undefined while this phone has not heard of the item. */
  readonly item: Item | undefined;
  readonly isMine: boolean;
}

export interface Requests {
  readonly open: readonly Request[];
  /** Newest first. */
  readonly ended: readonly Request[];
}

const endedMax = 100;

/** The most urgent first, then who has waited longest. */
export async function readRequests(db: LocalDatabase, mine: string | null): Promise<Requests> {
  return db.transaction('r', [db.reorder, db.ask, db.item], async () => {
    const reorders = await db.reorder.toArray();
    const ended = reorders
      .filter((reorder) => !isOpenReorder(reorder))
      .toSorted((one, other) => endOf(other) - endOf(one))
      .slice(0, endedMax);
    const open = reorders
      .filter(isOpenReorder)
      .toSorted(
        (one, other) =>
          reorderPriorities.indexOf(other.priority) - reorderPriorities.indexOf(one.priority) ||
          one.requestedAt - other.requestedAt,
      );
    const shown = [...open, ...ended];
    const items = await db.item.bulkGet(shown.map(({ itemId }) => itemId));
    const asks = await db.ask
      .where('[itemId+cycle]')
      .anyOf(shown.map(({ itemId, cycle }) => [itemId, cycle]))
      .toArray();
    const ownIds = new Set(
      asks
        .filter(({ personId, isWithdrawn }) => personId === mine && !isWithdrawn)
        .map(({ itemId, cycle }) => makeReorderId(itemId, cycle)),
    );
    const requests = shown.map((reorder, place): Request => {
      return { reorder, item: items[place], isMine: ownIds.has(reorder.id) };
    });
    return { open: requests.slice(0, open.length), ended: requests.slice(open.length) };
  });
}

function endOf({ marks, requestedAt }: Reorder): number {
  return marks.at(-1)?.at ?? requestedAt;
}

export interface RequestPage {
  readonly reorder: Reorder | undefined;
  readonly item: Item | undefined;
  readonly stock: readonly Stock[];
  readonly asks: readonly Ask[];
  readonly receipts: readonly Receipt[];
}

export function readRequestPage(
  db: LocalDatabase,
  itemId: ItemId,
  cycle: number,
): Promise<RequestPage> {
  return db.transaction('r', [db.reorder, db.ask, db.receipt, db.item, db.stock], async () => {
    const [reorder, item, stock, asks, receipts] = await Promise.all([
      db.reorder.get(makeReorderId(itemId, cycle)),
      db.item.get(itemId),
      db.stock.where('itemId').equals(itemId).toArray(),
      db.ask.where('[itemId+cycle]').equals([itemId, cycle]).toArray(),
      db.receipt.where('[itemId+cycle]').equals([itemId, cycle]).toArray(),
    ]);
    return { reorder, item, stock, asks, receipts };
  });
}

/** What somebody at the shelf most likely wants: the usual quantity, else enough to be above the minimum. */
export function likelyQuantity(
  item: Pick<Item, 'reorderQuantity' | 'minimum'>,
  available: Quantity,
): Quantity {
  if (item.reorderQuantity > 0) return item.reorderQuantity;
  return Math.max(1000, item.minimum * 2 - Math.max(0, available), item.minimum);
}

/** What may still arrive. */
export function outstandingOf({ quantity, received }: Reorder): Quantity {
  return Math.max(0, quantity - received);
}

export const openStates: readonly ReorderState[] = [
  'requested',
  'approved',
  'ordered',
  'partlyReceived',
];
