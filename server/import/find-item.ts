/**
 * Finds the item that a line of a file speaks of: by its external id; else by its SKU, or where it has
 * neither by its name, among the items that came from no file. Two that fit are a fault, not a guess.
 */
import type { Item } from '../../shared/entities.ts';
import type { SpaceId } from '../../shared/ids.ts';
import type { ItemRecord } from './item-record.ts';
import { makeImportId } from './make-import-id.ts';

export type FoundItem =
  | { readonly state: 'live'; readonly item: Item }
  | { readonly state: 'new' }
  /** Deleted in Bincard: it stays so. */
  | { readonly state: 'deleted' }
  | { readonly state: 'ambiguous'; readonly by: 'sku' | 'name'; readonly count: number };

/** To be asked once for each line. */
export type FindItem = (record: ItemRecord) => FoundItem;

export function makeItemFinder(existing: readonly Item[], spaceId: SpaceId): FindItem {
  const items = existing.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const itemsById = new Map<string, Item>(items.map((item) => [item.id, item]));
  const itemsByExternalId = new Map<string, Item>();
  for (const item of items) {
    const known = itemsByExternalId.get(item.externalId);
    if (known === undefined || (known.deletedAt !== null && item.deletedAt === null)) {
      itemsByExternalId.set(item.externalId, item);
    }
  }
  const own = items.filter(({ externalId, deletedAt }) => externalId === '' && deletedAt === null);
  const ownBySku = Map.groupBy(own, ({ sku }) => sku);
  const ownByName = Map.groupBy(own, ({ name }) => name);
  /** Taken over by one line, an item is no other line's. */
  const takenIds = new Set<string>();

  return (record) => {
    const id = makeImportId(spaceId, 'item', record.externalId);
    const known = itemsByExternalId.get(record.externalId) ?? itemsById.get(id);
    if (known?.deletedAt === null) return { state: 'live', item: known };
    const { sku = '', name } = record.fields;
    const by = sku === '' ? 'name' : 'sku';
    const alike =
      sku !== '' ? ownBySku.get(sku) : record.identity === 'name' ? ownByName.get(name) : undefined;
    const free = (alike ?? []).filter((item) => !takenIds.has(item.id));
    const [item] = free;
    if (free.length > 1) return { state: 'ambiguous', by, count: free.length };
    if (item !== undefined) {
      takenIds.add(item.id);
      return { state: 'live', item };
    }
    return known === undefined ? { state: 'new' } : { state: 'deleted' };
  };
}
