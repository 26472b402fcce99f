/**
 * Lets go of the bytes of photos that the server has made pictures of: not before their thumbnails have come here,
 * so that what could be seen without a network yesterday can be seen so tomorrow.
 */
import { deleteFinished, deleteUnshown, readFinishedPhotos } from '../db/photo-bytes.ts';
import { withReopen } from '../db/with-reopen.ts';
import { imagePath } from '../../shared/images.ts';
import type { PictureParts } from './picture-errands.ts';

export const keptSizes = [96, 320] as const;

export async function settlePhotos(
  { db, environment, pictures }: PictureParts,
  signal: AbortSignal,
): Promise<void> {
  const finished = await withReopen(db, () => readFinishedPhotos(db));
  for (const { sha256, finishedSha256 } of finished) {
    const fetched = await Promise.all(
      keptSizes.map((size) => pictures.fetchThumbnail(imagePath(finishedSha256, size), signal)),
    );
    if (signal.aborted || fetched.includes('unreachable')) return;
    if (fetched.every((each) => each === 'fetched')) await deleteFinished(db, sha256);
  }
  await deleteUnshown(db, environment.nowMs());
}
