/** Both databases keep the one contract. */
import { inject } from 'vitest';
import { openPglite } from '../../server/db/open-pglite.ts';
import { openPostgres } from '../../server/db/open-postgres.ts';
import { makeDatabase } from '../support/make-database.ts';
import { quietLog } from '../support/quiet-log.ts';
import { databaseContract } from './database.contract.ts';

/** Making an empty database takes PGlite 2 s, and loading a copy of one 0.3 s. */
let empty: Promise<Blob> | undefined;

async function dumpEmpty(): Promise<Blob> {
  const db = await openPglite({ dataDir: 'memory', log: quietLog });
  const dumped = await db.dump();
  await db.close();
  return dumped;
}

databaseContract('PGlite', async () => {
  empty ??= dumpEmpty();
  return openPglite({ dataDir: 'memory', log: quietLog, loadDataDir: await empty });
});

databaseContract('Postgres', async () => {
  return openPostgres({ url: await makeDatabase(inject('postgresUrl')), log: quietLog });
});
