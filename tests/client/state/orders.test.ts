/** What there is to order and where, and what becomes of an order, on a real database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions, type Actions } from '../../../client/state/actions.ts';
import { readAttention } from '../../../client/state/attention.ts';
import { readExpectedLines } from '../../../client/state/order-choices.ts';
import { readOrderPage, readOrders, type OrderPage } from '../../../client/state/orders.ts';
import { resolveEntry } from '../../../client/state/resolve-attention.ts';
import { readToOrder, type ToOrder } from '../../../client/state/to-order.ts';
import type { PurchaseOrder, SupplierItem } from '../../../shared/entities.ts';
import {
  makeStockId,
  unplaced,
  type ItemId,
  type PurchaseOrderId,
  type SupplierId,
  type SupplierItemId,
} from '../../../shared/ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let phone: Phone;
let actions: Actions;
let screws: ItemId;
let tape: ItemId;
let krause: SupplierId;
let online: SupplierId;

const days = { orderedOn: '2026-04-06', expectedOn: '2026-04-13' };

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  actions = actionsOf(phone);
  [screws, tape] = [phone.newId<'item'>(), phone.newId<'item'>()];
  [krause, online] = [phone.newId<'supplier'>(), phone.newId<'supplier'>()];
  await phone.record(
    createItem(screws, { name: 'Screws' }),
    createItem(tape, { name: 'Tape' }),
    { name: 'supplier.create', args: { id: krause, fields: { name: 'Krause' } } },
    { name: 'supplier.create', args: { id: online, fields: { name: 'Online' } } },
  );
});
afterEach(deletePhones);

function actionsOf(who: Phone): Actions {
  const moment = () => {
    world.time.nowMs += 1;
    return who.moment;
  };
  const onTrouble = (error: unknown): never => {
    throw error;
  };
  return makeActions({ db: who.db, moment, onTrouble });
}

async function succeeded<Value>(deed: Promise<Result<Value, unknown>>): Promise<Value> {
  const done = await deed;
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}

async function sells(
  supplierId: SupplierId,
  fields: Partial<Omit<SupplierItem, 'id'>> = {},
): Promise<SupplierItemId> {
  const id = phone.newId<'supplierItem'>();
  const price = { amount: 1000, currency: 'EUR' };
  const args = {
    id,
    fields: { itemId: screws, supplierId, packQuantity: 20_000, price, ...fields },
  };
  await phone.record({
    name: 'supplierItem.create',
    args: { ...args, priceId: phone.newId<'price'>() },
  } as never);
  return id;
}

async function ask(itemId: ItemId = screws, quantity = 50_000): Promise<void> {
  const note = '';
  await succeeded(actions.askForReorder({ itemId, quantity, priority: 'normal', note }));
}

async function toOrder(low: readonly ItemId[] = []): Promise<ToOrder> {
  const { lines } = await readToOrder(phone.db, low);
  return must(lines[0], 'something to order');
}

function line(itemId: ItemId, packs = 2, supplierItemId: SupplierItemId | null = null) {
  const price = { amount: 1000, currency: 'EUR' };
  return { itemId, cycle: 1, supplierItemId, packs, packQuantity: 20_000, price };
}

async function pageOf(
  id: PurchaseOrderId,
  who = phone,
): Promise<OrderPage & { order: PurchaseOrder }> {
  const page = await readOrderPage(who.db, id);
  return { ...page, order: must(page.order, 'the order') };
}

async function placed(
  lines = [line(screws)],
  doer = actions,
  who = phone,
): Promise<PurchaseOrderId> {
  const { id } = await succeeded(doer.draftOrder(krause, lines));
  const { order, lines: own } = await pageOf(id, who);
  await succeeded(
    doer.placeOrder(
      order,
      own.map((each) => each.line),
      days,
    ),
  );
  return id;
}

async function lies(itemId: ItemId = screws): Promise<number> {
  return ((await phone.db.stock.get(makeStockId(itemId, unplaced)))?.quantity ?? 0) / 1000;
}

describe('what there is to order', () => {
  test('what was requested and is not ordered, and what is low and nobody has asked for', async () => {
    await ask();
    const { lines } = await readToOrder(phone.db, [screws, tape]);
    expect(lines.map(({ item, wanted, reorder }) => [item.name, wanted, reorder?.state])).toEqual([
      ['Screws', 50_000, 'requested'],
      ['Tape', 1000, undefined],
    ]);
    await placed([line(screws, 2)]);
    expect((await toOrder()).wanted).toBe(10_000);
    await placed([line(screws, 1)]);
    expect((await readToOrder(phone.db, [])).lines).toEqual([]);
  });

  test('what stands in a draft says so', async () => {
    await ask();
    const { id } = await succeeded(actions.draftOrder(krause, [line(screws)]));
    expect((await toOrder()).draft).toEqual({ id, supplierName: 'Krause' });
  });

  test('packs hold what is wanted, and no fewer than the supplier sells', async () => {
    await ask();
    await sells(krause);
    await sells(online, { minimumPacks: 5, price: { amount: 2000, currency: 'EUR' } });
    const { candidates } = (await toOrder()).suggestion;
    expect(candidates.map(({ supplier, packs }) => [supplier.name, packs])).toEqual([
      ['Krause', 3],
      ['Online', 5],
    ]);
  });
});

describe('the suggestion', () => {
  test('adds up price, days, preference and past orders as the screen says', async () => {
    await ask();
    await sells(krause, { preferred: true, leadDays: 9, price: { amount: 1600, currency: 'EUR' } });
    await sells(online, { leadDays: 4, price: { amount: 1200, currency: 'EUR' } });
    const { candidates } = (await toOrder()).suggestion;
    expect(candidates.map(({ supplier, points, total }) => [supplier.name, points, total])).toEqual(
      [
        ['Online', { price: 40, lead: 30, preferred: 0, onTime: 0 }, 70],
        // 40 × 0.60 ÷ 0.80, 30 × (4 + 1) ÷ (9 + 1).
        ['Krause', { price: 30, lead: 15, preferred: 20, onTime: 0 }, 65],
      ],
    );
  });

  test('prices of two currencies are not compared', async () => {
    await ask();
    await sells(krause, { preferred: true, price: { amount: 900_000, currency: 'EUR' } });
    await sells(online, { price: { amount: 100, currency: 'USD' } });
    const { candidates, isPriceLeftOut } = (await toOrder()).suggestion;
    expect(isPriceLeftOut).toBe(true);
    expect(candidates.map(({ supplier, points }) => [supplier.name, points.price])).toEqual([
      ['Krause', 0],
      ['Online', 0],
    ]);
  });

  test('who is not in use, or was deleted, is never suggested', async () => {
    await ask();
    await sells(krause, { active: false });
    const sold = await sells(krause);
    await phone.record({ name: 'supplierItem.delete', args: { id: sold } });
    await sells(online);
    await phone.record({ name: 'supplier.patch', args: { id: online, fields: { active: false } } });
    const { lines, suppliers } = await readToOrder(phone.db, []);
    expect(lines[0]?.suggestion.candidates).toEqual([]);
    expect(suppliers.map(({ name }) => name)).toEqual(['Krause']);
  });

  test('an order that came by its day counts for its supplier, one that came later does not', async () => {
    for (const receivedOn of ['2026-04-13', '2026-04-14']) {
      const id = await placed([line(tape, 1)]);
      const { lines } = await pageOf(id);
      await succeeded(
        actions.receiveRest(
          lines.map((each) => each.line.id),
          { receivedOn },
        ),
      );
    }
    await ask();
    await sells(krause);
    const [best] = (await toOrder()).suggestion.candidates;
    expect(best).toMatchObject({ onTime: { onTime: 1, orders: 2 }, points: { onTime: 5 } });
  });
});

describe('an order', () => {
  test('is placed with its lines, and taken back to a draft', async () => {
    await ask();
    const { id } = await succeeded(actions.draftOrder(krause, [line(screws, 3)]));
    const before = await pageOf(id);
    const deed = actions.placeOrder(
      before.order,
      before.lines.map((each) => each.line),
      days,
    );
    const { undo } = await succeeded(deed);
    expect(await pageOf(id)).toMatchObject({ progress: 'ordered', totals: [{ amount: 3000 }] });
    expect((await readOrders(phone.db, '2026-04-20')).open).toMatchObject([{ isLate: true }]);
    await succeeded(actions.record(undo));
    expect((await pageOf(id)).progress).toBe('draft');
    expect(await phone.db.reorder.toArray()).toMatchObject([{ state: 'approved', ordered: 0 }]);
  });

  test('one total for each currency, and what has no price is counted', async () => {
    const dollars = { ...line(tape), price: { amount: 500, currency: 'USD' } };
    const { id } = await succeeded(
      actions.draftOrder(krause, [line(screws), dollars, { ...line(tape), price: null }]),
    );
    expect(await pageOf(id)).toMatchObject({
      totals: [
        { amount: 2000, currency: 'EUR' },
        { amount: 1000, currency: 'USD' },
      ],
      unpriced: 1,
    });
  });

  test('what is added to a placed order is marked until it is placed, too', async () => {
    const id = await placed();
    await succeeded(actions.addOrderLines(id, [line(tape)]));
    const { order, lines } = await pageOf(id);
    expect(lines.map(({ isLeft }) => isLeft)).toEqual([false, true]);
    const left = lines.filter(({ isLeft }) => isLeft).map((each) => each.line);
    const { undo } = await succeeded(actions.placeOrder(order, left, days));
    expect(undo).toEqual([]);
    expect((await pageOf(id)).lines.map(({ isLeft }) => isLeft)).toEqual([false, false]);
  });

  test('of one request is placed at once, and one undo takes it all back', async () => {
    await ask();
    const { id, undo } = await succeeded(actions.orderNow(krause, line(screws), days));
    expect(await pageOf(id)).toMatchObject({
      progress: 'ordered',
      lines: [{ line: { ordered: 40_000 } }],
    });
    await succeeded(actions.record(undo));
    expect((await pageOf(id)).progress).toBe('cancelled');
    expect(await phone.db.reorder.toArray()).toMatchObject([{ state: 'approved' }]);
  });
});

const arrived = {
  damaged: 0,
  expired: 0,
  receivedOn: '2026-04-10',
  note: '',
  locationId: unplaced,
  price: null,
};

describe('receiving', () => {
  test('all as ordered, tapped twice at once, is received once', async () => {
    const id = await placed([line(screws, 2), line(tape, 1)]);
    const ids = (await pageOf(id)).lines.map((each) => each.line.id);
    const at = { receivedOn: '2026-04-10' };
    const both = await Promise.all([actions.receiveRest(ids, at), actions.receiveRest(ids, at)]);
    expect(both.map((done) => done.ok && done.value.lines)).toEqual([2, 0]);
    expect([await lies(screws), await lies(tape)]).toEqual([40, 20]);
    expect((await pageOf(id)).progress).toBe('received');
  });

  test('in part, with damage and a price: only the good is in stock, and the undo leaves nothing of it', async () => {
    const sold = await sells(krause);
    const id = await placed([line(screws, 2, sold)]);
    const own = must((await pageOf(id)).lines[0], 'the line').line;
    const arrival = {
      ...arrived,
      quantity: 30_000,
      damaged: 1000,
      expired: 2000,
      price: { amount: 1100, currency: 'EUR' },
    };
    const { undo } = await succeeded(actions.receiveLines([{ line: own, arrival }]));
    expect(await lies()).toBe(30);
    expect(await pageOf(id)).toMatchObject({
      progress: 'partlyReceived',
      lines: [
        { line: { received: 30_000, damaged: 3000 }, receipts: [{ damaged: 1000, expired: 2000 }] },
      ],
    });
    expect(await phone.db.supplierItem.get(sold)).toMatchObject({ price: { amount: 1100 } });
    expect(await readExpectedLines(phone.db, screws)).toHaveLength(1);
    await succeeded(actions.record(undo));
    expect(await lies()).toBe(0);
    expect((await pageOf(id)).progress).toBe('ordered');
  });

  test('more than was ordered is noted on the line', async () => {
    const id = await placed();
    const own = must((await pageOf(id)).lines[0], 'the line').line;
    const arrival = { ...arrived, quantity: 45_000 };
    await succeeded(actions.receiveLines([{ line: own, arrival }]));
    expect((await pageOf(id)).lines).toMatchObject([{ over: 5000 }]);
  });
});

describe('two laptops without a network', () => {
  let other: Phone;
  let others: Actions;

  beforeEach(async () => {
    await ask();
    await phone.sync();
    other = await makePhone(world, { role: 'staff' });
    await other.sync();
    others = actionsOf(other);
  });

  /** Both have placed it; `phone` was there first. */
  async function clash(): Promise<PurchaseOrderId> {
    await placed([line(screws)]);
    const id = await placed([line(screws, 1), line(tape, 1)], others, other);
    await phone.sync();
    await other.sync();
    return id;
  }

  test('who comes second has a draft that names what is ordered already, and takes it out', async () => {
    const id = await clash();
    const page = await pageOf(id, other);
    expect(page).toMatchObject({ progress: 'draft', clash: { itemIds: [screws] } });
    const [entry] = await readAttention(other.db, other.moment.nowMs);
    expect(entry?.subject).toMatchObject({ table: 'purchaseOrder', id, name: 'Krause' });
    const met = page.lines.map((each) => each.line).filter(({ itemId }) => itemId === screws);
    await succeeded(others.removeOrderLines(met));
    const after = await pageOf(id, other);
    await succeeded(
      others.placeOrder(
        after.order,
        after.lines.map((each) => each.line),
        days,
      ),
    );
    await other.sync();
    expect((await pageOf(id, other)).progress).toBe('ordered');
    expect(await other.db.reorder.where('itemId').equals(screws).toArray()).toMatchObject([
      { ordered: 40_000 },
    ]);
  });

  test('or orders it in addition, knowingly', async () => {
    const id = await clash();
    const { order, lines } = await pageOf(id, other);
    expect(lines[0]?.orderedElsewhere).toBe(40_000);
    await succeeded(
      others.placeOrder(
        order,
        lines.map((each) => each.line),
        days,
      ),
    );
    await other.sync();
    expect((await pageOf(id, other)).progress).toBe('ordered');
    expect(await other.db.reorder.where('itemId').equals(screws).toArray()).toMatchObject([
      { ordered: 60_000 },
    ]);
  });

  test('an order at a supplier who was deleted meanwhile is placed once the supplier is restored', async () => {
    const id = await placed([line(tape, 1)], others, other);
    await succeeded(actions.remove('supplier', krause));
    await phone.sync();
    await other.sync();
    expect(await pageOf(id, other)).toMatchObject({ progress: 'draft' });
    const [entry] = await readAttention(other.db, other.moment.nowMs);
    const source = { db: other.db, moment: () => other.moment, actions: others };
    await succeeded(resolveEntry(source, must(entry, 'an entry'), 'restoreWithMyEdits'));
    await other.sync();
    expect(await pageOf(id, other)).toMatchObject({
      progress: 'ordered',
      supplier: { deletedAt: null },
    });
  });
});
