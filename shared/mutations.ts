/**
 * Every change that can be made, as a closed union of named and versioned intents. A mutation says what
 * somebody meant, not what the rows looked like, so that it can be judged again on the server.
 * A new kind of change is one line in `mutationSchemas` and one case in `applyMutation`.
 *
 * The shape of arguments never changes under one version: a new shape is a new version, and the old
 * schema stays for as long as phones may hold it in their outbox.
 */
import * as v from 'valibot';
import { isDay, lotLengthMax } from './batches.ts';
import { ghsPictograms, movementReasons, signalWords } from './entities.ts';
import { isSha256, isUuid, toId, type Id, type ImageId } from './ids.ts';
import { moneyMax } from './money.ts';
import { orderLinesMax, orderStates } from './orders.ts';
import { limits } from './protocol.ts';
import { quantityMax } from './quantity.ts';
import { reorderPriorities, reorderStates } from './reorders.ts';
import { fail, succeed, type Result } from './result.ts';
import type { Refusal } from './refusals.ts';
import { toSheetName } from './sheets.ts';
import { isStamp, type Stamp } from './stamps.ts';
import { tallyKinds } from './stocktakes.ts';
import { leadDaysMax, packsMax, supplierKinds } from './suppliers.ts';

/** Postgres stores neither NUL nor half of a surrogate pair: such text is refused here, by name. */
function text(max: number) {
  return v.pipe(
    v.string(),
    v.maxLength(max, `at most ${max} characters`),
    v.check(
      (value) => !value.includes('\u0000') && value.isWellFormed(),
      'text without control codes',
    ),
  );
}
const filled = (max: number) => v.pipe(text(max), v.regex(/\S/, 'not empty'));

function id<Name extends string>() {
  return v.pipe(
    v.string(),
    v.check(isUuid, 'an id'),
    v.transform((value): Id<Name> => toId<Name>(value)),
  );
}

const sha256 = v.pipe(v.string(), v.check(isSha256, 'a SHA-256 in lower-case hexadecimal'));

const quantity = v.pipe(
  v.number(),
  v.safeInteger('whole thousandths'),
  v.minValue(-quantityMax),
  v.maxValue(quantityMax),
);
const amount = v.pipe(quantity, v.minValue(1, 'more than zero'));
const level = v.pipe(quantity, v.minValue(0, 'zero or more'));
const someDay = v.pipe(v.string(), v.check(isDay, 'a day such as 2027-05-31'));
const day = v.union([v.literal(''), someDay]);
const lot = v.pipe(
  text(lotLengthMax),
  v.check((value) => value === value.trim(), 'no spaces around it'),
);
/** Later than the rest of their mutations, so a phone may hold changes without them. */
const batchLater = { lot: v.exactOptional(lot), expiry: v.exactOptional(day) };
const batch = { lot, expiry: day };
const wholeUpTo = (max: number, min = 0) =>
  v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(min), v.maxValue(max));
const packs = wholeUpTo(packsMax, 1);
const money = v.strictObject({
  amount: v.pipe(
    v.number(),
    v.safeInteger('whole cents'),
    v.minValue(0, 'zero or more'),
    v.maxValue(moneyMax),
  ),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'a currency such as EUR')),
});
const nfpaLevel = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4));
const webAddress = v.union([
  v.literal(''),
  v.pipe(
    text(2000),
    v.regex(/^https?:\/\/[^\s]+$/i, 'an address that begins with http:// or https://'),
  ),
]);

const sheetFile = v.strictObject({
  sha256,
  name: v.pipe(
    filled(200),
    v.check((name) => toSheetName(name) === name, 'the name of a PDF file'),
  ),
  bytes: v.pipe(
    v.number(),
    v.safeInteger('whole bytes'),
    v.minValue(1, 'more than zero'),
    v.maxValue(limits.sheetBytesMax),
  ),
});

