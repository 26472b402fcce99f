/**
 * Sends the bytes that the server still lacks, once the rows that speak of them are kept: one file at a time,
 * each named by its hash. What has been sent stays sent, so whoever stops in the middle goes on later with
 * the same import.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { parseProblem, problemToTrouble, type ConsoleRequest, type Trouble } from './ask-server.ts';
import type { ImportFault } from './import-faults.ts';
import { faultAt } from './item-record.ts';
import type { Upload } from './plan-photos.ts';
import type { PhotoFile } from './read-photo-files.ts';

export interface SendPhotos {
  readonly request: ConsoleRequest;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
  /** Resolves after that time; rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface PhotosSent {
  /** In the order of sending: the server has them. */
  readonly sent: readonly Upload[];
  /** No item shows them any more. */
  readonly unwanted: readonly Upload[];
  readonly faults: readonly ImportFault[];
  /** Why the rest was not sent; null if there is none. */
  readonly trouble: Trouble | null;
}

const triesMax = 5;
const retryDefaultMs = 1000;
const retryMaxMs = 30_000;

type Sent = 'stored' | 'unwanted' | { readonly advice: string };

export async function sendPhotos(
  uploads: readonly Upload[],
  deps: SendPhotos,
): Promise<PhotosSent> {
  const sent: Upload[] = [];
  const unwanted: Upload[] = [];
  const faults: ImportFault[] = [];
  const tell = (trouble: Trouble | null): PhotosSent => ({ sent, unwanted, faults, trouble });
  for (const [done, upload] of uploads.entries()) {
    deps.onProgress(done, uploads.length);
    if (deps.signal.aborted) return tell(stopped);
    const answer = await sendPhoto(upload.file, deps);
    if (!answer.ok) return tell(answer.failure);
    if (answer.value === 'stored') sent.push(upload);
    else if (answer.value === 'unwanted') unwanted.push(upload);
    else faults.push(faultAt(upload.line, 'image', answer.value.advice));
  }
  deps.onProgress(uploads.length, uploads.length);
  return tell(null);
}

const stopped: Trouble = { kind: 'stopped', text: 'Stopped.' };

/** Fails when there is no sense in going on to the next one. */
async function sendPhoto(file: PhotoFile, deps: SendPhotos): Promise<Result<Sent, Trouble>> {
  const { request, signal, pause } = deps;
  const bytes = await readAgain(file);
  if (bytes === undefined) return succeed({ advice: changedAdvice });
  try {
    for (let tries = 1; ; tries++) {
      const response = await request(`/api/images/${file.sha256}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
        signal,
      });
      const said = await response.text();
      const isBusy = response.status === 503 || response.status === 429;
      if (!isBusy || tries === triesMax) return judge(response.status, said);
      await pause(retryAfterMs(response), signal);
    }
  } catch (error) {
    if (signal.aborted) return fail(stopped);
    // What fetch says when there is nobody at the other end.
    if (!(error instanceof TypeError)) throw error;
    return fail({ kind: 'unreachable', text: 'The server does not answer any more.' });
  }
}

const changedAdvice =
  'The file is not what it was when the import began. Run the import again once it is settled.';

/** Undefined where the file has gone or is another one by now: it would not be the picture it is named. */
async function readAgain({ path, sha256 }: PhotoFile): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const bytes = await readFile(path);
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES') return undefined;
    throw error;
  }
}

function judge(status: number, said: string): Result<Sent, Trouble> {
  switch (status) {
    case 204:
      return succeed('stored');
    case 404:
      return succeed('unwanted');
    case 400:
      return succeed({ advice: 'The picture did not arrive whole. Run the import again.' });
    case 413:
      return succeed({ advice: 'The picture is too large for the server. Make it smaller.' });
    case 415:
      return succeed({
        advice: 'The server does not know this kind of picture. Save it as JPEG, PNG, WebP or GIF.',
      });
    default:
      return fail(problemToTrouble(parseProblem(said), status));
  }
}

function retryAfterMs({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const wishedMs = Number.isFinite(seconds) ? seconds * 1000 : retryDefaultMs;
  return Math.min(Math.max(wishedMs, 0), retryMaxMs);
}
