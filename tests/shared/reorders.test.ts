/** Reorders: an item has one open reorder at most, its history is a path of the graph, and goods always land. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { Reorder } from '../../shared/entities.ts';
import { makeStockId, unplaced, type PersonId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation, MutationArgs } from '../../shared/mutations.ts';
import type { Outcome } from '../../shared/refusals.ts';
import {
  isOpenReorder,
  makeReorderId,
  reorderSteps,
  type ReorderState,
} from '../../shared/reorders.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { idOf } from '../support/any-mutation.ts';

const itemId = idOf('item', 1);
const [ada, bo, cy] = [1, 2, 3].map((n) => idOf('person', n)) as [PersonId, PersonId, PersonId];

class Space {
  readonly rows = new LoadedRows();
  #ms = 0;

  apply(name: string, args: object, personId: PersonId = ada): Outcome {
    this.#ms += 1;
    const stamp = makeStamp({ ms: this.#ms, counter: 0, mark: '00000001' });
    // The arguments are those of the name: each test writes them out.
    const mutation = { name, version: 1, args: { itemId, cycle: 1, ...args } } as Mutation;
    return applyMutation(this.rows, mutation, { stamp, personId, receivedAt: this.#ms });
  }

  ask(n: number, quantity: number, who = ada, more: object = {}): Outcome {
    const ask = { id: idOf('ask', n), quantity, priority: 'normal', note: '' };
    return this.apply('reorder.ask', { ...ask, ...more }, who);
  }

  decide(step: string, more: object = {}): Outcome {
    return this.apply(`reorder.${step}`, { quantity: null, expectedOn: '', note: '', ...more });
  }

  receive(n: number, quantity: number, damaged = 0, more: object = {}): Outcome {
    return this.apply('reorder.receive', { ...receipt(n), quantity, damaged, ...more });
  }

  reorder(cycle = 1): Reorder | undefined {
    return this.rows.get('reorder', makeReorderId(itemId, cycle));
  }

  stock(): number {
    return this.rows.get('stock', makeStockId(itemId, unplaced))?.quantity ?? 0;
  }
}

function receipt(n: number) {
  const where = { locationId: unplaced, lot: '', expiry: '' };
  return { id: idOf('receipt', n), movementId: idOf('movement', n), note: '', ...where };
}

describe('asking', () => {
  test('who asks for what is open already joins: all who asked are kept, and the larger quantity', () => {
    const space = new Space();
    space.ask(1, 5000, ada);
    space.ask(2, 20_000, bo, { priority: 'urgent' });
    space.ask(3, 3000, cy);
    expect(space.reorder()).toMatchObject({ quantity: 20_000, askCount: 3, priority: 'urgent' });
    expect(space.reorder(2)).toBeUndefined();
    expect([1, 2, 3].map((n) => space.rows.get('ask', idOf('ask', n))?.cycle)).toEqual([1, 1, 1]);
  });

  test('once staff have said how much, a further ask does not change it', () => {
    const space = new Space();
    space.ask(1, 5000);
    space.decide('approve', { quantity: 4000 });
    space.ask(2, 90_000, bo);
    expect(space.reorder()).toMatchObject({ state: 'approved', quantity: 4000, askCount: 2 });
  });

  test('a phone that has not heard of the end of the last reorder begins the next one', () => {
    const space = new Space();
    space.ask(1, 5000);
    space.decide('decline', { note: 'No' });
    space.ask(2, 7000, bo);
    expect(space.reorder()).toMatchObject({ state: 'declined', askCount: 1 });
    expect(space.reorder(2)).toMatchObject({ state: 'requested', quantity: 7000, askCount: 1 });
    expect(space.rows.get('ask', idOf('ask', 2))?.cycle).toBe(2);
  });

  test('asking twice by the same tap is one ask', () => {
    const space = new Space();
    space.ask(1, 5000);
    expect(space.ask(1, 5000)).toEqual({ kind: 'superseded', because: 'alreadySo' });
    expect(space.reorder()?.askCount).toBe(1);
  });

  test('only who asked can take it back, and what nobody asks for any more is cancelled', () => {
    const space = new Space();
    space.ask(1, 5000, ada);
    space.ask(2, 5000, bo);
    const withdraw = (n: number, who: PersonId) =>
      space.apply('reorder.withdraw', { id: idOf('ask', n) }, who);
    expect(withdraw(1, cy)).toMatchObject({ kind: 'refused', refusal: { kind: 'forbidden' } });
    withdraw(1, ada);
    expect(space.reorder()).toMatchObject({ state: 'requested', askCount: 1 });
    expect(withdraw(1, ada)).toMatchObject({ because: 'alreadySo' });
    withdraw(2, bo);
    expect(space.reorder()).toMatchObject({ state: 'cancelled', askCount: 0 });
  });
});

describe('deciding', () => {
  test('two staff who order the same thing order it once, and the second is told so', () => {
    const space = new Space();
    space.ask(1, 5000);
    expect(space.decide('order', { expectedOn: '2027-01-05' })).toEqual({ kind: 'applied' });
    const second = space.decide('order', { expectedOn: '2027-02-01' });
    expect(second).toEqual({ kind: 'superseded', because: 'alreadySo' });
    expect(space.reorder()?.expectedOn).toBe('2027-01-05');
  });

  test('what was cancelled meanwhile is not approved, and the answer says how it stands', () => {
    const space = new Space();
    space.ask(1, 5000);
    space.decide('cancel');
    const refusal = { kind: 'wrongState', table: 'reorder', state: 'cancelled' };
    expect(space.decide('approve')).toMatchObject({ kind: 'refused', refusal });
    expect(space.reorder()?.state).toBe('cancelled');
  });

  test('a step back leads where one came from, once', () => {
    const space = new Space();
    space.ask(1, 5000);
    space.decide('approve');
    space.decide('order');
    expect(space.apply('reorder.back', { from: 'ordered' })).toEqual({ kind: 'applied' });
    expect(space.reorder()?.state).toBe('approved');
    expect(space.apply('reorder.back', { from: 'ordered' })).toMatchObject({ kind: 'refused' });
    expect(space.reorder()?.marks.map(({ state }) => state)).toEqual(['requested', 'approved']);
  });
});

describe('receiving', () => {
  test('in two parts with one damaged: only what is good enters stock', () => {
    const space = new Space();
    space.ask(1, 10_000);
    space.decide('order');
    space.receive(1, 6000, 1000);
    expect(space.reorder()).toMatchObject({
      state: 'partlyReceived',
      received: 6000,
      damaged: 1000,
    });
    expect(space.stock()).toBe(6000);
    space.receive(2, 4000);
    expect(space.reorder()).toMatchObject({ state: 'received', received: 10_000 });
    expect(space.stock()).toBe(10_000);
  });

  test('one receipt lands once, however often it is sent', () => {
    const space = new Space();
    space.ask(1, 10_000);
    space.decide('order');
    space.receive(1, 6000);
    expect(space.receive(1, 6000)).toMatchObject({ because: 'alreadySo' });
    expect(space.stock()).toBe(6000);
  });

  test('goods of a cancelled reorder are in stock all the same, and the answer says how it stood', () => {
    const space = new Space();
    space.ask(1, 10_000);
    space.decide('order');
    space.decide('cancel');
    const outcome = space.receive(1, 10_000);
    const state = 'cancelled';
    expect(outcome).toEqual({ kind: 'superseded', because: 'decidedOtherwise', state });
    expect(space.stock()).toBe(10_000);
    expect(space.reorder()).toMatchObject({ state, received: 10_000 });
  });

  test('goods land although the server has lost the reorder that they came for', () => {
    const space = new Space();
    expect(space.receive(1, 4000)).toEqual({ kind: 'applied' });
    expect(space.stock()).toBe(4000);
  });

  test('a receipt taken back takes the goods out of stock, once, and the reorder waits again', () => {
    const space = new Space();
    space.ask(1, 10_000);
    space.decide('order');
    space.receive(1, 10_000);
    space.apply('reorder.undoReceipt', receipt(1));
    expect(space.apply('reorder.undoReceipt', receipt(1))).toMatchObject({ because: 'alreadySo' });
    expect(space.stock()).toBe(0);
    expect(space.reorder()).toMatchObject({ state: 'ordered', received: 0 });
  });
});

const steps = ['approve', 'order', 'decline', 'cancel', 'close'] as const;
const anything = fc.oneof(
  fc.record({
    what: fc.constant('ask' as const),
    n: fc.nat(9),
    quantity: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ what: fc.constantFrom(...steps) }),
  fc.record({ what: fc.constant('receive' as const), n: fc.nat(9), quantity: fc.nat(9) }),
  fc.record({ what: fc.constant('undo' as const), n: fc.nat(9) }),
);

const graph: Readonly<Record<ReorderState, readonly ReorderState[]>> = {
  requested: ['approved', 'ordered', 'declined', 'cancelled'],
  approved: ['ordered', 'declined', 'cancelled'],
  ordered: ['partlyReceived', 'received', 'declined', 'cancelled'],
  partlyReceived: ['received', 'ordered', 'partlyReceived'],
  received: ['partlyReceived', 'ordered'],
  declined: [],
  cancelled: [],
};

test('every history is a path of the graph, one is open at most, and stock is what came', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 30 }), (deeds) => {
      const space = new Space();
      for (const [place, deed] of deeds.entries()) {
        const cycle = 1 + (place % 3 === 0 ? 0 : (openCycle(space) ?? 1) - 1);
        if (deed.what === 'ask') space.ask(deed.n, deed.quantity, ada, { cycle });
        else if (deed.what === 'receive')
          space.receive(deed.n, deed.quantity, 1, { cycle } satisfies Partial<
            MutationArgs<'reorder.receive'>
          >);
        else if (deed.what === 'undo')
          space.apply('reorder.undoReceipt', { ...receipt(deed.n), cycle });
        else space.decide(deed.what, { cycle });
      }
      const all = [1, 2, 3, 4, 5, 6, 7].flatMap((cycle) => space.reorder(cycle) ?? []);
      expect(all.filter(isOpenReorder).length).toBeLessThanOrEqual(1);
      for (const { marks, state } of all) {
        expect(marks.at(-1)?.state).toBe(state);
        for (const [place, mark] of marks.slice(1).entries()) {
          expect(graph[marks[place]?.state ?? 'requested']).toContain(mark.state);
        }
      }
      const came = space.rows
        .changes()
        .receipt.filter(({ isUndone }) => !isUndone)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      expect(space.stock()).toBe(came);
    }),
    { numRuns: 5000 },
  );
});

function openCycle(space: Space): number | undefined {
  return [7, 6, 5, 4, 3, 2, 1].find((cycle) => space.reorder(cycle) !== undefined);
}

test('each decision of the table is a step of the drawn graph', () => {
  for (const { to, from } of Object.values(reorderSteps)) {
    for (const state of from) expect(graph[state]).toContain(to);
  }
});
