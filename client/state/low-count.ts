/**
 * What runs low: in use, with a minimum, and not above it. The list, the filter and the figure on the app's icon all ask
 * here, so they agree. Less than nothing is low, too, though it must first be counted. What is on its way and enough is
 * listed, and counted no more: somebody has seen to it.
 */
import { nothingComing, type Coming } from './coming.ts';
import type { ListedItem } from './listed-item.ts';

export function isLow({ active, minimum, quantity }: ListedItem): boolean {
  return active && minimum > 0 && quantity <= minimum;
}

/** With what is on its way it will be above its minimum. A figure that nobody should trust covers nothing. */
export function isCovered({ id, minimum, quantity, state }: ListedItem, coming: Coming): boolean {
  const onOrder = coming.get(id);
  return onOrder !== undefined && state !== 'needsCount' && quantity + onOrder.quantity > minimum;
}

export function countLow(items: readonly ListedItem[], coming = nothingComing): number {
  return items.filter((item) => isLow(item) && !isCovered(item, coming)).length;
}
