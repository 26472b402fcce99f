/**
 * Suppliers to look at: the twelve real ones with what they sell of the real parts, one more with all that can be said of a
 * supplier, and an item with a history of prices in two currencies, packs, and lead times.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright';
import {
  emptyFields,
  type Item,
  type LeadTime,
  type Price,
  type Supplier,
  type SupplierItem,
} from '../../shared/entities.ts';
import { toId, type Id } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { findDemoFolder } from './demo-folder.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const dayMs = 86_400_000;
const born = { stamps: {}, deletedAt: null, version: 1, touched: 1 };
const soldShown = 60;

export interface LookSuppliers {
  readonly stores: StoreRows;
  /** With all that can be said of one. */
  readonly supplierId: string;
  readonly supplierItemId: string;
}

export function makeLookSuppliers({ stores, itemId }: LookData): LookSuppliers {
  const items = stores['item'] as Item[];
  const itemsByName = new Map(items.map((item) => [item.name, item]));
  const listed = readRows('suppliers.csv');
  const suppliers = listed.map(({ name = '', description = '', website = '' }, place): Supplier => {
    const said = { name, notes: description, website };
    return { ...born, ...emptyFields.supplier, id: newId(1, place), ...said };
  });
  const full: Supplier = {
    ...born,
    ...emptyFields.supplier,
    id: newId(1, 100),
    name: 'Schrauben Müller & Söhne, Inhaber Karl-Heinz Müller',
    kind: 'local',
    website: 'https://www.schrauben-mueller.example/shop',
    email: 'verkauf@schrauben-mueller.example',
    phone: '+49 30 1234567',
    customerNumber: 'KD-2291-A',
    notes: 'Open until 18:00, on Saturdays until 13:00.\nAsk for Kim; pays by invoice.',
  };
  const away = must(suppliers[8], 'a supplier');
  suppliers[8] = { ...away, active: false };
  const parts = new Map(readRows('parts.csv').map(({ id = '', name = '' }) => [id, name]));
  const byName = new Map(suppliers.map((supplier) => [supplier.name, supplier]));
  const sold = readRows('supplier-parts.csv')
    .slice(0, soldShown)
    .flatMap((line, place): SupplierItem[] => {
      const item = itemsByName.get(parts.get(line['part_id'] ?? '') ?? '');
      const supplier = byName.get(line['supplier'] ?? '');
      if (item === undefined || supplier === undefined) return [];
      const price = { amount: Math.round(Number(line['price']) * 100), currency: 'USD' };
      const of = { itemId: item.id, supplierId: supplier.id, sku: line['sku'] ?? '', price };
      return [{ ...born, ...emptyFields.supplierItem, id: newId(2, place), ...of }];
    });
  const shown = offersOf(toId<'item'>(itemId), full, suppliers);
  const preferred = must(shown[0], 'an offer');
  return {
    stores: {
      supplier: [...suppliers, full],
      supplierItem: [...sold, ...shown],
      price: pricesOf(preferred, must(shown[1], 'another offer')),
      leadTime: [leadTimeOf(preferred)],
    },
    supplierId: full.id,
    supplierItemId: preferred.id,
  };
}

function offersOf(
  itemId: Item['id'],
  full: Supplier,
  suppliers: readonly Supplier[],
): SupplierItem[] {
  const of = { ...born, ...emptyFields.supplierItem, itemId };
  const sellerOf = (place: number): Supplier['id'] => must(suppliers[place], 'a supplier').id;
  return [
    {
      ...of,
      id: newId(3, 0),
      supplierId: full.id,
      sku: 'M3-12-A2-100',
      link: 'https://www.schrauben-mueller.example/m3x12',
      description: 'Stainless, box of a hundred',
      packQuantity: 100_000,
      price: { amount: 540, currency: 'EUR' },
      minimumPacks: 5,
      lengthMm: 80,
      widthMm: 60,
      heightMm: 40,
      weightG: 210,
      preferred: true,
      notes: 'Comes in a paper box',
    },
    {
      ...of,
      id: newId(3, 1),
      supplierId: sellerOf(0),
      sku: '36-9191-ND',
      link: 'https://www.digikey.com/en/products/detail/9191',
      price: { amount: 7, currency: 'EUR' },
      leadDays: 2,
    },
    { ...of, id: newId(3, 2), supplierId: sellerOf(8), sku: 'FUT-771' },
  ];
}

function pricesOf(dearer: SupplierItem, cheaper: SupplierItem): Price[] {
  const steps = [410, 410, 455, 430, 500, 500, 540];
  const some = steps.map((amount, place) =>
    priceOf(dearer, place, amount, (steps.length - place) * 41),
  );
  return [
    ...some,
    { ...priceOf(dearer, 20, 610, 150), price: { amount: 610, currency: 'USD' } },
    priceOf(cheaper, 30, 8, 120),
    priceOf(cheaper, 31, 7, 20),
  ];
}

function priceOf(sold: SupplierItem, place: number, amount: number, daysAgo: number): Price {
  const at = now - daysAgo * dayMs;
  return {
    id: newId(4, place),
    supplierItemId: sold.id,
    price: { amount, currency: 'EUR' },
    packQuantity: sold.packQuantity,
    source: place % 2 === 0 ? 'said' : 'receipt',
    note: '',
    isWithdrawn: false,
    stamp: makeStamp({ ms: at, counter: 0, mark: '0000000d' }),
    personId: lookSession.personId,
    receivedAt: at,
    version: 1,
  };
}

function leadTimeOf({ id, supplierId }: SupplierItem): LeadTime & { readonly touched: number } {
  const figures = { medianDays: 4, p80Days: 6, samples: 9, leftOut: 0, windowDays: 180 };
  const of = { id: toId<'leadTime'>(id), supplierId, supplierItemId: id };
  return { ...figures, ...of, version: 1, touched: 1 };
}

function newId<Name extends string>(kind: number, place: number): Id<Name> {
  return toId<Name>(`00000000-0000-7000-b01${kind}-${place.toString(16).padStart(12, '0')}`);
}

function readRows(name: string): Record<string, string>[] {
  const text = readFileSync(join(findDemoFolder(), name), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

/** Every screen and form of suppliers, by its name. */
export function supplierShots(
  { supplierId, supplierItemId }: LookSuppliers,
  itemPath: string,
): Record<string, { readonly path: string; readonly does?: (page: Page) => Promise<void> }> {
  const press = (name: string) => async (page: Page) =>
    page.getByRole('button', { name, exact: true }).first().click();
  const supplier = `/suppliers/${supplierId}`;
  const sold = `/supplier-items/${supplierItemId}`;
  return {
    suppliers: { path: '/suppliers' },
    suppliersNone: {
      path: '/suppliers',
      does: async (page) => page.getByRole('searchbox').fill('zzzqqq'),
    },
    supplier: { path: supplier },
    supplierPick: { path: supplier, does: press('Add item') },
    supplierNew: { path: '/suppliers/new', does: press('Add supplier') },
    supplierEdit: { path: `${supplier}/edit` },
    supplierItem: { path: sold },
    supplierItemEdit: { path: `${sold}/edit` },
    supplierItemNew: {
      path: `${itemPath}/suppliers/new`,
      does: async (page) => {
        await page.getByRole('combobox', { name: 'Supplier', exact: true }).selectOption('new');
        await press('Add')(page);
      },
    },
    itemSuppliers: {
      path: itemPath,
      does: async (page) => page.locator('.offer-line').last().scrollIntoViewIfNeeded(),
    },
  };
}