const hazards = v.strictObject({
  ghs: v.array(v.picklist(ghsPictograms)),
  nfpa: v.nullable(
    v.strictObject({
      health: nfpaLevel,
      fire: nfpaLevel,
      instability: nfpaLevel,
      special: text(20),
    }),
  ),
  sdsUrl: webAddress,
  // Later than the rest, so a phone may hold changes without them.
  signal: v.exactOptional(v.picklist(signalWords)),
  statements: v.exactOptional(text(4000)),
  sdsFile: v.exactOptional(v.nullable(sheetFile)),
});

/** What the schema library leaves out of a record without a word: refused, so that nothing is lost in silence. */
const unusableNames = ['__proto__', 'constructor', 'prototype'];

function isCustomFields(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !unusableNames.some((name) => Object.hasOwn(value, name));
}

/** By custom field; null takes the field away. */
const custom = v.pipe(
  v.custom<object>(isCustomFields, 'custom fields by name'),
  v.record(filled(100), v.nullable(text(4000))),
  v.check((fields) => Object.keys(fields).length <= 100, 'at most 100 custom fields'),
);

const fieldSchemas = {
  location: {
    name: filled(200),
    description: text(4000),
    parentId: v.nullable(id<'location'>()),
    active: v.boolean(),
    externalId: text(500),
  },
  category: {
    name: filled(200),
    description: text(4000),
    parentId: v.nullable(id<'category'>()),
    colour: v.pipe(v.string(), v.regex(/^(#[0-9a-fA-F]{6})?$/, 'a colour such as #C2410C')),
    externalId: text(500),
  },
  item: {
    name: filled(200),
    description: text(4000),
    sku: text(100),
    unit: filled(40),
    categoryId: v.nullable(id<'category'>()),
    homeLocationId: v.nullable(id<'location'>()),
    minimum: level,
    reorderQuantity: level,
    imageUrl: webAddress,
    coverPhotoId: v.nullable(id<'photo'>()),
    link: webAddress,
    hazards: v.nullable(hazards),
    notes: text(10_000),
    active: v.boolean(),
    lendable: v.boolean(),
    unitCost: v.nullable(money),
    externalId: text(500),
    custom,
  },
  code: {
    itemId: v.nullable(id<'item'>()),
    locationId: v.nullable(id<'location'>()),
    value: filled(500),
    unitsPerScan: amount,
  },
  photo: {
    itemId: v.nullable(id<'item'>()),
    sha256,
  },
  stocktake: {
    name: filled(200),
    note: text(4000),
    locationIds: v.pipe(v.array(id<'location'>()), v.maxLength(500, 'at most 500 places')),
    categoryIds: v.pipe(v.array(id<'category'>()), v.maxLength(500, 'at most 500 categories')),
    blind: v.boolean(),
  },
  supplier: {
    name: filled(200),
    kind: v.picklist(supplierKinds),
    website: webAddress,
    email: text(320),
    phone: text(100),
    customerNumber: text(100),
    notes: text(10_000),
    active: v.boolean(),
    externalId: text(500),
  },
  supplierItem: {
    sku: text(200),
    link: webAddress,
    description: text(1000),
    packQuantity: amount,
    price: v.nullable(money),
    minimumPacks: packs,
    lengthMm: wholeUpTo(1_000_000),
    widthMm: wholeUpTo(1_000_000),
    heightMm: wholeUpTo(1_000_000),
    weightG: wholeUpTo(1_000_000_000),
    leadDays: v.nullable(wholeUpTo(leadDaysMax)),
    preferred: v.boolean(),
    active: v.boolean(),
    notes: text(10_000),
    externalId: text(500),
  },
  purchaseOrder: {
    expectedOn: day,
    reference: text(200),
    note: text(4000),
  },
  orderLine: {
    supplierItemId: v.nullable(id<'supplierItem'>()),
    packs,
    packQuantity: amount,
    price: v.nullable(money),
    note: text(1000),
  },
  settings: {
    leadWindowDays: wholeUpTo(leadDaysMax, 1),
    safetyDays: wholeUpTo(365),
    showSpend: v.boolean(),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'a currency such as EUR')),
  },
  loan: {
    borrowerId: v.nullable(id<'person'>()),
    borrowerName: text(limits.personNameMax),
    dueOn: day,
    note: text(1000),
  },
};

const createLocation = v.strictObject({
  id: id<'location'>(),
  fields: v.required(v.partial(v.strictObject(fieldSchemas.location)), ['name']),
});
const createCategory = v.strictObject({
  id: id<'category'>(),
  fields: v.required(v.partial(v.strictObject(fieldSchemas.category)), ['name']),
});
const createItem = v.strictObject({
  id: id<'item'>(),
  fields: v.required(v.partial(v.strictObject(fieldSchemas.item)), ['name']),
});
interface CodeOwner {
  readonly itemId?: string | null | undefined;
  readonly locationId?: string | null | undefined;
}

function ofOneThing<Fields extends CodeOwner>() {
  return v.check<Fields, string>(
    ({ itemId, locationId }) => (itemId ?? null) === null || (locationId ?? null) === null,
    'a code of one item or of one location, not of both',
  );
}

const createCode = v.strictObject({
  id: id<'code'>(),
  fields: v.pipe(v.required(v.partial(v.strictObject(fieldSchemas.code)), ['value']), ofOneThing()),
});

const createPhoto = v.strictObject({
  id: id<'photo'>(),
  // Without an item while nobody knows what it shows: a code that a stocktake has met.
  fields: v.strictObject(fieldSchemas.photo),
});

const movement = v.pipe(
  v.strictObject({
    id: id<'movement'>(),
    itemId: id<'item'>(),
    fromLocationId: v.nullable(id<'location'>()),
    toLocationId: v.nullable(id<'location'>()),
    quantity: amount,
    reason: v.picklist(movementReasons),
    note: text(1000),
    purpose: v.exactOptional(text(200)),
    undoes: v.nullable(id<'movement'>()),
    ...batchLater,
  }),
  v.check((fact) => fact.fromLocationId !== fact.toLocationId, 'two different ends'),
);

const count = v.strictObject({
  id: id<'count'>(),
  itemId: id<'item'>(),
  locationId: id<'location'>(),
  quantity: level,
  note: text(1000),
  ...batchLater,
});

const tally = v.pipe(
  v.strictObject({
    id: id<'tally'>(),
    stocktakeId: id<'stocktake'>(),
    kind: v.picklist(tallyKinds),
    locationId: id<'location'>(),
    itemId: v.nullable(id<'item'>()),
    quantity: level,
    code: text(500),
    photoId: v.nullable(id<'photo'>()),
    note: text(1000),
    counter: id<'client'>(),
    ...batch,
  }),
  v.check(
    ({ kind, itemId }) => (kind === 'count' || kind === 'withdraw') === (itemId !== null),
    'an item for a count, and none for anything else',
  ),
);

/** `stamp` is that of the tally: how far back the movements matter. */
const acceptedLine = v.strictObject({
  tallyId: id<'tally'>(),
  itemId: id<'item'>(),
  locationId: id<'location'>(),
  ...batch,
  stamp: v.pipe(
    v.string(),
    v.check(isStamp, 'a stamp'),
    v.transform((value): Stamp => toId<'stamp'>(value)),
  ),
});

const lending = v.strictObject({
  id: id<'loan'>(),
  itemId: id<'item'>(),
  quantity: amount,
  fromLocationId: id<'location'>(),
  ...batch,
  ...fieldSchemas.loan,
  condition: text(1000),
});

/** `toLocationId` is null for what will not come back to a shelf: lost, or broken. */
const givingBack = {
  id: id<'loan'>(),
  movementId: id<'movement'>(),
  itemId: id<'item'>(),
  quantity: amount,
  toLocationId: v.nullable(id<'location'>()),
  ...batch,
};

const cycle = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(1, '1 or more'));
const ofReorder = { itemId: id<'item'>(), cycle };

