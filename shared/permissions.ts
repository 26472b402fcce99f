/**
 * Who may make which change. One table; the server asks it for every mutation at the moment of the push,
 * the screens ask it to leave out what would be refused.
 */
import type { PersonId } from './ids.ts';
import type { Mutation, MutationName } from './mutations.ts';
import type { Role } from './roles.ts';

const everyone: readonly Role[] = ['owner', 'staff', 'member'];
const staff: readonly Role[] = ['owner', 'staff'];
const owner: readonly Role[] = ['owner'];

const mutationRoles: { readonly [Name in MutationName]: readonly Role[] } = {
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
  'settings.patch': owner,
};

export function mayMutate(role: Role, name: MutationName): boolean {
  return mutationRoles[name].includes(role);
}

export interface Doer {
  readonly role: Role;
  readonly personId: PersonId;
}

/** With a look at what the change says: some things inside a change are for staff alone. */
export function mayDo({ role, personId }: Doer, mutation: Mutation): boolean {
  if (!mayMutate(role, mutation.name)) return false;
  if (role !== 'member') return true;
  switch (mutation.name) {
    case 'item.create':
    case 'item.patch':
      return mutation.args.fields.unitCost === undefined;
    // Members borrow for themselves; whom else a tool went to is for staff to say.
    case 'loan.lend':
      return (
        mutation.args.borrowerName === '' &&
        (mutation.args.borrowerId === null || mutation.args.borrowerId === personId)
      );
    default:
      return true;
  }
}

export function mayInvite(role: Role, invited: Role): boolean {
  if (role === 'owner') return true;
  return role === 'staff' && invited !== 'owner';
}
