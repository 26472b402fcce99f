/**
 * Sees to it that there is one decoding child, warm and not worn, for who wants to ask it something. It is replaced
 * between jobs: after so many of them, or when it holds so much memory. A start that fails is tried again after a pause.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { ChildAnswer } from './child-answer.ts';
import { startDecodeProcess, type DecodeProcess } from './decode-process.ts';

export interface DecodeLimits {
  readonly startMs: number;
  readonly jobMs: number;
  readonly jobsPerChildMax: number;
  readonly rssBytesMax: number;
  /** The pause after a failed start; each further one doubles it. */
  readonly pauseMs: number;
  readonly pauseMsMax: number;
}

interface Options {
  readonly log: Log;
  readonly limits: DecodeLimits;
  readonly program: string;
  /** Ends the child, and whatever waits for one. */
  readonly signal: AbortSignal;
}

export interface DecodeChildren {
  readonly pid: number | undefined;
  /** Waits until one can be asked this. False: it does not start. */
  prepare(bytes: Uint8Array): Promise<boolean>;
  /** Undefined: it was lost over this. */
  ask(bytes: Uint8Array): Promise<ChildAnswer | undefined>;
  /** While one is asked: what it will be asked next. */
  sendAhead(bytes: Uint8Array): void;
  end(): Promise<void>;
}

export function keepDecodeChildren({ log, limits, program, signal }: Options): DecodeChildren {
  let child: DecodeProcess | undefined;
  let jobsDone = 0;
  let rssBytes = 0;
  let failedStarts = 0;

  async function end(): Promise<void> {
    await child?.end();
    child = undefined;
  }

  async function pause(): Promise<void> {
    if (failedStarts === 0) return;
    const pauseMs = Math.min(limits.pauseMs * 2 ** (failedStarts - 1), limits.pauseMsMax);
    await delay(pauseMs, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  return {
    get pid() {
      return child?.isGone === false ? child.pid : undefined;
    },
    async prepare(bytes) {
      await child?.dropOther(bytes);
      const isWorn = jobsDone >= limits.jobsPerChildMax || rssBytes > limits.rssBytesMax;
      if (child !== undefined && !child.isGone && !isWorn) return true;
      await end();
      await pause();
      if (signal.aborted) return false;
      const { startMs, jobMs } = limits;
      child = await startDecodeProcess({ program, log, startMs, jobMs, signal });
      [jobsDone, rssBytes] = [0, 0];
      failedStarts = child === undefined ? failedStarts + 1 : 0;
      return child !== undefined;
    },
    sendAhead(bytes) {
      // The next one would be killed over it.
      if (jobsDone + 1 < limits.jobsPerChildMax) child?.sendAhead(bytes);
    },
    async ask(bytes) {
      const answer = await child?.ask(bytes);
      jobsDone += 1;
      rssBytes = answer?.rssBytes ?? 0;
      return answer;
    },
    end,
  };
}
