/**
 * Decodes pictures in a child process, one at a time, so that a picture which brings its decoder down costs itself and
 * nothing else. The child starts with the first picture, stays warm, and is replaced when it is lost or worn.
 */
import { fileURLToPath } from 'node:url';
import type { ImageReason, ImageSize } from '../../shared/images.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Log } from '../log.ts';
import { keepDecodeChildren, type DecodeLimits } from './decode-children.ts';
import type { PictureFormat } from './sniff-format.ts';

export interface DecodedImage {
  readonly format: PictureFormat;
  /** Of the original, upright. */
  readonly width: number;
  readonly height: number;
  /** Base64. */
  readonly thumbhash: string;
  /** All of them, as WebP, the smallest first. */
  readonly variants: readonly { readonly size: ImageSize; readonly bytes: Uint8Array }[];
}

export interface DecodeFailure {
  readonly reason: ImageReason;
  /** The child was lost, or there was none: another try may succeed. */
  readonly isPassing: boolean;
}

type Decoded = Result<DecodedImage, DecodeFailure>;

export interface Decoder {
  /** Rejects when the signal is aborted, with its reason, and when the decoder is closed, with an `AbortError`. */
  decode(bytes: Uint8Array, signal?: AbortSignal): Promise<Decoded>;
  /** Ends what is being decoded, too. */
  close(): Promise<void>;
  /** For tests. */
  readonly childPid: number | undefined;
}

interface Options {
  readonly log: Log;
  readonly limits?: Partial<DecodeLimits>;
  /** What runs in the child, if not ours: for tests. */
  readonly program?: string;
}

const defaultLimits: DecodeLimits = {
  startMs: 20_000,
  jobMs: 20_000,
  jobsPerChildMax: 200,
  rssBytesMax: 400_000_000,
  pauseMs: 1_000,
  pauseMsMax: 30_000,
};

const lost = fail<DecodeFailure>({ reason: 'too_hard', isPassing: true });
const absent = fail<DecodeFailure>({ reason: 'no_decoder', isPassing: true });

const ownProgram = fileURLToPath(new URL('decode-child.ts', import.meta.url));

interface Job {
  readonly bytes: Uint8Array;
  resolve(decoded: Decoded): void;
  reject(reason: unknown): void;
}

export function openDecoder({ log, limits, program = ownProgram }: Options): Decoder {
  const closing = new AbortController();
  const { signal: closed } = closing;
  const children = keepDecodeChildren({
    log,
    limits: { ...defaultLimits, ...limits },
    program,
    signal: closed,
  });
  /** The first is being decoded. A job leaves at the moment it is settled, whoever does that. */
  const jobs = new Set<Job>();
  let asked: Job | undefined;
  let isWorking = false;
  let work = Promise.resolve();

  async function serveAll(): Promise<void> {
    isWorking = true;
    try {
      // Meets the jobs that come in the meantime, and not those that have left.
      for (const job of jobs) await serve(job);
    } catch (error) {
      for (const job of jobs) job.reject(error);
    } finally {
      isWorking = false;
    }
  }

  async function serve(job: Job): Promise<void> {
    if (await children.prepare(job.bytes)) {
      if (!jobs.has(job)) return;
      asked = job;
      const asking = ask(job.bytes);
      sendNext();
      job.resolve(await asking);
    } else {
      // Nobody queues behind a child that does not start. Who comes later waits for the next try.
      for (const each of jobs) each.resolve(absent);
    }
  }

  function sendNext(): void {
    for (const job of jobs) if (job !== asked) return children.sendAhead(job.bytes);
  }

  async function ask(bytes: Uint8Array): Promise<Decoded> {
    const result = (await children.ask(bytes))?.result;
    if (result === undefined) return lost;
    if (result.ok) return result;
    return fail({ reason: result.failure, isPassing: false });
  }

  return {
    get childPid() {
      return children.pid;
    },
    async decode(bytes, signal) {
      closed.throwIfAborted();
      signal?.throwIfAborted();
      return new Promise<Decoded>((resolve, reject) => {
        const abort = (): void => job.reject(signal?.reason);
        const leave = (): void => {
          jobs.delete(job);
          signal?.removeEventListener('abort', abort);
        };
        const job: Job = {
          bytes,
          resolve: (decoded) => (leave(), resolve(decoded)),
          reject: (reason) => (leave(), reject(reason)),
        };
        signal?.addEventListener('abort', abort);
        jobs.add(job);
        if (!isWorking) work = serveAll();
        else sendNext();
      });
    },
    async close() {
      closing.abort(new DOMException('The decoder is closed', 'AbortError'));
      for (const job of jobs) job.reject(closed.reason);
      await work;
      await children.end();
    },
  };
}
