/**
 * Items that carry the same SKU or code. Uniqueness cannot be promised without a network, so twins are
 * shown with a way to each other, never refused.
 */
import { codeKey } from '../../shared/codes.ts';
import type { ItemId } from '../../shared/ids.ts';
import { fold } from './fold.ts';
import type { ListedItem } from './listed-item.ts';

export function findSkuTwin(
  items: readonly ListedItem[],
  sku: string,
  except: ItemId | null,
): ListedItem | undefined {
  const wanted = fold(sku.trim());
  if (wanted === '') return undefined;
  return items.find((item) => item.id !== except && fold(item.sku) === wanted);
}

export function findCodeTwin(
  items: readonly ListedItem[],
  value: string,
  except: ItemId | null,
): ListedItem | undefined {
  const key = codeKey(value);
  if (key === '') return undefined;
  return items.find((item) => item.id !== except && item.codeKeys.includes(key));
}
