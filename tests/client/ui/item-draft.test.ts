/** The form of an item: what nobody touched is no change, and each trouble stands at its own entry. */
import { describe, expect, test } from 'vitest';
import { changedItemFields } from '../../../client/state/changed-fields.ts';
import {
  draftOf,
  emptyDraft,
  readDraft,
  type ItemDraft,
} from '../../../client/ui/screens/item-form/item-draft.ts';
import { emptyFields, type Hazards, type Item } from '../../../shared/entities.ts';
import { noHazards } from '../../../shared/hazards.ts';
import { toId } from '../../../shared/ids.ts';

const sdsFile = { sha256: 'a'.repeat(64), name: 'Paint.pdf', bytes: 9 };

function itemWith(hazards: Hazards | null): Item {
  const id = toId<'item'>('00000000-0000-7000-8000-000000000001');
  const born = { id, stamps: {}, deletedAt: null, version: 1 };
  return { ...born, ...emptyFields.item, name: 'Paint', hazards };
}

function changesOf(item: Item, change: Partial<ItemDraft> = {}): unknown {
  return changedItemFields(item, readDraft({ ...draftOf(item), ...change }).fields);
}

describe('hazards that nobody touched are no change', () => {
  test.each([
    ['none', null],
    ['from before there were sheets', { ...noHazards, ghs: ['GHS02'] }],
    [
      'all there is, in the order of the database',
      {
        ghs: ['GHS02'],
        nfpa: { fire: 3, health: 1, special: 'W', instability: 0 },
        sdsUrl: 'https://example.org/',
        signal: 'danger',
        sdsFile: { name: sdsFile.name, bytes: sdsFile.bytes, sha256: sdsFile.sha256 },
        statements: 'H225',
      },
    ],
  ] satisfies [string, Hazards | null][])('%s', (_, hazards) => {
    expect(changesOf(itemWith(hazards))).toEqual({});
  });
});

test('a sheet chosen or removed is a change, and what says nothing is not written', () => {
  expect(changesOf(itemWith(null), { sdsFile })).toEqual({ hazards: { ...noHazards, sdsFile } });
  const hazards = { ...noHazards, ghs: ['GHS02'], sdsFile } as const;
  expect(changesOf(itemWith(hazards), { sdsFile: null })).toEqual({
    hazards: { ...noHazards, ghs: ['GHS02'] },
  });
  expect(changesOf(itemWith({ ...noHazards, sdsFile }), { sdsFile: null })).toEqual({
    hazards: null,
  });
});

test('each trouble stands at its own entry', () => {
  const wrong = {
    ...emptyDraft,
    name: 'Paint',
    hasNfpa: true,
    special: 'x'.repeat(21),
    statements: 'x'.repeat(4001),
    sdsUrl: 'www.example.org',
  };
  expect([...readDraft(wrong).troubles.keys()].toSorted()).toEqual([
    'sdsUrl',
    'special',
    'statements',
  ]);
});

describe('worth per unit', () => {
  const cost = { amount: 150, currency: 'EUR' };
  const priced: Item = { ...itemWith(null), unitCost: cost };

  test('a comma and a point read the same, and what nobody touched is no change', () => {
    expect(changesOf(priced, { currency: 'EUR' })).toEqual({});
    expect(changesOf(priced, { currency: 'EUR', unitCost: '1,5' })).toEqual({});
    expect(changesOf(priced, { currency: 'EUR', unitCost: '1.60' })).toEqual({
      unitCost: { amount: 160, currency: 'EUR' },
    });
  });

  test('an emptied entry says that nobody knows', () => {
    expect(changesOf(priced, { currency: 'EUR', unitCost: ' ' })).toEqual({ unitCost: null });
  });

  test('who may not see prices says nothing of them: the server would refuse it all', () => {
    expect(changesOf(priced, { unitCost: '9' })).toEqual({});
    expect(readDraft({ ...emptyDraft, name: 'Paint' }).fields).not.toHaveProperty('unitCost');
  });

  test('an amount that cannot be is told at its entry', () => {
    const told = ['-1', 'two', '1.555'].map((unitCost) => {
      const { troubles } = readDraft({ ...emptyDraft, name: 'Paint', currency: 'EUR', unitCost });
      return [...troubles.keys()];
    });
    expect(told).toEqual([['unitCost'], ['unitCost'], ['unitCost']]);
  });
});
