/**
 * Names for rows. Every id is a UUID string, branded by what it names, so that an item's id can never
 * be handed to something that wants a location. This is the only file that brands (`as`) an id.
 */
import { noBatch, type Batch } from './batches.ts';

export declare const idBrand: unique symbol;
/** Exported for the compiler alone: the declarations of other rooms must be able to name it. */
export interface Branded<Name extends string> {
  readonly [idBrand]: Name;
}
export type Id<Name extends string> = string & Branded<Name>;

export type SpaceId = Id<'space'>;
export type ItemId = Id<'item'>;
export type LocationId = Id<'location'>;
export type CategoryId = Id<'category'>;
export type CodeId = Id<'code'>;
export type MovementId = Id<'movement'>;
export type CountId = Id<'count'>;
export type PhotoId = Id<'photo'>;
export type ImageId = Id<'image'>;
export type StockId = Id<'stock'>;
export type StocktakeId = Id<'stocktake'>;
export type TallyId = Id<'tally'>;
export type LoanId = Id<'loan'>;
export type ReorderId = Id<'reorder'>;
export type AskId = Id<'ask'>;
export type ReceiptId = Id<'receipt'>;
export type SupplierId = Id<'supplier'>;
export type SupplierItemId = Id<'supplierItem'>;
export type PriceId = Id<'price'>;
export type PurchaseOrderId = Id<'purchaseOrder'>;
export type OrderLineId = Id<'orderLine'>;
export type LeadTimeId = Id<'leadTime'>;
export type SettingsId = Id<'settings'>;
export type PersonId = Id<'person'>;
export type DeviceId = Id<'device'>;
export type ClientId = Id<'client'>;
export type MutationId = Id<'mutation'>;

/** Stock that lies in no named place. A real key of the ledger, but never a row of `location`. */
export const unplaced = '00000000-0000-0000-0000-000000000000' as LocationId;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

const sha256Pattern = /^[0-9a-f]{64}$/;

/** The name of bytes, and of nothing else: lower-case hexadecimal. */
export function isSha256(text: string): boolean {
  return sha256Pattern.test(text);
}

/** Brands an id that has just been checked, or that comes from our own database. */
export function toId<Name extends string>(uuid: string): Id<Name> {
  return uuid as Id<Name>;
}

/** A stock row is named by what it counts: there is one per item, location and batch. In ASCII, as every id is. */
export function makeStockId(
  itemId: ItemId,
  locationId: LocationId,
  { lot, expiry }: Batch = noBatch,
): StockId {
  const bin = `${itemId}/${locationId}`;
  if (lot === '' && expiry === '') return bin as StockId;
  return `${bin}/${encodeURIComponent(lot)}/${expiry}` as StockId;
}

export interface IdSource {
  readonly nowMs: number;
  /** Exactly 10 random bytes. */
  readonly random: Uint8Array;
}

/** UUID v7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 random bits. Sorts by birth. */
export function makeUuidV7<Name extends string>({ nowMs, random }: IdSource): Id<Name> {
  const time = Math.trunc(nowMs).toString(16).padStart(12, '0');
  const hex = [...random.subarray(0, 10)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const variant = ((parseInt(hex.slice(4, 6), 16) & 0x3f) | 0x80).toString(16);
  const uuid = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8)}`;
  return uuid as Id<Name>;
}
