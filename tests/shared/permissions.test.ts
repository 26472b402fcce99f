/** Who may do what: the table, line by line, and what is for staff inside a change that members may make. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mutationNames,
  type Mutation,
  type MutationArgs,
  type MutationName,
} from '../../shared/mutations.ts';
import { mayDo, mayInvite, mayMutate } from '../../shared/permissions.ts';
import { roles, type Role } from '../../shared/roles.ts';
import { argsByName, idOf, someMutation } from '../support/any-mutation.ts';

const everyone: readonly Role[] = ['owner', 'staff', 'member'];
const staff: readonly Role[] = ['owner', 'staff'];

/** Said a second time, by somebody who has read the house rules and not the code. */
const table: { readonly [Name in MutationName]: readonly Role[] } = {
  'location.create': staff,
  'location.patch': staff,
  'location.delete': staff,
  'location.restore': staff,
  'category.create': staff,
  'category.patch': staff,
  'category.delete': staff,
  'category.restore': staff,
  'item.create': everyone,
  'item.patch': everyone,
  'item.delete': staff,
  'item.restore': staff,
  'code.create': everyone,
  'code.patch': everyone,
  'code.delete': everyone,
  'code.restore': everyone,
  'photo.create': everyone,
  'photo.patch': everyone,
  'photo.delete': everyone,
  'photo.restore': everyone,
  'image.retry': everyone,
  'movement.record': everyone,
  'count.record': everyone,
  'stocktake.create': staff,
  'stocktake.patch': staff,
  'stocktake.close': staff,
  'stocktake.cancel': staff,
  'stocktake.reopen': staff,
  'stocktake.accept': staff,
  'tally.record': everyone,
  'loan.lend': everyone,
  'loan.giveBack': everyone,
  'loan.undoGiveBack': everyone,
  'loan.patch': staff,
  'reorder.ask': everyone,
  'reorder.withdraw': everyone,
  'reorder.approve': staff,
  'reorder.order': staff,
  'reorder.decline': staff,
  'reorder.cancel': staff,
  'reorder.close': staff,
  'reorder.back': staff,
  'reorder.receive': staff,
  'reorder.undoReceipt': staff,
  'supplier.create': staff,
  'supplier.patch': staff,
  'supplier.delete': staff,
  'supplier.restore': staff,
  'supplierItem.create': staff,
  'supplierItem.patch': staff,
  'supplierItem.delete': staff,
  'supplierItem.restore': staff,
  'purchaseOrder.create': staff,
  'purchaseOrder.patch': staff,
  'purchaseOrder.place': staff,
  'purchaseOrder.cancel': staff,
  'purchaseOrder.close': staff,
  'purchaseOrder.back': staff,
  'orderLine.create': staff,
  'orderLine.patch': staff,
  'orderLine.delete': staff,
  'orderLine.restore': staff,
  'settings.patch': ['owner'],
};

const me = idOf('person', 1);
const somebody = idOf('person', 2);

describe('the table', () => {
  test.each(mutationNames)('%s', (name) => {
    expect(roles.filter((role) => mayMutate(role, name))).toEqual(table[name]);
  });

  test('what a role may not make at all, it may not do with any arguments either', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), someMutation, (role, mutation) => {
        const may = mayDo({ role, personId: me }, mutation);
        const mayAtAll = mayMutate(role, mutation.name);
        expect(may && !mayAtAll).toBe(false);
        expect(mayAtAll && !may && role !== 'member').toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('where the arguments do not matter, a member may do with any what it may make', () => {
    const looksInside: readonly MutationName[] = ['item.create', 'item.patch', 'loan.lend'];
    const names = mutationNames.filter((name) => !looksInside.includes(name));
    fc.assert(
      fc.property(someMutation, (mutation) => {
        if (!names.includes(mutation.name)) return;
        const mine = mayMutate('member', mutation.name);
        expect(mayDo({ role: 'member', personId: me }, mutation)).toBe(mine);
      }),
      { numRuns: 2000 },
    );
  });
});

function does<Name extends MutationName>(role: Role, name: Name, args: MutationArgs<Name>) {
  // The arguments are those of this very name.
  return mayDo({ role, personId: me }, { name, version: 1, args } as unknown as Mutation);
}

describe('what a thing costs', () => {
  const id = idOf('item', 1);
  const unitCost = { amount: 150, currency: 'EUR' };

  test.each(roles)('is for staff to say and to take away: %s', (role) => {
    const may = role !== 'member';
    expect(does(role, 'item.create', { id, fields: { name: 'Drill', unitCost } })).toBe(may);
    expect(does(role, 'item.patch', { id, fields: { unitCost } })).toBe(may);
    // Null is what a member's phone shows, and would take away what staff have written.
    expect(does(role, 'item.patch', { id, fields: { unitCost: null } })).toBe(may);
    expect(does(role, 'item.create', { id, fields: { name: 'Drill' } })).toBe(true);
    expect(does(role, 'item.patch', { id, fields: { name: 'Drill', lendable: true } })).toBe(true);
  });
});

describe('lending', () => {
  const [lending] = fc.sample(argsByName['loan.lend'], 1);
  const to = (role: Role, terms: Pick<MutationArgs<'loan.lend'>, 'borrowerId' | 'borrowerName'>) =>
    lending !== undefined && does(role, 'loan.lend', { ...lending, ...terms });

  test.each(roles)('everyone borrows for themselves, named or not: %s', (role) => {
    expect(to(role, { borrowerId: null, borrowerName: '' })).toBe(true);
    expect(to(role, { borrowerId: me, borrowerName: '' })).toBe(true);
  });

  test.each(roles)('to others only staff lend, be they in the space or not: %s', (role) => {
    const may = role !== 'member';
    expect(to(role, { borrowerId: somebody, borrowerName: '' })).toBe(may);
    expect(to(role, { borrowerId: null, borrowerName: 'Grace' })).toBe(may);
    expect(to(role, { borrowerId: me, borrowerName: 'Grace' })).toBe(may);
  });
});

test('owners invite anyone, staff anyone but owners, members nobody', () => {
  const invited = roles.map((role) => roles.filter((other) => mayInvite(role, other)));
  expect(invited).toEqual([['owner', 'staff', 'member'], ['staff', 'member'], []]);
});
