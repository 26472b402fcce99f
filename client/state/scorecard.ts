/**
 * How well a supplier has done in the last twelve months, from the orders, lines and receipts that this phone holds. What
 * was never said to come by a day is neither on time nor late, and a handful of orders judges nobody.
 */
import type { LeadTime, OrderLine, Price, PurchaseOrder, Receipt } from '../../shared/entities.ts';
import { monthsUntil } from '../../shared/board.ts';
import { toId, type SupplierId } from '../../shared/ids.ts';
import { addDays, daysBetween } from '../../shared/lead-times.ts';
import { sumMoney, type Money } from '../../shared/money.ts';
import { outstandingOf } from '../../shared/orders.ts';
import { makePriceHistory, unitRateOf } from '../../shared/price-history.ts';
import type { LocalDatabase } from '../db/local-database.ts';

/** With fewer than these, a share says more about luck than about the supplier. */
export const judgedMin = 3;
const yearDays = 365;

export interface Month {
  /** "2026-12" */
  readonly month: string;
  readonly onTime: number;
  readonly late: number;
  /** One sum for each currency. */
  readonly spend: readonly Money[];
}

export interface Scorecard {
  /** Placed within the last twelve months. */
  readonly orders: number;
  /** Of these, those that were to come by a day and have come, or should have. */
  readonly onTime: number;
  readonly late: number;
  /** Half of the late ones were later than this; null where none was late. */
  readonly lateDays: number | null;
  /** Of what came, pack by pack, from 0 to 1; null where nothing has come. */
  readonly damagedShare: number | null;
  readonly spend: readonly Money[];
  /** What half of its articles have become dearer by, at least: 0.05 is 5 %; null where none has two prices. */
  readonly priceChange: number | null;
  /** Of so many articles. */
  readonly pricedItems: number;
  readonly lead: LeadTime | undefined;
  /** Twelve, oldest first. */
  readonly months: readonly Month[];
}

export interface ScorecardRows {
  readonly orders: readonly PurchaseOrder[];
  readonly lines: readonly OrderLine[];
  readonly receipts: readonly Receipt[];
  readonly prices: readonly Price[];
  readonly lead: LeadTime | undefined;
}

/** `today`: as a day of the calendar. */
export function readScorecard(
  db: LocalDatabase,
  supplierId: SupplierId,
  today: string,
): Promise<Scorecard> {
  const tables = [db.purchaseOrder, db.orderLine, db.receipt, db.supplierItem, db.price];
  return db.transaction('r', [...tables, db.leadTime], async () => {
    const orders = await db.purchaseOrder.where('supplierId').equals(supplierId).toArray();
    const orderIds = orders.map(({ id }) => id);
    const [lines, sold, lead] = await Promise.all([
      db.orderLine.where('purchaseOrderId').anyOf(orderIds).toArray(),
      db.supplierItem.where('supplierId').equals(supplierId).primaryKeys(),
      db.leadTime.get(toId<'leadTime'>(supplierId)),
    ]);
    const cycles = lines.map(({ itemId, cycle }) => [itemId, cycle]);
    const [receipts, prices] = await Promise.all([
      db.receipt.where('[itemId+cycle]').anyOf(cycles).toArray(),
      db.price.where('supplierItemId').anyOf(sold).toArray(),
    ]);
    return makeScorecard({ orders, lines, receipts, prices, lead }, today);
  });
}

export function makeScorecard(rows: ScorecardRows, today: string): Scorecard {
  const from = addDays(today, -yearDays);
  const orders = rows.orders.filter(
    ({ state, orderedOn }) => state !== 'draft' && state !== 'cancelled' && orderedOn >= from,
  );
  const linesOf = Map.groupBy(
    rows.lines.filter(({ deletedAt }) => deletedAt === null),
    ({ purchaseOrderId }) => purchaseOrderId,
  );
  const judged = orders.flatMap((order) => {
    const late = lateDaysOf(order, linesOf.get(order.id) ?? [], today);
    return late === undefined ? [] : [{ month: order.expectedOn.slice(0, 7), late }];
  });
  const lineIds = new Set(rows.lines.map(({ id }) => id));
  const receipts = rows.receipts.filter(
    ({ orderLineId, isUndone, receivedOn }) =>
      !isUndone && receivedOn >= from && orderLineId !== null && lineIds.has(orderLineId),
  );
  const changes = changesOf(rows.prices, from);
  const lateOnes = judged.filter(({ late }) => late > 0);
  return {
    orders: orders.length,
    onTime: judged.length - lateOnes.length,
    late: lateOnes.length,
    lateDays: medianOf(lateOnes.map(({ late }) => late)),
    damagedShare: damagedShareOf(receipts),
    spend: sumMoney(receipts.flatMap(paidFor)),
    priceChange: medianOf(changes),
    pricedItems: changes.length,
    lead: rows.lead,
    months: monthsUntil(today).map((month) => {
      const due = judged.filter((each) => each.month === month);
      const came = receipts.filter(({ receivedOn }) => receivedOn.startsWith(month));
      const late = due.filter((each) => each.late > 0).length;
      return { month, late, onTime: due.length - late, spend: sumMoney(came.flatMap(paidFor)) };
    }),
  };
}

/** 0 for on time; undefined where there is nothing to judge yet. What was closed short counts by what came. */
function lateDaysOf(
  { expectedOn }: PurchaseOrder,
  lines: readonly OrderLine[],
  today: string,
): number | undefined {
  const placed = lines.filter(({ ordered }) => ordered > 0);
  if (expectedOn === '' || placed.length === 0) return undefined;
  const isWhole = placed.every((line) => outstandingOf(line) === 0);
  if (!isWhole) return today > expectedOn ? daysBetween(expectedOn, today) : undefined;
  const last = placed.reduce((day, { receivedOn }) => (receivedOn > day ? receivedOn : day), '');
  return last === '' ? undefined : Math.max(0, daysBetween(expectedOn, last));
}

/** What came damaged was paid for, too. */
function paidFor(receipt: Receipt): Money[] {
  const { price } = receipt;
  if (price === null) return [];
  return [{ ...price, amount: Math.round(price.amount * packsOf(receipt).came) }];
}

/** In packs, since a metre of cable and a box of screws cannot be added. */
function packsOf({ quantity, damaged, expired, packQuantity }: Receipt) {
  const useless = damaged + expired;
  return { came: (quantity + useless) / packQuantity, useless: useless / packQuantity };
}

function damagedShareOf(receipts: readonly Receipt[]): number | null {
  let [came, useless] = [0, 0];
  for (const receipt of receipts) {
    const packs = packsOf(receipt);
    came += packs.came;
    useless += packs.useless;
  }
  return came === 0 ? null : useless / came;
}

/** Of each article: its newest price against the one that held when the twelve months began, or the first since. */
function changesOf(prices: readonly Price[], from: string): readonly number[] {
  const byArticle = Map.groupBy(
    prices,
    ({ supplierItemId, price }) => `${supplierItemId} ${price.currency}`,
  );
  return [...byArticle.values()].flatMap((facts) => {
    const history = makePriceHistory(facts).map(({ fact }) => fact);
    const sinceMs = Date.parse(from);
    const isOld = (fact: Price): boolean => fact.receivedAt !== null && fact.receivedAt < sinceMs;
    const first = history.findLast(isOld) ?? history[0];
    const last = history.at(-1);
    if (first === undefined || last === undefined || first === last) return [];
    const before = unitRateOf(first);
    return before === 0 ? [] : [unitRateOf(last) / before - 1];
  });
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const at = (place: number): number => sorted[place] ?? 0;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}
