/** What a space uses most, unit by unit: metres and pieces are not compared with each other. Pure. */
import type { Quantity } from '../../shared/quantity.ts';
import { lastWeeks, useRate, type UseRate } from '../../shared/use-weeks.ts';
import type { ListedItem } from './listed-item.ts';
import type { StockFacts } from './stock-facts.ts';

export const overviewWeeks = 8;

export interface UsedLine {
  readonly item: ListedItem;
  /** In the last eight weeks, this one included. */
  readonly used: Quantity;
  readonly rate: UseRate | null;
}

export interface UsedUnit {
  readonly unit: string;
  /** Most used first; there is at least one. */
  readonly lines: readonly UsedLine[];
}

/** Units of which most items are used come first. */
export function listMostUsed(
  items: readonly ListedItem[],
  { uses, nowMs }: Pick<StockFacts, 'uses' | 'nowMs'>,
): readonly UsedUnit[] {
  const lines = items.flatMap((item): UsedLine[] => {
    const weeks = uses.get(item.id);
    if (weeks === undefined) return [];
    const used = lastWeeks(weeks, nowMs, overviewWeeks).reduce((sum, week) => sum + week.used, 0);
    return used > 0 ? [{ item, used, rate: useRate(weeks, nowMs) }] : [];
  });
  return [...Map.groupBy(lines, ({ item }) => item.unit)]
    .map(([unit, ofUnit]) => ({
      unit,
      lines: ofUnit.toSorted((one, other) => other.used - one.used),
    }))
    .toSorted((one, other) => other.lines.length - one.lines.length);
}
