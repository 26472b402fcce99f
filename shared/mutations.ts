/**
 * Every change that can be made, as a closed union of named and versioned intents. A mutation says what
 * somebody meant, not what the rows looked like, so that it can be judged again on the server.
 * A new kind of change is one line in `mutationSchemas` and one case in `applyMutation`.
 *
 * The shape of arguments never changes under one version: a new shape is a new version, and the old
 * schema stays for as long as phones may hold it in their outbox.
 */
import * as v from 'valibot';
import { ghsPictograms, movementReasons, signalWords } from './entities.ts';
import { isSha256, isUuid, toId, type Id, type ImageId } from './ids.ts';
import { limits } from './protocol.ts';
import { quantityMax } from './quantity.ts';
import { fail, succeed, type Result } from './result.ts';
import type { Refusal } from './refusals.ts';
import { toSheetName } from './sheets.ts';

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
  fields: v.strictObject({ ...fieldSchemas.photo, itemId: id<'item'>() }),
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
    undoes: v.nullable(id<'movement'>()),
  }),
  v.check((fact) => fact.fromLocationId !== fact.toLocationId, 'two different ends'),
);

const count = v.strictObject({
  id: id<'count'>(),
  itemId: id<'item'>(),
  locationId: id<'location'>(),
  quantity: level,
  note: text(1000),
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
