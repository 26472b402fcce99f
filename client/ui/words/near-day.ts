/** A day of the calendar as one says it: "today", "tomorrow", "Friday", and further away its date; or all of it. */
import { computed } from '@preact/signals';
import { daysBetween } from '../../state/days.ts';
import { formatDay } from './format.ts';
import { locale } from './words.ts';

const relative = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));
const weekdays = computed(
  () => new Intl.DateTimeFormat(locale.value, { weekday: 'long', timeZone: 'UTC' }),
);
const thisYear = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);

const whole = computed(
  () =>
    new Intl.DateTimeFormat(locale.value, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }),
);

/** "Wednesday, 2 December": a date that was picked tells no weekday. */
export function wholeDay(day: string): string {
  return whole.value.format(new Date(`${day}T00:00:00Z`));
}

export function nearDay(day: string, today: string): string {
  const days = daysBetween(today, day);
  if (days === 0 || days === 1 || days === -1) return relative.value.format(days, 'day');
  const date = new Date(`${day}T00:00:00Z`);
  if (days > 1 && days < 7) return weekdays.value.format(date);
  return day.slice(0, 4) === today.slice(0, 4) ? thisYear.value.format(date) : formatDay(day);
}
