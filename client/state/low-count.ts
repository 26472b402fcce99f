/** How many items somebody should see to: in use, with a minimum, and below it. */
import type { ListedItem } from './listed-item.ts';

export function countLow(items: readonly ListedItem[]): number {
  return items.filter(
    ({ active, minimum, state }) => active && minimum > 0 && (state === 'low' || state === 'out'),
  ).length;
}
