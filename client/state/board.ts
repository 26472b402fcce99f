/**
 * What hangs on the wall for everybody: what is low, what is coming and when, what has just arrived. Made of rows that
 * every phone holds, so it stands without a network; names of people and prices are in none of it.
 */
import type { Receipt, Reorder } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import { addDays, daysBetween } from '../../shared/lead-times.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { isOpenReorder, onOrderOf } from '../../shared/reorders.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeComing } from './coming.ts';
import type { ListedItem } from './listed-item.ts';
import { isCovered, isLow } from './low-count.ts';

export const arrivedDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

export interface BoardRows {
  /** The open ones. */
  readonly reorders: readonly Reorder[];
  /** Of the last days. */
  readonly receipts: readonly Receipt[];
}

export interface LowOnBoard {
  readonly item: ListedItem;
  /** What has become of it; "none" where nobody has asked. */
  readonly asked: 'none' | 'requested' | 'approved' | 'partly';
}

export interface ComingOnBoard {
  readonly item: ListedItem;
  readonly quantity: Quantity;
  /** "" where nobody knows. */
  readonly expectedOn: string;
  /** 0 for what is in time. */
  readonly lateDays: number;
}

export interface ArrivedOnBoard {
  readonly item: ListedItem;
  readonly quantity: Quantity;
  readonly receivedOn: string;
}

export interface BoardLists {
  readonly low: readonly LowOnBoard[];
  readonly coming: readonly ComingOnBoard[];
  readonly arrived: readonly ArrivedOnBoard[];
}

/** Receipts have no index of days: those of the last week belong to reorders that were open in it. */
export function readBoardRows(db: LocalDatabase, nowMs: number): Promise<BoardRows> {
  return db.transaction('r', [db.reorder, db.receipt], async () => {
    const all = await db.reorder.toArray();
    // Recorded a day later than it came, at most; and days begin at other hours elsewhere.
    const sinceMs = nowMs - (arrivedDays + 2) * dayMs;
    const lively = all.filter(
      ({ received, receivedAt, state }) =>
        received > 0 && (receivedAt === null || receivedAt > sinceMs || state !== 'received'),
    );
    const receipts = await db.receipt
      .where('[itemId+cycle]')
      .anyOf(lively.map(({ itemId, cycle }) => [itemId, cycle]))
      .toArray();
    return { reorders: all.filter(isOpenReorder), receipts };
  });
}

export function makeBoard(
  items: readonly ListedItem[],
  { reorders, receipts }: BoardRows,
  today: string,
): BoardLists {
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    low: listLow(items, reorders),
    coming: listComing(byId, reorders, today),
    arrived: listArrived(byId, receipts, today),
  };
}

/** Also what somebody asked for although no figure says that it is low. What is on its way and enough is not. */
function listLow(items: readonly ListedItem[], reorders: readonly Reorder[]): LowOnBoard[] {
  const coming = makeComing(reorders);
  const openById = new Map(reorders.map((reorder) => [reorder.itemId, reorder]));
  return items
    .flatMap((item): LowOnBoard[] => {
      const open = openById.get(item.id);
      const isAsked = open !== undefined && !coming.has(item.id);
      if (!isAsked && (!isLow(item) || isCovered(item, coming))) return [];
      return [{ item, asked: askedOf(open) }];
    })
    .toSorted(byNeed);
}

function askedOf(open: Reorder | undefined): LowOnBoard['asked'] {
  if (open === undefined) return 'none';
  return open.state === 'requested' || open.state === 'approved' ? open.state : 'partly';
}

/** What is gone first, then what is furthest below its minimum. */
function byNeed({ item: one }: LowOnBoard, { item: other }: LowOnBoard): number {
  const part = ({ quantity, minimum }: ListedItem): number =>
    minimum > 0 ? quantity / minimum : quantity > 0 ? 1 : 0;
  return part(one) - part(other) || (one.sortKey < other.sortKey ? -1 : 1);
}

function listComing(
  items: ReadonlyMap<ItemId, ListedItem>,
  reorders: readonly Reorder[],
  today: string,
): ComingOnBoard[] {
  return reorders
    .flatMap((reorder): ComingOnBoard[] => {
      const item = items.get(reorder.itemId);
      const quantity = onOrderOf(reorder);
      if (item === undefined || quantity === 0) return [];
      const { expectedOn } = reorder;
      const lateDays = expectedOn === '' ? 0 : Math.max(0, daysBetween(expectedOn, today));
      return [{ item, quantity, expectedOn, lateDays }];
    })
    .toSorted((one, other) => {
      const [day, otherDay] = [one.expectedOn || '9', other.expectedOn || '9'];
      if (day !== otherDay) return day < otherDay ? -1 : 1;
      return one.item.sortKey < other.item.sortKey ? -1 : 1;
    });
}

/** One line for what came of an item on one day. What came damaged has not arrived. */
function listArrived(
  items: ReadonlyMap<ItemId, ListedItem>,
  receipts: readonly Receipt[],
  today: string,
): ArrivedOnBoard[] {
  const from = addDays(today, -arrivedDays);
  const sums = new Map<string, ArrivedOnBoard>();
  for (const { itemId, quantity, receivedOn, isUndone } of receipts) {
    const item = items.get(itemId);
    if (item === undefined || isUndone || quantity === 0 || receivedOn < from) continue;
    const key = `${receivedOn} ${itemId}`;
    const before = sums.get(key)?.quantity ?? 0;
    sums.set(key, { item, receivedOn, quantity: before + quantity });
  }
  return [...sums.values()].toSorted((one, other) => {
    if (one.receivedOn !== other.receivedOn) return one.receivedOn > other.receivedOn ? -1 : 1;
    return one.item.sortKey < other.item.sortKey ? -1 : 1;
  });
}
