/** What everything in this room works with. */
import type { OpenDatabase } from '../db/database.ts';

export interface PeopleDeps {
  readonly db: OpenDatabase['kysely'];
  /** Unix milliseconds. */
  readonly now: () => number;
}
