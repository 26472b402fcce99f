/** Use per week and how long the rest lasts, in words, with the arithmetic that anyone can check. */
import { computed } from '@preact/signals';
import { quantityToNumber, type Quantity } from '../../../shared/quantity.ts';
import { daysOfCover, type UseRate } from '../../../shared/use-weeks.ts';
import { formatAmount, formatUnit } from './format.ts';
import { screenWords } from './screen-words.ts';
import { locale } from './words.ts';

const daysToldMax = 13;
const daysInAYear = 365;

/** A week's use is a mean: three figures say as much as it knows. */
const means = computed(() => new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 3 }));

export function formatMean(quantity: Quantity): string {
  return means.value.format(quantityToNumber(quantity));
}

/** "3 pieces a week", or why there is no figure. */
export function rateWords(rate: UseRate | null, unit: string): string {
  const w = screenWords.value.low.use;
  if (rate === null) return w.unknown;
  if (rate.used === 0) return w.idle(w.weeks(rate.weeks));
  if (rate.used < 0) return w.cameBack;
  return w.rate(`${formatMean(rate.perWeek)} ${formatUnit(rate.perWeek, unit)}`);
}

/** "9 days", "4 weeks", "more than a year". */
export function coverWords(days: number): string {
  const w = screenWords.value.low.use;
  if (days >= daysInAYear) return w.overAYear;
  return days <= daysToldMax ? w.days(days) : w.weeks(Math.floor(days / 7));
}

/** "24 pieces used in 8 weeks = 3 a week; 12 pieces left = 4 weeks". */
export function reckoningWords(
  rate: UseRate | null,
  { available, unit }: { readonly available: Quantity; readonly unit: string },
): string {
  const w = screenWords.value.low.use;
  if (rate === null) return w.unknownMore;
  const used = w.usedIn(formatAmount(rate.used, unit), w.weeks(rate.weeks));
  const week = `${used} ${isSign(isExactMean(rate))} ${w.aWeek(formatMean(rate.perWeek))}`;
  const days = daysOfCover(available, rate);
  if (days === null || available <= 0) return week;
  const rest = w.rest(formatAmount(available, unit));
  return `${week}; ${rest} ${isSign(isExactCover(rate, available, days))} ${coverWords(days)}`;
}

export function isSign(exact: boolean): string {
  return exact ? '=' : '≈';
}

export function isExactMean({ used, weeks, perWeek }: UseRate): boolean {
  return perWeek * weeks === used && Number(perWeek.toPrecision(3)) === perWeek;
}

function isExactCover({ used, weeks }: UseRate, available: Quantity, days: number): boolean {
  if (days >= daysInAYear) return true;
  const toldDays = days <= daysToldMax ? days : Math.floor(days / 7) * 7;
  return toldDays * used === available * weeks * 7;
}

/** For a file: plain figures, empty where nothing is known. */
export function plainMean(rate: UseRate | null): string {
  return rate === null ? '' : String(quantityToNumber(rate.perWeek));
}
