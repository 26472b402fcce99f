/**
 * Each full hour: finds what arrives today and what is late, and sends the digests whose hour has come. What is found at
 * night waits for the morning; each is raised once, however often this runs.
 */
import type { Queries } from '../db/database.ts';
import { purgeNotices, readComing } from '../db/notice-statements.ts';
import { noticeSweepJob, queueDigests, raiseNotices } from '../db/raise-notices.ts';
import { msUntilHour, msUntilNextHour, serverDay } from '../notices/server-day.ts';
import type { Effect, JobHandler } from './job-handler.ts';

/** Nobody's phone rings earlier because a parcel is late. */
const morningHour = 7;
const keptMs = 180 * 24 * 60 * 60 * 1000;

export function noticeSweepHandler({ now }: { readonly now: () => number }): JobHandler {
  const next: Effect = (turn) =>
    turn.insertJobs([noticeSweepJob(turn.spaceId, msUntilNextHour(now()))]);
  return {
    kind: 'notice.sweep',
    giveUp: () => next,
    // All of it is reading and writing rows, so it happens in the transaction that ends the job.
    run: async () => ({
      kind: 'done',
      effect: async (turn) => {
        await look(turn.tx, turn.spaceId, now());
        await next(turn);
      },
    }),
  };
}

async function look(tx: Queries, spaceId: string, nowMs: number): Promise<void> {
  const day = serverDay(nowMs);
  const delayMs = msUntilHour(nowMs, morningHour);
  const coming = await readComing(tx, spaceId, day.today);
  await raiseNotices(tx, { spaceId, nowMs, delayMs }, coming);
  await queueDigests(tx, { spaceId, nowMs, delayMs: 0, ...day });
  await purgeNotices(tx, spaceId, nowMs - keptMs);
}
