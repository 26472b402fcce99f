/** What waits, as a file for somebody who can help: every change and photo, of whomever. */
import { exportOutbox } from '../db/export-outbox.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { Moment } from '../db/meta.ts';

export function exportWaiting({
  db,
  moment,
}: {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
}): Promise<string> {
  return exportOutbox(db, moment().nowMs);
}
