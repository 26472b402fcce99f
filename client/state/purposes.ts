/** What stock was last taken for on this phone: offered as one tap, so that nobody types a project's name twice. */
import type { LocalDatabase } from '../db/local-database.ts';
import { readMeta, writeMeta } from '../db/meta.ts';

const keptMax = 6;

/** The last one first. */
export async function readPurposes(db: LocalDatabase): Promise<readonly string[]> {
  return await readMeta(db, 'purposes');
}

export async function rememberPurpose(db: LocalDatabase, purpose: string): Promise<void> {
  if (purpose === '') return;
  await db.transaction('rw', db.meta, async () => {
    const before = await readMeta(db, 'purposes');
    const others = before.filter((each) => each.toLowerCase() !== purpose.toLowerCase());
    await writeMeta(db, 'purposes', [purpose, ...others].slice(0, keptMax));
  });
}
