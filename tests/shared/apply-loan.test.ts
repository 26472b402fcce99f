/** Loans: a tool goes out and comes back by movements, in parts or whole, once, whoever says so. */
import { beforeEach, describe, expect, test } from 'vitest';
import { noBatch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import type { LocationId, MovementId } from '../../shared/ids.ts';
import { makeGivingBackId, makeLendingId } from '../../shared/loan-ids.ts';
import { isOverdue } from '../../shared/loans.ts';
import type { MutationArgs } from '../../shared/mutations.ts';
import { applied, type Outcome } from '../../shared/refusals.ts';
import { at, box, item, reviewer, RuleBook, shelf } from '../support/rule-book.ts';
import { idOf } from '../support/any-mutation.ts';
import { toId } from '../../shared/ids.ts';

const id = idOf('loan', 1);
const alreadySo = { kind: 'superseded', because: 'alreadySo' };

let book: RuleBook;
beforeEach(() => {
  book = new RuleBook();
  book.count(1, 1, 10);
});

function lend(more: Partial<MutationArgs<'loan.lend'>> = {}, ms = 10): Outcome {
  const terms = { borrowerId: null, borrowerName: '', dueOn: '2026-12-24', note: '' };
  const goods = { itemId: item, quantity: 3, fromLocationId: shelf, ...noBatch };
  return book.apply('loan.lend', { id, ...goods, ...terms, condition: 'sharp', ...more }, ms);
}

/** The nth giving back of the loan, as the phone that says it names it. */
function nth(n: number): MovementId {
  return makeGivingBackId(
    id,
    toId<'movement'>(`${String(n).padStart(8, '0')}-0000-7000-8000-000000000000`),
  );
}

interface Back {
  readonly to?: LocationId | null;
  readonly condition?: string;
  readonly itemId?: MutationArgs<'loan.giveBack'>['itemId'];
}

function giveBack(n: number, quantity: number, back: Back = {}, ms = 20 + n): Outcome {
  const { to = shelf, condition = '', itemId = item } = back;
  const fact = { id, movementId: nth(n), itemId, quantity, toLocationId: to, ...noBatch };
  return book.apply('loan.giveBack', { ...fact, condition }, ms);
}

function undo(n: number, quantity: number, to: LocationId | null = shelf, ms = 50 + n): Outcome {
  const fact = { id, movementId: nth(n), itemId: item, quantity, toLocationId: to, ...noBatch };
  return book.apply('loan.undoGiveBack', fact, ms);
}

const loan = () => book.rows.get('loan', id);

describe('lending', () => {
  test('takes the goods from the shelf, which is no use of them, and says with whom and until when', () => {
    expect(lend({ borrowerName: 'Grace' })).toEqual(applied);
    expect([book.stock(), book.used()]).toEqual([7, 0]);
    expect(loan()).toMatchObject({
      quantity: 3,
      borrowerId: null,
      borrowerName: 'Grace',
      dueOn: '2026-12-24',
      conditionOut: 'sharp',
      returned: 0,
      state: 'out',
      returnedAt: null,
      lentAt: 5000,
      stamps: { '*': at(10) },
    });
    expect(book.rows.get('movement', makeLendingId(id))).toMatchObject({ reason: 'lend' });
  });

  test('to nobody named is to whoever says it', () => {
    lend();
    expect(loan()).toMatchObject({ borrowerId: reviewer });
  });

  test('twice is once', () => {
    lend();
    expect(lend({ quantity: 5 })).toEqual(alreadySo);
    expect(book.stock()).toBe(7);
  });

  test('is never refused for want of stock, and goods that a count has seen leave go out all the same', () => {
    lend({ quantity: 12 });
    expect(book.stock()).toBe(-2);
    book.count(2, 100, 4);
    const late = idOf('loan', 2);
    expect(lend({ id: late }, 90)).toMatchObject({ because: 'inCount' });
    expect(book.rows.get('loan', late)).toMatchObject({ state: 'out' });
    expect(book.stock()).toBe(4);
  });

  test('terms can be changed later, and what has come back stays', () => {
    lend();
    giveBack(1, 1);
    book.apply('loan.patch', { id, fields: { dueOn: '2027-01-01' } }, 60);
    expect(loan()).toMatchObject({ dueOn: '2027-01-01', returned: 1, state: 'out' });
  });
});

describe('giving back', () => {
  beforeEach(() => void lend());

  test('closes the loan, with its condition, and brings the goods to any shelf', () => {
    expect(giveBack(1, 3, { to: box, condition: 'blunt' })).toEqual(applied);
    expect([book.stock(), book.stock(box)]).toEqual([7, 3]);
    expect(loan()).toMatchObject({
      state: 'back',
      returned: 3,
      conditionBack: 'blunt',
      returnedAt: 5000,
    });
  });

  test('in parts closes it with the last one', () => {
    giveBack(1, 1, { condition: 'fine' });
    expect(loan()).toMatchObject({ state: 'out', returned: 1, returnedAt: null });
    giveBack(2, 2);
    expect(loan()).toMatchObject({ state: 'back', returned: 3, conditionBack: 'fine' });
    expect(book.stock()).toBe(10);
  });

  test('more than is out brings what was out, and no more', () => {
    expect(giveBack(1, 8)).toEqual(applied);
    expect([book.stock(), loan()?.returned]).toEqual([10, 3]);
  });

  test('by two people at once is one; of two halves both come', () => {
    giveBack(1, 2);
    giveBack(2, 3);
    expect([book.stock(), loan()?.state]).toEqual([10, 'back']);
    expect(giveBack(3, 3)).toEqual(alreadySo);
    expect([book.stock(), book.isTrue()]).toEqual([10, true]);
  });

  test('said twice is said once', () => {
    giveBack(1, 1);
    expect(giveBack(1, 1)).toEqual(alreadySo);
    expect([book.stock(), loan()?.returned]).toEqual([8, 1]);
  });

  test('what is lost or broken closes the loan and comes to no shelf, and the history tells', () => {
    expect(giveBack(1, 3, { to: null, condition: 'in the river' })).toEqual(applied);
    expect([book.stock(), loan()?.state]).toEqual([7, 'back']);
    expect(book.rows.get('movement', nth(1))).toMatchObject({
      reason: 'loss',
      quantity: 3,
      fromLocationId: null,
      toLocationId: null,
    });
  });

  test('lands whatever has become of item and shelf', () => {
    book.apply('item.create', { id: item, fields: { name: 'Drill' } }, 30);
    book.apply('item.delete', { id: item }, 31);
    expect(giveBack(1, 3)).toEqual(applied);
    expect(book.stock()).toBe(10);
  });

  test('of another item than was lent is refused, and nothing moves', () => {
    expect(giveBack(1, 3, { itemId: idOf('item', 2) })).toMatchObject({
      refusal: { kind: 'invalid', path: 'itemId' },
    });
    expect([book.stock(), loan()?.returned]).toEqual([7, 0]);
  });
});

test('goods come back to the shelf even where nobody knows of the loan', () => {
  expect(giveBack(1, 2)).toEqual(applied);
  expect(book.stock()).toBe(12);
  expect(undo(1, 2)).toEqual(applied);
  expect(book.stock()).toBe(10);
});

describe('"it has not come back after all"', () => {
  beforeEach(() => void lend());

  test('opens the loan again and takes the goods from the shelf, whatever was counted in between', () => {
    giveBack(1, 3);
    book.count(2, 40, 50);
    expect(undo(1, 3)).toMatchObject({ because: 'inCount' });
    expect([book.stock(), loan()?.state]).toEqual([50, 'out']);
    expect(loan()).toMatchObject({ returned: 0, returnedAt: null });
    expect(book.rows.get('movement', makeUndoId(nth(1)))).toMatchObject({
      effectiveReason: 'lendBack',
    });
  });

  test('takes back what was counted, where less came than was said', () => {
    giveBack(1, 2);
    giveBack(2, 8);
    expect(undo(2, 8)).toEqual(applied);
    expect([book.stock(), loan()?.returned]).toEqual([9, 2]);
  });

  test('twice is once, also of what was lost', () => {
    giveBack(1, 1);
    giveBack(2, 2, { to: null });
    undo(2, 2, null);
    expect(undo(2, 2, null)).toEqual(alreadySo);
    expect([book.stock(), loan()?.returned]).toEqual([8, 1]);
  });

  test('of somebody who came second changes nothing: it was the first who brought it', () => {
    giveBack(1, 3);
    giveBack(2, 3, { to: null });
    expect(undo(2, 3, null)).toEqual(alreadySo);
    expect([book.stock(), loan()?.state]).toEqual([10, 'back']);
  });

  test('and then it does come back, under another name', () => {
    giveBack(1, 3);
    undo(1, 3);
    expect(giveBack(2, 3)).toEqual(applied);
    expect([book.stock(), loan()?.state, book.isTrue()]).toEqual([10, 'back', true]);
  });

  test('of a way back to another shelf is refused', () => {
    giveBack(1, 3);
    expect(undo(1, 3, box)).toMatchObject({ refusal: { kind: 'invalid', path: 'movementId' } });
    expect(book.stock()).toBe(10);
  });
});

test('overdue is what is out after its last day', () => {
  const out = { state: 'out', dueOn: '2026-12-24' } as const;
  expect([isOverdue(out, '2026-12-24'), isOverdue(out, '2026-12-25')]).toEqual([false, true]);
  expect(isOverdue({ ...out, dueOn: '' }, '2026-12-25')).toBe(false);
  expect(isOverdue({ ...out, state: 'back' }, '2026-12-25')).toBe(false);
});
