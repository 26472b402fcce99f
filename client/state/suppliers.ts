/** Suppliers and what they sell, as the screens of staff show them. What was deleted is known, and named as such. */
import type { Code, Item, LeadTime, Supplier, SupplierItem } from '../../shared/entities.ts';
import type { ItemId, SupplierId, SupplierItemId } from '../../shared/ids.ts';
import { toId } from '../../shared/ids.ts';
import { expectLead, type ExpectedLead } from '../../shared/lead-times.ts';
import { makePriceHistory, newestChange, type PricePoint } from '../../shared/price-history.ts';
import { settingsId } from '../../shared/settings.ts';
import { emptyFields } from '../../shared/entities.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { fold } from './fold.ts';

export interface ListedSupplier {
  readonly supplier: Supplier;
  /** Of how many supplier items. */
  readonly items: number;
}

/** By name. */
export function readSuppliers(db: LocalDatabase): Promise<readonly ListedSupplier[]> {
  return db.transaction('r', [db.supplier, db.supplierItem], async () => {
    const [suppliers, sold] = await Promise.all([db.supplier.toArray(), db.supplierItem.toArray()]);
    const counts = new Map<string, number>();
    for (const { supplierId, deletedAt } of sold) {
      if (deletedAt === null) counts.set(supplierId, (counts.get(supplierId) ?? 0) + 1);
    }
    return suppliers
      .filter(({ deletedAt }) => deletedAt === null)
      .toSorted((one, other) => compare(one.name, other.name))
      .map((supplier) => ({ supplier, items: counts.get(supplier.id) ?? 0 }));
  });
}

/** A supplier item, with what is known of its price over time. */
export interface Sold {
  readonly sold: SupplierItem;
  /** By the unit, against the last other price in the same currency: 0.08 is 8 % more; undefined if none is known. */
  readonly change: number | undefined;
}

export interface SupplierPage {
  readonly supplier: Supplier | undefined;
  readonly items: readonly (Sold & { readonly item: Item | undefined })[];
}

export function readSupplierPage(db: LocalDatabase, id: SupplierId): Promise<SupplierPage> {
  return db.transaction('r', [db.supplier, db.supplierItem, db.price, db.item], async () => {
    const supplier = await db.supplier.get(id);
    const all = await db.supplierItem.where('supplierId').equals(id).toArray();
    const living = all.filter(({ deletedAt }) => deletedAt === null);
    const rows = await db.item.bulkGet(living.map(({ itemId }) => itemId));
    const known = await withChanges(db, living);
    const items = known
      .map((each, place) => ({ ...each, item: rows[place] }))
      .toSorted((one, other) => compare(one.item?.name ?? '', other.item?.name ?? ''));
    return { supplier, items };
  });
}

export interface Offer extends Sold {
  /** Undefined while this device has not heard of it. */
  readonly supplier: Supplier | undefined;
  readonly lead: ExpectedLead | undefined;
}

/** Who sells an item: the preferred one first, then by name; those that are not in use come last. */
export function readOffers(db: LocalDatabase, itemId: ItemId): Promise<readonly Offer[]> {
  const tables = [db.supplier, db.supplierItem, db.price, db.leadTime];
  return db.transaction('r', tables, async () => {
    const all = await db.supplierItem.where('itemId').equals(itemId).toArray();
    const living = all.filter(({ deletedAt }) => deletedAt === null);
    const [known, suppliers, ofItem, ofSupplier] = await Promise.all([
      withChanges(db, living),
      db.supplier.bulkGet(living.map(({ supplierId }) => supplierId)),
      db.leadTime.bulkGet(living.map(({ id }) => id)),
      db.leadTime.bulkGet(living.map(({ supplierId }) => supplierId)),
    ]);
    return known
      .map((each, place): Offer => {
        const lead = expectLead(each.sold.leadDays, ofItem[place], ofSupplier[place]);
        return { ...each, supplier: suppliers[place], lead };
      })
      .toSorted(compareOffers);
  });
}

