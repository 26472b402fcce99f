/** Orders: every history is a path of the graph, its figures and those of the reorder agree, and goods are never lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { OrderLine, PurchaseOrder, Reorder } from '../../shared/entities.ts';
import { makeStockId, unplaced, type ItemId, type PersonId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation } from '../../shared/mutations.ts';
import { progressOf, type OrderState } from '../../shared/orders.ts';
import type { Outcome } from '../../shared/refusals.ts';
import { makeReorderId } from '../../shared/reorders.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { idOf } from '../support/any-mutation.ts';

const items = [1, 2].map((n) => idOf('item', n)) as [ItemId, ItemId];
const [screws, tape] = items;
const people = [1, 2, 3].map((n) => idOf('person', n)) as [PersonId, PersonId, PersonId];
const [ada, bo] = people;
const supplierId = idOf('supplier', 1);
const firstMs = Date.UTC(2026, 10, 1);

class Space {
  readonly rows = new LoadedRows();
  readonly lines: OrderLine['id'][] = [];
  readonly receipts: {
    readonly args: object;
    readonly itemId: ItemId;
    readonly quantity: number;
  }[] = [];
  readonly undone = new Set<number>();
  #ms = firstMs;

  apply(name: string, args: object, personId: PersonId = ada): Outcome {
    this.#ms += 1;
    const stamp = makeStamp({ ms: this.#ms, counter: 0, mark: '00000001' });
    // The arguments are those of the name: each test writes them out.
    const mutation = { name, version: 1, args } as Mutation;
    return applyMutation(this.rows, mutation, { stamp, personId, receivedAt: this.#ms });
  }

  ask(n: number, itemId: ItemId = screws, quantity = 10_000): Outcome {
    const id = idOf('ask', n);
    return this.apply('reorder.ask', {
      id,
      itemId,
      cycle: 1,
      quantity,
      priority: 'normal',
      note: '',
    });
  }

  draft(n: number, lines: readonly (readonly [ItemId, number])[] = [[screws, 1]]): void {
    const id = idOf('purchaseOrder', n);
    this.apply('purchaseOrder.create', { id, fields: { supplierId } });
    for (const [itemId, packs] of lines) this.addLine(n, itemId, packs);
  }

  addLine(n: number, itemId: ItemId, packs: number): void {
    const id = idOf('orderLine', this.lines.length + 1);
    this.lines.push(id);
    const purchaseOrderId = idOf('purchaseOrder', n);
    const fields = { purchaseOrderId, itemId, cycle: 1, packs, packQuantity: 5000 };
    this.apply('orderLine.create', { id, fields });
  }

  /** As the device of who places it knows it now, unless it has heard less. */
  place(n: number, { who = ada, seen }: { who?: PersonId; seen?: number } = {}): Outcome {
    const lines = this.named(n).map((named) => ({
      ...named,
      seenOrdered: seen ?? this.reorder(named.itemId)?.ordered ?? 0,
    }));
    const days = { orderedOn: '2026-11-01', expectedOn: '2026-11-08' };
    return this.apply(
      'purchaseOrder.place',
      { id: idOf('purchaseOrder', n), supplierId, ...days, lines },
      who,
    );
  }

  decide(n: number, step: 'cancel' | 'close'): Outcome {
    const args = { id: idOf('purchaseOrder', n), lines: this.named(n), note: '' };
    return this.apply(`purchaseOrder.${step}`, args);
  }

  back(n: number, from?: OrderState): Outcome {
    const args = { id: idOf('purchaseOrder', n), lines: this.named(n), note: '' };
    return this.apply('purchaseOrder.back', {
      ...args,
      from: from ?? this.order(n)?.state ?? 'draft',
    });
  }

  receive(line: OrderLine, quantity: number, damaged = 0, more: object = {}): Outcome {
    const n = this.receipts.length + 1;
    const where = { locationId: unplaced, lot: '', expiry: '', note: '' };
    const of = {
      itemId: line.itemId,
      cycle: line.cycle,
      orderLineId: line.id,
      supplierItemId: null,
    };
    const ids = { id: idOf('receipt', n), movementId: idOf('movement', n) };
    const args = { ...ids, ...of, ...where };
    this.receipts.push({ args, itemId: line.itemId, quantity });
    return this.apply('reorder.receive', { ...args, quantity, damaged, ...more });
  }

  undo(n: number): Outcome {
    this.undone.add(n);
    return this.apply('reorder.undoReceipt', this.receipts[n]?.args ?? {});
  }

  named(n: number) {
    return this.linesOf(n).map(({ id, itemId, cycle }) => ({ lineId: id, itemId, cycle }));
  }

  linesOf(n: number): OrderLine[] {
    const id = idOf('purchaseOrder', n);
    return this.all().filter(({ purchaseOrderId }) => purchaseOrderId === id);
  }

  all(): OrderLine[] {
    return this.lines.flatMap((id) => this.rows.get('orderLine', id) ?? []);
  }

  line(n: number): OrderLine {
    const line = this.all()[n - 1];
    if (line === undefined) throw new Error(`Expected line ${n}`);
    return line;
  }

  order(n: number): PurchaseOrder | undefined {
    return this.rows.get('purchaseOrder', idOf('purchaseOrder', n));
  }

  reorders(itemId: ItemId): Reorder[] {
    return [1, 2, 3, 4, 5, 6].flatMap(
      (cycle) => this.rows.get('reorder', makeReorderId(itemId, cycle)) ?? [],
    );
  }

  reorder(itemId: ItemId = screws): Reorder | undefined {
    return this.reorders(itemId).at(-1);
  }

  stock(itemId: ItemId): number {
    return this.rows.get('stock', makeStockId(itemId, unplaced))?.quantity ?? 0;
  }
}

