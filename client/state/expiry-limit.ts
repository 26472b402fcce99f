/** Up to which day a batch counts as expiring soon, by this device's own calendar. */
import { addDays } from './days.ts';
import { toDay } from './to-day.ts';
import type { Settings } from './settings.ts';

export function expiryLimit({ expiryDays }: Pick<Settings, 'expiryDays'>, nowMs: number): string {
  return addDays(toDay(nowMs), expiryDays);
}
