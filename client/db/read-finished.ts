/** Pictures that the server has finished, by the hash that names their files. */
import type { LocalDatabase } from './local-database.ts';

/** The newest first, each once: several sources may lead to the same bytes. */
export async function readNewestFinished(db: LocalDatabase, most: number): Promise<string[]> {
  const ready = db.image.where('[state+changedAt]').between(['ready', 0], ['ready', Infinity]);
  // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, walked from its end
  const images = await ready.reverse().limit(most).toArray();
  return [...new Set(images.map(({ sha256 }) => sha256))].filter((sha256) => sha256 !== '');
}

export function countImagesTouchedSince(db: LocalDatabase, touched: number): Promise<number> {
  return db.image.where('touched').above(touched).count();
}
