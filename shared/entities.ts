/**
 * The things of an inventory, as rows that travel: the same shape on the phone, on the wire and in
 * the server's answers. Three families (see README, "the three laws"):
 *   fields   location, category, item, code, photo   edited by named field, the latest stamp wins per field
 *            supplier, supplierItem, settings        the same
 *            stocktake, loan                         the same, and a state that only decisions change
 *            purchaseOrder, orderLine                the same, and what has come of it
 *   facts    movement, count, tally                  written once, never changed
 *            ask, receipt, price                     the same, but they can be taken back
 *   derived  stock                                   a fold over the facts, kept by the same law on both sides
 *            image                                   what the server knows of one picture, by where it comes from
 *            reorder                                 one per item and time, kept by asks, decisions and receipts
 *            leadTime                                what the server has learned of a supplier, and of what it sells
 *            person                                  who is in the space, for those who may see people
 * Times are Unix milliseconds, quantities thousandths of the item's unit.
 */
import type { Batch } from './batches.ts';
import type {
  AskId,
  CategoryId,
  ClientId,
  CodeId,
  CountId,
  ImageId,
  ItemId,
  LeadTimeId,
  LoanId,
  LocationId,
  MovementId,
  OrderLineId,
  PersonId,
  PhotoId,
  PriceId,
  PurchaseOrderId,
  ReceiptId,
  ReorderId,
  SettingsId,
  StockId,
  StocktakeId,
  SupplierId,
  SupplierItemId,
  TallyId,
} from './ids.ts';
import type { ImageReason, ImageState } from './images.ts';
import { toId, unplaced } from './ids.ts';
import type { LeadTimeFigures } from './lead-times.ts';
import type { LoanFields } from './loans.ts';
import type { Money } from './money.ts';
import type { OrderLineFields, PurchaseOrderFields } from './orders.ts';
import type { ReorderFacts, ReorderPriority } from './reorders.ts';
import type { Role } from './roles.ts';
import type { Quantity } from './quantity.ts';
import type { SettingsFields } from './settings.ts';
import type { Stamp } from './stamps.ts';
import type { StocktakeFields, TallyKind } from './stocktakes.ts';
import type { PriceSource, SupplierFields, SupplierItemFields } from './suppliers.ts';
import type { UseByWeek } from './use-weeks.ts';

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

/** The louder of the two that a label may carry; "" for none. */
export const signalWords = ['', 'warning', 'danger'] as const;
export type SignalWord = (typeof signalWords)[number];

/** A safety data sheet that somebody has put in. Its bytes travel by themselves, named by what they are. */
export interface SheetFile {
  readonly sha256: string;
  /** As it is shown and saved: without folders, and with its ending. */
  readonly name: string;
  readonly bytes: number;
}

