/**
 * One transaction of the worker: what has ended is settled, and what may begin is claimed. Together, because
 * a commit costs an fsync and a version wakes every phone.
 *
 *   lock head → settle each ended job, fenced by its lease → its effect → claim → say what begins
 *   → take a version if any row changed → notify
 */
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { assertNever } from '../../shared/result.ts';
import type { Queries } from '../db/database.ts';
import { lockHead, notifyHead, takeVersion } from '../db/head-statements.ts';
import {
  claimJob,
  finishJob,
  giveBackJob,
  insertJobs,
  requeueJob,
  type ClaimedJob,
} from '../db/job-statements.ts';
import type { JobKind } from '../db/tables.ts';
import { writeChanged } from '../db/write-changed.ts';
import type { Handlers, JobEnd, Turn } from './job-handler.ts';

export interface Ended {
  readonly job: ClaimedJob;
  readonly end: JobEnd;
}

export interface TurnWish {
  readonly spaceId: string;
  /** All of this space. */
  readonly ended: readonly Ended[];
  readonly claimsMax: number;
  /** The hosts not to be asked, if these are asked as well. */
  readonly busyHosts: (claimed: readonly string[]) => readonly string[];
}

export interface TurnDeps {
  readonly db: Queries;
  readonly handlers: Handlers;
  readonly now: () => number;
  readonly leaseMs: number;
}

/** Answers what was claimed. One that comes beyond its last attempt is claimed to be given up. */
export async function takeTurn(deps: TurnDeps, wish: TurnWish): Promise<ClaimedJob[]> {
  const { spaceId, ended } = wish;
  return deps.db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, spaceId);
    const rows = new LoadedRows();
    const turn: Turn = {
      tx,
      spaceId,
      rows,
      nowMs: Math.max(deps.now(), head.receivedAt + 1),
      insertJobs: (jobs) => insertJobs(tx, jobs),
    };
    for (const each of ended) await settle(turn, each);
    const claimed = await claim(turn, deps, wish);
    if (rows.hasChanges()) {
      const version = await takeVersion(tx, spaceId, turn.nowMs);
      await writeChanged(tx, spaceId, rows, version);
      await notifyHead(tx, spaceId, head.epoch, version);
    }
    return claimed;
  });
}

async function settle(turn: Turn, { job, end }: Ended): Promise<void> {
  const isHeld = await endLease(turn, job, end);
  if (isHeld) await end.effect?.(turn);
}

async function endLease({ tx }: Turn, job: ClaimedJob, end: JobEnd): Promise<boolean> {
  switch (end.kind) {
    case 'done':
      return finishJob(tx, job, { state: 'done', code: '' });
    case 'failed':
      return finishJob(tx, job, { state: 'failed', code: end.code });
    case 'later':
      return requeueJob(tx, job, end);
    case 'back':
      return giveBackJob(tx, job);
    default:
      return assertNever(end);
  }
}

async function claim(turn: Turn, deps: TurnDeps, wish: TurnWish): Promise<ClaimedJob[]> {
  const { handlers, leaseMs } = deps;
  const { spaceId, claimsMax, busyHosts } = wish;
  const kinds: readonly JobKind[] = [...handlers.keys()];
  const claimed: ClaimedJob[] = [];
  while (claimed.length < claimsMax) {
    const hosts = claimed.map(({ host }) => host);
    const job = await claimJob(turn.tx, { spaceId, kinds, leaseMs, busyHosts: busyHosts(hosts) });
    if (job === undefined) break;
    claimed.push(job);
    if (job.attempts <= job.maxAttempts) await handlers.get(job.kind)?.begin?.(job)(turn);
  }
  return claimed;
}
