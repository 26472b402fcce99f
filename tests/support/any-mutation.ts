/**
 * Any mutation over a handful of rows, for properties: so few ids that changes meet, and every name in the
 * union, held complete by the compiler.
 */
import fc from 'fast-check';
import { noBatch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import { ghsPictograms, movementReasons, signalWords } from '../../shared/entities.ts';
import { toId, unplaced, type Id } from '../../shared/ids.ts';
import { makeGivingBackId } from '../../shared/loan-ids.ts';
import type { Mutation, MutationArgs, MutationName } from '../../shared/mutations.ts';
import { orderStates } from '../../shared/orders.ts';
import { reorderPriorities, reorderStates } from '../../shared/reorders.ts';
import { settingsId } from '../../shared/settings.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { tallyKinds } from '../../shared/stocktakes.ts';
import { supplierKinds } from '../../shared/suppliers.ts';

/** The nth row of a kind: the same id each time. */
export function idOf<Name extends string>(kind: Name, n: number): Id<Name> {
  const hex = Array.from(kind.slice(0, 4), (letter) => letter.charCodeAt(0).toString(16)).join('');
  return toId<Name>(`${hex.padEnd(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`);
}

function someId<Name extends string>(kind: Name, many = 3): fc.Arbitrary<Id<Name>> {
  return fc.integer({ min: 1, max: many }).map((n) => idOf(kind, n));
}

/** Fields may be absent, which is not the same as being there and undefined. */
function patchOf<Fields extends object>(fields: {
  [Field in keyof Fields]-?: fc.Arbitrary<NonNullable<Fields[Field]> | (null & Fields[Field])>;
}): fc.Arbitrary<Fields> {
  // Each value is made for the field under whose name it stands.
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<unknown> as fc.Arbitrary<Fields>;
}

const text = fc.constantFrom('', 'a', 'b', 'ä', '36000291452');
const name = fc.constantFrom('Drill', 'Saw', 'Wire');
const level = fc.integer({ min: 0, max: 5000 });
const amount = fc.integer({ min: 1, max: 5000 });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const locationFields = {
  name,
  description: text,
  parentId: orNull(someId('location')),
  active: fc.boolean(),
  externalId: text,
};
const categoryFields = {
  name,
  description: text,
  parentId: orNull(someId('category')),
  colour: fc.constantFrom('', '#C2410C', '#1D74B8'),
  externalId: text,
};
const itemFields = {
  name,
  description: text,
  sku: text,
  unit: fc.constantFrom('piece', 'm'),
  categoryId: orNull(someId('category')),
  homeLocationId: orNull(someId('location')),
  minimum: level,
  reorderQuantity: level,
  imageUrl: fc.constantFrom('', 'https://example.org/a.jpg'),
  link: fc.constantFrom('', 'http://example.org/'),
  hazards: orNull(
    fc.record(
      {
        ghs: fc.uniqueArray(fc.constantFrom(...ghsPictograms), { maxLength: 3 }),
        nfpa: orNull(
          fc.record({
            health: fc.integer({ min: 0, max: 4 }),
            fire: fc.integer({ min: 0, max: 4 }),
            instability: fc.integer({ min: 0, max: 4 }),
            special: fc.constantFrom('', 'OX'),
          }),
        ),
        sdsUrl: fc.constantFrom('', 'https://example.org/sds.pdf'),
        signal: fc.constantFrom(...signalWords),
        statements: text,
        sdsFile: orNull(
          fc.record({
            sha256: fc.constantFrom('c'.repeat(64), 'd'.repeat(64)),
            name: fc.constantFrom('Paint.pdf', 'Säure <b>.pdf'),
            bytes: fc.integer({ min: 1, max: 9000 }),
          }),
        ),
      },
      { requiredKeys: ['ghs', 'nfpa', 'sdsUrl'] },
    ),
  ),
  coverPhotoId: orNull(someId('photo', 2)),
  notes: text,
  active: fc.boolean(),
  lendable: fc.boolean(),
  unitCost: orNull(
    fc.record({
      amount: fc.integer({ min: 0, max: 5000 }),
      currency: fc.constantFrom('EUR', 'JPY'),
    }),
  ),
  externalId: text,
  custom: fc.dictionary(fc.constantFrom('Voltage', 'Colour'), orNull(text), {
    noNullPrototype: true,
  }),
};
const codeFields = {
  value: fc.constantFrom('036000291452', '0036000291452', 'ABC'),
  unitsPerScan: amount,
};
const codeOwner = fc.constantFrom(
  { itemId: idOf('item', 1), locationId: null },
  { itemId: null, locationId: idOf('location', 1) },
  { itemId: idOf('item', 2) },
);
const place = fc.oneof(fc.constant(unplaced), someId('location', 2));
const ends = fc
  .tuple(orNull(place), orNull(place))
  .filter(([from, to]) => from !== to)
  .map(([fromLocationId, toLocationId]) => ({ fromLocationId, toLocationId }));

/** Most stock has no batch; a lot may hold anything that a label may. */
const batch = fc.constantFrom(
  noBatch,
  noBatch,
  noBatch,
  { lot: 'L 1/ä', expiry: '' },
  { lot: '', expiry: '2028-02-29' },
  { lot: '批号', expiry: '2027-05-31' },
);
/** Older phones name none. */
const batchLater = fc.oneof(batch, fc.constant({}));
/** Movements, and those whose name says that they take one of them back, be it there or not. */
const someMovementId = fc.oneof(
  { weight: 3, arbitrary: someId('movement', 8) },
  { weight: 1, arbitrary: someId('movement', 8).map(makeUndoId) },
);
const stocktakeFields = {
  name,
  note: text,
  locationIds: fc.uniqueArray(someId('location'), { maxLength: 2 }),
  categoryIds: fc.uniqueArray(someId('category'), { maxLength: 2 }),
  blind: fc.boolean(),
};
const loanFields = {
  borrowerId: orNull(someId('person', 2)),
  borrowerName: fc.constantFrom('', 'Grace'),
  dueOn: fc.constantFrom('', '2026-12-24'),
  note: text,
};
const bin = { itemId: someId('item', 2), locationId: place };
const givingBack = fc
  .record({
    id: someId('loan', 2),
    itemId: someId('item', 2),
    quantity: amount,
    toLocationId: orNull(place),
    fresh: someId('movement', 3),
  })
  .chain(({ fresh, ...rest }) => {
    return batch.map((of) => ({ ...rest, ...of, movementId: makeGivingBackId(rest.id, fresh) }));
  });
const someStamp = fc.integer({ min: 1, max: 500 }).map((ms) => {
  return makeStamp({ ms, counter: 0, mark: '00000001' });
});
const acceptedLine = fc
  .record({ tallyId: someId('tally', 4), ...bin, stamp: someStamp })
  .chain((line) => batch.map((of) => ({ ...line, ...of })));

const ofReorder = { itemId: someId('item', 2), cycle: fc.integer({ min: 1, max: 2 }) };
const reorderDecision = fc.record({
  ...ofReorder,
  quantity: orNull(amount),
  expectedOn: fc.constantFrom('', '2026-12-24'),
  note: text,
});
const someMoney = fc.record({
  amount: fc.integer({ min: 0, max: 5000 }),
  currency: fc.constantFrom('EUR', 'JPY'),
});
const someDay = fc.constantFrom('2026-11-20', '2026-12-01', '2026-12-24');
const dayOrNone = fc.oneof(someDay, fc.constant(''));
const somePack = fc.constantFrom(1000, 2500, 100_000);
const supplierFields = {
  name,
  kind: fc.constantFrom(...supplierKinds),
  website: fc.constantFrom('', 'https://example.org/'),
  email: text,
  phone: text,
  customerNumber: text,
  notes: text,
  active: fc.boolean(),
  externalId: text,
};
const supplierItemFields = {
  sku: text,
  link: fc.constantFrom('', 'https://example.org/screw'),
  description: text,
  packQuantity: somePack,
  price: orNull(someMoney),
  minimumPacks: fc.integer({ min: 1, max: 10 }),
  lengthMm: level,
  widthMm: level,
  heightMm: level,
  weightG: level,
  leadDays: orNull(fc.integer({ min: 0, max: 30 })),
  preferred: fc.boolean(),
  active: fc.boolean(),
  notes: text,
  externalId: text,
};
const purchaseOrderFields = { expectedOn: dayOrNone, reference: text, note: text };
const orderLineFields = {
  supplierItemId: orNull(someId('supplierItem', 2)),
  packs: fc.integer({ min: 1, max: 20 }),
  packQuantity: somePack,
  price: orNull(someMoney),
  note: text,
};
const supplierPatch = patchOf<MutationArgs<'supplier.patch'>['fields']>(supplierFields);
const supplierItemPatch = patchOf<MutationArgs<'supplierItem.patch'>['fields']>(supplierItemFields);
const purchaseOrderPatch =
  patchOf<MutationArgs<'purchaseOrder.patch'>['fields']>(purchaseOrderFields);
const orderLinePatch = patchOf<MutationArgs<'orderLine.patch'>['fields']>(orderLineFields);

/** A change of price or pack has an id for the price, and no other change has. */
function priced<Fields extends object>(fields: Fields, priceId: Id<'price'>) {
  const isPriced = 'price' in fields || 'packQuantity' in fields;
  return isPriced ? { fields, priceId } : { fields };
}
const namedLine = { lineId: someId('orderLine', 3), ...ofReorder };
const orderDecision = {
  id: someId('purchaseOrder', 2),
  lines: fc.array(fc.record(namedLine), { maxLength: 3 }),
  note: text,
};
const ofOrderLine = fc.record(
  {
    orderLineId: orNull(someId('orderLine', 3)),
    supplierItemId: orNull(someId('supplierItem', 2)),
  },
  { requiredKeys: [] },
);
const receipt = fc
  .record({
    id: someId('receipt', 3),
    ...ofReorder,
    locationId: place,
    movementId: someId('movement', 8),
    note: text,
  })
  .chain((fact) => fc.tuple(batch, ofOrderLine).map(([of, line]) => ({ ...fact, ...of, ...line })));

export const someCodePatch: fc.Arbitrary<MutationArgs<'code.patch'>['fields']> = fc
  .tuple(
    patchOf<Pick<MutationArgs<'code.patch'>['fields'], 'value' | 'unitsPerScan'>>(codeFields),
    codeOwner,
  )
  .map(([fields, owner]) => ({ ...fields, ...owner }));

const locationPatch = patchOf<MutationArgs<'location.patch'>['fields']>(locationFields);
const categoryPatch = patchOf<MutationArgs<'category.patch'>['fields']>(categoryFields);
export const someItemPatch = patchOf<MutationArgs<'item.patch'>['fields']>(itemFields);

const stocktakePatch = patchOf<MutationArgs<'stocktake.patch'>['fields']>(stocktakeFields);

const someSha256 = fc.constantFrom('a'.repeat(64), '0123456789abcdef'.repeat(4));

const idsOf = {
  location: fc.record({ id: someId('location') }),
  category: fc.record({ id: someId('category') }),
  item: fc.record({ id: someId('item') }),
  code: fc.record({ id: someId('code') }),
  photo: fc.record({ id: someId('photo') }),
  stocktake: fc.record({ id: someId('stocktake', 2) }),
};

/** Every name of the union, and any arguments that its schema takes. */
export const argsByName: {
  readonly [Name in MutationName]: fc.Arbitrary<MutationArgs<Name>>;
} = {
  'location.create': fc.record({
    id: someId('location'),
    fields: fc.tuple(locationPatch, name).map(([fields, given]) => ({ ...fields, name: given })),
  }),
  'location.patch': fc.record({ id: someId('location'), fields: locationPatch }),
  'location.delete': idsOf.location,
  'location.restore': idsOf.location,
  'category.create': fc.record({
    id: someId('category'),
    fields: fc.tuple(categoryPatch, name).map(([fields, given]) => ({ ...fields, name: given })),
  }),
  'category.patch': fc.record({ id: someId('category'), fields: categoryPatch }),
  'category.delete': idsOf.category,
  'category.restore': idsOf.category,
  'item.create': fc.record({
    id: someId('item'),
    fields: fc.tuple(someItemPatch, name).map(([fields, given]) => ({ ...fields, name: given })),
  }),
  'item.patch': fc.record({ id: someId('item'), fields: someItemPatch }),
  'item.delete': idsOf.item,
  'item.restore': idsOf.item,
  'code.create': fc.record({
    id: someId('code'),
    fields: fc
      .tuple(someCodePatch, codeFields.value)
      .map(([fields, value]) => ({ ...fields, value })),
  }),
  'code.patch': fc.record({ id: someId('code'), fields: someCodePatch }),
  'code.delete': idsOf.code,
  'code.restore': idsOf.code,
  'photo.create': fc.record({
    id: someId('photo'),
    fields: fc.record({ itemId: someId('item', 2), sha256: someSha256 }),
  }),
  'photo.patch': fc.record({
    id: someId('photo'),
    fields: fc.record({ itemId: orNull(someId('item', 2)) }, { requiredKeys: [] }),
  }),
  'photo.delete': idsOf.photo,
  'photo.restore': idsOf.photo,
  'image.retry': fc.record({ id: someSha256.map((sha256) => toId<'image'>(sha256)) }),
  'movement.record': fc
    .record({
      id: someMovementId,
      itemId: someId('item', 2),
      quantity: amount,
      reason: fc.constantFrom(...movementReasons),
      note: text,
      undoes: orNull(someMovementId),
    })
    .chain((fact) => {
      const later = fc.record({ purpose: text }, { requiredKeys: [] });
      return fc
        .tuple(ends, batchLater, later)
        .map(([both, of, purpose]) => ({ ...fact, ...both, ...of, ...purpose }));
    }),
  'count.record': fc
    .record({ id: someId('count', 8), ...bin, quantity: level, note: text })
    .chain((fact) => batchLater.map((of) => ({ ...fact, ...of }))),
  'stocktake.create': fc.record({
    id: someId('stocktake', 2),
    fields: fc.tuple(stocktakePatch, name).map(([fields, given]) => ({ ...fields, name: given })),
  }),
  'stocktake.patch': fc.record({ id: someId('stocktake', 2), fields: stocktakePatch }),
  'stocktake.close': idsOf.stocktake,
  'stocktake.cancel': idsOf.stocktake,
  'stocktake.reopen': idsOf.stocktake,
  'stocktake.accept': fc.record({
    id: someId('stocktake', 2),
    lines: fc.array(acceptedLine, { minLength: 1, maxLength: 3 }),
  }),
  'tally.record': fc
    .record({
      id: someId('tally', 4),
      stocktakeId: someId('stocktake', 2),
      kind: fc.constantFrom(...tallyKinds),
      ...bin,
      quantity: level,
      code: text,
      photoId: orNull(someId('photo', 2)),
      note: text,
      counter: someId('client', 2),
    })
    .chain((fact) => {
      const ofItem = fact.kind === 'count' || fact.kind === 'withdraw';
      return batch.map((of) => ({ ...fact, ...of, itemId: ofItem ? fact.itemId : null }));
    }),
  'loan.lend': fc
    .record({
      id: someId('loan', 2),
      itemId: someId('item', 2),
      quantity: amount,
      fromLocationId: place,
      ...loanFields,
      condition: text,
    })
    .chain((fact) => batch.map((of) => ({ ...fact, ...of }))),
  'loan.giveBack': fc.tuple(givingBack, text).map(([fact, condition]) => ({ ...fact, condition })),
  'loan.undoGiveBack': givingBack,
  'loan.patch': fc.record({
    id: someId('loan', 2),
    fields: patchOf<MutationArgs<'loan.patch'>['fields']>(loanFields),
  }),
  'reorder.ask': fc.record({
    id: someId('ask'),
    ...ofReorder,
    quantity: amount,
    priority: fc.constantFrom(...reorderPriorities),
    note: text,
  }),
  'reorder.withdraw': fc.record({ id: someId('ask'), ...ofReorder }),
  'reorder.approve': reorderDecision,
  'reorder.order': reorderDecision,
  'reorder.decline': reorderDecision,
  'reorder.cancel': reorderDecision,
  'reorder.close': reorderDecision,
  'reorder.back': fc.record({ ...ofReorder, from: fc.constantFrom(...reorderStates) }),
  'reorder.receive': fc
    .tuple(
      receipt,
      level,
      amount,
      fc.record(
        {
          expired: level,
          receivedOn: someDay,
          price: orNull(someMoney),
          packQuantity: somePack,
          seenReceived: orNull(level),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([fact, quantity, damaged, later]) => ({ ...fact, quantity, damaged, ...later })),
  'reorder.undoReceipt': receipt,
  'supplier.create': fc.record({
    id: someId('supplier', 2),
    fields: fc.tuple(supplierPatch, name).map(([fields, given]) => ({ ...fields, name: given })),
  }),
  'supplier.patch': fc.record({ id: someId('supplier', 2), fields: supplierPatch }),
  'supplier.delete': fc.record({ id: someId('supplier', 2) }),
  'supplier.restore': fc.record({ id: someId('supplier', 2) }),
  'supplierItem.create': fc
    .tuple(
      someId('supplierItem', 2),
      supplierItemPatch,
      fc.record({ itemId: someId('item', 2), supplierId: someId('supplier', 2) }),
      someId('price'),
    )
    .map(([id, fields, of, priceId]) => ({ id, ...priced({ ...fields, ...of }, priceId) })),
  'supplierItem.patch': fc
    .tuple(someId('supplierItem', 2), supplierItemPatch, someId('price'))
    .map(([id, fields, priceId]) => ({ id, ...priced(fields, priceId) })),
  'supplierItem.delete': fc.record({ id: someId('supplierItem', 2) }),
  'supplierItem.restore': fc.record({ id: someId('supplierItem', 2) }),
  'purchaseOrder.create': fc.record({
    id: someId('purchaseOrder', 2),
    fields: fc
      .tuple(purchaseOrderPatch, someId('supplier', 2))
      .map(([fields, supplierId]) => ({ ...fields, supplierId })),
  }),
  'purchaseOrder.patch': fc.record({
    id: someId('purchaseOrder', 2),
    fields: purchaseOrderPatch,
  }),
  'purchaseOrder.place': fc.record({
    id: someId('purchaseOrder', 2),
    supplierId: someId('supplier', 2),
    orderedOn: someDay,
    expectedOn: dayOrNone,
    lines: fc.array(fc.record({ ...namedLine, seenOrdered: level }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  'purchaseOrder.cancel': fc.record(orderDecision),
  'purchaseOrder.close': fc.record(orderDecision),
  'purchaseOrder.back': fc.record({ ...orderDecision, from: fc.constantFrom(...orderStates) }),
  'orderLine.create': fc.record({
    id: someId('orderLine', 3),
    fields: fc
      .tuple(
        patchOf<
          Pick<MutationArgs<'orderLine.patch'>['fields'], 'supplierItemId' | 'price' | 'note'>
        >({
          supplierItemId: orderLineFields.supplierItemId,
          price: orderLineFields.price,
          note: text,
        }),
        fc.record({
          purchaseOrderId: someId('purchaseOrder', 2),
          ...ofReorder,
          packs: orderLineFields.packs,
          packQuantity: somePack,
        }),
      )
      .map(([fields, of]) => ({ ...fields, ...of })),
  }),
  'orderLine.patch': fc.record({ id: someId('orderLine', 3), fields: orderLinePatch }),
  'orderLine.delete': fc.record({ id: someId('orderLine', 3) }),
  'orderLine.restore': fc.record({ id: someId('orderLine', 3) }),
  'settings.patch': fc.record({
    id: fc.constant(settingsId),
    fields: patchOf<MutationArgs<'settings.patch'>['fields']>({
      leadWindowDays: fc.integer({ min: 1, max: 400 }),
      safetyDays: fc.integer({ min: 0, max: 30 }),
      showSpend: fc.boolean(),
      currency: fc.constantFrom('EUR', 'JPY'),
    }),
  }),
};

/** Any mutation, each name as likely as the others. */
export const someMutation: fc.Arbitrary<Mutation> = fc.oneof(
  ...Object.entries(argsByName).map(([mutationName, args]) =>
    // The arguments stand under their own mutation's name.
    (args as fc.Arbitrary<unknown>).map(
      (made) => ({ name: mutationName, version: 1, args: made }) as Mutation,
    ),
  ),
);