/** What may be absent came later than the rest; absent means "none". */
export interface Hazards {
  readonly ghs: readonly GhsPictogram[];
  readonly nfpa: Nfpa | null;
  /** Address of the safety data sheet, or "". */
  readonly sdsUrl: string;
  readonly signal?: SignalWord;
  /** Hazard statements, such as "H225 Highly flammable liquid and vapour", as free text. */
  readonly statements?: string;
  readonly sdsFile?: SheetFile | null;
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
  /** Where its picture is on the web, or "". */
  readonly imageUrl: string;
  /** The photo shown first; null for the picture from the web or else the oldest photo. */
  readonly coverPhotoId: PhotoId | null;
  readonly link: string;
  readonly hazards: Hazards | null;
  readonly notes: string;
  readonly active: boolean;
  /** A tool that is lent out and comes back, rather than used up. */
  readonly lendable: boolean;
  /** What one unit is worth; null if nobody has said, and on a phone that may not see prices. */
  readonly unitCost: Money | null;
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

/** A picture that somebody took of an item. Its bytes travel by themselves, named by what they are. */
export interface PhotoFields {
  readonly itemId: ItemId | null;
  readonly sha256: string;
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
export type Photo = FieldsRow<PhotoId> & PhotoFields;
export type Stocktake = FieldsRow<StocktakeId> & StocktakeFields;
export type Loan = FieldsRow<LoanId> & LoanFields;
export type Supplier = FieldsRow<SupplierId> & SupplierFields;
export type SupplierItem = FieldsRow<SupplierItemId> & SupplierItemFields;
export type PurchaseOrder = FieldsRow<PurchaseOrderId> & PurchaseOrderFields;
export type OrderLine = FieldsRow<OrderLineId> & OrderLineFields;
export type Settings = FieldsRow<SettingsId> & SettingsFields;

export const movementReasons = [
  'use',
  'return',
  'add',
  'receive',
  'move',
  'loss',
  'damage',
  'correction',
  /** Out on loan, and back from it: neither is use. */
  'lend',
  'lendBack',
] as const;
export type MovementReason = (typeof movementReasons)[number];

/**
 * One fact with one or two legs: out of `fromLocationId`, into `toLocationId`. A null end is the
 * world outside, so a transfer has both ends and sums to zero by its shape.
 */
export interface Movement extends Batch {
  readonly id: MovementId;
  readonly itemId: ItemId;
  readonly fromLocationId: LocationId | null;
  readonly toLocationId: LocationId | null;
  /** Always positive. */
  readonly quantity: Quantity;
  readonly reason: MovementReason;
  readonly note: string;
  /** The project or purpose that it was for, or "". */
  readonly purpose: string;
  /** The movement that this one takes back. */
  readonly undoes: MovementId | null;
  readonly stamp: Stamp;
  /**
   * Where it stands among the counts, and what it is counted as: for a movement that takes another back,
   * those of the other, so that both are in a count or neither is; else its own.
   */
  readonly effectiveStamp: Stamp;
  readonly effectiveReason: MovementReason;
  /** Null on a phone that may not see people. */
  readonly personId: PersonId | null;
  /** The server's clock; null until it has been there. */
  readonly receivedAt: number | null;
  readonly version: number;
}

/** "At this moment, this much lay here." Replaces what was known before its stamp, and no more. */
export interface Count extends Batch {
  readonly id: CountId;
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  readonly quantity: Quantity;
  readonly note: string;
  /** The stocktake that it came of. */
  readonly stocktakeId: StocktakeId | null;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

/** What somebody says while counting (stocktakes.ts). It is stock only once it is accepted. */
export interface Tally extends Batch {
  readonly id: TallyId;
  readonly stocktakeId: StocktakeId;
  readonly kind: TallyKind;
  readonly locationId: LocationId;
  /** Null for an unknown code, and for what is said of a whole shelf. */
  readonly itemId: ItemId | null;
  readonly quantity: Quantity;
  /** As read, of an unknown code; else "". */
  readonly code: string;
  readonly photoId: PhotoId | null;
  readonly note: string;
  /** Which phone counts: two counts of one shelf are told apart by it. */
  readonly counter: ClientId;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

/** Somebody says that an item runs low (reorders.ts). */
export interface Ask {
  readonly id: AskId;
  readonly itemId: ItemId;
  /** The reorder that it joined or began. */
  readonly cycle: number;
  readonly quantity: Quantity;
  readonly priority: ReorderPriority;
  readonly note: string;
  readonly isWithdrawn: boolean;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

export interface Reorder extends ReorderFacts {
  readonly id: ReorderId;
  readonly version: number;
}

/** Goods that came, of one reorder. */
export interface Receipt extends Batch {
  readonly id: ReceiptId;
  readonly itemId: ItemId;
  readonly cycle: number;
  /** In good condition: what the movement brought into stock. */
  readonly quantity: Quantity;
  readonly damaged: Quantity;
  /** Past its last day when it came: as useless as what is damaged. */
  readonly expired: Quantity;
  /** The order line that it came of, and what the supplier calls it; null where no order is known. */
  readonly orderLineId: OrderLineId | null;
  readonly supplierItemId: SupplierItemId | null;
  /** The day on which it came, which may be before the day on which somebody recorded it. */
  readonly receivedOn: string;
  /** Paid for one pack; null where nobody has said, and on a phone that may not see prices. */
  readonly price: Money | null;
  readonly packQuantity: Quantity;
  readonly locationId: LocationId;
  readonly movementId: MovementId;
  readonly note: string;
  readonly isUndone: boolean;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

/** What a pack of a supplier item cost from then on. */
export interface Price {
  readonly id: PriceId;
  readonly supplierItemId: SupplierItemId;
  readonly price: Money;
  readonly packQuantity: Quantity;
  readonly source: PriceSource;
  readonly note: string;
  /** It came of a receipt that has been taken back. */
  readonly isWithdrawn: boolean;
  readonly stamp: Stamp;
  readonly personId: PersonId | null;
  readonly receivedAt: number | null;
  readonly version: number;
}

/** Only the server writes it (lead-times.ts). Its id is that of what it is of. */
export interface LeadTime extends LeadTimeFigures {
  readonly id: LeadTimeId;
  readonly supplierId: SupplierId;
  /** Null for all that the supplier sells. */
  readonly supplierItemId: SupplierItemId | null;
  /** How far back the samples reach. */
  readonly windowDays: number;
  readonly version: number;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly removedAt: number | null;
  readonly version: number;
}

export interface Stock extends Batch {
  readonly id: StockId;
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  /** May be negative: then someone took what nobody had recorded, and it needs a count. */
  readonly quantity: Quantity;
  /** Stamp of the newest count; movements at or before it are already in it. */
  readonly countStamp: Stamp | null;
  readonly used: UseByWeek;
  readonly version: number;
}

/**
 * One picture, by its source: an address on the web or the hash of an upload (`images.ts`). Several items
 * may show the same one. Only the server writes it; a phone may ask for another try.
 */
export interface Image {
  readonly id: ImageId;
  readonly source: string;
  readonly state: ImageState;
  /** Why it failed, or why the last try did; "" if nothing is wrong. */
  readonly reason: ImageReason | '';
  /** When it is tried again by itself; null if it is not. */
  readonly retryAt: number | null;
  /** When `state` last changed. */
  readonly changedAt: number;
  /** Names the finished files; "" until there are some. A picture being fetched anew keeps the old. */
  readonly sha256: string;
  /** Base64 of about 25 bytes: what is shown until the picture is there. */
  readonly thumbhash: string;
  /** Of the original, upright. */
  readonly width: number;
  readonly height: number;
  /** Of the original: "jpeg", "png", "webp" or "gif". */
  readonly format: string;
  readonly bytes: number;
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
  'photo',
  'image',
  'stocktake',
  'tally',
  'loan',
  'person',
  'reorder',
  'ask',
  'receipt',
  'supplier',
  'supplierItem',
  'price',
  'purchaseOrder',
  'orderLine',
  'leadTime',
  'settings',
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
  photo: Photo;
  image: Image;
  stocktake: Stocktake;
  tally: Tally;
  loan: Loan;
  person: Person;
  reorder: Reorder;
  ask: Ask;
  receipt: Receipt;
  supplier: Supplier;
  supplierItem: SupplierItem;
  price: Price;
  purchaseOrder: PurchaseOrder;
  orderLine: OrderLine;
  leadTime: LeadTime;
  settings: Settings;
}
export type AnyRow = RowOf[SyncedTable];

/** Those whose rows can be deleted and come back. */
export const mortalTables = [
  'location',
  'category',
  'item',
  'code',
  'photo',
  'supplier',
  'supplierItem',
  'orderLine',
] as const;
export type MortalTable = (typeof mortalTables)[number];
export const fieldsTables = [
  ...mortalTables,
  'stocktake',
  'loan',
  'purchaseOrder',
  'settings',
] as const;
export type FieldsTable = (typeof fieldsTables)[number];
export interface FieldsOf {
  location: LocationFields;
  category: CategoryFields;
  item: ItemFields;
  code: CodeFields;
  photo: PhotoFields;
  stocktake: StocktakeFields;
  loan: LoanFields;
  supplier: SupplierFields;
  supplierItem: SupplierItemFields;
  purchaseOrder: PurchaseOrderFields;
  orderLine: OrderLineFields;
  settings: SettingsFields;
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
    coverPhotoId: null,
    link: '',
    hazards: null,
    notes: '',
    active: true,
    lendable: false,
    unitCost: null,
    externalId: '',
    custom: {},
  },
  code: { itemId: null, locationId: null, value: '', key: '', unitsPerScan: 1000 },
  photo: { itemId: null, sha256: '' },
  stocktake: {
    name: '',
    note: '',
    locationIds: [],
    categoryIds: [],
    blind: false,
    state: 'open',
    decidedAt: 0,
    decidedBy: null,
  },
  loan: {
    itemId: toId<'item'>(''),
    quantity: 0,
    fromLocationId: unplaced,
    lot: '',
    expiry: '',
    borrowerId: null,
    borrowerName: '',
    dueOn: '',
    conditionOut: '',
    conditionBack: '',
    note: '',
    lentAt: 0,
    returned: 0,
    state: 'out',
    returnedAt: null,
  },
  supplier: {
    name: '',
    kind: 'online',
    website: '',
    email: '',
    phone: '',
    customerNumber: '',
    notes: '',
    active: true,
    externalId: '',
  },
  supplierItem: {
    itemId: toId<'item'>(''),
    supplierId: toId<'supplier'>(''),
    sku: '',
    link: '',
    description: '',
    packQuantity: 1000,
    price: null,
    minimumPacks: 1,
    lengthMm: 0,
    widthMm: 0,
    heightMm: 0,
    weightG: 0,
    leadDays: null,
    preferred: false,
    active: true,
    notes: '',
    externalId: '',
  },
  purchaseOrder: {
    supplierId: toId<'supplier'>(''),
    number: '',
    state: 'draft',
    orderedOn: '',
    expectedOn: '',
    reference: '',
    note: '',
    marks: [],
  },
  orderLine: {
    purchaseOrderId: toId<'purchaseOrder'>(''),
    itemId: toId<'item'>(''),
    cycle: 1,
    supplierItemId: null,
    packs: 1,
    packQuantity: 1000,
    price: null,
    note: '',
    placed: 0,
    ordered: 0,
    received: 0,
    damaged: 0,
    receivedOn: '',
  },
  settings: {
    leadWindowDays: 180,
    safetyDays: 7,
    showSpend: false,
    currency: 'EUR',
    lastOrder: { year: 0, number: 0 },
  },
};
