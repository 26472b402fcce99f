/** Numbers, times and sizes as the person's language and region write them. */
import { computed } from '@preact/signals';
import { quantityToNumber, type Quantity } from '../../../shared/quantity.ts';
import { locale, words } from './words.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const numbers = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3 }));
const signed = computed(
  () =>
    new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3, signDisplay: 'exceptZero' }),
);
const times = computed(() => new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }));
const days = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }),
);
const ages = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));

export function formatNumber(value: number): string {
  return numbers.value.format(value);
}

export function formatQuantity(quantity: Quantity): string {
  return numbers.value.format(quantityToNumber(quantity));
}

export function formatChange(quantity: Quantity): string {
  return signed.value.format(quantityToNumber(quantity));
}

/** "3 pieces", "0.25 m": the unit that we name ourselves is counted, those of others are left as they are. */
export function formatAmount(quantity: Quantity, unit: string): string {
  return `${formatQuantity(quantity)} ${formatUnit(quantity, unit)}`;
}

export function formatUnit(quantity: Quantity, unit: string): string {
  return unit === 'piece' ? words.value.units.piece(Math.abs(quantityToNumber(quantity))) : unit;
}

/** The time alone for what was today, else with the date. */
export function formatTime(at: number, nowMs = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(nowMs).toDateString();
  return (isToday ? times : days).value.format(at);
}

/** "5 minutes ago". */
export function formatAgo(at: number, nowMs = Date.now()): string {
  const age = Math.min(0, at - nowMs);
  if (age > -minuteMs) return words.value.parts.justNow;
  if (age > -hourMs) return ages.value.format(Math.round(age / minuteMs), 'minute');
  if (age > -dayMs) return ages.value.format(Math.round(age / hourMs), 'hour');
  return ages.value.format(Math.round(age / dayMs), 'day');
}

export function formatBytes(bytes: number): string {
  const [size, unit] =
    bytes < 1e6
      ? [bytes / 1e3, 'kilobyte']
      : bytes < 1e9
        ? [bytes / 1e6, 'megabyte']
        : [bytes / 1e9, 'gigabyte'];
  return new Intl.NumberFormat(locale.value, {
    style: 'unit',
    unit,
    maximumFractionDigits: size < 10 ? 1 : 0,
  }).format(size);
}

/** Of a calendar day such as "2027-02-28", wherever one is. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
