/**
 * The columns of InvenTree's part export. Keywords become a custom field of that name, because that is
 * what they are there: words of the part's own, beside its description. The IPN becomes the SKU.
 */
import type { ItemColumns, ItemMeaning } from './item-columns.ts';
import { headerKey, makeColumnSet } from './match-columns.ts';

const meanings: Readonly<Record<string, ItemMeaning>> = {
  id: { kind: 'externalId' },
  name: { kind: 'text', field: 'name' },
  description: { kind: 'text', field: 'description' },
  keywords: { kind: 'custom', name: 'Keywords' },
  category: { kind: 'path', table: 'category' },
  ipn: { kind: 'text', field: 'sku' },
  location: { kind: 'path', table: 'location' },
  in_stock: { kind: 'stock' },
  units: { kind: 'text', field: 'unit' },
  minimum_stock: { kind: 'level', field: 'minimum' },
  link: { kind: 'text', field: 'link' },
  active: { kind: 'active' },
  image: { kind: 'photo' },
};

export const inventreeColumns: ItemColumns = {
  source: 'inventree',
  ...makeColumnSet(meanings, ['id', 'name']),
};

const ownColumns = ['ipn', 'in_stock', 'minimum_stock', 'units', 'keywords'];

/** An `id` alone says little; with one of InvenTree's own words beside it, it is an InvenTree export. */
export function looksLikeInventree(headers: readonly string[]): boolean {
  const keys = new Set(headers.map(headerKey));
  return keys.has('id') && !keys.has('external_id') && ownColumns.some((name) => keys.has(name));
}
