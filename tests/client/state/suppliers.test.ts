/** Suppliers and what they sell, on real devices of staff: what is recorded, taken back, and read for the screens. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions, type Actions } from '../../../client/state/actions.ts';
import {
  findSameOffer,
  findSupplierTwin,
  readOffers,
  readSupplierItemPage,
  readSupplierPage,
  readSuppliers,
} from '../../../client/state/suppliers.ts';
import { codeKey } from '../../../shared/codes.ts';
import type { SupplierItem } from '../../../shared/entities.ts';
import type { ItemId, SupplierId, SupplierItemId } from '../../../shared/ids.ts';
import { toId } from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let ada: Phone;
let deeds: Actions;
let screw: ItemId;
const troubles: unknown[] = [];
const euros = (amount: number) => ({ amount, currency: 'EUR' });

beforeEach(async () => {
  world = makeWorld();
  ada = await makePhone(world, { role: 'staff' });
  screw = ada.newId<'item'>();
  await ada.record(createItem(screw, { name: 'Screw' }));
  const moment = () => {
    world.time.nowMs += 1;
    return ada.moment;
  };
  deeds = makeActions({ db: ada.db, moment, onTrouble: (error) => void troubles.push(error) });
});
afterEach(async () => {
  expect(troubles.splice(0)).toEqual([]);
  await deletePhones();
});

async function done<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const result = await deed;
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.failure)}`);
  return result.value;
}

const supplierNamed = async (name: string): Promise<SupplierId> =>
  (await done(deeds.createSupplier({ name }))).id;

const sell = async (
  supplierId: SupplierId,
  fields: Parameters<Actions['editSupplierItem']>[1] = {},
): Promise<SupplierItemId> =>
  (await done(deeds.createSupplierItem({ itemId: screw, supplierId, ...fields }))).id;

const soldOf = async (id: SupplierItemId): Promise<SupplierItem> =>
  must(await ada.db.supplierItem.get(id), 'the supplier item');

const takeBack = async (undo: Parameters<Actions['record']>[0]) => done(deeds.record(undo));

describe('prices', () => {
  test('a price that is changed becomes a line of the history, and so does its way back', async () => {
    const id = await sell(await supplierNamed('Bolts'), { price: euros(100) });
    const { undo } = await done(deeds.editSupplierItem(await soldOf(id), { price: euros(108) }));
    const page = await readSupplierItemPage(ada.db, id);
    expect(page.history.map(({ fact }) => fact.price.amount)).toEqual([100, 108]);
    expect(page.history.at(-1)?.change).toBeCloseTo(0.08);
    await takeBack(undo);
    expect((await soldOf(id)).price).toEqual(euros(100));
    expect((await readSupplierItemPage(ada.db, id)).history).toHaveLength(3);
  });

  test('a change of anything else leaves the history alone', async () => {
    const id = await sell(await supplierNamed('Bolts'), { price: euros(100) });
    await done(deeds.editSupplierItem(await soldOf(id), { notes: 'Ask for Kim', sku: 'A1' }));
    expect((await readSupplierItemPage(ada.db, id)).history).toHaveLength(1);
  });

  test('another pack at the same price is a change by the unit', async () => {
    const supplier = await supplierNamed('Bolts');
    const id = await sell(supplier, { price: euros(100), packQuantity: 10_000 });
    await done(deeds.editSupplierItem(await soldOf(id), { packQuantity: 8000 }));
    const [sold] = (await readSupplierPage(ada.db, supplier)).items;
    expect(sold?.change).toBeCloseTo(0.25);
  });

  test('a price in another currency is compared with none', async () => {
    const id = await sell(await supplierNamed('Bolts'), { price: euros(100) });
    const price = { amount: 90, currency: 'USD' };
    await done(deeds.editSupplierItem(await soldOf(id), { price }));
    const [offer] = await readOffers(ada.db, screw);
    expect(offer?.change).toBeUndefined();
  });
});

describe('the preferred one', () => {
  test('is one of an item: choosing it takes it from the others, and one way back gives it back', async () => {
    const bolts = await sell(await supplierNamed('Bolts'), { preferred: true });
    const nuts = await sell(await supplierNamed('Nuts'));
    const preferred = async () =>
      (await ada.db.supplierItem.toArray()).filter((row) => row.preferred).map(({ id }) => id);
    const { undo } = await done(deeds.preferSupplierItem(await soldOf(nuts)));
    expect(await preferred()).toEqual([nuts]);
    await takeBack(undo);
    expect(await preferred()).toEqual([bolts]);
    await sell(await supplierNamed('Gears'), { preferred: true });
    expect(await preferred()).toHaveLength(1);
    await done(deeds.editSupplierItem(await soldOf(bolts), { preferred: true }));
    expect(await preferred()).toEqual([bolts]);
  });

  test('stands first, what is not in use last', async () => {
    const [away, nuts, bolts] = [
      await supplierNamed('Away'),
      await supplierNamed('Nuts'),
      await supplierNamed('Bolts'),
    ];
    await sell(away, { active: false });
    await sell(bolts);
    await sell(nuts, { preferred: true });
    const offers = await readOffers(ada.db, screw);
    expect(offers.map(({ supplier }) => supplier?.name)).toEqual(['Nuts', 'Bolts', 'Away']);
  });
});

describe('what is said in one deed', () => {
  test('a supplier that is made in place is taken back together with what it sells', async () => {
    const fields = { itemId: screw, newSupplier: { name: 'Corner shop', kind: 'local' as const } };
    const { id, undo } = await done(deeds.createSupplierItem({ ...fields, price: euros(300) }));
    const [offer] = await readOffers(ada.db, screw);
    expect(offer?.supplier).toMatchObject({ name: 'Corner shop', kind: 'local', deletedAt: null });
    await takeBack(undo);
    expect(await readOffers(ada.db, screw)).toEqual([]);
    expect(await readSuppliers(ada.db)).toEqual([]);
    expect((await readSupplierItemPage(ada.db, id)).history).toHaveLength(1);
  });

  test('a code on the pack stands for the pack, and one that is known is set to it', async () => {
    const value = '4006381333931';
    const supplierId = await supplierNamed('Bolts');
    const sold = { itemId: screw, supplierId, packQuantity: 100_000 };
    const { id } = await done(deeds.createSupplierItem(sold, { packCode: value }));
    const codes = () => ada.db.code.where('key').equals(codeKey(value)).toArray();
    expect(await codes()).toMatchObject([{ itemId: screw, value, unitsPerScan: 100_000 }]);
    const before = await soldOf(id);
    const change = { packQuantity: 50_000 };
    const { undo } = await done(deeds.editSupplierItem(before, change, { packCode: ` ${value} ` }));
    expect(await codes()).toMatchObject([{ unitsPerScan: 50_000 }]);
    await takeBack(undo);
    expect(await codes()).toMatchObject([{ unitsPerScan: 100_000 }]);
  });
});

describe('suppliers', () => {
  test('are listed by name, with how much they sell, without those that were deleted', async () => {
    const [nuts, bolts] = [await supplierNamed('nuts'), await supplierNamed('Bolts')];
    const gone = await sell(bolts, { sku: 'old' });
    await sell(bolts);
    await done(deeds.remove('supplierItem', gone));
    const listed = async () =>
      (await readSuppliers(ada.db)).map(({ supplier, items }) => [supplier.name, items]);
    expect(await listed()).toEqual([
      ['Bolts', 1],
      ['nuts', 0],
    ]);
    await done(deeds.remove('supplier', nuts));
    expect(await listed()).toEqual([['Bolts', 1]]);
  });

  test('one that is deleted keeps what it sold and what it cost, and comes back with it', async () => {
    const supplier = await supplierNamed('Bolts');
    const id = await sell(supplier, { price: euros(100) });
    const { undo } = await done(deeds.remove('supplier', supplier));
    const [offer] = await readOffers(ada.db, screw);
    expect(offer?.supplier?.deletedAt).not.toBeNull();
    expect((await readSupplierItemPage(ada.db, id)).history).toHaveLength(1);
    await takeBack(undo);
    expect((await readOffers(ada.db, screw))[0]?.supplier?.deletedAt).toBeNull();
  });

  test('of one name are pointed out, and both are taken', async () => {
    await supplierNamed('Bolts & Co');
    expect(findSupplierTwin(await readSuppliers(ada.db), ' bolts & CO', null)).toBeDefined();
    await supplierNamed('bolts & co');
    expect(await readSuppliers(ada.db)).toHaveLength(2);
  });

  test('the same article of the same supplier is found, also without a SKU; others are not', async () => {
    const bolts = await supplierNamed('Bolts');
    const id = await sell(bolts, { sku: 'A1' });
    const offers = await readOffers(ada.db, screw);
    const same = (sku: string, except: SupplierItemId | null = null, supplierId = bolts) =>
      findSameOffer(offers, { supplierId, sku, except })?.id;
    expect(same(' a1')).toBe(id);
    expect(same('A1', id)).toBeUndefined();
    expect(same('A2')).toBeUndefined();
    expect(same('A1', null, toId<'supplier'>('other'))).toBeUndefined();
  });
});

describe('how long it takes', () => {
  const figures = {
    medianDays: 4,
    p80Days: 6,
    samples: 9,
    leftOut: 0,
    windowDays: 180,
    version: 1,
  };

  test('what somebody has said goes before what the article, and that before what its supplier has taught', async () => {
    const supplierId = await supplierNamed('Bolts');
    const id = await sell(supplierId);
    const lead = async () => (await readOffers(ada.db, screw))[0]?.lead;
    expect(await lead()).toBeUndefined();
    const ofSupplier = { ...figures, medianDays: 7, supplierId, supplierItemId: null };
    await ada.db.leadTime.put({ ...ofSupplier, id: toId<'leadTime'>(supplierId), touched: 0 });
    expect(await lead()).toMatchObject({ medianDays: 7, from: 'supplier' });
    const learned = { ...figures, id: toId<'leadTime'>(id), supplierId, supplierItemId: id };
    await ada.db.leadTime.put({ ...learned, touched: 0 });
    expect(await lead()).toMatchObject({ medianDays: 4, from: 'supplierItem', samples: 9 });
    await done(deeds.editSupplierItem(await soldOf(id), { leadDays: 0 }));
    expect(await lead()).toMatchObject({ medianDays: 0, from: 'manual' });
  });
});
