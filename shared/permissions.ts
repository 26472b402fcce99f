/**
 * Who may make which change. One table; the server asks it for every mutation at the moment of the push,
 * the screens ask it to leave out what would be refused.
 */
import type { MutationName } from './mutations.ts';

export const roles = ['owner', 'staff', 'member'] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = ['owner', 'staff', 'member'];
const staff: readonly Role[] = ['owner', 'staff'];

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
};

export function mayMutate(role: Role, name: MutationName): boolean {
  return mutationRoles[name].includes(role);
}

export function mayInvite(role: Role, invited: Role): boolean {
  if (role === 'owner') return true;
  return role === 'staff' && invited !== 'owner';
}
