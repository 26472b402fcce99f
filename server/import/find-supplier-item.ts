/**
 * Finds what a line of supplier parts speaks of: the item by the number of its part, the supplier item by its external id,
 * else, where people have made it by hand, by item, supplier and SKU.
 */
import type { Item, SupplierItem } from '../../shared/entities.ts';
import type { ItemId, SpaceId, SupplierId } from '../../shared/ids.ts';
import { makeImportId } from './make-import-id.ts';
import { nameKey } from './parse-cell.ts';
import type { PlacedRecord } from './plan-codes.ts';
import type { SupplierPartRecord } from './read-suppliers.ts';

/** Null for an item that was deleted in Bincard. */
export function makePartFinder(existing: readonly Item[], placed: readonly PlacedRecord[]) {
  const ids = new Map<string, ItemId | null>();
  for (const { externalId, id, deletedAt } of existing) {
    if (externalId !== '' && (deletedAt === null || !ids.has(externalId))) {
      ids.set(externalId, deletedAt === null ? id : null);
    }
  }
  for (const { record, itemId } of placed) ids.set(record.externalId, itemId);
  return (part: string): ItemId | null | undefined => {
    const imported = ids.get(`inventree:part:${part}`);
    return imported === undefined ? ids.get(part) : imported;
  };
}

export function supplierItemExternalId(prefix: string, record: SupplierPartRecord): string {
  return [`${prefix}:supplier-part`, record.part, nameKey(record.supplier), record.sku].join(':');
}

export function makeSupplierItemFinder(existing: readonly SupplierItem[], spaceId: SpaceId) {
  const byExternalId = new Map<string, SupplierItem>();
  const byArticle = new Map<string, SupplierItem>();
  const article = (itemId: string, supplierId: string, sku: string): string =>
    [itemId, supplierId, sku].join('\n');
  for (const row of existing) {
    byExternalId.set(row.id, row);
    if (row.externalId !== '') byExternalId.set(row.externalId, row);
    else if (row.deletedAt === null)
      byArticle.set(article(row.itemId, row.supplierId, row.sku), row);
  }
  return (
    { sku }: SupplierPartRecord,
    itemId: ItemId,
    supplierId: SupplierId,
    externalId: string,
  ): SupplierItem | 'deleted' | undefined => {
    const own =
      byExternalId.get(externalId) ??
      byExternalId.get(makeImportId(spaceId, 'supplierItem', externalId));
    if (own !== undefined) return own.deletedAt === null ? own : 'deleted';
    return byArticle.get(article(itemId, supplierId, sku));
  };
}
