/** Stocktakes: what counters say is not stock; what the reviewer accepts is, as of the moment it was said. */
import { beforeEach, describe, expect, test } from 'vitest';
import { noBatch, type Batch } from '../../shared/batches.ts';
import { emptyFields, type Stock } from '../../shared/entities.ts';
import { makeStockId, type TallyId } from '../../shared/ids.ts';
import type { MutationArgs } from '../../shared/mutations.ts';
import { applied, type Outcome } from '../../shared/refusals.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { makeAcceptedCountId } from '../../shared/apply-stocktake.ts';
import { idOf } from '../support/any-mutation.ts';
import { at, box, item, reviewer, RuleBook, shelf } from '../support/rule-book.ts';

const id = idOf('stocktake', 1);
const alreadySo = { kind: 'superseded', because: 'alreadySo' };

let book: RuleBook;
beforeEach(() => {
  book = new RuleBook();
  book.apply('stocktake.create', { id, fields: { name: 'Spring', blind: true } }, 1);
});

type TallyArgs = MutationArgs<'tally.record'>;

function tally(n: number, when: number | Stamp, quantity: number, more: Partial<TallyArgs> = {}) {
  const said: TallyArgs = {
    id: idOf('tally', n),
    stocktakeId: id,
    kind: 'count',
    locationId: shelf,
    itemId: item,
    quantity,
    code: '',
    photoId: null,
    note: '',
    counter: idOf('client', 1),
    ...noBatch,
    ...more,
  };
  return book.apply('tally.record', said, when);
}

interface Accepting {
  readonly tallies: readonly number[];
  readonly batch?: Batch;
  readonly line?: Partial<MutationArgs<'stocktake.accept'>['lines'][number]>;
}

function accept({ tallies, batch = noBatch, line = {} }: Accepting, ms = 4000): Outcome {
  const lines = tallies.map((n) => {
    const tallyId: TallyId = idOf('tally', n);
    const stamp = book.rows.get('tally', tallyId)?.stamp ?? at(1);
    return { tallyId, itemId: item, locationId: shelf, ...batch, stamp, ...line };
  });
  return book.apply('stocktake.accept', { id, lines }, ms);
}

const countOf = (n: number) =>
  book.rows.get(
    'count',
    makeAcceptedCountId({ tallyId: idOf('tally', n), itemId: item, locationId: shelf, ...noBatch }),
  );
const stockRow = (): Stock | undefined => book.rows.get('stock', makeStockId(item, shelf));

describe('a stocktake', () => {
  const state = () => book.rows.get('stocktake', id)?.state;
  const decide = (name: 'stocktake.close' | 'stocktake.cancel' | 'stocktake.reopen', ms = 9) =>
    book.apply(name, { id }, ms);
  const wrong = (now: string) => ({
    kind: 'refused',
    refusal: { kind: 'wrongState', table: 'stocktake', id, state: now },
  });

  test('begins open, whole, and patched it stays in its state', () => {
    book.apply('stocktake.patch', { id, fields: { note: 'all of it' } }, 2);
    expect(book.rows.get('stocktake', id)).toMatchObject({
      ...emptyFields.stocktake,
      name: 'Spring',
      blind: true,
      note: 'all of it',
      stamps: { '*': at(1), note: at(2) },
    });
  });

  test('made again under its id keeps its state', () => {
    decide('stocktake.close');
    book.apply('stocktake.create', { id, fields: { name: 'Other' } }, 20);
    expect([book.rows.get('stocktake', id)?.name, state()]).toEqual(['Other', 'closed']);
  });

  test('is closed once, by whom and when; a second time it was already so', () => {
    expect(decide('stocktake.close')).toEqual(applied);
    const closed = book.rows.get('stocktake', id);
    expect(closed).toMatchObject({ state: 'closed', decidedAt: 5000, decidedBy: reviewer });
    expect(decide('stocktake.close')).toEqual(alreadySo);
    expect(book.rows.get('stocktake', id)).toBe(closed);
  });

  test('can be reopened, closed or cancelled, and is then open; open it is already', () => {
    expect(decide('stocktake.reopen')).toEqual(alreadySo);
    for (const end of ['stocktake.close', 'stocktake.cancel'] as const) {
      decide(end);
      expect(decide('stocktake.reopen')).toEqual(applied);
      expect(state()).toBe('open');
    }
  });

  test('that is closed is not cancelled, and one that is cancelled is not closed', () => {
    decide('stocktake.close');
    expect(decide('stocktake.cancel')).toEqual(wrong('closed'));
    decide('stocktake.reopen');
    decide('stocktake.cancel');
    expect(decide('stocktake.close')).toEqual(wrong('cancelled'));
    expect(state()).toBe('cancelled');
  });

  test('that is not there cannot be decided, nor anything of it accepted', () => {
    const stranger = idOf('stocktake', 2);
    const missing = { kind: 'refused', refusal: { kind: 'rowMissing', table: 'stocktake' } };
    expect(book.apply('stocktake.close', { id: stranger }, 9)).toMatchObject(missing);
    tally(1, 10, 5, { stocktakeId: stranger });
    const line = { tallyId: idOf('tally', 1), itemId: item, locationId: shelf, ...noBatch };
    const lines = [{ ...line, stamp: at(10) }];
    expect(book.apply('stocktake.accept', { id: stranger, lines }, 9)).toMatchObject(missing);
  });
});

