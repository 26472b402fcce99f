/** The board: what is low, coming and here, told from the rows that also a member's phone holds. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchSpend, readKeptSpend, spendByCurrency } from '../../../client/state/board-spend.ts';
import { makeBoard, readBoardRows, type BoardLists } from '../../../client/state/board.ts';
import { makeActions } from '../../../client/state/actions.ts';
import { makeComing } from '../../../client/state/coming.ts';
import { makeListedItem, type ListedItem } from '../../../client/state/listed-item.ts';
import { countLow } from '../../../client/state/low-count.ts';
import { listLow } from '../../../client/state/low-stock.ts';
import type { Server } from '../../../client/state/server.ts';
import { readSpaceSettings } from '../../../client/state/space-settings.ts';
import { toDay } from '../../../client/state/to-day.ts';
import type { Receipt, Reorder } from '../../../shared/entities.ts';
import { toId, unplaced, type ItemId } from '../../../shared/ids.ts';
import { addDays } from '../../../shared/lead-times.ts';
import { makeReorderId } from '../../../shared/reorders.ts';
import { fail, succeed } from '../../../shared/result.ts';
import { firstStamp } from '../../../shared/stamps.ts';
import { createItem } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

const today = '2026-12-03';
const newItemId = (): ItemId => toId<'item'>(crypto.randomUUID());

function item(name: string, quantity: number, minimum: number): ListedItem {
  const fields = { name, unit: 'piece', minimum, active: true, sku: '', description: '' };
  return makeListedItem(
    { ...fields, id: newItemId(), categoryId: null, homeLocationId: null },
    { stock: new Map([[unplaced, quantity]]) },
  );
}

function reorder({ id: itemId }: { id: ItemId }, fields: Partial<Reorder>): Reorder {
  return {
    id: makeReorderId(itemId, 1),
    itemId,
    cycle: 1,
    state: 'ordered',
    quantity: 1000,
    ordered: 1000,
    priority: 'normal',
    askCount: 1,
    requestedAt: 0,
    orderedAt: 0,
    expectedOn: '',
    received: 0,
    damaged: 0,
    receivedAt: null,
    marks: [],
    version: 1,
    ...fields,
  };
}

function receipt({ id: itemId }: { id: ItemId }, fields: Partial<Receipt>): Receipt {
  const fact = { note: '', stamp: firstStamp, personId: null, receivedAt: 1, version: 1 };
  const none = { orderLineId: null, supplierItemId: null, price: null, lot: '', expiry: '' };
  return {
    ...fact,
    ...none,
    id: toId<'receipt'>(crypto.randomUUID()),
    itemId,
    cycle: 1,
    quantity: 1000,
    damaged: 0,
    expired: 0,
    receivedOn: today,
    packQuantity: 1000,
    locationId: unplaced,
    movementId: toId<'movement'>(crypto.randomUUID()),
    isUndone: false,
    ...fields,
  };
}

const names = (lines: BoardLists[keyof BoardLists]) => lines.map((line) => line.item.name);

describe('what is low', () => {
  const [gone, low, few, fine] = [
    item('gone', 0, 4000),
    item('low', 1000, 4000),
    item('few', 3000, 4000),
    item('fine', 9000, 4000),
  ];
  const items = [fine, few, low, gone];

  test('comes with what has become of it, and what is gone stands first', () => {
    const requested = reorder(low, { state: 'requested', ordered: 0 });
    const { low: lines } = makeBoard(items, { reorders: [requested], receipts: [] }, today);
    expect(names(lines)).toEqual(['gone', 'low', 'few']);
    expect(lines.map(({ asked }) => asked)).toEqual(['none', 'requested', 'none']);
  });

  test('is not told where enough is on its way, and told as partly coming where it is not enough', () => {
    const reorders = [reorder(low, { ordered: 3001 }), reorder(gone, { ordered: 4000 })];
    const board = makeBoard(items, { reorders, receipts: [] }, today);
    expect(names(board.low)).toEqual(['gone', 'few']);
    expect(board.low[0]?.asked).toBe('partly');
    expect(names(board.coming)).toEqual(['gone', 'low']);
  });

  test('the badge and the list leave out, and put last, the very same', () => {
    const reorders = [reorder(gone, { ordered: 5000 }), reorder(fine, { ordered: 5000 })];
    const coming = makeComing(reorders);
    expect(countLow(items, coming)).toBe(2);
    const lists = listLow(items, { uses: new Map(), onLoan: new Map(), nowMs: 0, coming }, 4);
    const told = lists.low.map((line) => [line.item.name, line.isCovered]);
    expect(told).toEqual([
      ['low', false],
      ['few', false],
      ['gone', true],
    ]);
    expect(lists.low[2]?.onOrder).toMatchObject({ quantity: 5000 });
  });

  test('a figure that nobody should trust is covered by nothing', () => {
    const wrong = item('wrong', -1000, 4000);
    const reorders = [reorder(wrong, { ordered: 90_000 })];
    expect(countLow([wrong], makeComing(reorders))).toBe(1);
    expect(names(makeBoard([wrong], { reorders, receipts: [] }, today).low)).toEqual(['wrong']);
  });

  test('what was asked for is told although no figure says that it is low', () => {
    const reorders = [reorder(fine, { state: 'approved', ordered: 0 })];
    const { low: lines } = makeBoard([fine], { reorders, receipts: [] }, today);
    expect(lines).toMatchObject([{ asked: 'approved' }]);
  });
});

test('what is coming stands by its day, the late ones first and the unknown ones last', () => {
  const [late, soon, later, unknown] = ['late', 'soon', 'later', 'unknown'].map((each) =>
    item(each, 9000, 0),
  ) as [ListedItem, ListedItem, ListedItem, ListedItem];
  const reorders = [
    reorder(unknown, {}),
    reorder(later, { expectedOn: '2026-12-09' }),
    reorder(soon, { expectedOn: today }),
    reorder(late, { expectedOn: '2026-11-30', state: 'partlyReceived', received: 400 }),
  ];
  const items = [late, soon, later, unknown];
  const { coming } = makeBoard(items, { reorders, receipts: [] }, today);
  expect(coming.map((each) => [each.item.name, each.quantity, each.lateDays])).toEqual([
    ['late', 600, 3],
    ['soon', 1000, 0],
    ['later', 1000, 0],
    ['unknown', 1000, 0],
  ]);
});

test('what has arrived is summed by day; what came damaged, was taken back or is a week old is not', () => {
  const [drill, saw] = [item('drill', 0, 0), item('saw', 0, 0)];
  const receipts = [
    receipt(drill, { quantity: 2000 }),
    receipt(drill, { quantity: 3000, damaged: 1000 }),
    receipt(drill, { receivedOn: '2026-11-30' }),
    receipt(saw, { isUndone: true }),
    receipt(saw, { quantity: 0, damaged: 1000 }),
    receipt(saw, { receivedOn: '2026-11-25' }),
    receipt(saw, { receivedOn: '2026-11-26' }),
  ];
  const { arrived } = makeBoard([drill, saw], { reorders: [], receipts }, today);
  expect(arrived.map((each) => [each.item.name, each.receivedOn, each.quantity])).toEqual([
    ['drill', '2026-12-03', 5000],
    ['drill', '2026-11-30', 1000],
    ['saw', '2026-11-26', 1000],
  ]);
});

describe('on the phone of a member', () => {
  let world: World;
  let staff: Phone;
  let member: Phone;

  beforeEach(async () => {
    world = makeWorld();
    staff = await makePhone(world);
    member = await makePhone(world, { role: 'member' });
  });
  afterEach(deletePhones);

  const actionsOf = ({ db, moment }: Phone) =>
    makeActions({ db, moment: () => moment, onTrouble: reportError });

  test('what somebody receives stands there after the next sync, and leaves when it is taken back', async () => {
    const drill = item('drill', 0, 0);
    const day = toDay(staff.moment.nowMs);
    await staff.record(createItem(drill.id, { name: 'drill' }));
    const ids = { id: staff.newId<'receipt'>(), movementId: staff.newId<'movement'>() };
    const where = { itemId: drill.id, cycle: 1, locationId: unplaced };
    const said = { ...ids, ...where, note: '', lot: '', expiry: '' };
    const step = { itemId: drill.id, cycle: 1, quantity: null, expectedOn: '', note: '' };
    const ask = { id: staff.newId<'ask'>(), itemId: drill.id, cycle: 1, quantity: 5000 };
    await staff.record(
      { name: 'reorder.ask', args: { ...ask, priority: 'normal', note: '' } },
      { name: 'reorder.order', args: { ...step, expectedOn: addDays(day, 2) } },
      { name: 'reorder.receive', args: { ...said, quantity: 2000, damaged: 0, receivedOn: day } },
    );
    for (const phone of [staff, member]) await phone.sync();
    const board = async () => {
      const rows = await readBoardRows(member.db, member.moment.nowMs);
      return makeBoard([drill], rows, day);
    };
    const before = await board();
    expect(before.coming).toMatchObject([{ quantity: 3000, expectedOn: addDays(day, 2) }]);
    expect(before.arrived).toMatchObject([{ quantity: 2000, receivedOn: day }]);
    await staff.record({ name: 'reorder.undoReceipt', args: said });
    for (const phone of [staff, member]) await phone.sync();
    const after = await board();
    expect(after.coming).toMatchObject([{ quantity: 5000 }]);
    expect(after.arrived).toEqual([]);
  });

  test('what was spent stays as the server last said it, while there is no link', async () => {
    const { db } = member;
    const spend = [{ month: '2026-12', currency: 'EUR', amount: 500 }];
    const answers = [succeed({ spend }), fail({ kind: 'unreachable' } as const)];
    const server = { ask: async () => answers.shift() } as unknown as Pick<Server, 'ask'>;
    expect(await readKeptSpend(db)).toBeNull();
    await fetchSpend({ db, server }, 7);
    await fetchSpend({ db, server }, 9);
    expect(await readKeptSpend(db)).toEqual({ at: 7, spend });
  });

  test('an owner’s settings of the space reach everybody, and can be taken back', async () => {
    const first = await readSpaceSettings(staff.db);
    expect(first).toEqual({
      leadWindowDays: 180,
      safetyDays: 7,
      showSpend: false,
      currency: 'EUR',
    });
    const changes = { showSpend: true, safetyDays: 14 };
    const done = await actionsOf(staff).changeSpaceSettings(first, changes);
    for (const phone of [staff, member]) await phone.sync();
    expect(await readSpaceSettings(member.db)).toEqual({ ...first, ...changes });
    if (!done.ok) throw new Error(done.failure.kind);
    await actionsOf(staff).record(done.value.undo);
    for (const phone of [staff, member]) await phone.sync();
    expect(await readSpaceSettings(member.db)).toEqual(first);
  });

  test('a member’s change of them is refused', async () => {
    const before = await readSpaceSettings(member.db);
    await actionsOf(member).changeSpaceSettings(before, { showSpend: true });
    await member.sync();
    await member.sync();
    expect(await readSpaceSettings(member.db)).toEqual(before);
  });
});

test('spending is told for twelve months, each currency by itself, months without any as nothing', () => {
  const all = spendByCurrency(
    [
      { month: '2025-12', currency: 'EUR', amount: 9999 },
      { month: '2026-01', currency: 'EUR', amount: 100 },
      { month: '2026-12', currency: 'EUR', amount: 50 },
      { month: '2026-12', currency: 'USD', amount: 700 },
    ],
    today,
  );
  expect(all.map(({ currency, total }) => [currency, total])).toEqual([
    ['USD', 700],
    ['EUR', 150],
  ]);
  const euros = all[1]?.months ?? [];
  expect(euros).toHaveLength(12);
  expect([euros[0], euros[1], euros[11]].map((each) => each?.amount)).toEqual([100, 0, 50]);
});
