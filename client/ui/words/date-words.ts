/** A moment as a short date without a time, for the edges of charts. */
import { computed } from '@preact/signals';
import { locale } from './words.ts';

const dates = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium' }));

export function formatDate(at: number): string {
  return dates.value.format(at);
}