describe('placing', () => {
  test('two people who place the same thing without hearing of each other: one has ordered it, the other is told', () => {
    const space = new Space();
    space.ask(1);
    space.draft(1, [[screws, 2]]);
    space.draft(2, [
      [screws, 3],
      [tape, 1],
    ]);
    expect(space.place(1, { who: ada, seen: 0 })).toEqual({ kind: 'applied' });
    expect(space.place(2, { who: bo, seen: 0 })).toEqual({
      kind: 'refused',
      refusal: { kind: 'orderedMeanwhile', itemIds: [screws] },
    });
    expect(space.order(2)?.state).toBe('draft');
    expect(space.reorder()).toMatchObject({ state: 'ordered', ordered: 10_000 });
    expect(space.reorder(tape)).toBeUndefined();
  });

  test('who was refused takes out what is on its way, or orders it in addition', () => {
    const space = new Space();
    space.ask(1);
    space.draft(1, [[screws, 2]]);
    space.draft(2, [
      [screws, 1],
      [tape, 1],
    ]);
    space.place(1, { seen: 0 });
    space.place(2, { seen: 0 });
    expect(space.place(2)).toEqual({ kind: 'applied' });
    expect(space.reorder()?.ordered).toBe(15_000);
    expect(space.reorder(tape)).toMatchObject({ state: 'ordered', askCount: 0, ordered: 5000 });
  });

  test('placed twice by a double tap it is ordered once', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    expect(space.place(1, { seen: 0 })).toEqual({ kind: 'superseded', because: 'alreadySo' });
    expect(space.reorder()?.ordered).toBe(10_000);
  });

  test('what was added to a placed order is ordered when it is placed again, and only that', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.addLine(1, tape, 1);
    expect(space.line(2).ordered).toBe(0);
    expect(space.place(1)).toEqual({ kind: 'applied' });
    expect(space.all().map(({ ordered }) => ordered)).toEqual([10_000, 5000]);
  });

  test('a line that has been ordered cannot be taken out, and one that has not can', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.addLine(1, tape, 1);
    const takeOut = (n: number) => space.apply('orderLine.delete', { id: space.line(n).id });
    expect(takeOut(1)).toMatchObject({ refusal: { kind: 'wrongState', state: 'ordered' } });
    expect(takeOut(2)).toEqual({ kind: 'applied' });
    expect(space.line(1).deletedAt).toBeNull();
    space.decide(1, 'cancel');
    expect(takeOut(1)).toEqual({ kind: 'applied' });
  });

  test('an order at a supplier who was deleted stays a draft and says so', () => {
    const space = new Space();
    space.apply('supplier.create', { id: supplierId, fields: { name: 'Bolts' } });
    space.draft(1);
    space.apply('supplier.delete', { id: supplierId });
    expect(space.place(1)).toMatchObject({ refusal: { kind: 'rowDeleted', table: 'supplier' } });
    space.apply('supplier.restore', { id: supplierId });
    expect(space.place(1)).toEqual({ kind: 'applied' });
  });
});

