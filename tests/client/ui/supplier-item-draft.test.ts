/** The form of a supplier item: each price follows from the other, and every entry that cannot be used says why. */
import { describe, expect, test } from 'vitest';
import { changedFields } from '../../../client/state/changed-fields.ts';
import type { SupplierItemPatch } from '../../../client/state/supplier-actions.ts';
import {
  draftOf,
  isAbsurdPack,
  priceTexts,
  readSupplierItem,
  type SupplierItemDraft,
} from '../../../client/ui/screens/suppliers/supplier-item-draft.ts';
import { emptyFields, type SupplierItem } from '../../../shared/entities.ts';
import { toId } from '../../../shared/ids.ts';

const empty = draftOf(null, 'EUR');
const draft = (change: Partial<SupplierItemDraft>): SupplierItemDraft => ({ ...empty, ...change });

function soldWith(fields: Partial<SupplierItem>): SupplierItem {
  const id = toId<'supplierItem'>('00000000-0000-7000-8000-000000000001');
  const born = { id, stamps: {}, deletedAt: null, version: 1 };
  return { ...born, ...emptyFields.supplierItem, ...fields };
}

describe('the two prices', () => {
  test('the price of a pack makes that of a unit, and the other way round', () => {
    const byPack = draft({ packQuantity: '100', price: '2,50' });
    expect(priceTexts(byPack)).toEqual({ pack: '2,50', unit: '0.025' });
    const byUnit = draft({ packQuantity: '100', pricedBy: 'unit', price: '0,025' });
    expect(priceTexts(byUnit)).toEqual({ pack: '2.50', unit: '0,025' });
    for (const each of [byPack, byUnit]) {
      expect(readSupplierItem(each).fields.price).toEqual({ amount: 250, currency: 'EUR' });
    }
  });

  test('whichever was typed stays when the pack changes, and the other one follows', () => {
    const byUnit = draft({ packQuantity: '10', pricedBy: 'unit', price: '2' });
    expect(priceTexts({ ...byUnit, packQuantity: '25' })).toEqual({ pack: '50.00', unit: '2' });
    const byPack = draft({ packQuantity: '10', price: '2' });
    expect(priceTexts({ ...byPack, packQuantity: '25' })).toEqual({ pack: '2', unit: '0.08' });
  });

  test('no price is an answer', () => {
    for (const pricedBy of ['pack', 'unit'] as const) {
      expect(readSupplierItem(draft({ pricedBy })).fields.price).toBeNull();
    }
  });
});

test('what nobody touched is no change', () => {
  const sold = soldWith({
    sku: 'A1',
    packQuantity: 12_500,
    price: { amount: 999, currency: 'CHF' },
    leadDays: 0,
    weightG: 40,
    minimumPacks: 3,
  });
  const { fields, troubles } = readSupplierItem(draftOf(sold, 'EUR'));
  expect(troubles).toEqual(new Map());
  expect(changedFields<SupplierItemPatch>(sold, fields)).toEqual({});
});

describe('what cannot be used is told at its entry', () => {
  test.each<[keyof SupplierItemDraft, string]>([
    ['packQuantity', '0'],
    ['packQuantity', '-3'],
    ['packQuantity', ''],
    ['packQuantity', '1.000,5'],
    ['price', '1.234,50'],
    ['price', '12 €'],
    ['price', '-1'],
    ['price', '0.005'],
    ['link', 'example.org'],
    ['link', 'ftp://example.org/a'],
    ['leadDays', '-1'],
    ['leadDays', '2.5'],
    ['leadDays', '4000'],
    ['minimumPacks', '0'],
    ['lengthMm', 'wide'],
    ['weightG', '1.5'],
    ['sku', 'x'.repeat(201)],
  ])('%s: %s', (field, text) => {
    const { troubles } = readSupplierItem(draft({ [field]: text }));
    expect([...troubles.keys()]).toEqual([field]);
  });

  test('all of it at once', () => {
    const wrong = draft({ packQuantity: '0', price: 'x', link: 'x', leadDays: 'x' });
    expect(readSupplierItem(wrong).troubles.size).toBe(4);
  });
});

test('a pack of more than a million is asked about', () => {
  expect(isAbsurdPack(draft({ packQuantity: '1000000' }))).toBe(false);
  expect(isAbsurdPack(draft({ packQuantity: '1000001' }))).toBe(true);
});
