/** What the server alone can say for the board: what has been spent, month by month, where the owner shows it. */
import { addDays } from './lead-times.ts';

export interface MonthSpend {
  /** "2026-12" */
  readonly month: string;
  /** ISO 4217. Two currencies are two entries. */
  readonly currency: string;
  readonly amount: number;
}

export interface BoardAnswer {
  /** Months without any are left out; oldest first. */
  readonly spend: readonly MonthSpend[];
}

export const spendMonths = 12;

/** The last twelve months up to that of `day`, oldest first. */
export function monthsUntil(day: string, count = spendMonths): readonly string[] {
  const months = [day.slice(0, 7)];
  while (months.length < count) months.unshift(addDays(`${months[0]}-01`, -1).slice(0, 7));
  return months;
}
