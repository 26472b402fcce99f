/**
 * The code reader, for the page: frames go to a worker and codes come back. One frame is in flight; of those that
 * come meanwhile only the newest is kept, the others are answered with nothing. Frames are handed over, not copied:
 * a bitmap or pixels that were given away are gone. Load it when it is needed: the wasm is 0.95 MB.
 */
import type { DecodeAnswer, DecodeFrame, DecodeQuestion } from './decode-worker.ts';
import type { ReadCode, ReadOptions } from './read-codes.ts';

export type { DecodeFrame } from './decode-worker.ts';
export type { ReadCode, ReadOptions } from './read-codes.ts';

export interface CodeReader {
  /** Rejects when the reader broke at this frame; it is made anew for the next one. */
  read(frame: DecodeFrame, options?: ReadOptions): Promise<readonly ReadCode[]>;
  /** Open questions are answered with nothing. */
  close(): void;
}

interface Errand {
  readonly question: DecodeQuestion;
  readonly resolve: (codes: readonly ReadCode[]) => void;
  readonly reject: (error: Error) => void;
}

/** Rejects where the reader cannot be had: the wasm was never loaded here and there is no network. */
export async function openCodeReader(): Promise<CodeReader> {
  return new WorkerCodeReader(await startWorker());
}

function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    const giveUp = (detail: string): void => {
      worker.terminate();
      reject(new Error(`The code reader does not start: ${detail}`));
    };
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<DecodeAnswer>) => {
        if (data.kind === 'ready') resolve(worker);
        else giveUp(data.kind === 'unavailable' ? data.detail : `it says "${data.kind}"`);
      },
      { once: true },
    );
    worker.addEventListener('error', ({ message }) => giveUp(message), { once: true });
  });
}

class WorkerCodeReader implements CodeReader {
  /** Undefined after it broke, until somebody asks again. */
  #worker: Worker | undefined;
  #inFlight: Errand | undefined;
  #waiting: Errand | undefined;
  #isClosed = false;
  #asked = 0;

  constructor(worker: Worker) {
    this.#take(worker);
  }

  read(frame: DecodeFrame, { deep = false }: ReadOptions = {}): Promise<readonly ReadCode[]> {
    if (this.#isClosed) {
      discard(frame);
      return Promise.resolve([]);
    }
    return new Promise((resolve, reject) => {
      const question = { id: ++this.#asked, frame, deep };
      this.#dropWaiting();
      this.#waiting = { question, resolve, reject };
      void this.#next();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#dropWaiting();
    this.#inFlight?.resolve([]);
    this.#inFlight = undefined;
  }

  async #next(): Promise<void> {
    if (this.#inFlight !== undefined || this.#waiting === undefined) return;
    const errand = this.#waiting;
    this.#waiting = undefined;
    this.#inFlight = errand;
    try {
      if (this.#worker === undefined) this.#take(await startWorker());
    } catch (error) {
      this.#settle(({ reject }) => reject(toError(error)));
      return;
    }
    const { frame } = errand.question;
    // Closed while the worker was being made.
    if (this.#inFlight !== errand || this.#worker === undefined) {
      discard(frame);
      return;
    }
    try {
      this.#worker.postMessage(errand.question, transferables(frame));
    } catch (error) {
      // A frame that was given away before: its owner should know.
      this.#settle(({ reject }) => reject(toError(error)));
    }
  }

  #take(worker: Worker): void {
    if (this.#isClosed) {
      worker.terminate();
      return;
    }
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => {
      if (data.kind === 'codes') this.#settle(({ resolve }) => resolve(data.codes));
      else if (data.kind === 'failed') this.#break(data.detail);
    });
    worker.addEventListener('error', ({ message }) => this.#break(message));
  }

  /** A module that ran out of memory, or read wild, answers nothing right any more. */
  #break(detail: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#settle(({ reject }) => reject(new Error(`The code reader broke: ${detail}`)));
  }

  #settle(answer: (errand: Errand) => void): void {
    const errand = this.#inFlight;
    this.#inFlight = undefined;
    if (errand !== undefined) answer(errand);
    void this.#next();
  }

  #dropWaiting(): void {
    if (this.#waiting === undefined) return;
    discard(this.#waiting.question.frame);
    this.#waiting.resolve([]);
    this.#waiting = undefined;
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function transferables(frame: DecodeFrame): Transferable[] {
  if (frame instanceof ImageData) return [frame.data.buffer];
  return frame instanceof Blob ? [] : [frame];
}

/** Bitmaps hold memory that no garbage collector sees. */
function discard(frame: DecodeFrame): void {
  if (!(frame instanceof ImageData) && !(frame instanceof Blob)) frame.close();
}
