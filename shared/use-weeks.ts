/**
 * How much was used in each week, kept with the stock so that a phone knows it without the movements of
 * half a year. Weeks begin on Monday, UTC, and are numbered from 1970. Sums may come in any order: a week
 * once begun stays, even at zero, so which weeks are too old never depends on who came first.
 */
import type { Quantity } from './quantity.ts';

/** By number of the week. Negative where more came back than was taken. */
export type UseByWeek = Readonly<Record<string, Quantity>>;

export const weeksKept = 26;
export const weekMs = 7 * 24 * 60 * 60 * 1000;
/** 1970 began on a Thursday. */
const mondayShiftMs = 3 * 24 * 60 * 60 * 1000;

export function weekOf(ms: number): number {
  return Math.floor((ms + mondayShiftMs) / weekMs);
}

/** When a week begins, Unix milliseconds. */
export function weekStart(week: number): number {
  return week * weekMs - mondayShiftMs;
}

export function withUse(used: UseByWeek, week: number, quantity: Quantity): UseByWeek {
  const newest = Math.max(week, ...Object.keys(used).map(Number));
  const kept: Record<string, Quantity> = {};
  for (const [known, sum] of Object.entries(used)) {
    if (Number(known) > newest - weeksKept) kept[known] = sum;
  }
  if (week > newest - weeksKept) kept[week] = (kept[week] ?? 0) + quantity;
  return kept;
}

export function addUses(uses: Iterable<UseByWeek>): UseByWeek {
  const sums: Record<string, Quantity> = {};
  for (const used of uses) {
    for (const [week, quantity] of Object.entries(used)) {
      sums[week] = (sums[week] ?? 0) + quantity;
    }
  }
  return sums;
}

export interface UseRate {
  readonly used: Quantity;
  readonly weeks: number;
  /** Thousandths of the unit in a week, rounded. */
  readonly perWeek: Quantity;
}

/**
 * Whole weeks before this one, at most eight, from the first that had any use; null before one is over. Weeks
 * that are still to come, as a clock that runs ahead has them, say nothing.
 */
export function useRate(used: UseByWeek, nowMs: number, weeksMax = 8): UseRate | null {
  const now = weekOf(nowMs);
  const first = Math.min(...Object.keys(used).map(Number));
  if (first >= now) return null;
  const weeks = Math.min(weeksMax, now - first);
  let sum = 0;
  for (let week = now - weeks; week < now; week += 1) sum += used[week] ?? 0;
  return { used: sum, weeks, perWeek: Math.round(sum / weeks) };
}

/** How many whole days the stock lasts at this rate; null where nothing is used. */
export function daysOfCover(available: Quantity, rate: UseRate | null): number | null {
  if (rate === null || rate.used <= 0) return null;
  return Math.max(0, Math.floor((available * rate.weeks * 7) / rate.used));
}

/** The last weeks up to this one, oldest first: which week it is, and what was used in it. */
export function lastWeeks(
  used: UseByWeek,
  nowMs: number,
  count = weeksKept,
): readonly { readonly week: number; readonly used: Quantity }[] {
  const now = weekOf(nowMs);
  return Array.from({ length: count }, (_, place) => {
    const week = now - count + 1 + place;
    return { week, used: used[week] ?? 0 };
  });
}
