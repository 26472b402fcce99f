/** The stock law: a newest count and the movements after it, in any order of arrival and however often. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import { noBatch } from '../../shared/batches.ts';
import type { Count, Movement, Stock } from '../../shared/entities.ts';
import { makeStockId, unplaced, type LocationId, type StockId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import {
  emptyStock,
  foldStock,
  isInCount,
  legsOf,
  withCount,
  withMovement,
} from '../../shared/stock.ts';
import { idOf } from '../support/any-mutation.ts';

const at = (ms: number): Stamp => makeStamp({ ms, counter: 0, mark: '00000001' });
const item = idOf('item', 1);
const shelf = idOf('location', 1);
const box = idOf('location', 2);
const shelfStock = makeStockId(item, shelf);

interface Move {
  readonly n: number;
  readonly ms: number;
  readonly from?: LocationId;
  readonly to?: LocationId;
  readonly quantity: number;
  readonly itemId?: Movement['itemId'];
}

function move({ n, ms, from, to, quantity, itemId = item }: Move): Movement {
  return {
    id: idOf('movement', n),
    itemId,
    fromLocationId: from ?? null,
    toLocationId: to ?? null,
    quantity,
    reason: 'use',
    note: '',
    purpose: '',
    undoes: null,
    ...noBatch,
    stamp: at(ms),
    effectiveStamp: at(ms),
    effectiveReason: 'use',
    personId: null,
    receivedAt: null,
    version: 0,
  };
}

function count(n: number, ms: number, quantity: number, locationId = shelf, itemId = item): Count {
  const fact = { note: '', stamp: at(ms), personId: null, receivedAt: null, version: 0 };
  const bin = { itemId, locationId, ...noBatch };
  return { id: idOf('count', n), ...bin, quantity, stocktakeId: null, ...fact };
}

const quantityOf = (movements: readonly Movement[], counts: readonly Count[]): number | undefined =>
  foldStock(movements, counts).get(shelfStock)?.quantity;

describe('by example', () => {
  test('10, less 3, less 4 is 3', () => {
    const facts = [
      move({ n: 1, ms: 1, to: shelf, quantity: 10 }),
      move({ n: 2, ms: 2, from: shelf, quantity: 3 }),
      move({ n: 3, ms: 3, from: shelf, quantity: 4 }),
    ];
    expect(quantityOf(facts, [])).toBe(3);
    expect(quantityOf(facts.toReversed(), [])).toBe(3);
  });

  test('a count replaces what was known before it, and movements after it add up', () => {
    const before = move({ n: 1, ms: 1, from: shelf, quantity: 3 });
    const after = move({ n: 2, ms: 3, from: shelf, quantity: 4 });
    expect(quantityOf([before, after], [count(1, 2, 10)])).toBe(6);
  });

  test('a movement at the very stamp of the count is in it', () => {
    expect(quantityOf([move({ n: 1, ms: 2, to: shelf, quantity: 5 })], [count(1, 2, 10)])).toBe(10);
  });

  test('of two counts the newer one counts', () => {
    expect(quantityOf([], [count(1, 2, 10), count(2, 1, 99)])).toBe(10);
  });

  test('stock is never clamped at zero, so what was taken unrecorded still shows', () => {
    const facts = [
      move({ n: 1, ms: 1, from: shelf, quantity: 4 }),
      move({ n: 2, ms: 2, to: shelf, quantity: 1 }),
    ];
    expect(quantityOf(facts, [])).toBe(-3);
  });

  test('no place is a place with a stock of its own', () => {
    const stocks = foldStock([move({ n: 1, ms: 1, from: unplaced, to: shelf, quantity: 2 })], []);
    expect(stocks.get(makeStockId(item, unplaced))?.quantity).toBe(-2);
    expect(stocks.get(shelfStock)?.quantity).toBe(2);
  });
});

const place = fc.constantFrom(shelf, box, unplaced);
const itemId = fc.constantFrom(item, idOf('item', 2));
const ms = fc.integer({ min: 1, max: 40 });
const movement = fc
  .record({
    ms,
    from: fc.option(place, { nil: undefined }),
    to: fc.option(place, { nil: undefined }),
    quantity: fc.integer({ min: 1, max: 1000 }),
    itemId,
  })
  .filter(({ from, to }) => from !== to);
/** Every fact has a stamp of its own, as on real devices; only counts and movements may share one. */
const facts = fc
  .tuple(
    fc.uniqueArray(movement, { selector: (fact) => fact.ms, maxLength: 10 }),
    fc.uniqueArray(fc.record({ ms, quantity: fc.integer({ min: 0, max: 1000 }), place, itemId }), {
      selector: (fact) => fact.ms,
      maxLength: 4,
    }),
  )
  .map(([moves, counts]) => ({
    movements: moves.map(({ from, to, ...rest }, n) =>
      move({ n, ...rest, ...(from && { from }), ...(to && { to }) }),
    ),
    counts: counts.map((fact, n) => count(n, fact.ms, fact.quantity, fact.place, fact.itemId)),
  }));

type Fact =
  | { readonly kind: 'movement'; readonly fact: Movement }
  | { readonly kind: 'count'; readonly fact: Count };

/** Some facts, and the order in which they reach a phone: any, and some of them twice. */
const arrivals = facts.chain(({ movements, counts }) => {
  const all: Fact[] = [
    ...movements.map((fact) => ({ kind: 'movement' as const, fact })),
    ...counts.map((fact) => ({ kind: 'count' as const, fact })),
  ];
  return fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all))
    .map(([order, again]) => ({ movements, counts, order, again }));
});

