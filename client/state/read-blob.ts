/** The bytes of a photo that was taken on this phone, or their preview. */
import type { LocalDatabase } from '../db/local-database.ts';

/** Undefined when they are not here (any more): then the server has pictures of it. */
export async function readBlob(
  db: LocalDatabase,
  sha256: string,
  which: 'small' | 'bytes',
): Promise<Blob | undefined> {
  return (await db.blobs.get(sha256))?.[which];
}
