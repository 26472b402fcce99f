/** Money is whole minor units (cents) and a currency; sums of two currencies are never made. */
import type { Quantity } from './quantity.ts';
import { fail, succeed, type Result } from './result.ts';

export interface Money {
  readonly amount: number;
  /** ISO 4217, such as "EUR". */
  readonly currency: string;
}

export const moneyMax = 1_000_000_000_000;

export type MoneyFault = 'empty' | 'notANumber' | 'negative' | 'tooManyDecimals' | 'tooLarge';

const plainNumber = /^([+-]?)(\d*)(?:[.,](\d*))?$/;

/**
 * Reads what a person types: "1.50", "1,50", "12". Comma and point both mark decimals, so thousands separators
 * are refused rather than guessed, as with quantities. `currency` decides how many decimals there are.
 */
export function parseMoney(text: string, currency: string): Result<Money, MoneyFault> {
  const trimmed = text.trim().replace('−', '-');
  if (trimmed === '') return fail('empty');
  const [, sign, whole = '', decimals = ''] = plainNumber.exec(trimmed) ?? [];
  if (whole === '' && decimals === '') return fail('notANumber');
  const digits = minorDigits(currency);
  const significant = decimals.replace(/0+$/, '');
  if (significant.length > digits) return fail('tooManyDecimals');
  const amount = Number(whole) * 10 ** digits + Number(significant.padEnd(digits, '0'));
  if (amount > moneyMax) return fail('tooLarge');
  if (sign === '-' && amount > 0) return fail('negative');
  return succeed({ amount, currency });
}

/** Plain decimal text with a point and no grouping, for entries and files: 150 EUR → "1.50". */
export function moneyToText({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0');
  const sign = amount < 0 ? '-' : '';
  if (digits === 0) return `${sign}${figures}`;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** For Intl.NumberFormat. The only place where money becomes a fraction, and only to be shown. */
export function moneyToNumber({ amount, currency }: Money): number {
  return amount / 10 ** minorDigits(currency);
}

/** What so much of it is worth, to the nearest minor unit. Less than nothing is worth less than nothing. */
export function worthOf(quantity: Quantity, unitCost: Money): Money {
  return { ...unitCost, amount: Math.round((quantity * unitCost.amount) / 1000) };
}

/** One sum for each currency, in the order of their names. */
export function sumMoney(all: Iterable<Money>): readonly Money[] {
  const amounts = new Map<string, number>();
  for (const { amount, currency } of all) {
    amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
  }
  return [...amounts]
    .map(([currency, amount]) => ({ amount, currency }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

const digitsByCurrency = new Map<string, number>();

/** Two for most, none for the yen, three for the dinars; two for a currency that nobody knows. */
function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    digitsByCurrency.set(currency, (digits = maximumFractionDigits));
  }
  return digits;
}
