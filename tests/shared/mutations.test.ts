/** What may travel as a change: every name with any right arguments, and nothing else, without ever throwing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isMutationName,
  mutationNames,
  parseMutation,
  type MutationName,
} from '../../shared/mutations.ts';
import { quantityMax } from '../../shared/quantity.ts';
import { argsByName, idOf, someMutation } from '../support/any-mutation.ts';

const item = idOf('item', 1);
const shelf = idOf('location', 1);

function parse(name: string, args: unknown, version = 1) {
  return parseMutation({ name, version, args });
}

/** "path: reason" of a refusal, or "ok". */
function said(name: string, args: unknown): string {
  const parsed = parse(name, args);
  if (parsed.ok) return 'ok';
  const { failure } = parsed;
  return failure.kind === 'invalid' ? `${failure.path}: ${failure.reason}` : failure.kind;
}

const patchItem = (fields: unknown): string => said('item.patch', { id: item, fields });
const move = (changes: object): string =>
  said('movement.record', {
    id: idOf('movement', 1),
    itemId: item,
    fromLocationId: shelf,
    toLocationId: null,
    quantity: 1000,
    reason: 'use',
    note: '',
    undoes: null,
    ...changes,
  });
const count = (changes: object): string =>
  said('count.record', {
    id: idOf('count', 1),
    itemId: item,
    locationId: shelf,
    quantity: 0,
    note: '',
    ...changes,
  });

describe('what is taken', () => {
  test('every mutation of the union, unchanged', () => {
    expect(Object.keys(argsByName).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(
      mutationNames.toSorted((one, other) => (one < other ? -1 : 1)),
    );
    fc.assert(
      fc.property(someMutation, (mutation) => {
        const travelled: unknown = JSON.parse(JSON.stringify(mutation.args));
        expect(parse(mutation.name, travelled)).toEqual({ ok: true, value: mutation });
      }),
      { numRuns: 1500 },
    );
  });

  test('text of any script, right up to its limit', () => {
    expect(patchItem({ name: '螺丝 🔩', notes: 'ß'.repeat(10_000), sku: 'x'.repeat(100) })).toBe(
      'ok',
    );
  });

  test('a movement in from outside, out to it, and between two places', () => {
    expect(move({})).toBe('ok');
    expect(move({ fromLocationId: null, toLocationId: shelf })).toBe('ok');
    expect(move({ toLocationId: idOf('location', 2) })).toBe('ok');
  });
});

describe('what is refused', () => {
  test.each(['item.explode', '', 'toString', '__proto__', 'item.create.fields', 'Item.create'])(
    'an unknown name: %j',
    (name) => {
      expect(parse(name, {})).toEqual({
        ok: false,
        failure: { kind: 'unknownMutation', name, version: 1 },
      });
      expect(isMutationName(name)).toBe(false);
    },
  );

  test.each([0, 2, 1.5, -1, NaN])('an unknown version: %d', (version) => {
    expect(parse('item.delete', { id: item }, version)).toMatchObject({
      ok: false,
      failure: { kind: 'unknownMutation', name: 'item.delete' },
    });
  });

  test.each([
    [{ name: '' }, 'fields.name: not empty'],
    [{ name: ' \u2028\t' }, 'fields.name: not empty'],
    [{ name: 'a\u0000b' }, 'fields.name: text without control codes'],
    [{ notes: '\ud83d' }, 'fields.notes: text without control codes'],
    [{ notes: 'x\udd29' }, 'fields.notes: text without control codes'],
    [{ name: 'x'.repeat(201) }, 'fields.name: at most 200 characters'],
    [{ description: 'x'.repeat(4001) }, 'fields.description: at most 4000 characters'],
    [{ notes: 'x'.repeat(10_001) }, 'fields.notes: at most 10000 characters'],
    [{ sku: 'x'.repeat(101) }, 'fields.sku: at most 100 characters'],
    [{ unit: '' }, 'fields.unit: not empty'],
    [{ link: 'www.example.org' }, 'fields.link: an address that begins with http:// or https://'],
    [
      { link: 'javascript:alert(1)' },
      'fields.link: an address that begins with http:// or https://',
    ],
    [
      { imageUrl: 'https://a b' },
      'fields.imageUrl: an address that begins with http:// or https://',
    ],
    [{ minimum: 1.5 }, 'fields.minimum: whole thousandths'],
    [{ reorderQuantity: 2 ** 53 }, 'fields.reorderQuantity: whole thousandths'],
    [{ custom: { '': 'x' } }, 'fields.custom.: not empty'],
    [{ custom: { A: 'x\u0000' } }, 'fields.custom.A: text without control codes'],
    [{ custom: { 'A\ud800': 'x' } }, 'fields.custom.A\ud800: text without control codes'],
    [{ custom: ['x'] }, 'fields.custom: custom fields by name'],
    [{ custom: { constructor: 'x' } }, 'fields.custom: custom fields by name'],
    [JSON.parse('{"custom":{"__proto__":"x"}}'), 'fields.custom: custom fields by name'],
  ])('an item patch of %j', (fields, words) => {
    expect(patchItem(fields)).toBe(words);
  });

  test.each([
    { name: 7 },
    { name: null },
    { name: undefined, extra: 1 },
    { active: 'yes' },
    { active: 1 },
    { minimum: '3' },
    { minimum: -1 },
    { minimum: quantityMax + 1 },
    { minimum: NaN },
    { categoryId: '' },
    { categoryId: 'not-an-id' },
    { homeLocationId: shelf.toUpperCase() },
    { hazards: {} },
    { hazards: { ghs: ['GHS10'], nfpa: null, sdsUrl: '' } },
    { hazards: { ghs: [], nfpa: { health: 5, fire: 0, instability: 0, special: '' }, sdsUrl: '' } },
    { custom: { A: 1 } },
    { custom: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, ''])) },
    { colour: '#C2410C' },
    { id: item },
    { version: 7 },
    { stamps: {} },
    { deletedAt: 1 },
    JSON.parse('{"__proto__":{"polluted":true}}'),
  ])('an item patch of the wrong type or with a key too many: %j', (fields) => {
    expect(patchItem(fields)).toMatch(/^fields/);
  });

  test('extra keys beside the arguments, and missing ones', () => {
    expect(said('item.delete', { id: item, force: true })).toMatch(/^force/);
    expect(said('item.delete', {})).toMatch(/^id/);
    expect(said('item.create', { id: item, fields: {} })).toMatch(/^fields\.name/);
    expect(said('item.create', { id: item })).toMatch(/^fields/);
    expect(said('item.patch', { id: 'x', fields: {} })).toBe('id: an id');
  });

  test.each([null, undefined, 'text', 7, true, []])('arguments that are no object: %j', (args) => {
    for (const name of mutationNames) expect(parse(name, args).ok).toBe(false);
  });

  test.each([
    [{ quantity: 0 }, 'quantity: more than zero'],
    [{ quantity: -1000 }, 'quantity: more than zero'],
    [{ quantity: 0.5 }, 'quantity: whole thousandths'],
    [{ toLocationId: shelf }, ': two different ends'],
    [{ fromLocationId: null }, ': two different ends'],
    [{ note: 'x'.repeat(1001) }, 'note: at most 1000 characters'],
  ])('a movement with %j', (changes, words) => {
    expect(move(changes)).toBe(words);
  });

  test('a movement for a reason nobody knows, with a leg missing, or by a person of its own choice', () => {
    expect(move({ reason: 'theft' })).toMatch(/^reason/);
    expect(move({ fromLocationId: undefined })).toMatch(/^fromLocationId/);
    expect(move({ personId: idOf('person', 1) })).toMatch(/^personId/);
    expect(move({ quantity: quantityMax + 1 })).toMatch(/^quantity/);
  });

  test('a count below zero, of a fraction, or of no place at all', () => {
    expect(count({ quantity: -1 })).toBe('quantity: zero or more');
    expect(count({ quantity: 0.1 })).toBe('quantity: whole thousandths');
    expect(count({ locationId: null })).toMatch(/^locationId/);
  });

  test('a code of both an item and a location, when it is made and when it is changed', () => {
    const both = { itemId: item, locationId: shelf };
    const id = idOf('code', 1);
    const words = 'fields: a code of one item or of one location, not of both';
    expect(said('code.create', { id, fields: { value: 'A', ...both } })).toBe(words);
    expect(said('code.patch', { id, fields: both })).toBe(words);
    expect(said('code.patch', { id, fields: { itemId: null, locationId: shelf } })).toBe('ok');
  });

  test('a scan that stands for nothing, and a colour that is none', () => {
    expect(said('code.patch', { id: idOf('code', 1), fields: { unitsPerScan: 0 } })).toBe(
      'fields.unitsPerScan: more than zero',
    );
    const colour = (value: string): string =>
      said('category.patch', { id: idOf('category', 1), fields: { colour: value } });
    expect(colour('red')).toBe('fields.colour: a colour such as #C2410C');
    expect(colour('#C2410C')).toBe('ok');
    expect(colour('')).toBe('ok');
  });
});

