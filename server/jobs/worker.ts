/**
 * The worker loop: keeps a few jobs running, whatever happens to them, to the database or to the server.
 *
 *              NOTIFY, a job's end, the next one's time, a poll
 *                                │
 *   resting ◀── nothing to do ── turn (take-turn.ts) ──▶ running jobs ──▶ ended ──┐
 *      ▲                          ▲  └─ outage: wait, longer each time            │
 *      └──────────────────────────┴───────────────────────────────────────────────┘
 *
 * A running job holds a lease that is renewed; whoever loses it stops. Any number of processes may share the
 * table. One of the two places where an outage is caught (the other is the phone's sync loop).
 */
import type { OpenDatabase } from '../db/database.ts';
import { isOutage } from '../db/is-outage.ts';
import {
  extendLease,
  findDueSpace,
  jobChannel,
  nextJobInMs,
  rescueJobs,
  type ClaimedJob,
} from '../db/job-statements.ts';
import type { Log } from '../log.ts';
import { makeBusyHosts } from './busy-hosts.ts';
import type { Handlers, JobEnd } from './job-handler.ts';
import { retryDelayMs } from './retry-delay.ts';
import { takeTurn, type Ended } from './take-turn.ts';

export interface WorkerLimits {
  /** Jobs at once in this process. */
  readonly runningMax: number;
  readonly perHostMax: number;
  readonly spacingMs: number;
  readonly leaseMs: number;
  readonly heartbeatMs: number;
  /** Notifications may be lost; also how soon a silent worker's jobs are found. */
  readonly pollMs: number;
  /** How long a server that stops waits for its jobs before it puts them back. */
  readonly graceMs: number;
}

const usualLimits: WorkerLimits = {
  runningMax: 4,
  perHostMax: 2,
  spacingMs: 250,
  leaseMs: 60_000,
  heartbeatMs: 20_000,
  pollMs: 15_000,
  graceMs: 4_000,
};
const outageMs = { first: 500, longest: 30_000 } as const;

export interface WorkerOptions {
  readonly db: OpenDatabase;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly now: () => number;
  /** As Math.random. */
  readonly rollDice: () => number;
  readonly isOwnHost: (host: string) => boolean;
  readonly limits?: Partial<WorkerLimits>;
}

export interface Worker {
  /** Running jobs finish within the grace or go back; resolves when all of them are settled. */
  stop(): Promise<void>;
}

