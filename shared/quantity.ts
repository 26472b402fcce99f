/**
 * Quantities are integers in thousandths of the item's unit: 0.25 m is 250. Floating point never
 * touches a stock. Here text becomes a quantity and back; screens format with the person's locale.
 */
import { fail, succeed, type Result } from './result.ts';

/** Thousandths of the item's unit; a safe integer. */
export type Quantity = number;

export const quantityMax: Quantity = 1_000_000_000_000;

export type QuantityFault = 'empty' | 'notANumber' | 'tooManyDecimals' | 'tooLarge';

const plainNumber = /^([+-]?)(\d+)(?:[.,](\d*))?$/;
const bareFraction = /^([+-]?)[.,](\d+)$/;

/**
 * Reads what a person types: "3", "0,25", "1.5", "−2". Comma and point both mark decimals, so
 * thousands separators are refused rather than guessed: "1.000,5" is not a number here.
 */
export function parseQuantity(text: string): Result<Quantity, QuantityFault> {
  const trimmed = text.trim().replace('−', '-');
  if (trimmed === '') return fail('empty');
  const found = plainNumber.exec(trimmed) ?? bareFraction.exec(trimmed)?.toSpliced(2, 0, '0');
  if (!found) return fail('notANumber');
  const [, sign, whole = '0', decimals = ''] = found;
  const significant = decimals.replace(/0+$/, '');
  if (significant.length > 3) return fail('tooManyDecimals');
  const size = Number(whole) * 1000 + Number(significant.padEnd(3, '0'));
  if (size > quantityMax) return fail('tooLarge');
  return succeed(sign === '-' && size !== 0 ? -size : size);
}

/** Plain decimal text with a point and no grouping, for files: 250 → "0.25". */
export function quantityToText(quantity: Quantity): string {
  const size = Math.abs(quantity);
  const decimals = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const whole = Math.trunc(size / 1000);
  return `${quantity < 0 ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** For Intl.NumberFormat. The only place where a quantity becomes a fraction, and only to be shown. */
export function quantityToNumber(quantity: Quantity): number {
  return quantity / 1000;
}
