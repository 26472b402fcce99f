/**
 * What a push means for notices: a request that begins as urgent, or rises to it. Raised in the push's own transaction,
 * so a push that is rolled back tells nothing; sending is the queue's.
 */
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import { noticeOf } from '../../shared/notices.ts';
import type { Queries } from '../db/database.ts';
import { raiseNotices } from '../db/raise-notices.ts';

/** After the mutations were judged. Arrivals are found by the clock (jobs/notice-sweep-handler.ts). */
export async function trackNotices(
  tx: Queries,
  spaceId: string,
  rows: LoadedRows,
  receivedAt: number,
): Promise<void> {
  const urgent = rows.changes().reorder.filter((row) => {
    const before = rows.before('reorder', row.id);
    const wasUrgent = before !== undefined && 'priority' in before && before.priority === 'urgent';
    return !wasUrgent && noticeOf(row, '') === 'urgent';
  });
  if (urgent.length === 0) return;
  await raiseNotices(
    tx,
    { spaceId, nowMs: receivedAt, delayMs: 0 },
    urgent.map(({ id }) => ({ event: 'urgent', reorderId: id, expectedOn: '' })),
  );
}
