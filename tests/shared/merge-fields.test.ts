/** The law of fields: the latest stamp wins, field by field, in whatever order edits arrive and however often. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyFields, type Item } from '../../shared/entities.ts';
import { mergeFields } from '../../shared/merge-fields.ts';
import { makeStamp, stampToMs, type Stamp } from '../../shared/stamps.ts';
import { idOf, someItemPatch } from '../support/any-mutation.ts';

const at = (ms: number, mark = '00000001'): Stamp => makeStamp({ ms, counter: 0, mark });
const drill: Item = {
  ...emptyFields.item,
  id: idOf('item', 1),
  name: 'Drill',
  stamps: { '*': at(100) },
  deletedAt: null,
  version: 1,
};

interface Edit {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stamp: Stamp;
}

/** Edits before and after the row's birth, each with a stamp of its own. */
const edits = (maxLength: number): fc.Arbitrary<Edit[]> =>
  fc
    .uniqueArray(
      fc.record({
        ms: fc.integer({ min: 90, max: 130 }),
        who: fc.constantFrom('00000001', '00000002'),
      }),
      { selector: ({ ms, who }) => `${ms}${who}`, minLength: 2, maxLength },
    )
    .chain((moments) =>
      fc.tuple(
        ...moments.map(({ ms, who }) =>
          someItemPatch.map((fields) => ({ fields, stamp: at(ms, who) })),
        ),
      ),
    )
    // The row's own birth stamp is nobody else's.
    .filter((made) => made.every(({ stamp }) => stamp !== drill.stamps['*']));

function mergeAll(row: Item, list: readonly Edit[]): Item {
  return list.reduce((before, { fields, stamp }) => mergeFields(before, fields, stamp).row, row);
}

/** The law read from scratch: of all edits that speak of a field, the one with the highest stamp. */
function winners(
  row: Item,
  list: readonly Edit[],
): Map<string, { value: unknown; stamp: Stamp | undefined }> {
  const found = new Map<string, { value: unknown; stamp: Stamp | undefined }>();
  const rise = list.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1));
  for (const { fields, stamp } of rise) {
    if (stamp <= (row.stamps['*'] ?? '')) continue;
    for (const [field, value] of Object.entries(fields)) {
      if (field !== 'custom') found.set(field, { value, stamp });
      else {
        for (const [name, text] of Object.entries(value as object)) {
          found.set(`custom.${name}`, { value: text, stamp });
        }
      }
    }
  }
  return found;
}

describe('merging', () => {
  test('commutes: two edits in either order leave the same row', () => {
    fc.assert(
      fc.property(edits(2), ([one, other]) => {
        fc.pre(one !== undefined && other !== undefined);
        expect(mergeAll(drill, [one, other])).toEqual(mergeAll(drill, [other, one]));
      }),
      { numRuns: 1000 },
    );
  });

  test('any order of many edits leaves the same row, so groups of them may be merged first', () => {
    const shuffled = edits(6).chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(mergeAll(drill, other)).toEqual(mergeAll(drill, list));
      }),
      { numRuns: 1000 },
    );
  });

  test('is idempotent: an edit that arrives again, at any later time, changes nothing', () => {
    const again = edits(5).chain((list) => fc.tuple(fc.constant(list), fc.subarray(list)));
    fc.assert(
      fc.property(again, ([list, repeated]) => {
        expect(mergeAll(drill, [...list, ...repeated])).toEqual(mergeAll(drill, list));
      }),
      { numRuns: 1000 },
    );
  });

  test('gives each field the value of the highest stamp that speaks of it, and no other field', () => {
    fc.assert(
      fc.property(edits(6), (list) => {
        const merged = mergeAll(drill, list);
        const won = winners(drill, list);
        const expected: Record<string, unknown> = { ...drill };
        const custom: Record<string, unknown> = {};
        for (const [field, { value }] of won) {
          if (!field.startsWith('custom.')) expected[field] = value;
          else if (value !== null) custom[field.slice('custom.'.length)] = value;
        }
        const stamps = Object.fromEntries([...won].map(([field, { stamp }]) => [field, stamp]));
        expect(merged).toEqual({ ...expected, custom, stamps: { ...drill.stamps, ...stamps } });
      }),
      { numRuns: 1000 },
    );
  });
});

test('a field that lost is named with both values and the time of the edit that won', () => {
  const before = mergeFields(drill, { name: 'Power drill', notes: 'same' }, at(120)).row;
  const { row, lost } = mergeFields(
    before,
    { name: 'Old drill', notes: 'same', sku: 'D1' },
    at(110),
  );
  expect(row).toMatchObject({ name: 'Power drill', sku: 'D1' });
  expect(lost).toEqual([
    { field: 'name', mine: 'Old drill', theirs: 'Power drill', at: stampToMs(at(120)) },
  ]);
});

test('custom fields are merged one by one, and a null takes one away', () => {
  const both = mergeFields(drill, { custom: { Voltage: '12 V', Colour: 'red' } }, at(110)).row;
  const { row, lost } = mergeFields(both, { custom: { Voltage: null } }, at(120));
  expect(row.custom).toEqual({ Colour: 'red' });
  expect(lost).toEqual([]);
  const late = mergeFields(row, { custom: { Voltage: '24 V', Colour: 'blue' } }, at(115));
  expect(late.row.custom).toEqual({ Colour: 'blue' });
  expect(late.lost).toEqual([
    { field: 'custom.Voltage', mine: '24 V', theirs: null, at: stampToMs(at(120)) },
  ]);
});

test('an undefined field is not spoken of, and the row that came in is not touched', () => {
  const frozen = structuredClone(drill);
  const { row } = mergeFields(drill, { name: undefined, notes: 'x' }, at(110));
  expect(row).toMatchObject({ name: 'Drill', notes: 'x' });
  expect(row.stamps).toEqual({ '*': at(100), notes: at(110) });
  expect(drill).toEqual(frozen);
});
