/** Whether a reorder should have come by now, by the calendar of this device. */
import type { Reorder } from '../../../../shared/entities.ts';
import { toDay } from '../../../state/to-day.ts';

export function isLate({ state, expectedOn }: Reorder, nowMs: number): boolean {
  const isComing = state === 'ordered' || state === 'partlyReceived';
  return isComing && expectedOn !== '' && expectedOn < toDay(nowMs);
}
