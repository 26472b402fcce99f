/** Safety data sheets that a space has been given, by their hash, and how to find the items that name one. */
import { sql, type Kysely } from 'kysely';

const statements = [
  `create table sheet (
    space_id text collate "C" not null references space (id),
    sha256 text collate "C" not null,
    named_at bigint not null,
    primary key (space_id, sha256)
  )`,
  `create index sheet_sha256 on sheet (sha256)`,
  `create index item_sds_file on item (space_id, (hazards #>> '{sdsFile,sha256}'))
    where hazards #>> '{sdsFile,sha256}' is not null`,
];

export const sheets = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
