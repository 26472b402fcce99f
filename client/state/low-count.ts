/**
 * What runs low: in use, with a minimum, and not above it. The list, the filter and the figure on the app's icon all ask
 * here, so they agree. Less than nothing is low, too, though it must first be counted.
 */
import type { ListedItem } from './listed-item.ts';

export function isLow({ active, minimum, quantity }: ListedItem): boolean {
  return active && minimum > 0 && quantity <= minimum;
}

export function countLow(items: readonly ListedItem[]): number {
  return items.filter(isLow).length;
}
