/**
 * Brings the database to the shape this code expects: all missing migrations in one transaction, or none. Any number of
 * processes may start at once; on Postgres an advisory lock lets one work and the others wait. It never goes back.
 */
import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import type { OpenDatabase } from './database.ts';
import { DatabaseOpenError } from './database-open-error.ts';
import { allMigrations } from './migrations/all.ts';
import type { Tables } from './tables.ts';

/** Returns the names of what it applied. Throws `DatabaseOpenError` for a database of a newer version. */
export async function migrateToLatest(
  { kysely }: Pick<OpenDatabase, 'kysely'>,
  migrations: Readonly<Record<string, Migration>> = allMigrations,
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const unknown = (await readApplied(kysely)).filter((name) => !(name in migrations));
    if (unknown.length === 0) throw error;
    throw new DatabaseOpenError(
      `The database is newer than this Bincard: it has ${unknown.join(', ')}, which this version does not know. ` +
        'Start the newer Bincard again, or restore a backup that was made with this version.',
      { cause: error },
    );
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}

async function readApplied(kysely: Kysely<Tables>): Promise<string[]> {
  const table = sql.table(DEFAULT_MIGRATION_TABLE);
  const found = await sql<{ there: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as there`.execute(kysely);
  if (found.rows[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name`.execute(
    kysely,
  );
  return rows.map(({ name }) => name);
}