describe('receiving', () => {
  test('in two parts, one of them damaged: partly here, then here, and only the good is in stock', () => {
    const space = new Space();
    space.ask(1);
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.receive(space.line(1), 4000, 1000);
    expect(progressOf({ state: 'ordered' }, space.linesOf(1))).toBe('partlyReceived');
    space.receive(space.line(1), 6000);
    expect(progressOf({ state: 'ordered' }, space.linesOf(1))).toBe('received');
    expect(space.line(1)).toMatchObject({ received: 10_000, damaged: 1000 });
    expect(space.reorder()?.state).toBe('received');
    expect(space.stock(screws)).toBe(10_000);
  });

  test('the same receipt twice is in stock once, and who comes second is told of the first', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.receive(space.line(1), 4000, 0, { seenReceived: 0 });
    const again = { ...space.receipts[0]?.args, quantity: 4000, damaged: 0 };
    expect(space.apply('reorder.receive', again)).toMatchObject({ because: 'alreadySo' });
    expect(space.receive(space.line(1), 4000, 0, { seenReceived: 0 })).toEqual({
      kind: 'superseded',
      because: 'alsoReceived',
      others: 4000,
    });
    expect(space.stock(screws)).toBe(8000);
  });

  test('what came after the order was cancelled is in stock all the same', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.decide(1, 'cancel');
    space.receive(space.line(1), 10_000);
    expect(space.stock(screws)).toBe(10_000);
    expect(space.line(1)).toMatchObject({ ordered: 0, received: 10_000 });
  });

  test('an order of which something has come is not cancelled, but closed: the rest will not come', () => {
    const space = new Space();
    space.draft(1, [[screws, 2]]);
    space.place(1);
    space.receive(space.line(1), 5000);
    expect(space.decide(1, 'cancel')).toMatchObject({ refusal: { kind: 'wrongState' } });
    space.decide(1, 'close');
    expect(space.line(1).ordered).toBe(5000);
    expect(space.reorder()).toMatchObject({ state: 'received', ordered: 5000 });
  });
});

const edges: { readonly [State in OrderState]: readonly OrderState[] } = {
  draft: ['ordered', 'cancelled'],
  ordered: ['closed', 'cancelled'],
  closed: [],
  cancelled: [],
};

function expectSound(space: Space, orderNumbers: readonly number[]): void {
  const lines = space.all();
  for (const { ordered, received, damaged } of lines) {
    expect(Math.min(ordered, received, damaged)).toBeGreaterThanOrEqual(0);
  }
  for (const itemId of items) {
    for (const { cycle, ordered } of space.reorders(itemId)) {
      const own = lines.filter((line) => line.itemId === itemId && line.cycle === cycle);
      expect(ordered).toBe(own.reduce((sum, line) => sum + line.ordered, 0));
    }
    const came = space.receipts
      .filter((each, n) => each.itemId === itemId && !space.undone.has(n))
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(space.stock(itemId)).toBe(came);
  }
  for (const n of orderNumbers) {
    const order = space.order(n);
    const path: OrderState[] = ['draft', ...(order?.marks ?? []).map(({ state }) => state)];
    const steps = path.slice(1).map((to, place) => [path[place] ?? 'draft', to] as const);
    expect(steps.filter(([from, to]) => !edges[from].includes(to))).toEqual([]);
    expect(order?.state ?? 'draft').toBe(path.at(-1));
  }
}

test('whatever several people do in any order, the history is a path of the graph, figures agree and goods are kept', () => {
  const order = fc.constantFrom(1, 2, 3);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), item: fc.constantFrom(...items) }),
    fc.record({ kind: fc.constant('place' as const), order, stale: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('cancel' as const, 'close' as const), order }),
    fc.record({ kind: fc.constant('back' as const), order }),
    fc.record({
      kind: fc.constant('receive' as const),
      line: fc.nat(5),
      quantity: fc.constantFrom(0, 2000, 5000, 20_000),
      damaged: fc.constantFrom(0, 1000),
    }),
    fc.record({ kind: fc.constant('undo' as const), receipt: fc.nat(5) }),
    fc.record({ kind: fc.constant('add' as const), order, item: fc.constantFrom(...items) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const space = new Space();
      space.draft(1, [[screws, 2]]);
      space.draft(2, [
        [screws, 1],
        [tape, 3],
      ]);
      space.draft(3, [[tape, 1]]);
      let asks = 0;
      for (const each of steps) {
        if (each.kind === 'ask') space.ask((asks += 1), each.item);
        else if (each.kind === 'place') space.place(each.order, each.stale ? { seen: 0 } : {});
        else if (each.kind === 'back') space.back(each.order);
        else if (each.kind === 'add') space.addLine(each.order, each.item, 1);
        else if (each.kind === 'undo') {
          if (each.receipt < space.receipts.length) space.undo(each.receipt);
        } else if (each.kind === 'receive') {
          const line = space.all()[each.line];
          if (line !== undefined && each.quantity + each.damaged > 0)
            space.receive(line, each.quantity, each.damaged);
        } else space.decide(each.order, each.kind);
        expectSound(space, [1, 2, 3]);
      }
    }),
    { numRuns: 400 },
  );
});
