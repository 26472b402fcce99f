/** The history of an item or a place: each level is the law read from scratch, and each line knows what became of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeHistory, type Facts, type HistoryLine } from '../../../client/state/history.ts';
import { filterLines, noHistoryFilters } from '../../../client/state/history-filters.ts';
import { putCount, recordMovement } from '../../../shared/apply-facts.ts';
import { noBatch, type Batch } from '../../../shared/batches.ts';
import { makeUndoId } from '../../../shared/derive-id.ts';
import type { Count, Movement, MovementReason } from '../../../shared/entities.ts';
import type { LocationId } from '../../../shared/ids.ts';
import { LoadedRows } from '../../../shared/loaded-rows.ts';
import { must } from '../../../shared/result.ts';
import { makeStamp, stampToMs, type Stamp } from '../../../shared/stamps.ts';
import { foldStock, legsOf } from '../../../shared/stock.ts';
import { idOf } from '../../support/any-mutation.ts';

const item = idOf('item', 1);
const ada = idOf('person', 1);
const bo = idOf('person', 2);
const shelf = idOf('location', 1);
const box = idOf('location', 2);
const lotA: Batch = { lot: 'A', expiry: '' };
const minuteMs = 60_000;
const at = (minute: number): Stamp =>
  makeStamp({ ms: minute * minuteMs, counter: 0, mark: '00000001' });

/** What the server would hold, told in the order in which it arrives: a fact arrives a second after it is made. */
class Told {
  readonly rows = new LoadedRows();
  #n = 0;

