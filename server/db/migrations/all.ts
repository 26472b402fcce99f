/** Every migration there ever was, by name. Names sort in the order of time; one that was released never changes. */
import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';

export const allMigrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
};