/** What a phone does with facts as they come: the rule book over rows in memory. */
function arriveOneByOne(order: readonly Fact[]): Stock[] {
  const rows = new LoadedRows();
  for (const { kind, fact } of order) {
    const { stamp, personId, receivedAt } = fact;
    const args = { ...fact };
    // Each fact's arguments are those of the mutation of its kind.
    const mutation = { name: `${kind}.record`, version: 1, args } as Parameters<
      typeof applyMutation
    >[1];
    applyMutation(rows, mutation, { stamp, personId, receivedAt });
  }
  return rows.changes().stock;
}

function byId(stocks: Iterable<Stock>): Map<StockId, Stock> {
  return new Map([...stocks].map((stock) => [stock.id, stock]));
}

const totalOf = (list: readonly Movement[]): number =>
  list.reduce((total, { quantity }) => total + quantity, 0);

describe('any order', () => {
  test('step by step, in any order and with repetitions, is the law from scratch', () => {
    fc.assert(
      fc.property(arrivals, ({ movements, counts, order, again }) => {
        const stepwise = arriveOneByOne([...order, ...again]);
        expect(byId(stepwise)).toEqual(foldStock(movements, counts));
      }),
      { numRuns: 3000 },
    );
  });

  test('the law itself does not look at order or repetition', () => {
    fc.assert(
      fc.property(facts, ({ movements, counts }) => {
        const backwards = foldStock(
          [...movements.toReversed(), ...movements],
          [...counts.toReversed(), ...counts],
        );
        expect(backwards).toEqual(foldStock(movements, counts));
      }),
      { numRuns: 1000 },
    );
  });

  test('the law, said a second time without a fold: newest count, plus what is stamped after it', () => {
    fc.assert(
      fc.property(facts, ({ movements, counts }) => {
        for (const stock of foldStock(movements, counts).values()) {
          const here = counts
            .filter((fact) => makeStockId(fact.itemId, fact.locationId) === stock.id)
            .toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1));
          const newest = here[0];
          const since = movements.filter(
            (fact) =>
              fact.itemId === stock.itemId && (newest === undefined || fact.stamp > newest.stamp),
          );
          const into = since.filter((fact) => fact.toLocationId === stock.locationId);
          const out = since.filter((fact) => fact.fromLocationId === stock.locationId);
          expect(stock.quantity).toBe((newest?.quantity ?? 0) + totalOf(into) - totalOf(out));
          expect(stock.countStamp).toBe(newest?.stamp ?? null);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a transfer sums to zero: without counts, only what crosses the border changes the total', () => {
    fc.assert(
      fc.property(facts, ({ movements }) => {
        const total = [...foldStock(movements, []).values()].reduce(
          (sum, { quantity }) => sum + quantity,
          0,
        );
        const crossed = movements.reduce((sum, { fromLocationId, toLocationId, quantity }) => {
          if (fromLocationId !== null && toLocationId !== null) return sum;
          return fromLocationId === null ? sum + quantity : sum - quantity;
        }, 0);
        expect(total).toBe(crossed);
        for (const fact of movements) {
          const legs = legsOf(fact);
          const changes = legs.reduce((sum, { change }) => sum + change, 0);
          const wanted = legs.length === 2 ? 0 : legs[0]?.change;
          expect(changes).toBe(wanted);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('one step', () => {
  test('a movement that the count has already seen, and that was no use, leaves the row as it is', () => {
    const counted = withCount(emptyStock(item, shelf), { stamp: at(5), quantity: 10 }, []);
    const old = { ...move({ n: 1, ms: 4, to: box, quantity: 3 }), effectiveReason: 'add' } as const;
    expect(isInCount(counted, old)).toBe(true);
    expect(withMovement(counted, old, 3)).toBe(counted);
  });

  test('what was used stays used, although a count has seen it: it is the week that tells', () => {
    const counted = withCount(emptyStock(item, shelf), { stamp: at(5), quantity: 10 }, []);
    const old = move({ n: 1, ms: 4, from: shelf, quantity: 3 });
    expect(withMovement(counted, old, -3)).toEqual({ ...counted, used: { 0: 3 } });
  });

  test('an older count leaves the row as it is', () => {
    const counted = withCount(emptyStock(item, shelf), { stamp: at(5), quantity: 10 }, []);
    expect(withCount(counted, { stamp: at(4), quantity: 99 }, [])).toBe(counted);
  });

  test('a count that arrives late is put under the movements that came before it', () => {
    const later = move({ n: 1, ms: 9, from: shelf, quantity: 2 });
    const stock = withMovement(emptyStock(item, shelf), later, -2);
    expect(withCount(stock, { stamp: at(5), quantity: 10 }, [later])).toMatchObject({
      quantity: 8,
    });
  });

  test('of the movements it is told, a count adds only its own item and place, and only later ones', () => {
    const others = [
      move({ n: 1, ms: 4, to: shelf, quantity: 1 }),
      move({ n: 2, ms: 5, to: shelf, quantity: 1 }),
      move({ n: 3, ms: 6, to: box, quantity: 1 }),
      move({ n: 4, ms: 6, to: shelf, quantity: 1, itemId: idOf('item', 2) }),
    ];
    const counted = withCount(emptyStock(item, shelf), { stamp: at(5), quantity: 10 }, others);
    expect(counted).toMatchObject({ quantity: 10, countStamp: at(5) });
  });

  test('nothing was counted, so nothing is in a count', () => {
    expect(isInCount(emptyStock(item, shelf), { effectiveStamp: at(1) })).toBe(false);
  });
});
