/** Who may do what: the table, line by line. */
import { expect, test } from 'vitest';
import { mutationNames } from '../../shared/mutations.ts';
import { mayInvite, mayMutate, roles } from '../../shared/permissions.ts';

const memberMay = [
  'item.create',
  'item.patch',
  'code.create',
  'code.patch',
  'code.delete',
  'code.restore',
  'photo.create',
  'photo.patch',
  'photo.delete',
  'photo.restore',
  'image.retry',
  'movement.record',
  'count.record',
];

test('owners and staff may make every change there is', () => {
  expect(mutationNames).toHaveLength(23);
  for (const name of mutationNames) {
    expect(mayMutate('owner', name)).toBe(true);
    expect(mayMutate('staff', name)).toBe(true);
  }
});

test('a member may record what happens at the shelf, and not rearrange the house', () => {
  expect(mutationNames.filter((name) => mayMutate('member', name))).toEqual(memberMay);
});

test('owners invite anyone, staff anyone but owners, members nobody', () => {
  const table = roles.map((role) => roles.filter((invited) => mayInvite(role, invited)));
  expect(table).toEqual([['owner', 'staff', 'member'], ['staff', 'member'], []]);
});
