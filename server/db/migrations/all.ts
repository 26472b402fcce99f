/** Every migration there ever was, by name. Names sort in the order of time; one that was released never changes. */
import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';
import { images } from './0002-images.ts';
import { sheets } from './0003-sheets.ts';
import { stock } from './0004-stock.ts';
import { reorders } from './0005-reorders.ts';
import { history } from './0006-history.ts';
import { supply } from './0007-supply.ts';
import { notices } from './0008-notices.ts';

export const allMigrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-images': images,
  '0003-sheets': sheets,
  '0004-stock': stock,
  '0005-reorders': reorders,
  '0006-history': history,
  '0007-supply': supply,
  '0008-notices': notices,
};
