/** Least data: what staff buy, where and at what price never reaches the device of a member, on both databases. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { unplaced } from '../../shared/ids.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { makeReceiptPriceId } from '../../shared/apply-receipt.ts';
import {
  actorOf,
  emptyDatabases,
  openMigrated,
  openSyncSpace,
  type SyncSpace,
} from '../support/sync-space.ts';
import { newId, type SyncClient } from '../support/sync-client.ts';

/** What a member's device may hold none of. */
const staffTables = [
  'supplier',
  'supplierItem',
  'price',
  'purchaseOrder',
  'orderLine',
  'leadTime',
] as const;
/** Those that a push fills; the sixth is filled by the server from what has come. */
const filledTables = ['supplier', 'supplierItem', 'price', 'purchaseOrder', 'orderLine'] as const;

for (const [name, open] of Object.entries(emptyDatabases)) {
  describe(`suppliers on ${name}`, { timeout: 120_000 }, () => {
    let db: OpenDatabase;
    let space: SyncSpace;
    let staff: SyncClient;
    let kim: SessionFacts;
    const [itemId, receiptId] = [newId<'item'>(), newId<'receipt'>()];

    beforeAll(async () => {
      db = await openMigrated(open);
    }, 180_000);
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      space = await openSyncSpace(db);
      staff = space.phone(actorOf(await space.join('staff', { name: 'Ada' })));
      kim = await space.join('member', { name: 'Kim' });
      const [supplierId, soldId] = [newId<'supplier'>(), newId<'supplierItem'>()];
      const [orderId, lineId] = [newId<'purchaseOrder'>(), newId<'orderLine'>()];
      const price = { amount: 250, currency: 'EUR' };
      const pack = { price, packQuantity: 100_000 };
      const sold = { itemId, supplierId, ...pack };
      const line = {
        purchaseOrderId: orderId,
        itemId,
        cycle: 1,
        packs: 1,
        supplierItemId: soldId,
        ...pack,
      };
      const batch = { lot: '', expiry: '' };
      const ids = { id: receiptId, movementId: newId<'movement'>(), itemId, cycle: 1 };
      const came = { quantity: 100_000, damaged: 0, locationId: unplaced, note: '', ...batch };
      const bought = { orderLineId: lineId, supplierItemId: soldId, ...pack };
      await staff.sync([
        staff.make('item.create', { id: itemId, fields: { name: 'Screw' } }),
        staff.make('supplier.create', { id: supplierId, fields: { name: 'Bolts' } }),
        staff.make('supplierItem.create', { id: soldId, fields: sold, priceId: newId<'price'>() }),
        staff.make('purchaseOrder.create', { id: orderId, fields: { supplierId } }),
        staff.make('orderLine.create', { id: lineId, fields: line }),
        staff.make('reorder.receive', { ...ids, ...came, ...bought }),
      ]);
      await staff.sync();
    });

    test('staff have it all, also on a second device', async () => {
      const second = space.phone(actorOf(await space.join('owner', { name: 'Noor' })));
      await second.sync();
      for (const table of filledTables) {
        expect([table, second.rows[table].size > 0]).toEqual([table, true]);
        expect(second.all(table)).toEqual(staff.all(table));
      }
      expect(second.rows.price.has(makeReceiptPriceId(receiptId))).toBe(true);
    });

    test('a member has none of it, and sees what came without its price', async () => {
      const member = space.phone(actorOf(kim));
      await member.sync();
      for (const table of staffTables) expect([table, member.all(table)]).toEqual([table, []]);
      expect(member.rows.item.has(itemId)).toBe(true);
      expect(member.rows.receipt.get(receiptId)).toMatchObject({ quantity: 100_000, price: null });
    });

    test('a member who was staff a moment ago is sent no more of it', async () => {
      const before = space.phone({ ...actorOf(kim), role: 'staff' });
      await before.sync();
      expect(before.rows.supplierItem.size).toBe(1);
      const member = space.phone(actorOf(kim));
      const { clientId, cursor, epoch, ackedMid, nextMid } = before;
      Object.assign(member, { clientId, cursor, epoch, ackedMid, nextMid });
      await member.sync();
      for (const table of staffTables) expect([table, member.all(table)]).toEqual([table, []]);
    });

    test('a member who makes one is refused', async () => {
      const member = space.phone(actorOf(kim));
      const fields = { name: 'Mine' };
      const made = member.make('supplier.create', { id: newId<'supplier'>(), fields });
      const results = await member.sync([made]);
      expect(results).toMatchObject([
        { outcome: { kind: 'refused', refusal: { kind: 'forbidden' } } },
      ]);
    });
  });
}
