/** Moments by the clock: the hour alone where the day stands above it, to the second where two clocks are compared. */
import { computed } from '@preact/signals';
import { daysBetween } from '../../state/days.ts';
import { locale } from './words.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const clocks = computed(() => new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }));
const moments = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'medium' }),
);

const days = computed(
  () =>
    new Intl.DateTimeFormat(locale.value, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);
const near = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));

/** A day as a heading: "Today", "Yesterday", and before that with its weekday. */
export function dayWords(day: string, today: string): string {
  const ago = daysBetween(today, day);
  if (ago !== 0 && ago !== -1) return days.value.format(new Date(`${day}T00:00:00Z`));
  const word = near.value.format(ago, 'day');
  return word.charAt(0).toLocaleUpperCase(locale.value) + word.slice(1);
}

export function formatClock(at: number): string {
  return clocks.value.format(at);
}

export function formatMoment(at: number): string {
  return moments.value.format(at);
}

/** "3 days", "2 hours", in the largest unit of which there is one. */
export function formatSpan(spanMs: number): string {
  const [unit, unitMs] =
    spanMs >= dayMs
      ? (['day', dayMs] as const)
      : spanMs >= hourMs
        ? (['hour', hourMs] as const)
        : (['minute', minuteMs] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale.value, style).format(spanMs / unitMs);
}
