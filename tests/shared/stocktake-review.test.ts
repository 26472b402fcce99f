/** A stocktake under review, held against the books: whatever moved, was counted or said, in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutation } from '../../shared/apply-mutation.ts';
import type { Count, Movement, Stock, Tally } from '../../shared/entities.ts';
import { makeStockId, toId, type ItemId, type LocationId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation } from '../../shared/mutations.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { foldStock } from '../../shared/stock.ts';
import type { BinReview, Figure } from '../../shared/stocktake-figures.ts';
import { reviewStocktake, type ReviewFacts } from '../../shared/stocktake-review.ts';
import { acceptedLines, lineOf, totalsOf } from '../../shared/stocktake-result.ts';
import type { TallyKind } from '../../shared/stocktakes.ts';
import { idOf } from '../support/any-mutation.ts';

const stocktakeId = idOf('stocktake', 1);
const items = [idOf('item', 1), idOf('item', 2)] as const;
const [screws, glue] = items;
const shelf = idOf('location', 1);
const drawer = idOf('location', 2);
const ann = idOf('client', 1);
const ben = idOf('client', 2);
const noBatch = { lot: '', expiry: '' };
const at = (ms: number): Stamp => makeStamp({ ms, counter: 0, mark: '00000001' });

/** One ledger: every fact goes through the rules, as on the server. */
class Books {
  readonly rows = new LoadedRows();
  #movements: Movement[] = [];
  #counts: Count[] = [];
  #tallies: Tally[] = [];
  #next = 1;

  constructor() {
    this.apply({ name: 'stocktake.create', args: { id: stocktakeId, fields: { name: 'All' } } }, 1);
  }

