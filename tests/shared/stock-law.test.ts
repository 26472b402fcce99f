/**
 * Stock that can be trusted: whatever eight phones with wrong clocks say, in whatever order and however often it
 * arrives, stock is what follows from the facts alone, and what was taken back is as if it had never been.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import { noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import type { Stock } from '../../shared/entities.ts';
import { unplaced, type LoanId, type MovementId, type StockId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { makeLendingId } from '../../shared/loan-ids.ts';
import type { Mutation, MutationArgs } from '../../shared/mutations.ts';
import { makeStamp, stampToMs, type Stamp } from '../../shared/stamps.ts';
import { changeAt, foldStock } from '../../shared/stock.ts';
import { weekOf, type UseByWeek } from '../../shared/use-weeks.ts';
import { idOf } from '../support/any-mutation.ts';
import { box, item, RuleBook, shelf } from '../support/rule-book.ts';
import { someSteps, StockStory } from '../support/stock-story.ts';

const cases = { numRuns: 20_000 };
const timeout = 240_000;

describe('eight phones with wrong clocks', { timeout }, () => {
  test('in any interleaving, stock kept step by step is the recompute from scratch', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const story = new StockStory();
        story.play(steps);
        const { movement, count, stock } = story.rows.changes();
        expect(byId(stock)).toEqual(foldStock(movement.toReversed(), count.toReversed()));
        for (const id of story.loans) expectLoanAdds(story, id);
      }),
      cases,
    );
  });
});

function byId(stocks: Iterable<Stock>): Map<StockId, Stock> {
  return new Map([...stocks].map((stock) => [stock.id, stock]));
}

/** What has come back is what the movements say that came back and was not taken back again. */
function expectLoanAdds(story: StockStory, id: LoanId): void {
  const loan = story.rows.get('loan', id);
  if (loan === undefined) return;
  expect(story.rows.get('movement', makeLendingId(id))?.quantity).toBe(loan.quantity);
  const returned = story.givenBack
    .filter((back) => back.id === id)
    .map(({ movementId }) => movementId)
    .filter((movementId) => story.rows.get('movement', makeUndoId(movementId)) === undefined)
    .reduce((sum, movementId) => sum + (story.rows.get('movement', movementId)?.quantity ?? 0), 0);
  expect(loan.returned).toBe(returned);
  expect(loan.returned).toBeLessThanOrEqual(loan.quantity);
  expect(loan.state).toBe(loan.returned === loan.quantity ? 'back' : 'out');
}

type MovementArgs = MutationArgs<'movement.record'>;
interface Fact {
  readonly mutation: Extract<Mutation, { name: 'movement.record' | 'count.record' }>;
  readonly stamp: Stamp;
}
interface Facts {
  readonly roots: readonly { readonly args: MovementArgs; readonly stamp: Stamp }[];
  readonly counts: readonly {
    readonly args: MutationArgs<'count.record'>;
    readonly stamp: Stamp;
  }[];
  /** In any order, but nobody takes back what nobody has heard of. */
  readonly arrivals: readonly Fact[];
}

const places = fc.constantFrom(shelf, box, unplaced);
const batches = fc.constantFrom<Batch>(noBatch, noBatch, { lot: 'A', expiry: '2027-05-31' });
/** Within the weeks that are kept, a few of one week. */
const moment = fc.nat({ max: 40 }).map((n) => n * 3 * 24 * 3_600_000);
const quantity = fc.integer({ min: 1, max: 1000 });
const someRoot = fc.record({
  ms: moment,
  itemId: fc.constantFrom(item, idOf('item', 2)),
  from: fc.option(places, { nil: null }),
  to: fc.option(places, { nil: null }),
  reason: fc.constantFrom('use', 'return', 'add'),
  quantity,
  batch: batches,
});
const someCount = fc.record({ ms: moment, locationId: places, quantity, batch: batches });
/** Of which movement, how often one upon the other, and by which clocks: earlier than what it takes back, too. */
const someUndo = fc.record({ of: fc.nat(), times: fc.integer({ min: 1, max: 4 }), ms: moment });