const ask = v.strictObject({
  id: id<'ask'>(),
  ...ofReorder,
  quantity: amount,
  priority: v.picklist(reorderPriorities),
  note: text(1000),
});

/** `quantity` is null where staff leave it as it was asked for. */
const reorderDecision = v.strictObject({
  ...ofReorder,
  quantity: v.nullable(amount),
  expectedOn: day,
  note: text(1000),
});

/** A change of price or pack has a name of its own, under which the history of prices keeps it. */
function withPriceId<
  Args extends { readonly fields: object; readonly priceId?: string | undefined },
>() {
  return v.check<Args, string>(
    ({ fields, priceId }) =>
      ('price' in fields || 'packQuantity' in fields) === (priceId !== undefined),
    'an id for the price, where price or pack change and nowhere else',
  );
}
const priceId = v.exactOptional(id<'price'>());

const createSupplierItem = v.strictObject({
  id: id<'supplierItem'>(),
  fields: v.required(
    v.partial(
      v.strictObject({
        ...fieldSchemas.supplierItem,
        itemId: id<'item'>(),
        supplierId: id<'supplier'>(),
      }),
    ),
    ['itemId', 'supplierId'],
  ),
  priceId,
});

const createOrderLine = v.strictObject({
  id: id<'orderLine'>(),
  fields: v.required(
    v.partial(
      v.strictObject({
        ...fieldSchemas.orderLine,
        purchaseOrderId: id<'purchaseOrder'>(),
        ...ofReorder,
      }),
    ),
    ['purchaseOrderId', 'itemId', 'cycle', 'packs', 'packQuantity'],
  ),
});

