/**
 * What a kind of work is: a handler. A new kind is a name in `jobKinds` and one of these; queueing, leases,
 * retries and shutdown are the worker's and the same for all.
 */
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Queries } from '../db/database.ts';
import type { ClaimedJob, NewJob } from '../db/job-statements.ts';
import { jobKinds, type JobKind } from '../db/tables.ts';

/** The one transaction in which jobs end and begin. The head of the space is locked. */
export interface Turn {
  readonly tx: Queries;
  readonly spaceId: string;
  /** Time of receipt, as for a push. */
  readonly nowMs: number;
  /** What is put here is written under one version at the end of the turn. */
  readonly rows: LoadedRows;
  insertJobs(jobs: readonly NewJob[]): Promise<void>;
}

export type Effect = (turn: Turn) => Promise<void>;

/** How a job ended. Its effect happens in the transaction that ends it, or not at all. */
export type JobEnd =
  | { readonly kind: 'done'; readonly effect?: Effect }
  | { readonly kind: 'failed'; readonly code: string; readonly effect?: Effect }
  | {
      readonly kind: 'later';
      readonly code: string;
      readonly delayMs: number;
      readonly effect?: Effect;
    }
  /** As if it had not been claimed. */
  | { readonly kind: 'back'; readonly effect?: Effect };

export interface JobHandler {
  readonly kind: JobKind;
  /** What its claim means for the rows, and what its being put back unfinished by a server that stops. */
  readonly begin?: (job: ClaimedJob) => Effect;
  readonly putBack?: (job: ClaimedJob) => Effect;
  /**
   * Outside any transaction; network, disk and long work belong here. It may run twice, so all it leaves
   * behind before its effect must bear that. What it throws is an outage or a bug: it is tried again.
   * Rejects soon after `signal` is aborted: the server stops, or the lease was lost.
   */
  run(job: ClaimedJob, signal: AbortSignal): Promise<JobEnd>;
  /** What its end means for the rows if its attempts are used up and nobody lived to say why. */
  readonly giveUp: (job: ClaimedJob) => Effect;
}

export type Handlers = ReadonlyMap<JobKind, JobHandler>;

/** Throws unless each kind has one handler: a job that nobody takes would wait for ever. */
export function makeHandlers(handlers: readonly JobHandler[]): Handlers {
  const byKind = new Map<JobKind, JobHandler>();
  for (const handler of handlers) {
    if (byKind.has(handler.kind)) throw new Error(`Two handlers for jobs of kind ${handler.kind}`);
    byKind.set(handler.kind, handler);
  }
  for (const kind of jobKinds) {
    if (!byKind.has(kind)) throw new Error(`No handler for jobs of kind ${kind}`);
  }
  return byKind;
}
