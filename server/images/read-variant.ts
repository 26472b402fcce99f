/**
 * A finished file, for whoever may see a picture that is made of it. A file that has been lost (a disk, a
 * backup without pictures) is made again by asking for it.
 */
import type { ImageSize } from '../../shared/images.ts';
import type { Queries } from '../db/database.ts';
import { changeImage, findImageByHash, jobFor } from '../db/image-statements.ts';
import { insertJobs } from '../db/job-statements.ts';
import type { Log } from '../log.ts';
import type { BlobStore } from './blob-store.ts';

export interface VariantDeps {
  readonly db: Queries;
  readonly blobs: BlobStore;
  readonly now: () => number;
  readonly log: Log;
}

export interface VariantName {
  readonly spaceId: string;
  readonly sha256: string;
  readonly size: ImageSize;
}

export async function readVariant(
  deps: VariantDeps,
  { spaceId, sha256, size }: VariantName,
): Promise<Uint8Array | undefined> {
  const image = await findImageByHash(deps.db, spaceId, sha256);
  if (image === undefined) return undefined;
  const bytes = await deps.blobs.get({ sha256, variant: size });
  if (bytes === undefined) await makeAgain(deps, spaceId, image.id);
  return bytes;
}

async function makeAgain(
  { db, now, log }: VariantDeps,
  spaceId: string,
  id: string,
): Promise<void> {
  log.warn({ image: id }, 'A file of a picture is missing: it is made again');
  await db.transaction().execute(async (tx) => {
    const queued = await changeImage(tx, { spaceId, id, nowMs: now() }, (image, changedAt) =>
      // Until it is there again it has no files: a twin must not be made from names alone.
      image.state === 'ready' ? { ...image, state: 'queued', sha256: '', changedAt } : undefined,
    );
    if (queued !== undefined) await insertJobs(tx, [jobFor(spaceId, queued)]);
  });
}