interface Running {
  readonly job: ClaimedJob;
  readonly abort: AbortController;
  readonly heartbeat: NodeJS.Timeout;
}

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, handlers, log, now, rollDice, isOwnHost } = options;
  const limits = { ...usualLimits, ...options.limits };
  const kinds = [...handlers.keys()];
  const busy = makeBusyHosts({ ...limits, isOwnHost }, now);
  const running = new Map<string, Running>();
  const bell = makeBell();
  let ended: Ended[] = [];
  let isStopping = false;
  let rescueAt = 0;

  function start(job: ClaimedJob): void {
    const abort = new AbortController();
    const heartbeat = setInterval(() => void beat(job, abort), limits.heartbeatMs);
    running.set(job.id, { job, abort, heartbeat });
    busy.start(job.host);
    void runJob(job, abort.signal).then((end) => {
      busy.end(job.host);
      if (end === 'lost') forget(job);
      else ended.push({ job, end });
      bell.ring();
    });
  }

  async function beat(job: ClaimedJob, abort: AbortController): Promise<void> {
    try {
      if (!(await extendLease(db.kysely, job, limits.leaseMs))) abort.abort(new LeaseLost());
    } catch (error) {
      // Settling will find out whether the lease outlived the outage.
      log.debug({ err: error, job: job.id }, 'A lease could not be renewed');
    }
  }

  function forget(job: ClaimedJob): void {
    clearInterval(running.get(job.id)?.heartbeat);
    running.delete(job.id);
  }

  /** Never rejects. */
  async function runJob(job: ClaimedJob, signal: AbortSignal): Promise<JobEnd | 'lost'> {
    const handler = handlers.get(job.kind);
    if (handler === undefined) return { kind: 'back' };
    const { attempts, maxAttempts, kind, id } = job;
    if (attempts > maxAttempts) {
      log.warn({ job: id, kind, attempts }, 'A job is given up: nobody who tried it came back');
      return { kind: 'failed', code: 'gave_up', effect: handler.giveUp(job) };
    }
    try {
      return await handler.run(job, signal);
    } catch (error) {
      if (signal.aborted) {
        if (signal.reason instanceof LeaseLost) return 'lost';
        const effect = handler.putBack?.(job);
        return { kind: 'back', ...(effect && { effect }) };
      }
      const isPassing = isOutage(error);
      if (isPassing) log.warn({ err: error, job: id, kind }, 'A job met an outage');
      else log.error({ err: error, job: id, kind }, 'A bug in a job');
      const delayMs = retryDelayMs(attempts, { dice: rollDice() });
      return { kind: 'later', code: isPassing ? 'outage' : 'bug', delayMs };
    }
  }

  /** Answers whether there was anything to do. */
  async function turn(): Promise<boolean> {
    if (now() >= rescueAt) {
      const rescued = await rescueJobs(db.kysely);
      if (rescued > 0) log.warn({ rescued }, 'Jobs of a worker that went silent wait again');
      rescueAt = now() + limits.pollMs;
    }
    const claimsMax = isStopping ? 0 : limits.runningMax - (running.size - ended.length);
    const spaceId =
      ended[0]?.job.spaceId ??
      (claimsMax > 0
        ? await findDueSpace(db.kysely, { kinds, busyHosts: busy.list() })
        : undefined);
    if (spaceId === undefined) return false;
    const mine = ended.filter(({ job }) => job.spaceId === spaceId);
    const claimed = await settleAndClaim(spaceId, mine, claimsMax);
    for (const { job } of mine) forget(job);
    ended = ended.filter((each) => !mine.includes(each));
    for (const job of claimed) start(job);
    return mine.length > 0 || claimed.length > 0;
  }

  async function settleAndClaim(
    spaceId: string,
    mine: readonly Ended[],
    claimsMax: number,
  ): Promise<readonly ClaimedJob[]> {
    const deps = { db: db.kysely, handlers, now, leaseMs: limits.leaseMs };
    const wish = { spaceId, claimsMax, busyHosts: busy.list };
    try {
      return await takeTurn(deps, { ...wish, ended: mine });
    } catch (error) {
      if (isOutage(error) || mine.length === 0) throw error;
      // One of them is at fault: the others shall not wait for it. Its lease runs out and its attempts count.
      for (const each of mine) {
        await takeTurn(deps, { ...wish, ended: [each], claimsMax: 0 }).catch((fault: unknown) => {
          if (isOutage(fault)) throw fault;
          log.error({ err: fault, job: each.job.id, kind: each.job.kind }, 'A job cannot be ended');
        });
      }
      return [];
    }
  }

  async function restMs(): Promise<number> {
    if (running.size >= limits.runningMax) return limits.pollMs;
    const next = await nextJobInMs(db.kysely, { kinds, busyHosts: busy.list() });
    return Math.max(0, Math.min(next ?? Infinity, busy.nextFreeInMs() ?? Infinity, limits.pollMs));
  }

  async function loop(): Promise<void> {
    let failures = 0;
    for (;;) {
      if (isStopping && running.size === 0) return;
      try {
        if (!(await turn())) await bell.wait(isStopping ? limits.graceMs : await restMs());
        failures = 0;
      } catch (error) {
        // A server that stops with its database away leaves its jobs to their leases.
        if (isStopping) return;
        failures += 1;
        if (isOutage(error)) log.warn({ err: error }, 'The worker waits for the database');
        else log.error({ err: error }, 'A bug in the worker');
        await bell.wait(Math.min(outageMs.longest, outageMs.first * 2 ** (failures - 1)));
      }
    }
  }

  const stopListening = await db.listen(jobChannel, bell.ring, bell.ring);
  const looping = loop();
  return {
    async stop() {
      isStopping = true;
      bell.ring();
      const cutOff = setTimeout(() => {
        for (const { abort } of running.values()) abort.abort(new Error('The server stops'));
      }, limits.graceMs);
      await looping;
      clearTimeout(cutOff);
      for (const { job } of running.values()) forget(job);
      await stopListening();
    },
  };
}

class LeaseLost extends Error {}

interface Bell {
  /** Ends the present wait, or the next one if nobody waits. */
  readonly ring: () => void;
  wait(atMostMs: number): Promise<void>;
}

function makeBell(): Bell {
  let isRung = false;
  let wake = (): void => {
    isRung = true;
  };
  const sleep = wake;
  return {
    ring: () => wake(),
    async wait(atMostMs) {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, atMostMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = sleep;
      }
      isRung = false;
    },
  };
}
