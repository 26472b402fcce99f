/**
 * From the bytes of a picture to its finished files, for both kinds of source. Everything is named by its
 * content, so doing it twice leaves what doing it once leaves.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { imageSizes, type ImageReason } from '../../shared/images.ts';
import { isSha256 } from '../../shared/ids.ts';
import type { Queries } from '../db/database.ts';
import { findTwin } from '../db/image-statements.ts';
import type { ClaimedJob } from '../db/job-statements.ts';
import { BlobStoreError, type BlobStore } from '../images/blob-store.ts';
import type { Decoder } from '../images/decoder.ts';
import { setFailed, setLater, setReady, type ImageFacts } from './image-effects.ts';
import type { JobEnd } from './job-handler.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface ImageJobDeps {
  readonly db: Queries;
  readonly decoder: Decoder;
  readonly blobs: BlobStore;
  readonly rollDice: () => number;
}

const payloadSchema = v.object({
  imageId: v.pipe(v.string(), v.check(isSha256, 'the id of a picture')),
});

export function imageIdIn({ payload }: ClaimedJob): string {
  return v.parse(payloadSchema, payload).imageId;
}

/** A picture that kills the decoder is not worth all its attempts: each costs a new process. */
const crashesMax = 3;

interface Failure {
  readonly reason: ImageReason;
  readonly isPassing: boolean;
  readonly retryAfterMs?: number | null;
}

/** Another try later, or the end. */
export function endWith(job: ClaimedJob, failure: Failure, rollDice: () => number): JobEnd {
  const { reason, isPassing, retryAfterMs = null } = failure;
  const imageId = imageIdIn(job);
  const attemptsMax =
    reason === 'too_hard' ? Math.min(crashesMax, job.maxAttempts) : job.maxAttempts;
  if (!isPassing || job.attempts >= attemptsMax) {
    return { kind: 'failed', code: reason, effect: setFailed(imageId, reason) };
  }
  const delayMs = retryDelayMs(job.attempts, { dice: rollDice(), wishMs: retryAfterMs });
  return { kind: 'later', code: reason, delayMs, effect: setLater(imageId, reason, delayMs) };
}

export async function finishImage(
  deps: ImageJobDeps,
  { job, bytes, signal }: { job: ClaimedJob; bytes: Uint8Array; signal: AbortSignal },
): Promise<JobEnd> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = await findMade(deps, sha256);
  if (known !== undefined) return { kind: 'done', effect: setReady(imageIdIn(job), known) };
  const decoded = await deps.decoder.decode(bytes, signal);
  if (!decoded.ok) return endWith(job, decoded.failure, deps.rollDice);
  const { variants, ...seen } = decoded.value;
  for (const { size, bytes: made } of variants) {
    signal.throwIfAborted();
    await deps.blobs.put({ sha256, variant: size }, made);
  }
  const facts = { ...seen, sha256, bytes: bytes.byteLength };
  return { kind: 'done', effect: setReady(imageIdIn(job), facts) };
}

/** The same bytes from another address: nothing has to be made again. */
async function findMade(
  { db, blobs }: ImageJobDeps,
  sha256: string,
): Promise<ImageFacts | undefined> {
  const twin = await findTwin(db, sha256);
  if (twin === undefined) return undefined;
  for (const variant of imageSizes) if (!(await blobs.has({ sha256, variant }))) return undefined;
  const { thumbhash, width, height, format, bytes } = twin;
  return { sha256, thumbhash, width, height, format, bytes };
}

/** Runs `work`; a store that is full or away is a reason like any other, and passes. */
export async function withStorage(
  job: ClaimedJob,
  { rollDice }: ImageJobDeps,
  work: () => Promise<JobEnd>,
): Promise<JobEnd> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return endWith(job, { reason: 'storage', isPassing: true }, rollDice);
  }
}