/** `lines` are those that a decision is about, as its author knew them. */
const namedLine = { lineId: id<'orderLine'>(), ...ofReorder };
function orderLines<Line extends v.GenericSchema>(line: Line) {
  return v.pipe(v.array(line), v.maxLength(orderLinesMax, `at most ${orderLinesMax} lines`));
}
const orderDecision = {
  id: id<'purchaseOrder'>(),
  lines: orderLines(v.strictObject(namedLine)),
  note: text(1000),
};

const ofOrderLine = {
  orderLineId: v.exactOptional(v.nullable(id<'orderLine'>())),
  supplierItemId: v.exactOptional(v.nullable(id<'supplierItem'>())),
};

const receipt = {
  id: id<'receipt'>(),
  ...ofReorder,
  locationId: id<'location'>(),
  movementId: id<'movement'>(),
  note: text(1000),
  ...batch,
  ...ofOrderLine,
};

/** `price` is of one pack; `seenReceived` is what was known to have come before: less than the truth means that somebody was quicker. */
const arrival = v.strictObject({
  ...receipt,
  quantity: level,
  damaged: level,
  expired: v.exactOptional(level),
  receivedOn: v.exactOptional(someDay),
  price: v.exactOptional(v.nullable(money)),
  packQuantity: v.exactOptional(amount),
  seenReceived: v.exactOptional(v.nullable(level)),
});