const facts: fc.Arbitrary<Facts> = fc
  .tuple(
    fc.array(someRoot, { minLength: 1, maxLength: 6 }),
    fc.array(someCount, { maxLength: 4 }),
    fc.array(someUndo, { maxLength: 5 }),
    fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  )
  .map(([moves, counted, undos, dice]) => {
    let n = 0;
    // Each fact is of a phone of its own, so no two stamps are the same.
    const stampAt = (ms: number) =>
      makeStamp({ ms, counter: 0, mark: String((n += 1)).padStart(8, '0') });
    const roots = moves
      .filter(({ from, to }) => from !== to)
      .map(({ ms, from, to, batch, ...rest }, place) => {
        const ends = { fromLocationId: from, toLocationId: to };
        const born = { id: idOf('movement', place), note: '', undoes: null };
        return { args: { ...born, ...rest, ...ends, ...batch }, stamp: stampAt(ms) };
      });
    const counts = counted.map(({ ms, batch, ...rest }, place) => {
      const args = { id: idOf('count', place), itemId: item, note: '', ...rest, ...batch };
      return { args, stamp: stampAt(ms) };
    });
    const chains = roots.map(({ args, stamp }, place) => {
      const mine = undos.filter(({ of }) => of % roots.length === place);
      // Two who take the same movement back say the same thing, each by a clock of their own.
      return [
        [moved(args, stamp)],
        ...mine.map(({ times, ms }) => {
          let last: MovementArgs = args;
          return Array.from({ length: times }, () => moved((last = backOf(last)), stampAt(ms)));
        }),
      ];
    });
    const said = counts.map(({ args, stamp }): Fact => {
      return { mutation: { name: 'count.record', version: 1, args }, stamp };
    });
    return {
      roots,
      counts,
      arrivals: interleave([...chains.flat(), ...said.map((one) => [one])], dice),
    };
  });

function moved(args: MovementArgs, stamp: Stamp): Fact {
  return { mutation: { name: 'movement.record', version: 1, args }, stamp };
}

function backOf(args: MovementArgs): MovementArgs {
  const { id, fromLocationId, toLocationId } = args;
  const ends = { fromLocationId: toLocationId, toLocationId: fromLocationId };
  return { ...args, ...ends, id: makeUndoId(id), undoes: id, reason: 'correction' };
}

/** Takes the first of any line, as the dice say; a taking back waits until what it takes back is there. */
function interleave(lines: readonly (readonly Fact[])[], dice: readonly number[]): Fact[] {
  const left = lines.map((line) => [...line]).filter((line) => line.length > 0);
  const there = new Set<string>();
  const order: Fact[] = [];
  for (let turn = 0; left.length > 0; turn += 1) {
    const ready = left.filter(([first]) => {
      const undoes = first?.mutation.name === 'movement.record' ? first.mutation.args.undoes : null;
      return undoes === null || there.has(undoes);
    });
    const line = ready[(dice[turn % dice.length] ?? 0) % ready.length];
    const next = line?.shift();
    if (next === undefined) break;
    there.add(next.mutation.args.id);
    order.push(next);
    if (line?.length === 0) left.splice(left.indexOf(line), 1);
  }
  return order;
}

/** The law said without it: only what was not taken back counts, and a taking back is nothing by itself. */
function plainly(
  { roots, counts, arrivals }: Facts,
  bin: Stock,
): { quantity: number; used: UseByWeek } {
  const ids = new Set<string>(arrivals.map(({ mutation }) => mutation.args.id));
  const isUndone = (id: MovementId): boolean =>
    ids.has(makeUndoId(id)) && !isUndone(makeUndoId(id));
  const newest = counts
    .filter(({ args }) => args.locationId === bin.locationId && args.itemId === bin.itemId)
    .filter(({ args }) => args.lot === bin.lot && args.expiry === bin.expiry)
    .toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1))[0];
  let sum = newest?.args.quantity ?? 0;
  const used: Record<string, number> = {};
  for (const { args, stamp } of roots) {
    if (isUndone(args.id)) continue;
    const change = changeAt(bin, { ...args, lot: args.lot ?? '', expiry: args.expiry ?? '' });
    if (newest === undefined || stamp > newest.stamp) sum += change;
    const week = weekOf(stampToMs(stamp));
    if (args.reason !== 'add') used[week] = (used[week] ?? 0) - change;
  }
  return { quantity: sum, used: withoutZeros(used) };
}

function withoutZeros(used: UseByWeek): UseByWeek {
  return Object.fromEntries(Object.entries(used).filter(([, sum]) => sum !== 0));
}

function judge(arrivals: readonly Fact[]): Stock[] {
  const rows = new LoadedRows();
  for (const { mutation, stamp } of arrivals) {
    applyMutation(rows, mutation, { stamp, personId: null, receivedAt: 0 });
  }
  return rows.changes().stock;
}

