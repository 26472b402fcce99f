/** Asks the database for nothing, to see whether it answers. Rejects with an outage when it does not. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export async function pingDatabase(db: Kysely<Tables>): Promise<void> {
  await sql`select 1`.execute(db);
}
