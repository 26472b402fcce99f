/** A moment as short as it can be told: the time of today, else the day, with its year only where that is another. */
import { computed } from '@preact/signals';
import { locale } from './words.ts';

const times = computed(() => new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }));
const thisYear = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short' }),
);
const otherYears = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium' }));

export function formatShortTime(at: number, nowMs = Date.now()): string {
  const [then, now] = [new Date(at), new Date(nowMs)];
  if (then.toDateString() === now.toDateString()) return times.value.format(then);
  const isThisYear = then.getFullYear() === now.getFullYear();
  return (isThisYear ? thisYear : otherYears).value.format(then);
}
