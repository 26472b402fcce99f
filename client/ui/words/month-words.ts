/** Months of the calendar and shares of a whole, as the person's language and region write them. */
import { computed } from '@preact/signals';
import { locale } from './words.ts';

const months = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const bare = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'short', timeZone: 'UTC' }),
);
const shares = computed(
  () => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }),
);

/** "2026-12" → "Dec 2026" */
export function formatMonth(month: string): string {
  return months.value.format(new Date(`${month}-01T00:00:00Z`));
}

/** "2026-12" → "Dec" */
export function formatBareMonth(month: string): string {
  return bare.value.format(new Date(`${month}-01T00:00:00Z`));
}

/** 0.125 → "12.5 %" */
export function formatShare(share: number): string {
  return shares.value.format(share);
}
