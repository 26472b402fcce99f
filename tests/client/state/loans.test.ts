/** Lending on real phones: what goes out, what comes back, and what two people do to one tool without a signal. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeActions, type Actions } from '../../../client/state/actions.ts';
import { readUsualDue, rememberDue } from '../../../client/state/lend-days.ts';
import { oneself } from '../../../client/state/loan-actions.ts';
import {
  byUrgency,
  daysOverdue,
  isInTab,
  likelyLoan,
  readLoans,
  readLoansOf,
  searchLoans,
  stillOut,
} from '../../../client/state/loans.ts';
import { countOverdue, readOutLoans } from '../../../client/state/overdue.ts';
import { ScanSession } from '../../../client/state/scan-session.ts';
import { readLoanMeant } from '../../../client/state/scan-loan.ts';
import type { Loan } from '../../../shared/entities.ts';
import {
  makeStockId,
  toId,
  type ItemId,
  type LocationId,
  type PersonId,
} from '../../../shared/ids.ts';
import { makeLoanFinder } from '../../../shared/loan-ids.ts';
import { must, type Result } from '../../../shared/result.ts';
import { count, createItem, createLocation } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

let world: World;
let ada: Phone;
let bo: Phone;
let drill: ItemId;
let shelf: LocationId;
const troubles: unknown[] = [];

beforeEach(async () => {
  world = makeWorld();
  ada = await makePhone(world);
  bo = await makePhone(world);
  drill = ada.newId<'item'>();
  shelf = ada.newId<'location'>();
  await ada.record(
    createLocation(shelf, { name: 'Shelf' }),
    createItem(drill, { name: 'Drill', sku: 'DR-1', lendable: true }),
    count(ada, drill, shelf, 3000),
  );
  await syncBoth();
});
afterEach(async () => {
  expect(troubles.splice(0)).toEqual([]);
  await deletePhones();
});

async function syncBoth(): Promise<void> {
  for (const phone of [ada, bo, ada, bo]) await phone.sync();
}

function deedsOf(phone: Phone): Actions {
  const moment = () => {
    world.time.nowMs += 1;
    return phone.moment;
  };
  return makeActions({ db: phone.db, moment, onTrouble: (error) => void troubles.push(error) });
}

async function done<Value>(deed: Promise<Result<Value, unknown>> | undefined): Promise<Value> {
  const result = await must(deed, 'a deed');
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.failure)}`);
  return result.value;
}

interface Terms {
  readonly quantity?: number;
  readonly dueOn?: string;
  readonly borrowerName?: string;
  readonly borrowerId?: PersonId;
}

async function lend(phone: Phone, { quantity = 1000, dueOn = '', ...who }: Terms = {}) {
  const lending = { itemId: drill, quantity, from: shelf, dueOn };
  return await done(deedsOf(phone).lend({ ...lending, ...oneself, ...who }));
}

const lies = async (phone: Phone): Promise<number> =>
  ((await phone.db.stock.get(makeStockId(drill, shelf)))?.quantity ?? 0) / 1000;
const loanOn = async (phone: Phone, id: string): Promise<Loan> =>
  must(await phone.db.loan.get(id), 'the loan');
const attentionOf = async (phone: Phone): Promise<unknown[]> =>
  (await phone.db.attention.toArray()).map(({ mutation, outcome }) => [mutation.name, outcome]);

describe('lending', () => {
  test('takes it off the shelf at once, for whoever does it, and the other phone learns with whom it is', async () => {
    const { id } = await lend(ada, { dueOn: '2026-04-10' });
    expect(await lies(ada)).toBe(2);
    expect(await loanOn(ada, id)).toMatchObject({
      borrowerId: ada.session.personId,
      state: 'out',
      dueOn: '2026-04-10',
    });
    await syncBoth();
    expect(await loanOn(bo, id)).toMatchObject({ borrowerId: ada.session.personId, state: 'out' });
    expect(await lies(bo)).toBe(2);
  });

  test('is undone by coming back at once', async () => {
    const { id, undo } = await lend(ada);
    await done(deedsOf(ada).record(undo));
    expect(await lies(ada)).toBe(3);
    expect(await loanOn(ada, id)).toMatchObject({ state: 'back', returned: 1000 });
  });

  test('of more than is there lands all the same, and the shelf asks for a count', async () => {
    await lend(ada, { quantity: 5000, borrowerName: 'A guest' });
    expect(await lies(ada)).toBe(-2);
  });

  test('the last one on two phones without a signal: both loans are there, and one is missing on the shelf', async () => {
    await ada.record(count(ada, drill, shelf, 1000));
    await syncBoth();
    await lend(ada);
    await lend(bo);
    await syncBoth();
    for (const phone of [ada, bo]) {
      expect(await lies(phone)).toBe(-1);
      const loans = await readLoansOf(phone.db, drill);
      expect(loans.map(({ state }) => state)).toEqual(['out', 'out']);
    }
    expect(await attentionOf(ada)).toEqual([]);
    expect(await attentionOf(bo)).toEqual([]);
  });
});

describe('giving back', () => {
  test('some of it leaves the rest out, and all of it closes the loan', async () => {
    const { id } = await lend(ada, { quantity: 3000 });
    await done(deedsOf(ada).giveBack(await loanOn(ada, id), { quantity: 1000, to: shelf }));
    expect(await lies(ada)).toBe(1);
    expect(stillOut(await loanOn(ada, id))).toBe(2000);
    await done(deedsOf(ada).giveBack(await loanOn(ada, id), { quantity: 2000, to: shelf }));
    expect(await lies(ada)).toBe(3);
    expect(await loanOn(ada, id)).toMatchObject({ state: 'back' });
  });

  test('what is broken or lost closes the loan and does not come back to the shelf', async () => {
    const { id } = await lend(ada);
    const giving = { quantity: 1000, to: null, condition: 'Chuck broken' };
    await done(deedsOf(ada).giveBack(await loanOn(ada, id), giving));
    expect(await lies(ada)).toBe(2);
    expect(await loanOn(ada, id)).toMatchObject({ state: 'back', conditionBack: 'Chuck broken' });
  });

  test('is undone, given back again, undone again: the figure follows each time', async () => {
    const { id } = await lend(ada);
    for (let round = 0; round < 2; round += 1) {
      const back = { quantity: 1000, to: shelf };
      const { undo } = await done(deedsOf(ada).giveBack(await loanOn(ada, id), back));
      expect(await lies(ada)).toBe(3);
      await done(deedsOf(ada).record(undo));
      expect(await lies(ada)).toBe(2);
      expect(await loanOn(ada, id)).toMatchObject({ state: 'out', returned: 0 });
    }
    await syncBoth();
    expect(await lies(bo)).toBe(2);
  });

  test('by two people without a signal counts once, and the second learns of it quietly', async () => {
    const { id } = await lend(ada);
    await syncBoth();
    for (const phone of [ada, bo]) {
      await done(deedsOf(phone).giveBack(await loanOn(phone, id), { quantity: 1000, to: shelf }));
      expect(await lies(phone)).toBe(3);
    }
    await syncBoth();
    for (const phone of [ada, bo]) {
      expect(await lies(phone)).toBe(3);
      expect(await loanOn(phone, id)).toMatchObject({ state: 'back', returned: 1000 });
    }
    expect(await attentionOf(ada)).toEqual([]);
    expect(await attentionOf(bo)).toEqual([
      ['loan.giveBack', { kind: 'superseded', because: 'alreadySo' }],
    ]);
  });

  test('the second, who takes theirs back before they hear, leaves the first one’s return alone', async () => {
    const { id } = await lend(ada);
    await syncBoth();
    const giving = { quantity: 1000, to: shelf };
    await done(deedsOf(ada).giveBack(await loanOn(ada, id), giving));
    const { undo } = await done(deedsOf(bo).giveBack(await loanOn(bo, id), giving));
    await done(deedsOf(bo).record(undo));
    expect(await lies(bo)).toBe(2);
    await syncBoth();
    for (const phone of [ada, bo]) {
      expect(await lies(phone)).toBe(3);
      expect(await loanOn(phone, id)).toMatchObject({ state: 'back' });
    }
  });

  test('of a deleted item, to a place that was put away, still lands', async () => {
    const { id } = await lend(ada);
    await syncBoth();
    await ada.record(
      { name: 'item.delete', args: { id: drill } },
      { name: 'location.patch', args: { id: shelf, fields: { active: false } } },
    );
    await done(deedsOf(bo).giveBack(await loanOn(bo, id), { quantity: 1000, to: shelf }));
    await syncBoth();
    expect(await lies(ada)).toBe(3);
    expect(await loanOn(ada, id)).toMatchObject({ state: 'back' });
    expect(await attentionOf(bo)).toEqual([]);
  });
});

describe('the lists', () => {
  const today = '2026-04-06';

  test('what is due first is on top, what has no date last, what is over below', async () => {
    const open = await lend(ada);
    const soon = await lend(ada, { dueOn: '2026-04-08' });
    const late = await lend(ada, { dueOn: '2026-04-03', borrowerName: 'Guest' });
    const back = await lend(ada, { dueOn: '2026-04-01' });
    await done(deedsOf(ada).record(back.undo));
    const loans = (await readLoans(ada.db)).map(({ loan }) => loan).toSorted(byUrgency);
    expect(loans.map(({ id }) => id)).toEqual([late.id, soon.id, open.id, back.id]);
    expect(loans.map((loan) => daysOverdue(loan, today))).toEqual([3, 0, 0, 0]);
  });

  test('a member sees of others only what is out; overdue and past are their own', async () => {
    await lend(ada, { dueOn: '2026-04-03', borrowerName: 'Guest' });
    await lend(ada, { dueOn: '2026-04-04' });
    const loans = await readLoans(ada.db);
    const ownId = ada.session.personId;
    const shown = (isStaff: boolean, tab: 'overdue' | 'out' | 'mine') =>
      loans.filter((known) => isInTab(known, tab, { ownId, today, isStaff })).length;
    expect([shown(true, 'overdue'), shown(true, 'out'), shown(true, 'mine')]).toEqual([2, 2, 1]);
    expect([shown(false, 'overdue'), shown(false, 'out')]).toEqual([1, 2]);
  });

  test('a loan is found by its item, its SKU and its borrower', async () => {
    const people = new Map([
      [
        bo.session.personId,
        { id: bo.session.personId, name: 'Bo Öre', role: 'member', removedAt: null, version: 1 },
      ] as const,
    ]);
    await lend(ada, { borrowerId: bo.session.personId });
    await lend(ada, { borrowerName: 'Makers next door' });
    const loans = await readLoans(ada.db);
    const found = (query: string) => searchLoans(loans, { query, people }).length;
    expect(['drill', 'dr-1', 'ore', 'next drill', 'saw'].map(found)).toEqual([2, 2, 1, 1, 0]);
  });

  test('the badge counts what should have been back before today, all and one’s own', async () => {
    await lend(ada, { dueOn: '2026-04-05', borrowerName: 'Guest' });
    await lend(ada, { dueOn: '2026-04-05' });
    await lend(ada, { dueOn: '2026-04-06' });
    await lend(ada);
    const out = await readOutLoans(ada.db);
    const noon = new Date(2026, 3, 6, 12).getTime();
    expect(countOverdue(out, ada.session.personId, noon)).toEqual({ all: 2, own: 1 });
    expect(countOverdue(out, bo.session.personId, noon)).toEqual({ all: 2, own: 0 });
  });

  test('one’s own loan comes back before those of others; between several it is asked', async () => {
    const guests = { borrowerName: 'Guest' };
    const first = await lend(ada, guests);
    const likely = async () => likelyLoan(await readLoansOf(ada.db, drill), ada.session.personId);
    expect((await likely()).loan?.id).toBe(first.id);
    await lend(ada, guests);
    expect(await likely()).toMatchObject({ loan: undefined, options: [{}, {}] });
    const own = await lend(ada);
    expect((await likely()).loan?.id).toBe(own.id);
  });

  test('the usual time is the one that was chosen last; a day that is over is forgotten', async () => {
    expect(await readUsualDue(ada.db, today)).toBe('2026-04-13');
    await rememberDue(ada.db, '2026-04-09', today);
    await rememberDue(ada.db, '2026-04-01', today);
    expect(await readUsualDue(ada.db, '2026-12-31')).toBe('2027-01-03');
    await rememberDue(ada.db, '', today);
    expect(await readUsualDue(ada.db, today)).toBe('');
  });
});

test('every movement of a loan leads back to it, and no other does', async () => {
  const first = await lend(ada, { quantity: 2000 });
  const second = await lend(ada);
  await done(deedsOf(ada).giveBack(await loanOn(ada, first.id), { quantity: 1000, to: shelf }));
  await done(deedsOf(ada).giveBack(await loanOn(ada, second.id), { quantity: 1000, to: shelf }));
  await done(deedsOf(ada).take({ itemId: drill, quantity: 1000, from: shelf }));
  const find = makeLoanFinder(await readLoansOf(ada.db, drill));
  const movements = await ada.db.movement.orderBy('[itemId+stamp]').toArray();
  expect(movements.map(({ id }) => find(id)?.id)).toEqual([
    first.id,
    second.id,
    first.id,
    second.id,
    undefined,
  ]);
});

describe('scanning', () => {
  let session: ScanSession;
  beforeEach(() => {
    const { db } = ada;
    const moment = () => {
      world.time.nowMs += 1;
      return ada.moment;
    };
    const onTrouble = (error: unknown): void => void troubles.push(error);
    session = new ScanSession({ db, moment, onTrouble, actions: deedsOf(ada) });
  });

  async function scan(mode: 'take' | 'return'): Promise<void> {
    const item = must(await ada.db.item.get(drill), 'the drill');
    const question = { mode, item, ownId: ada.session.personId, today: '2026-04-06' };
    const { loan, ask } = await readLoanMeant(ada.db, question);
    expect(ask).toBeUndefined();
    await done(session.add({ mode, item, amount: 1000, placeId: shelf, fromId: null, loan }));
  }
  const line = () => must(session.lines.value[0], 'a line');
  const loans = () => readLoansOf(ada.db, drill);

  test('with “take”, a thing that is lent is borrowed; the line grows, shrinks, and is taken back', async () => {
    await scan('take');
    await scan('take');
    expect(await loans()).toMatchObject([{ dueOn: '2026-04-13' }, { dueOn: '2026-04-13' }]);
    expect(session.lines.value).toHaveLength(1);
    expect(await lies(ada)).toBe(1);
    await done(session.change(line().key, 1000));
    expect(await lies(ada)).toBe(2);
    expect((await loans()).filter(({ state }) => state === 'out')).toHaveLength(1);
    await done(session.undo(line().key));
    expect(await lies(ada)).toBe(3);
    expect((await loans()).filter(({ state }) => state === 'out')).toHaveLength(0);
    expect((await ada.db.movement.toArray()).map(({ reason }) => reason)).not.toContain('use');
  });

  test('with “put back”, one’s own loan comes back with one scan, and is out again when that is taken back', async () => {
    await lend(ada);
    await scan('return');
    expect(await lies(ada)).toBe(3);
    expect(await loans()).toMatchObject([{ state: 'back' }]);
    await done(session.undo(line().key));
    expect(await lies(ada)).toBe(2);
    expect(await loans()).toMatchObject([{ state: 'out', returned: 0 }]);
  });

  test('no more comes back than was out; the next scan is a plain putting back', async () => {
    await lend(ada, { quantity: 2000 });
    await scan('return');
    await done(session.change(line().key, 9000));
    expect(line().quantity).toBe(2000);
    expect(await lies(ada)).toBe(3);
    await scan('return');
    expect(session.lines.value).toHaveLength(2);
    expect(await lies(ada)).toBe(4);
  });

  test('loans of several others are asked about, never guessed', async () => {
    await lend(ada, { borrowerName: 'One' });
    await lend(ada, { borrowerName: 'Two' });
    const item = must(await ada.db.item.get(drill), 'the drill');
    const question = { mode: 'return', item, ownId: toId<'person'>('x'), today: '2026-04-06' };
    expect((await readLoanMeant(ada.db, question)).ask).toHaveLength(2);
    expect(await readLoanMeant(ada.db, { ...question, answer: null })).toEqual({ loan: null });
  });
});
