/** The sync loop with the browser's own world. Fetched after the first screen stands: nothing on it waits for sync. */
import type { LocalDatabase } from './db/local-database.ts';
import { makeBrowserEnvironment } from './sync/environment.ts';
import { startSyncLoop, type SyncLoop } from './sync/sync-loop.ts';
import { makeTransport } from './sync/transport.ts';

export function startSync(db: LocalDatabase): SyncLoop {
  const environment = makeBrowserEnvironment();
  return startSyncLoop({ db, environment, transport: makeTransport(environment) });
}