describe('taking back', { timeout }, () => {
  test('is as if it had never been, whatever was counted in between, whoever says it, however often', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const stocks = judge(all.arrivals);
        const kept = stocks.map(({ quantity: sum, used }) => {
          return { quantity: sum, used: withoutZeros(used) };
        });
        expect(kept).toEqual(stocks.map((stock) => plainly(all, stock)));
      }),
      cases,
    );
  });
});

describe('the published cases of the nearest rival', () => {
  const plus: [number, number, number] = [1, 10, 10];
  const orders = [
    [plus, [2, 20, -3], [3, 30, -4]],
    [[3, 30, -4], [2, 20, -3], plus],
    [[2, 20, -3], plus, [3, 30, -4]],
  ] as const;

  test.each(orders)('10, less 3, less 4 is 3, however they arrive', (...moves) => {
    const book = new RuleBook();
    for (const [n, ms, change] of moves) book.move(n, ms, change);
    expect(book.stock()).toBe(3);
  });

  test('a count replaces', () => {
    const book = new RuleBook();
    book.move(1, 10, 10);
    book.count(1, 20, 7);
    expect(book.stock()).toBe(7);
  });

  test('later movements add on top of the count, also those that came before it', () => {
    const book = new RuleBook();
    book.move(2, 30, -2);
    book.count(1, 20, 7);
    book.move(3, 40, 1);
    expect(book.stock()).toBe(6);
  });

  test('replayed twice is once', () => {
    const book = new RuleBook();
    for (const _ of [1, 2]) {
      book.move(1, 10, 10);
      book.count(1, 20, 7);
      book.move(2, 30, -2);
    }
    expect(book.stock()).toBe(5);
    expect(book.isTrue()).toBe(true);
  });

  test('ours does not clamp: what was taken unrecorded shows, and what comes later fills it up', () => {
    const book = new RuleBook();
    book.move(1, 10, 2);
    book.move(2, 20, -5);
    expect(book.stock()).toBe(-3);
    book.move(3, 30, 4);
    expect(book.stock()).toBe(1);
  });
});

describe('taking back, by example', () => {
  const id = idOf('movement', 1);
  const undoId = makeUndoId(id);
  let book: RuleBook;
  const begin = (): void => {
    book = new RuleBook();
    book.count(1, 5, 100);
    book.move(1, 10, -3);
  };

  test('of a movement that a count has seen changes nothing: the count saw what lay there', () => {
    begin();
    book.count(2, 20, 90);
    expect(book.undo(id, 30)).toEqual({ kind: 'superseded', because: 'inCount', countedAt: 20 });
    expect([book.stock(), book.used()]).toEqual([90, 0]);
  });

  test('by two phones is one', () => {
    begin();
    expect(book.undo(id, 30).kind).toBe('applied');
    expect(book.undo(id, 31)).toEqual({ kind: 'superseded', because: 'alreadySo' });
    expect([book.stock(), book.used()]).toEqual([100, 0]);
  });

  test('can be taken back itself: then it is as if nothing had been taken back', () => {
    begin();
    book.undo(id, 30);
    book.count(2, 40, 50);
    book.undo(undoId, 50);
    expect(book.rows.get('movement', makeUndoId(undoId))).toMatchObject({
      effectiveReason: 'use',
      effectiveStamp: book.rows.get('movement', id)?.stamp,
    });
    expect([book.stock(), book.used()]).toEqual([50, 3]);
  });

  test('by a clock that is behind happens when it was moved, and no count stands between the two', () => {
    begin();
    book.undo(id, 2);
    expect(book.rows.get('movement', undoId)?.stamp).toBe(book.rows.get('movement', id)?.stamp);
    // It comes late, and is older than the movement and newer than what the clock of the undo says.
    book.count(2, 7, 60);
    expect(book.stock()).toBe(60);
  });

  test('of a movement that nobody here knows is a correction of its own moment, and stock is still true', () => {
    book = new RuleBook();
    book.count(1, 5, 100);
    book.move(9, 20, 3, { id: undoId, undoes: id, reason: 'correction' });
    expect(book.stock()).toBe(103);
    book.move(1, 10, -3);
    expect([book.stock(), book.isTrue()]).toEqual([100, true]);
  });

  test('of a movement of another item is no taking back of it', () => {
    begin();
    const stranger = {
      id: undoId,
      undoes: id,
      itemId: idOf('item', 2),
      reason: 'correction',
    } as const;
    book.move(9, 30, 3, stranger);
    expect(book.rows.get('movement', undoId)).toMatchObject({ effectiveReason: 'correction' });
    expect(book.stock()).toBe(97);
  });
});
