/**
 * What runs low and what soon will, in the order in which somebody should see to it: first what must be counted, because
 * its figure is not to be trusted, then by how many days the rest lasts. What is on its way and enough comes last. Pure.
 */
import type { Quantity } from '../../shared/quantity.ts';
import { daysOfCover, useRate, type UseRate } from '../../shared/use-weeks.ts';
import { nothingComing, type Coming, type OnOrder } from './coming.ts';
import type { ListedItem } from './listed-item.ts';
import { isCovered, isLow } from './low-count.ts';
import type { StockFacts } from './stock-facts.ts';

export interface LowLine {
  readonly item: ListedItem;
  /** Ever, within what is kept. */
  readonly isUsed: boolean;
  /** Null while no whole week with use is over. */
  readonly rate: UseRate | null;
  /** How many days it lasts; null where nothing says so. */
  readonly coverDays: number | null;
  /** Out on loan, and not in what is available. */
  readonly onLoan: Quantity;
  /** What is on its way; null for nothing. */
  readonly onOrder: OnOrder | null;
  /** It will be enough. */
  readonly isCovered: boolean;
}

export interface LowLists {
  /** At or below their minimum. */
  readonly low: readonly LowLine[];
  /** Above it, or without one, and used up within so many weeks. */
  readonly soon: readonly LowLine[];
}

type Facts = Pick<StockFacts, 'uses' | 'onLoan' | 'nowMs'> & { readonly coming?: Coming };

export function listLow(items: readonly ListedItem[], facts: Facts, weeks: number): LowLists {
  const low: LowLine[] = [];
  const soon: LowLine[] = [];
  for (const item of items) {
    if (isLow(item)) low.push(makeLowLine(item, facts));
    else if (item.active && facts.uses.has(item.id)) {
      const line = makeLowLine(item, facts);
      if (line.coverDays !== null && line.coverDays < weeks * 7) soon.push(line);
    }
  }
  return { low: low.toSorted(byUrgency), soon: soon.toSorted(byUrgency) };
}

export function makeLowLine(item: ListedItem, facts: Facts): LowLine {
  const { uses, onLoan, nowMs, coming = nothingComing } = facts;
  const rate = useRate(uses.get(item.id) ?? {}, nowMs);
  const coverDays = daysOfCover(item.quantity, rate);
  return {
    item,
    isUsed: uses.has(item.id),
    rate,
    coverDays,
    onLoan: onLoan.get(item.id) ?? 0,
    onOrder: coming.get(item.id) ?? null,
    isCovered: isCovered(item, coming),
  };
}

function byUrgency(one: LowLine, other: LowLine): number {
  if (one.isCovered !== other.isCovered) return one.isCovered ? 1 : -1;
  const needsCount = Number(isUntrusted(other)) - Number(isUntrusted(one));
  if (needsCount !== 0) return needsCount;
  const [days, otherDays] = [daysLeft(one), daysLeft(other)];
  if (days !== otherDays) return days < otherDays ? -1 : 1;
  const [part, otherPart] = [partLeft(one), partLeft(other)];
  if (part !== otherPart) return part < otherPart ? -1 : 1;
  return one.item.sortKey < other.item.sortKey ? -1 : 1;
}

function isUntrusted({ item }: LowLine): boolean {
  return item.state === 'needsCount';
}

/** What is gone lasts no day, whether or not anyone knows how fast it goes. */
function daysLeft({ item, coverDays }: LowLine): number {
  return item.quantity <= 0 ? 0 : (coverDays ?? Infinity);
}

/** Of the minimum: 1 of 10 is more urgent than 4 of 5. */
function partLeft({ item }: LowLine): number {
  return item.minimum > 0 ? item.quantity / item.minimum : Infinity;
}
