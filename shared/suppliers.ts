/**
 * Suppliers, and what they sell: a supplier item is one item as one supplier sells it, in packs and at a price. All of
 * it is for staff.
 */
import type { ItemId, SupplierId } from './ids.ts';
import type { Money } from './money.ts';
import type { Quantity } from './quantity.ts';

export const supplierKinds = ['local', 'online', 'national'] as const;
export type SupplierKind = (typeof supplierKinds)[number];

export interface SupplierFields {
  readonly name: string;
  readonly kind: SupplierKind;
  readonly website: string;
  readonly email: string;
  readonly phone: string;
  /** Ours, as the supplier knows us. */
  readonly customerNumber: string;
  readonly notes: string;
  /** Inactive ones keep their history and are not suggested. */
  readonly active: boolean;
  readonly externalId: string;
}

export interface SupplierItemFields {
  readonly itemId: ItemId;
  readonly supplierId: SupplierId;
  /** The supplier's own number for it. */
  readonly sku: string;
  readonly link: string;
  readonly description: string;
  /** How much of the item is in one pack. */
  readonly packQuantity: Quantity;
  /** Of one pack; null where nobody has said. */
  readonly price: Money | null;
  /** In packs. */
  readonly minimumPacks: number;
  /** Of one pack, in whole millimetres and grams; 0 where nobody has said. */
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly weightG: number;
  /** What somebody says of how many days it takes; null to go by what has been learned. */
  readonly leadDays: number | null;
  /** The one that is ordered where nothing speaks against it. */
  readonly preferred: boolean;
  readonly active: boolean;
  readonly notes: string;
  readonly externalId: string;
}

/** How a price became known: somebody said so, or goods came at it. */
export const priceSources = ['said', 'receipt'] as const;
export type PriceSource = (typeof priceSources)[number];

export const packsMax = 1_000_000;
export const leadDaysMax = 3650;

/** The fewest packs that hold `quantity`, and no fewer than the supplier sells. */
export function packsFor(
  quantity: Quantity,
  { packQuantity, minimumPacks }: Pick<SupplierItemFields, 'packQuantity' | 'minimumPacks'>,
): number {
  return Math.max(1, minimumPacks, Math.ceil(quantity / packQuantity));
}
