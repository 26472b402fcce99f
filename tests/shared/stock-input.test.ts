/** Bad input to stock: amounts, batches, tallies, reviews, loans and money that no change may hold, by name. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBatches, isDay, noBatch } from '../../shared/batches.ts';
import { makeStockId, unplaced, isUuid } from '../../shared/ids.ts';
import { deriveId, makeUndoId } from '../../shared/derive-id.ts';
import { parseMutation, type MutationName } from '../../shared/mutations.ts';
import { argsByName, idOf } from '../support/any-mutation.ts';

/** Right arguments, and what is said of them once something in them is changed. */
function says(name: MutationName, changes: object): string {
  const [args] = fc.sample<object>(argsByName[name], { numRuns: 1, seed: 1 });
  const parsed = parseMutation({ name, version: 1, args: { ...args, ...changes } });
  if (parsed.ok) return 'ok';
  const { failure } = parsed;
  return failure.kind === 'invalid' ? `${failure.path}: ${failure.reason}` : failure.kind;
}

const ofItem = { kind: 'count', itemId: idOf('item', 1) };
const line = {
  tallyId: idOf('tally', 1),
  itemId: idOf('item', 1),
  locationId: unplaced,
  ...noBatch,
  stamp: '000000001-0000000-00000001',
};

describe('refused', () => {
  test.each(['3', '3,5', null, NaN, Infinity])('an amount that is no number: %j', (quantity) => {
    for (const name of ['movement.record', 'count.record', 'loan.lend', 'tally.record'] as const) {
      expect(says(name, { ...(name === 'tally.record' && ofItem), quantity })).toMatch(
        /^quantity: /,
      );
    }
  });

  test.each<[MutationName, number, string]>([
    ['movement.record', 0, 'more than zero'],
    ['movement.record', -1, 'more than zero'],
    ['movement.record', 0.5, 'whole thousandths'],
    ['movement.record', 10 ** 13, 'Expected <=1000000000000'],
    ['count.record', -1, 'zero or more'],
    ['tally.record', -1, 'zero or more'],
    ['loan.lend', 0, 'more than zero'],
    ['loan.giveBack', 0, 'more than zero'],
  ])('%s of %d: %s', (name, quantity, reason) => {
    expect(says(name, { ...(name === 'tally.record' && ofItem), quantity })).toContain(reason);
  });

  test.each([
    [{ lot: ' A' }, 'lot: no spaces around it'],
    [{ lot: 'x'.repeat(41) }, 'lot: at most 40 characters'],
    [{ lot: '\ud83d' }, 'lot: text without control codes'],
    [{ expiry: '2027-02-29' }, 'expiry: '],
    [{ expiry: '31.05.2027' }, 'expiry: '],
    [{ purpose: 'x'.repeat(201) }, 'purpose: at most 200 characters'],
    [{ fromLocationId: unplaced, toLocationId: unplaced }, ': two different ends'],
    [{ fromLocationId: null, toLocationId: null }, ': two different ends'],
  ])('a movement with %j', (changes, answer) => {
    expect(says('movement.record', changes)).toContain(answer);
  });

  test('a tally of nothing, an item in what is said of a whole shelf, and a kind that nobody knows', () => {
    const wanted = ': an item for a count, and none for anything else';
    expect(says('tally.record', { kind: 'count', itemId: null })).toBe(wanted);
    expect(says('tally.record', { kind: 'finish', itemId: idOf('item', 1) })).toBe(wanted);
    expect(says('tally.record', { kind: 'guess', itemId: null })).toMatch(/^kind: /);
  });

  test('a review of nothing, of more than one change may hold, and by a stamp that is none', () => {
    const accept = (lines: readonly object[]) => says('stocktake.accept', { lines });
    expect(accept([line])).toBe('ok');
    expect(accept([])).toBe('lines: at least one line');
    expect(accept(Array.from({ length: 501 }, () => line))).toBe('lines: at most 500 lines');
    expect(accept([{ ...line, stamp: 'yesterday' }])).toBe('lines.0.stamp: a stamp');
  });

  test.each([
    [{ amount: -1, currency: 'EUR' }, 'zero or more'],
    [{ amount: 1.5, currency: 'EUR' }, 'whole cents'],
    [{ amount: 1, currency: 'euro' }, 'a currency such as EUR'],
    [1.5, 'fields.unitCost'],
  ])('a cost of %j', (unitCost, answer) => {
    expect(says('item.patch', { fields: { unitCost } })).toContain(answer);
  });

  test('a stocktake without a name, and a state that a patch would set', () => {
    expect(says('stocktake.create', { fields: { name: ' ' } })).toBe('fields.name: not empty');
    expect(says('stocktake.patch', { fields: { state: 'closed' } })).toContain('fields.state');
    expect(says('loan.patch', { fields: { returned: 3 } })).toContain('fields.returned');
  });
});

test('a day is one of the calendar', () => {
  expect(['2028-02-29', '2027-12-31'].every(isDay)).toBe(true);
  expect(['2027-02-29', '2027-13-01', '2027-1-1', '', 'today'].some(isDay)).toBe(false);
});

test('of two batches the one that ends first comes first, and what never ends last', () => {
  const batches = [
    noBatch,
    { lot: 'B', expiry: '' },
    { lot: 'A', expiry: '2028-01-01' },
    { lot: 'B', expiry: '2027-05-31' },
    { lot: 'A', expiry: '2027-05-31' },
  ];
  expect(batches.toSorted(compareBatches)).toEqual([
    { lot: 'A', expiry: '2027-05-31' },
    { lot: 'B', expiry: '2027-05-31' },
    { lot: 'A', expiry: '2028-01-01' },
    noBatch,
    { lot: 'B', expiry: '' },
  ]);
});

test('whatever a lot is, its stock has a name in ASCII of its own, short enough for a cursor', () => {
  const lots = fc.string({ unit: 'grapheme', maxLength: 40 }).map((lot) => lot.slice(0, 40).trim());
  const wellFormed = lots.filter((lot) => lot.isWellFormed());
  fc.assert(
    fc.property(wellFormed, wellFormed, fc.constantFrom('', '2027-05-31'), (one, other, expiry) => {
      const nameOf = (lot: string) => makeStockId(idOf('item', 1), unplaced, { lot, expiry });
      expect(nameOf(one)).toMatch(/^[\x21-\x7e]+$/);
      expect(nameOf(one) === nameOf(other)).toBe(one === other);
      expect(nameOf(one).length).toBeLessThanOrEqual(500);
    }),
  );
});

test('ids that follow from others are ids, the same each time, and far apart', () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => makeUndoId(idOf('movement', n)));
  expect(ids.every(isUuid)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(makeUndoId(idOf('movement', 7))).toBe(ids[7]);
  expect(deriveId('a')).not.toBe(deriveId('b'));
});
