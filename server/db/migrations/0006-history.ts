/** Everything that happened, in its order: for the history of a whole space. Items and places have had their index. */
import { sql, type Kysely } from 'kysely';

const statements = [
  `create index movement_stamp on movement (space_id, stamp)`,
  `create index count_stamp on count (space_id, stamp)`,
  // A count that was accepted leads back to the tally that was made with the same stamp.
  `create index tally_stamp on tally (space_id, stamp)`,
];

export const history = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
