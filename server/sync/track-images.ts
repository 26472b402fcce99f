/**
 * What a push means for pictures: an address that nobody has fetched yet, a photo whose bytes are still on a
 * phone, a wish for another try. The rows join those of the push and the jobs its transaction, so a push
 * that is rolled back leaves neither, and saving never waits for a download.
 */
import type { LoadedRows } from '../../shared/loaded-rows.ts';
import { uploadSource } from '../../shared/images.ts';
import type { Queries } from '../db/database.ts';
import { jobFor, missingImages } from '../db/image-statements.ts';
import { insertJobs } from '../db/job-statements.ts';

/** After the mutations were judged and before their rows are written. */
export async function trackImages(
  tx: Queries,
  spaceId: string,
  rows: LoadedRows,
  receivedAt: number,
): Promise<void> {
  const { item, photo } = rows.changes();
  const sources = [
    ...item.flatMap((row) => (row.deletedAt === null && row.imageUrl !== '' ? [row.imageUrl] : [])),
    ...photo.flatMap((row) => (row.deletedAt === null ? [uploadSource(row.sha256)] : [])),
  ];
  for (const image of await missingImages(tx, spaceId, sources, receivedAt)) {
    rows.put('image', image);
  }
  const queued = rows.changes().image.filter(({ state }) => state === 'queued');
  await insertJobs(
    tx,
    queued.map((image) => jobFor(spaceId, image)),
  );
}
