/**
 * Any mutation over a handful of rows, for properties: so few ids that changes meet, and every name in the
 * union, held complete by the compiler.
 */
import fc from 'fast-check';
import { ghsPictograms, movementReasons, signalWords } from '../../shared/entities.ts';
import { toId, unplaced, type Id } from '../../shared/ids.ts';
import type { Mutation, MutationArgs, MutationName } from '../../shared/mutations.ts';

/** The nth row of a kind: the same id each time. */
export function idOf<Name extends string>(kind: Name, n: number): Id<Name> {
  const hex = Array.from(kind.slice(0, 4), (letter) => letter.charCodeAt(0).toString(16)).join('');
  return toId<Name>(`${hex}-0000-4000-8000-${String(n).padStart(12, '0')}`);
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

export const someCodePatch: fc.Arbitrary<MutationArgs<'code.patch'>['fields']> = fc
  .tuple(
    patchOf<Pick<MutationArgs<'code.patch'>['fields'], 'value' | 'unitsPerScan'>>(codeFields),
    codeOwner,
  )
  .map(([fields, owner]) => ({ ...fields, ...owner }));

const locationPatch = patchOf<MutationArgs<'location.patch'>['fields']>(locationFields);
const categoryPatch = patchOf<MutationArgs<'category.patch'>['fields']>(categoryFields);
export const someItemPatch = patchOf<MutationArgs<'item.patch'>['fields']>(itemFields);

const someSha256 = fc.constantFrom('a'.repeat(64), '0123456789abcdef'.repeat(4));

const idsOf = {
  location: fc.record({ id: someId('location') }),
  category: fc.record({ id: someId('category') }),
  item: fc.record({ id: someId('item') }),
  code: fc.record({ id: someId('code') }),
  photo: fc.record({ id: someId('photo') }),
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
      id: someId('movement', 12),
      itemId: someId('item', 2),
      quantity: amount,
      reason: fc.constantFrom(...movementReasons),
      note: text,
      undoes: fc.constant(null),
    })
    .chain((fact) => ends.map((both) => ({ ...fact, ...both }))),
  'count.record': fc.record({
    id: someId('count', 8),
    itemId: someId('item', 2),
    locationId: place,
    quantity: level,
    note: text,
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
