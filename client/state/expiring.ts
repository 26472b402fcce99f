/** Which batches are past their last good day, or will be soon; what must go first comes first. Pure. */
import type { ListedItem } from './listed-item.ts';
import { addDays, daysBetween } from './days.ts';
import type { Batched } from './stock-facts.ts';

export const expiryDayChoices = [14, 30, 60, 90] as const;

export interface ExpiringLine {
  readonly item: ListedItem;
  readonly batch: Batched;
  /** Until its last good day; negative once that is over. */
  readonly daysLeft: number;
}

export interface ExpiryQuestion {
  readonly items: readonly ListedItem[];
  readonly batches: readonly Batched[];
  /** "2027-05-31". */
  readonly today: string;
  readonly days: number;
}

/** Also of what is put away: it lies there all the same. */
export function listExpiring(question: ExpiryQuestion): readonly ExpiringLine[] {
  const { items, batches, today, days } = question;
  const last = addDays(today, days);
  const due = batches.filter(({ expiry }) => expiry <= last);
  if (due.length === 0) return [];
  const wanted = new Set(due.map(({ itemId }) => itemId));
  const itemsById = new Map(
    items.filter(({ id }) => wanted.has(id)).map((item) => [item.id, item]),
  );
  return due
    .flatMap((batch): ExpiringLine[] => {
      const item = itemsById.get(batch.itemId);
      return item === undefined
        ? []
        : [{ item, batch, daysLeft: daysBetween(today, batch.expiry) }];
    })
    .toSorted(byExpiry);
}

function byExpiry(one: ExpiringLine, other: ExpiringLine): number {
  if (one.daysLeft !== other.daysLeft) return one.daysLeft - other.daysLeft;
  return one.item.sortKey < other.item.sortKey ? -1 : 1;
}
