/**
 * What a push means for lead times: goods that came or did not after all, and another window. The
 * job joins the push's own transaction, so neither is there without the other, and saving never waits for the sums.
 */
import { emptyFields, type AnyRow, type OrderLine, type Settings } from '../../shared/entities.ts';
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Queries } from '../db/database.ts';
import { insertJobs } from '../db/job-statements.ts';
import { leadTimeJob } from '../db/lead-time-statements.ts';

/** After the mutations were judged. */
export async function trackLeadTimes(
  tx: Queries,
  spaceId: string,
  rows: LoadedRows,
): Promise<void> {
  const { orderLine, settings } = rows.changes();
  const changes =
    orderLine.some((row) => hasCome(row, rows.before('orderLine', row.id))) ||
    settings.some((row) => isReset(row, rows.before('settings', row.id)));
  if (changes) await insertJobs(tx, [leadTimeJob(spaceId, 0)]);
}

function hasCome({ received }: OrderLine, before: AnyRow | undefined): boolean {
  return received > 0 || (before !== undefined && 'received' in before && before.received > 0);
}

function isReset({ leadWindowDays }: Settings, before: AnyRow | undefined): boolean {
  const known = before !== undefined && 'leadWindowDays' in before ? before : emptyFields.settings;
  return known.leadWindowDays !== leadWindowDays;
}
