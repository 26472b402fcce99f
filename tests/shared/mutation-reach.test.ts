/** Reach: a change touches what it says it will, so loading that and no more is enough on both sides. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { RowOf, SyncedTable } from '../../shared/entities.ts';
import { makeStockId, type ItemId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { reachOf, rowKey } from '../../shared/mutation-reach.ts';
import type { Rows } from '../../shared/rows.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { idOf, someMutation } from '../support/any-mutation.ts';
import { loadReach } from '../support/load-reach.ts';

const history = fc.array(
  fc.record({ mutation: someMutation, ms: fc.integer({ min: 1, max: 500 }) }),
  { minLength: 1, maxLength: 25 },
);

function judgementAt(ms: number, place: number) {
  const stamp = makeStamp({ ms, counter: place, mark: '00000001' });
  return { stamp, personId: null, receivedAt: 1000 };
}

/** Rows that note who asked for what. */
class WatchedRows implements Rows {
  readonly seen = new Set<string>();
  readonly written = new Set<string>();
  readonly movementsOf = new Set<ItemId>();
  readonly #rows: LoadedRows;

  constructor(rows: LoadedRows) {
    this.#rows = rows;
  }

  get<Table extends SyncedTable>(table: Table, id: string): RowOf[Table] | undefined {
    this.seen.add(rowKey(table, id));
    return this.#rows.get(table, id);
  }

  put<Table extends SyncedTable>(table: Table, row: RowOf[Table]): void {
    this.written.add(rowKey(table, row.id));
    this.#rows.put(table, row);
  }

  movementsAfter(
    ...[itemId, stamp]: Parameters<Rows['movementsAfter']>
  ): ReturnType<Rows['movementsAfter']> {
    this.movementsOf.add(itemId);
    return this.#rows.movementsAfter(itemId, stamp);
  }
}

describe('after any history', () => {
  test('no row outside its reach is changed, and none outside it or its tree is looked at', () => {
    fc.assert(
      fc.property(history, (changes) => {
        const rows = new LoadedRows();
        for (const [place, { mutation, ms }] of changes.entries()) {
          const reach = reachOf(mutation);
          const named = new Set(reach.writes.map(({ table, id }) => rowKey(table, id)));
          const looked = new Set(reach.reads.map(({ table, id }) => rowKey(table, id)));
          const items = new Set(reach.movements.map(({ itemId }) => itemId));
          const watched = new WatchedRows(rows);
          applyMutation(watched, mutation, judgementAt(ms, place));
          expect([...watched.written].filter((key) => !named.has(key))).toEqual([]);
          const strangers = [...watched.seen].filter(
            (key) =>
              !named.has(key) &&
              !looked.has(key) &&
              !(reach.tree !== null && key.startsWith(`${reach.tree}:`)),
          );
          // A parent that stays is looked for too; where its tree is not loaded it counts as absent.
          const tree = mutation.name.split('.')[0];
          expect(strangers.filter((key) => !key.startsWith(`${tree}:`))).toEqual([]);
          expect([...watched.movementsOf].filter((id) => !items.has(id))).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('judging with only the rows of its reach gives what judging with all rows gives', () => {
    fc.assert(
      fc.property(history, someMutation, fc.integer({ min: 1, max: 500 }), (changes, last, ms) => {
        const all = new LoadedRows();
        for (const [place, change] of changes.entries()) {
          applyMutation(all, change.mutation, judgementAt(change.ms, place));
        }
        const judgement = judgementAt(ms, changes.length);
        const few = loadReach(all, last, judgement.stamp);
        const outcome = applyMutation(all, last, judgement);
        expect(applyMutation(few, last, judgement)).toEqual(outcome);
        for (const { table, id } of reachOf(last).writes) {
          expect(few.get(table, id)).toEqual(all.get(table, id));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const item = idOf('item', 1);
const [shelf, box] = [idOf('location', 1), idOf('location', 2)];

const treeOf = (fields: object) =>
  reachOf({ name: 'location.patch', version: 1, args: { id: shelf, fields } }).tree;

describe('by example', () => {
  test('a transfer reaches its own row and the stock at both ends', () => {
    const reach = reachOf({
      name: 'movement.record',
      version: 1,
      args: {
        id: idOf('movement', 1),
        itemId: item,
        fromLocationId: shelf,
        toLocationId: box,
        quantity: 1000,
        reason: 'move',
        note: '',
        undoes: null,
      },
    });
    expect(reach).toEqual({
      writes: [
        { table: 'movement', id: idOf('movement', 1) },
        { table: 'stock', id: makeStockId(item, shelf) },
        { table: 'stock', id: makeStockId(item, box) },
      ],
      tree: null,
      reads: [],
      movements: [],
    });
  });

  test('a count looks at the movements of its item', () => {
    const args = {
      id: idOf('count', 1),
      itemId: item,
      locationId: shelf,
      quantity: 1000,
      note: '',
    };
    expect(reachOf({ name: 'count.record', version: 1, args })).toMatchObject({
      movements: [{ itemId: item, from: null }],
    });
  });

  test('the tree is needed when something moves in it, and only then', () => {
    expect([
      treeOf({ parentId: box }),
      treeOf({ parentId: null }),
      treeOf({ name: 'Shelf' }),
    ]).toEqual(['location', null, null]);
  });
});
