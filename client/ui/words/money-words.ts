/** Money as the person's region writes it, and what to say about an amount that cannot be used. */
import { moneyToNumber, parseMoney, type Money } from '../../../shared/money.ts';
import { fail, succeed, type Result } from '../../../shared/result.ts';
import { screenWords } from './screen-words.ts';
import { locale } from './words.ts';

export function formatMoney(money: Money): string {
  const { currency } = money;
  return new Intl.NumberFormat(locale.value, { style: 'currency', currency }).format(
    moneyToNumber(money),
  );
}

/** One sum for each currency. */
export function formatSums(sums: readonly Money[]): string {
  return sums.map(formatMoney).join(' + ');
}

/** Nothing typed is an answer, too: nobody knows. */
export function readMoney(text: string, currency: string): Result<Money | null, string> {
  const parsed = parseMoney(text, currency);
  if (parsed.ok) return succeed(parsed.value);
  if (parsed.failure === 'empty') return succeed(null);
  return fail(screenWords.value.low.worth.wrong[parsed.failure]);
}