/** Whether one would order there at all. */
export function isOffered({ sold, supplier }: Pick<Offer, 'sold' | 'supplier'>): boolean {
  return sold.active && supplier?.active === true && supplier.deletedAt === null;
}

function compareOffers(one: Offer, other: Offer): number {
  return (
    Number(isOffered(other)) - Number(isOffered(one)) ||
    Number(other.sold.preferred) - Number(one.sold.preferred) ||
    compare(one.supplier?.name ?? '', other.supplier?.name ?? '') ||
    compare(one.sold.sku, other.sold.sku)
  );
}

export interface SupplierItemPage {
  readonly sold: SupplierItem | undefined;
  readonly item: Item | undefined;
  readonly supplier: Supplier | undefined;
  readonly history: readonly PricePoint[];
  /** Of this very article; undefined where nothing has been learned. */
  readonly learned: LeadTime | undefined;
  /** Of the item, and worth more than one unit. */
  readonly packCodes: readonly Code[];
}

export function readSupplierItemPage(
  db: LocalDatabase,
  id: SupplierItemId,
): Promise<SupplierItemPage> {
  const tables = [db.supplier, db.supplierItem, db.price, db.leadTime, db.item, db.code];
  return db.transaction('r', tables, async () => {
    const sold = await db.supplierItem.get(id);
    if (sold === undefined) return nothingKnown;
    const [item, supplier, prices, learned, codes] = await Promise.all([
      db.item.get(sold.itemId),
      db.supplier.get(sold.supplierId),
      db.price.where('supplierItemId').equals(id).toArray(),
      db.leadTime.get(id),
      db.code.where('itemId').equals(sold.itemId).toArray(),
    ]);
    const packCodes = codes.filter((code) => code.deletedAt === null && code.unitsPerScan > 1000);
    return { sold, item, supplier, history: makePriceHistory(prices), learned, packCodes };
  });
}

const nothingKnown: SupplierItemPage = {
  sold: undefined,
  item: undefined,
  supplier: undefined,
  history: [],
  learned: undefined,
  packCodes: [],
};

/** The same article of the same supplier, said before: two of them would compete for one price. */
export function findSameOffer(
  offers: readonly Pick<Offer, 'sold'>[],
  { supplierId, sku, except }: { supplierId: string; sku: string; except: SupplierItemId | null },
): SupplierItem | undefined {
  const wanted = fold(sku.trim());
  return offers
    .map(({ sold }) => sold)
    .find(
      (sold) =>
        sold.id !== except && sold.supplierId === supplierId && fold(sold.sku.trim()) === wanted,
    );
}

export function findSupplierTwin(
  suppliers: readonly ListedSupplier[],
  name: string,
  except: SupplierId | null,
): Supplier | undefined {
  const wanted = fold(name.trim());
  if (wanted === '') return undefined;
  return suppliers
    .map(({ supplier }) => supplier)
    .find(({ id, name: known }) => id !== except && fold(known.trim()) === wanted);
}

/** For prices that are typed: the space's own. */
export async function readSpaceCurrency(db: LocalDatabase): Promise<string> {
  const row = await db.settings.get(settingsId);
  return row?.currency ?? emptyFields.settings.currency;
}

async function withChanges(db: LocalDatabase, sold: readonly SupplierItem[]): Promise<Sold[]> {
  const prices = await db.price
    .where('supplierItemId')
    .anyOf(sold.map(({ id }) => id))
    .toArray();
  const bySold = Map.groupBy(prices, ({ supplierItemId }) => supplierItemId);
  return sold.map((each) => {
    const history = makePriceHistory(bySold.get(toId<'supplierItem'>(each.id)) ?? []);
    return { sold: each, change: newestChange(history) };
  });
}

function compare(one: string, other: string): number {
  return fold(one).localeCompare(fold(other));
}