  apply(draft: Omit<Mutation, 'version'>, ms: number, receivedAt = ms): void {
    // Each draft names its own arguments.
    const mutation = { ...draft, version: 1 } as Mutation;
    const outcome = applyMutation(this.rows, mutation, {
      stamp: at(ms),
      personId: null,
      receivedAt,
    });
    expect(outcome.kind).not.toBe('refused');
    const changes = this.rows.changes();
    [this.#movements, this.#counts] = [changes.movement, changes.count];
    this.#tallies = changes.tally;
  }

  move(ms: number, quantity: number, { from, to, item = screws }: Move): void {
    const ends = { fromLocationId: from ?? null, toLocationId: to ?? null };
    const fact = { reason: 'use', note: '', undoes: null, ...noBatch } as const;
    const id = idOf('movement', this.#next++);
    this.apply(
      { name: 'movement.record', args: { id, itemId: item, quantity, ...ends, ...fact } },
      ms,
    );
  }

  undo(ms: number, movement: Movement): void {
    const { id: undoes, itemId, quantity, fromLocationId, toLocationId } = movement;
    const ends = { fromLocationId: toLocationId, toLocationId: fromLocationId };
    const fact = { reason: 'correction', note: '', undoes, ...noBatch } as const;
    const id = idOf('movement', this.#next++);
    this.apply({ name: 'movement.record', args: { id, itemId, quantity, ...ends, ...fact } }, ms);
  }

  count(ms: number, quantity: number, locationId = shelf, itemId: ItemId = screws): void {
    const id = idOf('count', this.#next++);
    const args = { id, itemId, locationId, quantity, note: '', ...noBatch };
    this.apply({ name: 'count.record', args }, ms);
  }

  tally(ms: number, said: Said): void {
    const { kind = 'count', quantity = 0, counter = ann, locationId = shelf } = said;
    const itemId = kind === 'count' || kind === 'withdraw' ? (said.item ?? screws) : null;
    const args = {
      id: idOf('tally', this.#next++),
      code: said.code ?? '',
      photoId: null,
      note: '',
      stocktakeId,
      kind,
      locationId,
      itemId,
      quantity,
      counter,
      ...noBatch,
    };
    this.apply({ name: 'tally.record', args }, ms, said.receivedAt);
  }

  accept(bin: BinReview, figure: Figure, ms: number): void {
    const args = { id: stocktakeId, lines: [lineOf(bin, figure)] };
    this.apply({ name: 'stocktake.accept', args }, ms);
  }

  close(ms: number): void {
    this.apply({ name: 'stocktake.close', args: { id: stocktakeId } }, ms);
  }

  stocks(): Stock[] {
    return this.rows.changes().stock;
  }

  facts(): ReviewFacts {
    const stocktake = this.rows.get('stocktake', stocktakeId);
    if (stocktake === undefined) throw new Error('Expected the stocktake');
    return {
      stocktake,
      scope: { places: null, categories: null },
      tallies: this.#tallies,
      stocks: this.stocks(),
      movements: this.#movements,
      counts: this.#counts,
      items: new Map(items.map((id) => [id, { categoryId: null, homeLocationId: null }])),
      isWhole: true,
    };
  }

  bins(): readonly BinReview[] {
    return reviewStocktake(this.facts()).flatMap(({ bins }) => bins);
  }

  bin(locationId = shelf, itemId: ItemId = screws): BinReview {
    const found = this.bins().find((bin) => bin.id === makeStockId(itemId, locationId));
    if (found === undefined) throw new Error('Expected the bin in the review');
    return found;
  }

  lies(locationId = shelf, itemId: ItemId = screws): number {
    return this.rows.get('stock', makeStockId(itemId, locationId))?.quantity ?? 0;
  }

  get movements(): readonly Movement[] {
    return this.#movements;
  }
}

interface Move {
  readonly from?: LocationId;
  readonly to?: LocationId;
  readonly item?: ItemId;
}

interface Said {
  readonly kind?: TallyKind;
  readonly quantity?: number;
  readonly counter?: typeof ann;
  readonly locationId?: LocationId;
  readonly item?: ItemId;
  readonly code?: string;
  readonly receivedAt?: number;
}

describe('by example', () => {
  test('what moved after a tally is added to it, and what moved before is in it', () => {
    const books = new Books();
    books.count(10, 20);
    books.move(20, 3, { from: shelf });
    books.tally(30, { quantity: 15 });
    books.move(40, 4, { from: shelf });
    const bin = books.bin();
    expect(bin.figures).toMatchObject([{ expected: 17, difference: -2, movedSince: -4, now: 11 }]);
    const [figure] = bin.figures;
    if (figure !== undefined) books.accept(bin, figure, 50);
    expect(books.lies()).toBe(11);
    expect(books.bin()).toMatchObject({
      accepted: { expected: 17, difference: -2 },
      figures: [{ isAccepted: true }],
    });
    expect(acceptedLines(books.bins(), new Map())).toEqual([]);
  });

  test('who counts before a taking and who counts after it agree', () => {
    const books = new Books();
    books.count(10, 20);
    books.tally(20, { quantity: 20, counter: ann });
    books.move(30, 5, { from: shelf });
    books.tally(40, { quantity: 15, counter: ben });
    expect(books.bin().agreement).toBe('agree');
    books.tally(50, { quantity: 14, counter: ben });
    expect(books.bin()).toMatchObject({ agreement: 'differ', suggested: null });
  });

  test('what nobody has counted is left as it is, and is nothing only where somebody finished', () => {
    const books = new Books();
    books.count(10, 20);
    books.count(11, 7, shelf, glue);
    books.count(12, 9, drawer);
    books.tally(20, { quantity: 20 });
    expect(books.bin(shelf, glue)).toMatchObject({ agreement: 'nobody', suggested: null });
    books.tally(30, { kind: 'finish' });
    expect(books.bin(shelf, glue).figures).toMatchObject([{ kind: 'finish', difference: -7 }]);
    expect(books.bin(shelf, glue).suggested).not.toBeNull();
    expect(books.bin(drawer)).toMatchObject({ agreement: 'nobody', suggested: null });
    books.tally(40, { kind: 'resume' });
    expect(books.bin(shelf, glue)).toMatchObject({ agreement: 'nobody', suggested: null });
  });

  test('who finished a shelf without naming a thing differs from who found it there', () => {
    const books = new Books();
    books.tally(20, { quantity: 4, counter: ben });
    books.tally(30, { kind: 'finish', counter: ann });
    expect(books.bin()).toMatchObject({ agreement: 'differ', suggested: null });
  });

  test('what came to a finished shelf later is not said to be missing there', () => {
    const books = new Books();
    books.tally(30, { kind: 'finish' });
    books.move(40, 5, { to: shelf });
    expect(books.bin()).toMatchObject({ agreement: 'nobody', figures: [] });
  });

  test('what was there when a shelf was finished, and is gone by now, is still missing', () => {
    const books = new Books();
    books.count(10, 5);
    books.tally(30, { kind: 'finish' });
    books.move(40, 5, { from: shelf });
    expect(books.bin().figures).toMatchObject([{ kind: 'finish', difference: -5, now: -5 }]);
  });

  test('a tally that was taken back says nothing, not even where its counter has finished', () => {
    const books = new Books();
    books.count(10, 5);
    books.tally(20, { quantity: 3 });
    books.tally(30, { kind: 'finish' });
    books.tally(40, { kind: 'withdraw' });
    expect(books.bin()).toMatchObject({ agreement: 'nobody', suggested: null });
  });

  test('where somebody has counted since, nothing is used unless the reviewer says so', () => {
    const books = new Books();
    books.count(10, 20);
    books.tally(20, { quantity: 15 });
    books.move(25, 1, { from: shelf });
    books.count(30, 12);
    const bin = books.bin();
    expect(bin).toMatchObject({ newerCount: { quantity: 12 }, suggested: null });
    expect(bin.figures).toMatchObject([{ expected: 20, difference: -5, now: 14 }]);
    const [figure] = bin.figures;
    if (figure !== undefined) books.accept(bin, figure, 40);
    expect(books.lies()).toBe(14);
  });

  test('after the close a tally is late, is kept, and is used only by a tap', () => {
    const books = new Books();
    books.count(10, 20);
    books.close(20);
    books.tally(15, { quantity: 18 });
    books.tally(16, { quantity: 5, item: glue, receivedAt: 30 });
    books.tally(25, { quantity: 19, locationId: drawer });
    expect(books.bin()).toMatchObject({ suggested: null, figures: [{ isLate: false }] });
    expect(books.bin(shelf, glue)).toMatchObject({ figures: [{ isLate: true }] });
    expect(books.bin(drawer)).toMatchObject({ suggested: null, figures: [{ isLate: true }] });
    expect(acceptedLines(books.bins(), new Map())).toEqual([]);
  });

  test('a thing where none was expected is found elsewhere, unless it belongs there', () => {
    const books = new Books();
    books.count(10, 20, drawer);
    books.tally(20, { quantity: 2 });
    expect(books.bin().isFoundElsewhere).toBe(true);
    const facts = books.facts();
    const home = new Map([[screws, { categoryId: null, homeLocationId: shelf }]]);
    const [place] = reviewStocktake({ ...facts, items: home });
    expect(place?.bins[0]?.isFoundElsewhere).toBe(false);
  });

  test('an unknown code is one thing per place, is put aside and comes back', () => {
    const books = new Books();
    const unknown = () => reviewStocktake(books.facts()).flatMap((place) => place.unknown);
    books.tally(10, { kind: 'unknown', code: 'AB-1', quantity: 3, counter: ann });
    books.tally(20, { kind: 'unknown', code: 'AB-1', quantity: 4, counter: ben });
    expect(unknown()).toMatchObject([{ isIgnored: false, resolvedAs: null }]);
    expect(unknown()[0]?.tallies.map(({ quantity }) => quantity)).toEqual([4, 3]);
    books.tally(30, { kind: 'unknown', code: 'AB-1', quantity: 0, counter: ann });
    expect(unknown()[0]?.tallies).toHaveLength(1);
    books.tally(40, { kind: 'unknown', code: 'AB-1', quantity: 0, counter: idOf('client', 3) });
    expect(unknown()).toMatchObject([{ isIgnored: true }]);
    books.tally(50, { kind: 'unknown', code: 'AB-1', quantity: 4, counter: ben });
    books.tally(60, { quantity: 4, code: 'AB-1', counter: idOf('client', 3) });
    expect(unknown()).toMatchObject([{ isIgnored: false, resolvedAs: { quantity: 4 } }]);
  });

  test('only bins that are expected are counted off', () => {
    const books = new Books();
    books.count(10, 20);
    books.count(11, 7, shelf, glue);
    books.tally(20, { quantity: 20 });
    const [place] = reviewStocktake(books.facts());
    expect(place).toMatchObject({ expectedBins: 2, countedBins: 1 });
  });

  test('money is summed per currency, up and down apart', () => {
    const books = new Books();
    books.count(10, 20_000);
    books.count(11, 7000, shelf, glue);
    books.tally(20, { quantity: 25_000 });
    books.tally(21, { quantity: 4000, item: glue });
    const decided = books.bins().flatMap((bin) => {
      const [figure] = bin.figures;
      return figure === undefined ? [] : [{ bin, figure }];
    });
    const costs = new Map([
      [screws, { amount: 10, currency: 'EUR' }],
      [glue, { amount: 200, currency: 'USD' }],
    ]);
    expect(totalsOf(decided, costs).byCurrency).toEqual([
      { currency: 'EUR', up: 50, down: 0 },
      { currency: 'USD', up: 0, down: -600 },
    ]);
  });
});

const someItem = fc.constantFrom(...items);
const somePlace = fc.constantFrom(shelf, drawer);
const someCounter = fc.constantFrom(ann, ben);
const someAmount = fc.integer({ min: 1, max: 9 });
const someStep = fc.oneof(
  fc.record({
    do: fc.constant('move' as const),
    item: someItem,
    quantity: someAmount,
    ends: fc.constantFrom<Move>({ from: shelf }, { to: shelf }, { from: shelf, to: drawer }),
  }),
  fc.record({ do: fc.constant('undo' as const), pick: fc.nat() }),
  fc.record({
    do: fc.constant('count' as const),
    item: someItem,
    quantity: someAmount,
    locationId: somePlace,
  }),
  fc.record({
    do: fc.constant('tally' as const),
    kind: fc.constantFrom<TallyKind>('count', 'count', 'count', 'withdraw', 'finish', 'resume'),
    item: someItem,
    quantity: fc.integer({ min: 0, max: 9 }),
    locationId: somePlace,
    counter: someCounter,
  }),
);

type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never;

/** Each step at a moment of its own, in the order in which they happen to arrive. */
const someDay = fc.array(someStep, { minLength: 1, maxLength: 25 }).chain((steps) =>
  fc
    .shuffledSubarray(
      steps.map((_, place) => place),
      { minLength: steps.length },
    )
    .map((moments) => steps.map((step, place) => ({ step, ms: 10 + (moments[place] ?? 0) }))),
);

function live(day: readonly { step: Step; ms: number }[]): Books {
  const books = new Books();
  for (const { step, ms } of day) {
    switch (step.do) {
      case 'move':
        books.move(ms, step.quantity, { ...step.ends, item: step.item });
        break;
      case 'undo': {
        const undone = books.movements[step.pick % Math.max(1, books.movements.length)];
        if (undone !== undefined) books.undo(ms, undone);
        break;
      }
      case 'count':
        books.count(ms, step.quantity, step.locationId, step.item);
        break;
      case 'tally':
        books.tally(ms, step);
        break;
    }
  }
  return books;
}

describe('whatever happens in one day', () => {
  test('expected is what the books said at that very moment', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const books = live(day);
        const { movements, counts } = books.facts();
        for (const bin of books.bins()) {
          for (const { stamp, expected } of bin.figures) {
            const then = foldStock(
              movements.filter(({ effectiveStamp }) => effectiveStamp <= stamp),
              counts.filter((count) => count.stamp <= stamp),
            );
            expect(expected).toBe(then.get(bin.id)?.quantity ?? 0);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a word that is used makes stock what the review said it would, and the review does not forget', () => {
    fc.assert(
      fc.property(someDay, fc.array(fc.nat(), { maxLength: 8 }), (day, picks) => {
        const books = live(day);
        let ms = 1000;
        for (const pick of picks) {
          const choices = books
            .bins()
            .flatMap((bin) => bin.figures.map((figure) => ({ bin, figure })));
          const chosen = choices[pick % Math.max(1, choices.length)];
          if (chosen === undefined || chosen.figure.isAccepted) continue;
          const { bin, figure } = chosen;
          books.accept(bin, figure, (ms += 1));
          expect(books.lies(bin.locationId, bin.itemId)).toBe(figure.now);
          const after = books.bin(bin.locationId, bin.itemId);
          expect(after.figures.find(({ tallyId }) => tallyId === figure.tallyId)).toEqual({
            ...figure,
            isAccepted: true,
          });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no word that stands is missing, nobody speaks twice, and silence is never a zero', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const books = live(day);
        const { tallies } = books.facts();
        const inOrder = tallies.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1));
        const last = (about: (tally: Tally) => string | null, key: string): Tally | undefined =>
          inOrder.findLast((tally) => about(tally) === key);
        const wordOf = ({ itemId, locationId, counter }: Tally): string | null =>
          itemId && `${makeStockId(itemId, locationId)} ${counter}`;
        const shelfOf = ({ kind, locationId, counter }: Tally): string | null =>
          kind === 'finish' || kind === 'resume' ? `${locationId} ${counter}` : null;
        const figures = books
          .bins()
          .flatMap((bin) => bin.figures.map((figure) => ({ bin, figure })));
        const spoken = figures.map(({ bin, figure }) => `${bin.id} ${figure.counter}`);
        expect(new Set(spoken).size).toBe(spoken.length);
        for (const tally of tallies) {
          const key = wordOf(tally);
          if (key === null || tally.kind !== 'count' || last(wordOf, key) !== tally) continue;
          expect(spoken).toContain(key);
        }
        for (const { bin, figure } of figures) {
          if (figure.kind === 'count') continue;
          const word = last(shelfOf, `${bin.locationId} ${figure.counter}`);
          expect(word).toMatchObject({ kind: 'finish', id: figure.tallyId });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the order of arrival and repetition change nothing', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const facts = live(day).facts();
        const again = reviewStocktake({
          ...facts,
          tallies: [...facts.tallies.toReversed(), ...facts.tallies],
          movements: facts.movements.toReversed(),
          counts: facts.counts.toReversed(),
        });
        const inOrder = (places: ReturnType<typeof reviewStocktake>) =>
          places.flatMap(({ bins }) => bins).toSorted((one, other) => (one.id < other.id ? -1 : 1));
        expect(inOrder(again)).toEqual(inOrder(reviewStocktake(facts)));
      }),
      { numRuns: 500 },
    );
  });
});

test('an id that is no item of this space is shown and never said to be missing', () => {
  const books = new Books();
  const gone = toId<'item'>('00000000-0000-4000-8000-0000000000ff');
  books.count(10, 5, shelf, gone);
  books.tally(30, { kind: 'finish' });
  expect(books.bins()).toEqual([]);
  books.tally(20, { quantity: 4, item: gone });
  expect(books.bins()).toMatchObject([{ isInScope: false, figures: [{ quantity: 4 }] }]);
});