describe('a tally', () => {
  test('touches no stock before it is accepted, whatever it says', () => {
    book.move(1, 5, 8);
    const before = stockRow();
    for (const [place, kind] of (
      ['count', 'withdraw', 'unknown', 'finish', 'resume'] as const
    ).entries()) {
      const ofItem = kind === 'count' || kind === 'withdraw';
      expect(tally(place + 1, 10 + place, 3, { kind, itemId: ofItem ? item : null })).toEqual(
        applied,
      );
    }
    expect(stockRow()).toBe(before);
    expect(book.rows.changes().count).toEqual([]);
  });

  test('is kept once, and also where the stocktake is over or unknown', () => {
    book.apply('stocktake.cancel', { id }, 5);
    expect(tally(1, 10, 3)).toEqual(applied);
    expect(tally(1, 10, 3)).toEqual(alreadySo);
    expect(tally(2, 10, 3, { stocktakeId: idOf('stocktake', 9) })).toEqual(applied);
    expect(book.rows.get('tally', idOf('tally', 1))).toMatchObject({
      stamp: at(10),
      personId: reviewer,
      receivedAt: 5000,
    });
  });
});

describe('accepting', () => {
  test('makes a count of the moment of the tally, of who counted; what moved since is on top', () => {
    book.move(1, 5, 8);
    tally(1, 10, 3, { note: 'in the drawer' });
    book.move(2, 20, -1);
    expect(accept({ tallies: [1] })).toEqual(applied);
    expect(countOf(1)).toMatchObject({
      quantity: 3,
      stamp: at(10),
      personId: reviewer,
      stocktakeId: id,
      note: 'in the drawer',
    });
    expect(book.stock()).toBe(2);
    book.move(3, 9, -1);
    book.move(4, 30, -1);
    expect([book.stock(), book.isTrue()]).toEqual([1, true]);
  });

  test('twice is once, also by another reviewer, and after other counts', () => {
    tally(1, 10, 3);
    accept({ tallies: [1] });
    expect(accept({ tallies: [1] })).toEqual(alreadySo);
    expect(accept({ tallies: [1, 1] })).toEqual(alreadySo);
    book.count(1, 4500, 7);
    expect(accept({ tallies: [1] })).toEqual(alreadySo);
    expect(book.stock()).toBe(7);
  });

  test('outranks a count made after the tally, with what moved in between', () => {
    tally(1, 10, 30);
    book.move(1, 20, -2);
    book.count(1, 30, 99);
    book.move(2, 40, -5);
    expect(accept({ tallies: [1] })).toEqual(applied);
    expect(countOf(1)).toMatchObject({ quantity: 28 });
    expect([book.stock(), book.isTrue()]).toEqual([23, true]);
  });

  test('outranks also a count that was accepted before it: the last word of the reviewer stands', () => {
    tally(1, 10, 30);
    tally(2, 20, 40);
    accept({ tallies: [2, 1] });
    expect(book.stock()).toBe(30);
    tally(3, 5, 50);
    accept({ tallies: [3] });
    book.move(1, 4600, -1);
    expect([book.stock(), book.isTrue()]).toEqual([49, true]);
  });

  describe('stands so close behind the count that it outranks', () => {
    // Phones from the future: clamped, what they push together differs in the counter alone.
    const stampOf = (counter: number, mark: string) => makeStamp({ ms: 30, counter, mark });
    const take = (when: Stamp): Outcome => {
      const fact = { itemId: item, fromLocationId: shelf, toLocationId: null, quantity: 4 };
      const of = { id: idOf('movement', 1), reason: 'use', note: '', undoes: null } as const;
      return book.apply('movement.record', { ...fact, ...of, ...noBatch }, when);
    };
    beforeEach(() => {
      tally(1, 10, 30);
      book.count(1, stampOf(0, '00000007'), 99);
    });

    test('that the next thing which the counting phone said still comes after it', () => {
      accept({ tallies: [1] });
      expect(take(stampOf(1, '00000007'))).toEqual(applied);
      expect([book.stock(), book.isTrue()]).toEqual([26, true]);
    });

    test('and what another phone said in that instant is in it', () => {
      take(stampOf(0, '00000009'));
      accept({ tallies: [1] });
      expect([book.stock(), book.isTrue()]).toEqual([26, true]);
    });
  });

  test('knows all movements after the tally, though the reviewer knew it by the stamp of a fast clock', () => {
    tally(1, 10, 30);
    book.move(1, 20, -2);
    expect(accept({ tallies: [1], line: { stamp: at(3_600_000) } })).toEqual(applied);
    expect([book.stock(), book.isTrue()]).toEqual([28, true]);
  });

  test('a shelf that somebody has finished empties each bin that the reviewer names', () => {
    book.move(1, 5, 8);
    tally(1, 10, 5, { kind: 'finish', itemId: null });
    expect(accept({ tallies: [1] })).toEqual(applied);
    expect(book.stock()).toBe(0);
    expect(accept({ tallies: [1], batch: { lot: 'A', expiry: '' } })).toEqual(applied);
    expect(book.rows.changes().count).toHaveLength(2);
  });

  test('is of the batch that was counted', () => {
    const batch = { lot: 'Ä 1/2', expiry: '2027-05-31' };
    tally(1, 10, 3, batch);
    accept({ tallies: [1], batch });
    expect([book.stock(shelf, batch), book.stock()]).toEqual([3, 0]);
  });

  test.each<[string, Partial<TallyArgs>, Accepting['line']]>([
    ['another bin', { locationId: box }, {}],
    ['another item', { itemId: idOf('item', 2) }, {}],
    ['another batch', { lot: 'A' }, {}],
    ['another stocktake', { stocktakeId: idOf('stocktake', 2) }, {}],
    ['a code that nobody knows', { kind: 'unknown', itemId: null }, {}],
    ['what was taken back', { kind: 'withdraw' }, {}],
    ['more to count', { kind: 'resume', itemId: null }, {}],
    ['no tally that anybody knows', {}, { tallyId: idOf('tally', 9) }],
  ])('a tally of %s makes no count, and that is said', (_, said, line = {}) => {
    tally(1, 10, 3, said);
    expect(accept({ tallies: [1], line })).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'rowMissing', table: 'tally' },
    });
    expect(book.rows.changes().count).toEqual([]);
  });

  test('of many lines takes those that it can', () => {
    tally(1, 10, 3);
    tally(2, 10, 4, { kind: 'withdraw' });
    expect(accept({ tallies: [2, 1] })).toEqual(applied);
    expect(book.stock()).toBe(3);
  });

  test('a late tally can be accepted after the close, and none of a cancelled stocktake', () => {
    book.apply('stocktake.close', { id }, 5);
    tally(1, 10, 3);
    expect(accept({ tallies: [1] })).toEqual(applied);
    book.apply('stocktake.reopen', { id }, 6);
    book.apply('stocktake.cancel', { id }, 7);
    tally(2, 11, 4);
    expect(accept({ tallies: [2] })).toEqual({
      kind: 'refused',
      refusal: { kind: 'wrongState', table: 'stocktake', id, state: 'cancelled' },
    });
    expect(book.stock()).toBe(3);
  });
});

describe('the order of arrival matters here, and only here', () => {
  test('a count after the tally that comes before the acceptance is outranked; after it, it stands', () => {
    tally(1, 10, 30);
    accept({ tallies: [1] });
    book.count(1, 20, 7);
    expect([book.stock(), book.isTrue()]).toEqual([7, true]);
  });

  test('a movement that an outranked count had seen is in the accepted one, if it comes too late', () => {
    tally(1, 10, 30);
    book.count(1, 30, 99);
    accept({ tallies: [1] });
    expect(book.move(1, 20, -2)).toMatchObject({ because: 'inCount' });
    expect([book.stock(), book.isTrue()]).toEqual([30, true]);
  });

  test('without a newer count there is nothing to outrank, and a late movement counts', () => {
    tally(1, 10, 30);
    accept({ tallies: [1] });
    book.move(1, 20, -2);
    expect([book.stock(), book.isTrue()]).toEqual([28, true]);
  });
});
