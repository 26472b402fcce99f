/** What a person may be in a space, the one who may most first. */
export const roles = ['owner', 'staff', 'member'] as const;
export type Role = (typeof roles)[number];
