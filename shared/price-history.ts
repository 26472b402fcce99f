/**
 * What prices have done: prices of packs made comparable by what one unit costs, and by how much each differs from the
 * one before it in the same currency. Two currencies are never compared.
 */
import type { Price } from './entities.ts';
import { moneyMax, parseMoney, type Money, type MoneyFault } from './money.ts';
import type { Quantity } from './quantity.ts';
import { fail, succeed, type Result } from './result.ts';

export interface PackPrice {
  readonly price: Money;
  readonly packQuantity: Quantity;
}

export interface PricePoint {
  readonly fact: Price;
  /** 0.08 is 8 % dearer by the unit; null where there was none before in this currency, or it cost nothing. */
  readonly change: number | null;
}

/** Not rounded, in minor units for one whole unit: a screw costs less than a cent. */
export function unitRateOf({ price, packQuantity }: PackPrice): number {
  return (price.amount * 1000) / packQuantity;
}

/** Oldest first, without those that were taken back. */
export function makePriceHistory(prices: Iterable<Price>): readonly PricePoint[] {
  const newest = new Map<string, number>();
  return [...prices]
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1))
    .map((fact) => {
      const { currency } = fact.price;
      const rate = unitRateOf(fact);
      const before = newest.get(currency);
      newest.set(currency, rate);
      return { fact, change: changeBetween(before, rate) };
    });
}

/**
 * How the newest price differs from the last other one in its currency: goods that came at the price that was said do not
 * hide that it had risen. Undefined where nothing is known to compare with; 0 where it has always been the same.
 */
export function newestChange(history: readonly PricePoint[]): number | undefined {
  const [newest, ...older] = history.toReversed();
  if (newest === undefined) return undefined;
  const rate = unitRateOf(newest.fact);
  const comparable = older.filter(({ fact }) => fact.price.currency === newest.fact.price.currency);
  if (comparable.length === 0) return undefined;
  const other = comparable.find(({ fact }) => unitRateOf(fact) !== rate);
  return other === undefined ? 0 : (changeBetween(unitRateOf(other.fact), rate) ?? undefined);
}

function changeBetween(before: number | undefined, rate: number): number | null {
  return before === undefined || before === 0 ? null : rate / before - 1;
}

const finestDecimals = 6;

/** Reads what one unit costs, with more decimals than there are coins, and answers what the pack costs. */
export function parseUnitPrice(
  text: string,
  currency: string,
  packQuantity: Quantity,
): Result<Money, MoneyFault> {
  const exact = parseMoney(text, currency);
  if (!exact.ok && exact.failure !== 'tooManyDecimals') return exact;
  const plain = text.trim().replace(',', '.');
  if ((plain.split('.')[1] ?? '').length > finestDecimals) return fail('tooManyDecimals');
  if (Number(plain) < 0) return fail('negative');
  const amount = Math.round((Number(plain) * minorUnits(currency) * packQuantity) / 1000);
  return amount > moneyMax ? fail('tooLarge') : succeed({ amount, currency });
}

/** What one unit costs, as it would be typed: 2.50 for 100 is "0.025". */
export function unitPriceToText(pack: PackPrice): string {
  const one = minorUnits(pack.price.currency);
  const coins = String(one).length - 1;
  const text = (unitRateOf(pack) / one).toFixed(finestDecimals).replace(/0+$/, '');
  const [whole = '0', decimals = ''] = text.split('.');
  return coins + decimals.length === 0 ? whole : `${whole}.${decimals.padEnd(coins, '0')}`;
}

function minorUnits(currency: string): number {
  const one = parseMoney('1', currency);
  return one.ok ? one.value.amount : 100;
}
