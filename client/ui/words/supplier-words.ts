/** Prices of packs and units, how they have changed, and how long something takes, in words. */
import type { SupplierItem } from '../../../shared/entities.ts';
import type { ExpectedLead } from '../../../shared/lead-times.ts';
import { moneyToNumber } from '../../../shared/money.ts';
import { unitRateOf, type PackPrice } from '../../../shared/price-history.ts';
import { formatAmount, formatUnit } from './format.ts';
import { formatMoney } from './money-words.ts';
import { screenWords } from './screen-words.ts';
import { locale } from './words.ts';

const oneUnit = 1000;
/** Less than this is rounding, not a change. */
const leastChange = 0.0005;

/** A screw costs less than a cent: below one whole of the currency there are four decimals. */
export function formatUnitRate(rate: number, currency: string): string {
  const value = moneyToNumber({ amount: rate, currency });
  const isFine = value !== 0 && Math.abs(value) < 1;
  return new Intl.NumberFormat(locale.value, {
    style: 'currency',
    currency,
    ...(isFine ? { maximumFractionDigits: 4 } : {}),
  }).format(value);
}

/** "0.25 € per piece" */
export function unitPriceWords(pack: PackPrice, unit: string): string {
  const each = formatUnitRate(unitRateOf(pack), pack.price.currency);
  return screenWords.value.suppliers.price.per(each, formatUnit(oneUnit, unit));
}

/** "25.00 € per pack of 100 pieces"; by the unit where a pack is one. */
export function packPriceWords(sold: Pick<SupplierItem, 'price' | 'packQuantity'>, unit: string) {
  const w = screenWords.value.suppliers.price;
  const { price, packQuantity } = sold;
  if (price === null) return w.none;
  if (packQuantity === oneUnit) return unitPriceWords({ price, packQuantity }, unit);
  return w.per(formatMoney(price), w.pack(formatAmount(packQuantity, unit)));
}

export interface ChangeWords {
  readonly way: 'up' | 'down' | 'same';
  readonly text: string;
}

export function priceChangeWords(change: number, short = false): ChangeWords {
  const { price, change: brief } = screenWords.value.suppliers;
  const w = short ? brief : price;
  if (Math.abs(change) < leastChange) return { way: 'same', text: w.same };
  const percent = new Intl.NumberFormat(locale.value, {
    style: 'percent',
    maximumFractionDigits: Math.abs(change) < 1 ? 1 : 0,
  }).format(Math.abs(change));
  return change > 0
    ? { way: 'up', text: w.dearer(percent) }
    : { way: 'down', text: w.cheaper(percent) };
}

export function daysWords(days: number): string {
  const w = screenWords.value.suppliers.lead;
  return days === 0 ? w.sameDay : w.days(days);
}

export function leadWords({ medianDays, from, samples }: ExpectedLead): string {
  const w = screenWords.value.suppliers.lead;
  const days = daysWords(medianDays);
  return from === 'manual' ? w.manual(days) : w[from](days, w.deliveries(samples));
}
