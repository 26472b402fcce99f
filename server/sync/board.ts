/** What the board shows beyond the rows that every phone holds: sums that a member's phone could not make. */
import { monthsUntil, type BoardAnswer } from '../../shared/board.ts';
import { addDays } from '../../shared/lead-times.ts';
import { readShowsSpend, readSpend } from '../db/board-statements.ts';
import type { Queries } from '../db/database.ts';
import type { Actor } from './actor.ts';

export interface Board {
  /** Undefined unless the owner has said that everybody may see it. */
  read(actor: Pick<Actor, 'spaceId'>): Promise<BoardAnswer | undefined>;
}

export function makeBoard(db: Queries, now: () => number): Board {
  return {
    async read({ spaceId }) {
      if (!(await readShowsSpend(db, spaceId))) return undefined;
      const today = new Date(now()).toISOString().slice(0, 10);
      // A day more: where the phone that received it stands, tomorrow may have begun.
      const span = { from: `${monthsUntil(today)[0]}-01`, to: addDays(today, 1) };
      return { spend: await readSpend(db, spaceId, span) };
    },
  };
}
