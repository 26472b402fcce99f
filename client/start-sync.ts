/** The sync loop with the browser's own world. Fetched after the first screen stands: nothing on it waits for sync. */
import type { LocalDatabase } from './db/local-database.ts';
import { makeBrowserEnvironment } from './sync/environment.ts';
import { makePictureLine } from './sync/picture-line.ts';
import { makeSheetLine } from './sync/sheet-line.ts';
import { startSyncLoop, type SyncLoop } from './sync/sync-loop.ts';
import { makeTransport } from './sync/transport.ts';

export function startSync(db: LocalDatabase): SyncLoop {
  const environment = makeBrowserEnvironment();
  const transport = makeTransport(environment);
  return startSyncLoop({
    db,
    environment,
    transport,
    pictures: makePictureLine(environment),
    sheets: makeSheetLine(environment),
  });
}