const isJudged = (name: string, args: unknown, version = 1): boolean => {
  const parsed = parse(name, args, version);
  return parsed.ok || ['invalid', 'unknownMutation'].includes(parsed.failure.kind);
};

const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

describe('arbitrary input', () => {
  const anyName = fc.oneof(fc.constantFrom<string>(...mutationNames), fc.string());
  test('any JSON at all is taken or refused, and nothing throws', () => {
    fc.assert(
      fc.property(anyName, fc.jsonValue(), fc.nat({ max: 2 }), (name, args, version) => {
        expect(isJudged(name, args, version)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('right arguments with one thing made wrong are refused or still right, and nothing throws', () => {
    const spoiled = fc
      .constantFrom<MutationName>(...mutationNames)
      .chain((name) => fc.tuple(fc.constant(name), argsByName[name], fc.jsonValue(), fc.nat()));
    fc.assert(
      fc.property(spoiled, ([name, args, value, place]) => {
        const copy = structuredClone(args) as Record<string, unknown>;
        const target = 'fields' in copy ? (copy['fields'] as Record<string, unknown>) : copy;
        const keys = Object.keys(target);
        const key = keys[place % Math.max(1, keys.length)] ?? 'extra';
        target[key] = value;
        expect(isJudged(name, copy)).toBe(true);
        target['extra'] = value;
        expect(parse(name, copy).ok).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  test('what is taken holds only text that Postgres can store', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', '\u0000', '\ud800', '\udc00', '😀'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(hostile, hostile, (name, notes) => {
        const parsed = parse('item.patch', { id: item, fields: { name, notes } });
        expect(parsed.ok).toBe(isStorable(name) && isStorable(notes) && name.trim() !== '');
      }),
      { numRuns: 500 },
    );
  });
});
