/**
 * A price in a cell: an amount and the currency that stands beside it. Money is whole coins, so what is finer is rounded
 * and told; what is less than half a coin is no price at all.
 */
import { moneyMax, parseMoney, type Money } from '../../shared/money.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { suggest } from './suggest.ts';

export interface CellPrice {
  /** Null where it is less than the smallest coin. */
  readonly price: Money | null;
  readonly rounded: boolean;
}

const plain = /^\+?\d+(?:[.,]\d+)?$/;
const grouped = /^[1-9]\d{0,2},\d{3}$/;

/** Fails with what to do. */
export function parseCellPrice(text: string, currency: string): Result<CellPrice, string> {
  if (/^[-−]/.test(text)) return fail('A price below zero cannot be. Leave the cell empty.');
  if (!plain.test(text)) {
    return fail('Write a plain amount such as 1.50, without currency or thousands separator.');
  }
  if (grouped.test(text)) {
    const whole = text.replace(',', '');
    return fail(
      `This can be read in two ways. Write it without thousands separator, such as ${whole}.`,
    );
  }
  const one = parseMoney('1', currency);
  const coins = Number(text.replace(',', '.')) * (one.ok ? one.value.amount : 100);
  const amount = Math.round(coins);
  if (amount > moneyMax) return fail('This is too large for a price. Check it.');
  const isTooFine = amount === 0 && coins > 0;
  // A float is not exact: what differs by a millionth of a coin does not differ.
  const rounded = Math.abs(coins - amount) > 1e-6;
  return succeed({ price: isTooFine ? null : { amount, currency }, rounded });
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

export function parseCurrency(text: string): Result<string, string> {
  const code = text.toUpperCase();
  if (currencies.has(code)) return succeed(code);
  const near = suggest(code, currencies);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return fail(`This is no currency.${hint} Write its three letters, such as EUR.`);
}
