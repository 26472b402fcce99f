/**
 * The bytes of a photo arrive, named by what they are. They are taken only if a photo says that they exist
 * and they are not here yet: the store is no place for whatever somebody wants to put there.
 */
import { createHash } from 'node:crypto';
import { uploadSource } from '../../shared/images.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { Queries } from '../db/database.ts';
import { changeImage, imageIdOf, jobFor, readImage } from '../db/image-statements.ts';
import { insertJobs } from '../db/job-statements.ts';
import type { BlobStore } from './blob-store.ts';

export interface UploadDeps {
  readonly db: Queries;
  readonly blobs: BlobStore;
  readonly now: () => number;
}

export interface UploadName {
  readonly spaceId: string;
  readonly sha256: string;
}

export type UploadWish = 'awaited' | 'here' | 'unknown';

/** Asked before the bytes are read: a phone that lost the answer sends them a second time. */
export async function lookUpUpload(
  { db }: UploadDeps,
  { spaceId, sha256 }: UploadName,
): Promise<UploadWish> {
  const image = await readImage(db, spaceId, imageIdOf(uploadSource(sha256)));
  if (image === undefined || image.state === 'gone') return 'unknown';
  return image.state === 'awaiting' ? 'awaited' : 'here';
}

/** Durable when it resolves, with the job that makes the smaller sizes. Failure: the name is not theirs. */
export async function takeUpload(
  { db, blobs, now }: UploadDeps,
  { spaceId, sha256 }: UploadName,
  bytes: Uint8Array,
): Promise<Result<void, 'otherBytes'>> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return fail('otherBytes');
  await blobs.put({ sha256, variant: 'original' }, bytes);
  const id = imageIdOf(uploadSource(sha256));
  await db.transaction().execute(async (tx) => {
    const queued = await changeImage(tx, { spaceId, id, nowMs: now() }, (image, changedAt) =>
      image.state === 'awaiting' ? { ...image, state: 'queued', changedAt } : undefined,
    );
    if (queued !== undefined) await insertJobs(tx, [jobFor(spaceId, queued)]);
  });
  return succeed(undefined);
}
