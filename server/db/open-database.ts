/** Chooses the database: a real Postgres when there is an address for one, else the embedded one in the data folder. */
import type { Log } from '../log.ts';
import type { OpenDatabase } from './database.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';

interface DatabaseConfig {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
  /** Ends the wait for a Postgres that is not there yet. */
  readonly signal?: AbortSignal | undefined;
}

/** Throws `DatabaseOpenError` when it takes a person to go on. */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, log, signal } = config;
  if (databaseUrl === undefined) return openPglite({ dataDir, log });
  return openPostgres({ url: databaseUrl, log, ...(signal && { signal }) });
}
