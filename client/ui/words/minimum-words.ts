/** The sum behind a suggested minimum, so that anybody can do it again. */
import type { SuggestedMinimum } from '../../state/suggested-minimum.ts';
import { formatMean, isExactMean, isSign } from './cover-words.ts';
import { formatUnit } from './format.ts';
import { screenWords } from './screen-words.ts';

/** "3 pieces a week × (9 days + 7 days) ≈ 6.86" */
export function minimumSum(suggested: SuggestedMinimum, unit: string): string {
  const { rate, lead, safetyDays, exact } = suggested;
  const w = screenWords.value.supply.minimum;
  const week = `${formatMean(rate.perWeek)} ${formatUnit(rate.perWeek, unit)}`;
  const isExact = isExactMean(rate) && Number(exact.toPrecision(3)) === exact;
  return w.sum(week, w.days(lead.p80Days), w.days(safetyDays), isSign(isExact), formatMean(exact));
}

/** Where the days are from, and those for safety. */
export function minimumReasons({ lead, safetyDays }: SuggestedMinimum): readonly string[] {
  const w = screenWords.value.supply.minimum;
  const days = w.days(lead.p80Days);
  const from =
    lead.from === 'manual'
      ? w.from.manual(days, lead.supplierName)
      : w.from[lead.from](days, w.samples(lead.samples), lead.supplierName);
  return safetyDays === 0 ? [from] : [from, w.safety(w.days(safetyDays))];
}
