/**
 * The things of an inventory, as rows that travel: the same shape on the phone, on the wire and in
 * the server's answers. Three families (see README, "the three laws"):
 *   fields   location, category, item, code   edited by named field, the latest stamp wins per field
 *   facts    movement, count                  written once, never changed
 *   derived  stock                            a fold over the facts, kept by the same law on both sides
 * Times are Unix milliseconds, quantities thousandths of the item's unit.
 */
import type {
  CategoryId,
  CodeId,
  CountId,
  ItemId,
  LocationId,
  MovementId,
  PersonId,
  StockId,
} from './ids.ts';
import type { Quantity } from './quantity.ts';
import type { Stamp } from './stamps.ts';

/** Stamps by field name. `*` stamps the row's birth and every field not named. */
export type FieldStamps = Readonly<Record<string, Stamp>>;

export interface LocationFields {
  readonly name: string;
  readonly description: string;
  readonly parentId: LocationId | null;
  /** Inactive places keep their stock and history and are left out of pickers. */
  readonly active: boolean;
  /** Where an imported row came from, such as "inventree:location:Factory"; "" if made here. */
  readonly externalId: string;
}

export interface CategoryFields {
  readonly name: string;
  readonly description: string;
  readonly parentId: CategoryId | null;
  /** #RRGGBB, or "" to take the parent's. */
  readonly colour: string;
  readonly externalId: string;
}

/** GHS pictograms by their official number. */
export const ghsPictograms = [
  'GHS01',
  'GHS02',
  'GHS03',
  'GHS04',
  'GHS05',
  'GHS06',
  'GHS07',
  'GHS08',
  'GHS09',
] as const;
export type GhsPictogram = (typeof ghsPictograms)[number];

export interface Nfpa {
  /** 0 to 4 each. */
  readonly health: number;
  readonly fire: number;
  readonly instability: number;
  readonly special: string;
}

export interface Hazards {
  readonly ghs: readonly GhsPictogram[];
  readonly nfpa: Nfpa | null;
  /** Address of the safety data sheet, or "". */
  readonly sdsUrl: string;
}

export interface ItemFields {
  readonly name: string;
  readonly description: string;
  readonly sku: string;
  /** What is counted: "piece", "m", "kg", "sheet". */
  readonly unit: string;
  readonly categoryId: CategoryId | null;
  /** Where it belongs, which need not be where it lies. */
  readonly homeLocationId: LocationId | null;
  readonly minimum: Quantity;
  readonly reorderQuantity: Quantity;
  readonly imageUrl: string;
  readonly link: string;
  readonly hazards: Hazards | null;
  readonly notes: string;
  readonly active: boolean;
  readonly externalId: string;
  /** Custom fields by name; each is stamped by itself, as `custom.<name>`. */
  readonly custom: Readonly<Record<string, string>>;
}

/** A code names one item or one location. Several codes may name the same thing. */
export interface CodeFields {
  readonly itemId: ItemId | null;
  readonly locationId: LocationId | null;
  /** As printed. */
  readonly value: string;
  /** What it is compared by (`codeKey`). */
  readonly key: string;
  /** How much one scan of it stands for: a pack of 100 counts as 100 units (100,000 thousandths). */
  readonly unitsPerScan: Quantity;
}

export interface FieldsRow<RowId> {
  readonly id: RowId;
  readonly stamps: FieldStamps;
  /** When it was deleted; null while it lives. */
  readonly deletedAt: number | null;
  /** The head version that last changed it; 0 while only this device knows it. */
  readonly version: number;
}

export type Location = FieldsRow<LocationId> & LocationFields;
export type Category = FieldsRow<CategoryId> & CategoryFields;
export type Item = FieldsRow<ItemId> & ItemFields;
export type Code = FieldsRow<CodeId> & CodeFields;

export const movementReasons = [
  'use',
  'return',
  'add',
  'receive',
  'move',
  'loss',
  'damage',
  'correction',
] as const;
export type MovementReason = (typeof movementReasons)[number];

/**
 * One fact with one or two legs: out of `fromLocationId`, into `toLocationId`. A null end is the
 * world outside, so a transfer has both ends and sums to zero by its shape.
 */
export interface Movement {
  readonly id: MovementId;
  readonly itemId: ItemId;
  readonly fromLocationId: LocationId | null;
  readonly toLocationId: LocationId | null;
  /** Always positive. */
  readonly quantity: Quantity;
  readonly reason: MovementReason;
  readonly note: string;
  /** The movement that this one takes back. */
  readonly undoes: MovementId | null;
  readonly stamp: Stamp;
  /** Null on a phone that may not see people. */
  readonly personId: PersonId | null;
  /** The server's clock; null until it has been there. */
  readonly receivedAt: number | null;
  readonly version: number;
}

/** "At this moment, this much lay here." Replaces what was known before its stamp, and no more. */
export interface Count {
  readonly id: CountId;
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  readonly quantity: Quantity;
  readonly note: string;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

export interface Stock {
  readonly id: StockId;
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  /** May be negative: then someone took what nobody had recorded, and it needs a count. */
  readonly quantity: Quantity;
  /** Stamp of the newest count; movements at or before it are already in it. */
  readonly countStamp: Stamp | null;
  readonly version: number;
}

/** Every table that travels, in the order in which a page carries them. The order is part of the protocol. */
export const syncedTables = [
  'location',
  'category',
  'item',
  'code',
  'stock',
  'count',
  'movement',
] as const;
export type SyncedTable = (typeof syncedTables)[number];

export interface RowOf {
  location: Location;
  category: Category;
  item: Item;
  code: Code;
  stock: Stock;
  count: Count;
  movement: Movement;
}
export type AnyRow = RowOf[SyncedTable];

export const fieldsTables = ['location', 'category', 'item', 'code'] as const;
export type FieldsTable = (typeof fieldsTables)[number];
export interface FieldsOf {
  location: LocationFields;
  category: CategoryFields;
  item: ItemFields;
  code: CodeFields;
}

/** What a field holds when the one who makes the row says nothing of it. */
export const emptyFields: { readonly [Table in FieldsTable]: FieldsOf[Table] } = {
  location: { name: '', description: '', parentId: null, active: true, externalId: '' },
  category: { name: '', description: '', parentId: null, colour: '', externalId: '' },
  item: {
    name: '',
    description: '',
    sku: '',
    unit: 'piece',
    categoryId: null,
    homeLocationId: null,
    minimum: 0,
    reorderQuantity: 0,
    imageUrl: '',
    link: '',
    hazards: null,
    notes: '',
    active: true,
    externalId: '',
    custom: {},
  },
  code: { itemId: null, locationId: null, value: '', key: '', unitsPerScan: 1000 },
};