/** name → version → the shape of its arguments. */
export const mutationSchemas = {
  'location.create': { 1: createLocation },
  'location.patch': {
    1: v.strictObject({
      id: id<'location'>(),
      fields: v.partial(v.strictObject(fieldSchemas.location)),
    }),
  },
  'location.delete': { 1: v.strictObject({ id: id<'location'>() }) },
  'location.restore': { 1: v.strictObject({ id: id<'location'>() }) },
  'category.create': { 1: createCategory },
  'category.patch': {
    1: v.strictObject({
      id: id<'category'>(),
      fields: v.partial(v.strictObject(fieldSchemas.category)),
    }),
  },
  'category.delete': { 1: v.strictObject({ id: id<'category'>() }) },
  'category.restore': { 1: v.strictObject({ id: id<'category'>() }) },
  'item.create': { 1: createItem },
  'item.patch': {
    1: v.strictObject({ id: id<'item'>(), fields: v.partial(v.strictObject(fieldSchemas.item)) }),
  },
  'item.delete': { 1: v.strictObject({ id: id<'item'>() }) },
  'item.restore': { 1: v.strictObject({ id: id<'item'>() }) },
  'code.create': { 1: createCode },
  'code.patch': {
    1: v.strictObject({
      id: id<'code'>(),
      fields: v.pipe(v.partial(v.strictObject(fieldSchemas.code)), ofOneThing()),
    }),
  },
  'code.delete': { 1: v.strictObject({ id: id<'code'>() }) },
  'code.restore': { 1: v.strictObject({ id: id<'code'>() }) },
  'photo.create': { 1: createPhoto },
  /** To another item. What is in the picture never changes. */
  'photo.patch': {
    1: v.strictObject({
      id: id<'photo'>(),
      fields: v.partial(v.strictObject({ itemId: fieldSchemas.photo.itemId })),
    }),
  },
  'photo.delete': { 1: v.strictObject({ id: id<'photo'>() }) },
  'photo.restore': { 1: v.strictObject({ id: id<'photo'>() }) },
  /** Fetch or make it again, be it because it failed or because the original has changed. */
  'image.retry': {
    1: v.strictObject({
      id: v.pipe(
        sha256,
        v.transform((value): ImageId => toId<'image'>(value)),
      ),
    }),
  },
  'movement.record': { 1: movement },
  'count.record': { 1: count },
  'stocktake.create': {
    1: v.strictObject({
      id: id<'stocktake'>(),
      fields: v.required(v.partial(v.strictObject(fieldSchemas.stocktake)), ['name']),
    }),
  },
  'stocktake.patch': {
    1: v.strictObject({
      id: id<'stocktake'>(),
      fields: v.partial(v.strictObject(fieldSchemas.stocktake)),
    }),
  },
  'stocktake.close': { 1: v.strictObject({ id: id<'stocktake'>() }) },
  'stocktake.cancel': { 1: v.strictObject({ id: id<'stocktake'>() }) },
  'stocktake.reopen': { 1: v.strictObject({ id: id<'stocktake'>() }) },
  'stocktake.accept': {
    1: v.strictObject({
      id: id<'stocktake'>(),
      lines: v.pipe(
        v.array(acceptedLine),
        v.minLength(1, 'at least one line'),
        v.maxLength(limits.acceptedLinesMax, `at most ${limits.acceptedLinesMax} lines`),
      ),
    }),
  },
  'tally.record': { 1: tally },
  'reorder.ask': { 1: ask },
  'reorder.withdraw': { 1: v.strictObject({ id: id<'ask'>(), ...ofReorder }) },
  'reorder.approve': { 1: reorderDecision },
  'reorder.order': { 1: reorderDecision },
  'reorder.decline': { 1: reorderDecision },
  'reorder.cancel': { 1: reorderDecision },
  'reorder.close': { 1: reorderDecision },
  'reorder.back': { 1: v.strictObject({ ...ofReorder, from: v.picklist(reorderStates) }) },
  'reorder.receive': {
    1: v.pipe(
      arrival,
      v.check(
        ({ quantity: good, damaged, expired = 0 }) => good + damaged + expired > 0,
        'at least something that came',
      ),
    ),
  },
  'reorder.undoReceipt': { 1: v.strictObject(receipt) },
  'supplier.create': {
    1: v.strictObject({
      id: id<'supplier'>(),
      fields: v.required(v.partial(v.strictObject(fieldSchemas.supplier)), ['name']),
    }),
  },
  'supplier.patch': {
    1: v.strictObject({
      id: id<'supplier'>(),
      fields: v.partial(v.strictObject(fieldSchemas.supplier)),
    }),
  },
  'supplier.delete': { 1: v.strictObject({ id: id<'supplier'>() }) },
  'supplier.restore': { 1: v.strictObject({ id: id<'supplier'>() }) },
  'supplierItem.create': { 1: v.pipe(createSupplierItem, withPriceId()) },
  'supplierItem.patch': {
    1: v.pipe(
      v.strictObject({
        id: id<'supplierItem'>(),
        fields: v.partial(v.strictObject(fieldSchemas.supplierItem)),
        priceId,
      }),
      withPriceId(),
    ),
  },
  'supplierItem.delete': { 1: v.strictObject({ id: id<'supplierItem'>() }) },
  'supplierItem.restore': { 1: v.strictObject({ id: id<'supplierItem'>() }) },
  'purchaseOrder.create': {
    1: v.strictObject({
      id: id<'purchaseOrder'>(),
      fields: v.required(
        v.partial(v.strictObject({ ...fieldSchemas.purchaseOrder, supplierId: id<'supplier'>() })),
        ['supplierId'],
      ),
    }),
  },
  'purchaseOrder.patch': {
    1: v.strictObject({
      id: id<'purchaseOrder'>(),
      fields: v.partial(v.strictObject(fieldSchemas.purchaseOrder)),
    }),
  },
  /** `seenOrdered` is how much of the reorder was known to be ordered: less than the truth means that somebody was quicker. */
  'purchaseOrder.place': {
    1: v.strictObject({
      id: id<'purchaseOrder'>(),
      supplierId: id<'supplier'>(),
      orderedOn: someDay,
      expectedOn: day,
      lines: v.pipe(
        orderLines(v.strictObject({ ...namedLine, seenOrdered: level })),
        v.minLength(1, 'at least one line'),
      ),
    }),
  },
  'purchaseOrder.cancel': { 1: v.strictObject(orderDecision) },
  'purchaseOrder.close': { 1: v.strictObject(orderDecision) },
  'purchaseOrder.back': {
    1: v.strictObject({ ...orderDecision, from: v.picklist(orderStates) }),
  },
  'orderLine.create': { 1: createOrderLine },
  'orderLine.patch': {
    1: v.strictObject({
      id: id<'orderLine'>(),
      fields: v.partial(v.strictObject(fieldSchemas.orderLine)),
    }),
  },
  'orderLine.delete': { 1: v.strictObject({ id: id<'orderLine'>() }) },
  'orderLine.restore': { 1: v.strictObject({ id: id<'orderLine'>() }) },
  'settings.patch': {
    1: v.strictObject({
      id: id<'settings'>(),
      fields: v.partial(v.strictObject(fieldSchemas.settings)),
    }),
  },
  'loan.lend': { 1: lending },
  'loan.giveBack': { 1: v.strictObject({ ...givingBack, condition: text(1000) }) },
  'loan.undoGiveBack': { 1: v.strictObject(givingBack) },
  'loan.patch': {
    1: v.strictObject({ id: id<'loan'>(), fields: v.partial(v.strictObject(fieldSchemas.loan)) }),
  },
} as const;

export type MutationName = keyof typeof mutationSchemas;
export type MutationArgs<Name extends MutationName> = v.InferOutput<
  (typeof mutationSchemas)[Name][1]
>;

/** A change whose shape has been checked. */
export type Mutation = {
  [Name in MutationName]: {
    readonly name: Name;
    readonly version: 1;
    readonly args: MutationArgs<Name>;
  };
}[MutationName];

export const mutationNames = Object.keys(mutationSchemas) as readonly MutationName[];

export function isMutationName(name: string): name is MutationName {
  return Object.hasOwn(mutationSchemas, name);
}

/** Unknown → typed. The one place where arguments are checked, on the phone and on the server. */
export function parseMutation(sent: {
  readonly name: string;
  readonly version: number;
  readonly args: unknown;
}): Result<Mutation, Refusal> {
  const { name, version } = sent;
  if (!isMutationName(name) || version !== 1)
    return fail({ kind: 'unknownMutation', name, version });
  const parsed = v.safeParse(mutationSchemas[name][version], sent.args, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return fail({ kind: 'invalid', path: v.getDotPath(issue) ?? '', reason: issue.message });
  }
  return succeed({ name, version, args: parsed.output } as Mutation);
}