  move(minute: number, quantity: number, more: Partial<Ends & Saying> = {}): Movement {
    this.#n += 1;
    const { from = null, to = null, id = idOf('movement', this.#n), undoes = null } = more;
    const { batch = noBatch, reason = 'use', arrives = minute, by = ada } = more;
    const ends = { fromLocationId: from, toLocationId: to };
    const args = { id, itemId: item, quantity, ...ends, reason, note: '', undoes, ...batch };
    const receivedAt = arrives * minuteMs + 1000;
    recordMovement(this.rows, args, { stamp: at(minute), personId: by, receivedAt });
    return must(this.rows.get('movement', id), 'the movement');
  }

  undo(minute: number, of: Movement, more: Partial<Saying> = {}): Movement {
    const { fromLocationId: to, toLocationId: from, quantity, lot, expiry } = of;
    const ends = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
    const undone = { id: makeUndoId(of.id), undoes: of.id, reason: 'correction' as const };
    return this.move(minute, quantity, { ...ends, ...undone, batch: { lot, expiry }, ...more });
  }

  count(minute: number, quantity: number, place = shelf, { lot, expiry } = noBatch): void {
    this.#n += 1;
    const bin = { itemId: item, locationId: place, lot, expiry };
    const receivedAt = minute * minuteMs + 1000;
    const said = { note: '', stocktakeId: null, stamp: at(minute), personId: ada, receivedAt };
    putCount(this.rows, { ...bin, ...said, id: idOf('count', this.#n), quantity, version: 1 });
  }

  facts(place: LocationId | null = null): Facts {
    const { movement, count, stock } = this.rows.changes();
    const isHere = (row: { readonly locationId: LocationId }) =>
      place === null || row.locationId === place;
    const movements = movement.filter((fact) => legsOf(fact).some(isHere));
    const here = { counts: count.filter(isHere), stock: stock.filter(isHere) };
    return { movements, ...here, cut: null, place };
  }

  lines(place: LocationId | null = null): readonly HistoryLine[] {
    return makeHistory(this.facts(place));
  }
}

interface Ends {
  readonly from: LocationId;
  readonly to: LocationId;
}
interface Saying {
  readonly id: Movement['id'];
  readonly undoes: Movement['id'];
  readonly batch: Batch;
  readonly reason: MovementReason;
  readonly arrives: number;
  readonly by: Movement['personId'];
}

/** Newest first, as they stand on the screen. */
const levels = (told: Told, place?: LocationId) => told.lines(place).map(({ level }) => level);
const undosOf = (told: Told) =>
  told.lines().map((line) => (line.kind === 'movement' ? (line.undo.next?.deed ?? null) : null));

describe('levels', () => {
  test('a count replaces the level of its batch, and the other batch stays', () => {
    const told = new Told();
    told.move(1, 10, { to: shelf, batch: lotA });
    told.move(2, 5, { to: shelf });
    told.count(3, 7, shelf, lotA);
    told.move(4, 2, { from: shelf });
    expect(levels(told)).toEqual([10, 12, 15, 10]);
    const counted = must(told.lines()[1], 'the count');
    expect(counted).toMatchObject({ before: 10, legs: [{ before: 15, after: 12 }] });
  });

  test('a transfer changes each place and not the whole', () => {
    const told = new Told();
    told.move(1, 10, { to: shelf });
    told.move(2, 4, { from: shelf, to: box, reason: 'move' });
    expect(levels(told)).toEqual([10, 10]);
    expect(told.lines()[0]?.legs).toEqual([
      { locationId: shelf, before: 10, after: 6 },
      { locationId: box, before: 0, after: 4 },
    ]);
    expect(levels(told, box)).toEqual([4]);
  });

  test('what is taken back after a count changes nothing, and says which count holds it', () => {
    const told = new Told();
    told.move(1, 10, { to: shelf });
    const taken = told.move(2, 3, { from: shelf });
    told.count(5, 10);
    told.undo(9, taken);
    expect(levels(told)).toEqual([10, 10, 7, 10]);
    expect(told.lines()[0]).toMatchObject({
      inCountOf: 5 * minuteMs,
      legs: [{ before: 10, after: 10 }],
    });
  });

  test('what came only after a count that was made later says that it is in it', () => {
    const told = new Told();
    told.count(1, 10);
    told.count(5, 6);
    told.move(3, 4, { from: shelf, arrives: 8 });
    expect(told.lines().map((line) => line.level)).toEqual([6, 6, 10]);
    expect(told.lines()[1]).toMatchObject({ inCountOf: 5 * minuteMs });
    told.move(4, 1, { from: shelf, arrives: 4.5 });
    expect(told.lines()[1]).toMatchObject({ inCountOf: null });
  });
});

describe('taking back', () => {
  test('says by whom and when, can be taken back itself, and so on, always once', () => {
    const told = new Told();
    const taken = told.move(1, 3, { from: shelf });
    expect(undosOf(told)).toEqual(['undo']);
    const undo = told.undo(2, taken, { by: bo });
    const undone = told.lines()[1];
    expect(undone).toMatchObject({
      undo: { takenBack: { at: 2 * minuteMs, personId: bo }, next: { deed: 'redo' } },
    });
    expect(undone?.kind === 'movement' && undone.undo.next?.movement.id).toBe(undo.id);
    const redo = told.undo(3, undo);
    expect(told.lines()[2]).toMatchObject({ undo: { takenBack: null, next: { deed: 'undo' } } });
    const last = must(told.lines()[2], 'the first movement');
    // The next undo names the end of the chain: its own name follows from it, so it is a new fact.
    expect(last.kind === 'movement' && last.undo.next?.movement.id).toBe(redo.id);
    expect(levels(told)).toEqual([-3, 0, -3]);
    told.undo(4, redo);
    expect(told.lines()[3]).toMatchObject({ undo: { next: { deed: 'redo' } } });
    expect(levels(told)[0]).toBe(0);
  });

  test('is not offered for what was lent: the loan does that', () => {
    const told = new Told();
    told.move(1, 1, { from: shelf, reason: 'lend' });
    const back = told.move(2, 1, { to: shelf, reason: 'lendBack' });
    told.undo(3, back);
    expect(undosOf(told)).toEqual([null, null, null]);
  });
});

describe('filters', () => {
  const told = new Told();
  const taken = told.move(1, 3, { from: shelf });
  told.move(2, 5, { to: box, reason: 'receive', by: bo });
  told.undo(3, taken);
  told.count(4, 2, box);
  const kept = (filters: Partial<typeof noHistoryFilters>, places: LocationId[] | null = null) =>
    filterLines(
      told.lines(),
      { ...noHistoryFilters, ...filters },
      places === null ? null : new Set(places),
    ).map(({ at: ms }) => ms / minuteMs);

  test('a line that takes another back is of the kind of the other', () => {
    expect(kept({ kinds: ['use'] })).toEqual([3, 1]);
    expect(kept({ kinds: ['receive', 'count'] })).toEqual([4, 2]);
    expect(kept({ kinds: ['correction'] })).toEqual([]);
  });

  test('by person, place, what was taken back, and what went below zero', () => {
    expect(kept({ personId: bo })).toEqual([2]);
    expect(kept({}, [box])).toEqual([4, 2]);
    expect(kept({ isTakenBack: true })).toEqual([1]);
    expect(kept({ isBelowZero: true })).toEqual([1]);
  });

  test('the first and the last day of a period count whole', () => {
    const day = (date: number) => `2026-03-${date}`;
    const lines = [28, 29, 30].map((date) => ({
      ...must(told.lines()[0], 'a line'),
      // The clocks change in this night, in most of Europe.
      at: new Date(2026, 2, date, 23, 59).getTime(),
    }));
    const days = (since: string, until: string) =>
      filterLines(lines, { ...noHistoryFilters, since, until }, null).map(({ at: ms }) =>
        new Date(ms).getDate(),
      );
    expect(days(day(29), day(29))).toEqual([29]);
    expect(days(day(29), '')).toEqual([29, 30]);
    expect(days('', day(28))).toEqual([28]);
  });
});

interface Step {
  readonly minute: number;
  readonly kind: 'move' | 'count' | 'undo';
  readonly from: LocationId | null;
  readonly to: LocationId | null;
  readonly quantity: number;
  readonly batch: Batch;
  readonly target: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  minute: fc.integer({ min: 1, max: 200 }),
  kind: fc.constantFrom('move', 'move', 'move', 'count', 'undo'),
  from: fc.constantFrom(null, shelf, box),
  to: fc.constantFrom(null, shelf, box),
  quantity: fc.integer({ min: 1, max: 9 }),
  batch: fc.constantFrom(noBatch, noBatch, lotA),
  target: fc.nat(20),
});

/** Steps in the order of arrival, which is not that of their clocks. */
function tell(steps: readonly Step[]): Told {
  const told = new Told();
  const made: Movement[] = [];
  for (const [place, each] of steps.entries()) {
    const { kind, from, to, quantity, batch, target } = each;
    // No two at the same moment.
    const minute = each.minute + place / 100;
    const undone = made[target % Math.max(1, made.length)];
    if (kind === 'count') told.count(minute, quantity, from ?? shelf, batch);
    else if (kind === 'undo' && undone !== undefined) made.push(told.undo(minute, undone));
    else if (from !== to) {
      const ends = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
      made.push(told.move(minute, quantity, { ...ends, batch }));
    }
  }
  return told;
}

/** The law over everything stamped until then, of all places or of one. */
function foldUntil(facts: Facts, stamp: Stamp, place: LocationId | null): number {
  const until = <Fact extends Movement | Count>(all: readonly Fact[]): Fact[] =>
    all.filter((fact) => fact.stamp <= stamp);
  let sum = 0;
  for (const stock of foldStock(until(facts.movements), until(facts.counts)).values()) {
    if (place === null || stock.locationId === place) sum += stock.quantity;
  }
  return sum;
}

describe('by property', () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 25 });

  test('every level is the law over what had been said until then, and the last is the stock', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(null, shelf, box), (all, place) => {
        const facts = tell(all).facts(place);
        const lines = makeHistory(facts);
        for (const [index, { stamp, level, legs }] of lines.entries()) {
          // What is taken back by a clock that is behind stands at the same moment, and right after it.
          if (lines[index - 1]?.stamp === stamp) continue;
          expect(level).toBe(foldUntil(facts, stamp, place));
          for (const leg of legs) expect(leg.after).toBe(foldUntil(facts, stamp, leg.locationId));
        }
        const now = facts.stock.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(lines[0]?.level ?? now).toBe(now);
      }),
      { numRuns: 2000 },
    );
  });

  test('with the older facts missing, a level is the same or is not said', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 200 }), (all, minute) => {
        const facts = tell(all).facts();
        const cut = at(minute);
        const isNewer = (fact: Movement | Count) => fact.stamp > cut;
        const { movements, counts } = facts;
        const lines = makeHistory({
          ...facts,
          movements: movements.filter(isNewer),
          counts: counts.filter(isNewer),
          cut,
        });
        const whole = new Map(makeHistory(facts).map((line) => [line.id, line.level]));
        const told = lines.filter(({ level }) => level !== null);
        for (const { id, level } of told) expect(level).toBe(whole.get(id));
        expect(lines.every(({ at: ms }) => ms > stampToMs(cut))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
