/**
 * Photos whose bytes only this phone has: work that waits, as the outbox is. A photo counts while it is shown and
 * the server has not said that it has the bytes.
 */
import { uploadSource } from '../../shared/images.ts';
import type { LocalDatabase } from './local-database.ts';

/** By their hashes. */
export interface UnsentPhotos {
  readonly mine: readonly string[];
  /** Somebody else took them; the changes are held back for their author, and so are the bytes. */
  readonly heldBack: readonly string[];
}

export async function readUnsentPhotos(db: LocalDatabase): Promise<UnsentPhotos> {
  const hashes = await db.blobs.where('refused').equals('').primaryKeys();
  if (hashes.length === 0) return { mine: [], heldBack: [] };
  const [photos, images, others] = await Promise.all([
    db.photo.where('sha256').anyOf(hashes).toArray(),
    db.image.where('source').anyOf(hashes.map(uploadSource)).toArray(),
    db.outbox.where('mid').below(1).toArray(),
  ]);
  // As rowKey makes them; importing it would bring the whole reach of changes into the first load (0.7 kB).
  const heldKeys = new Set(
    others.filter(({ name }) => name === 'photo.create').flatMap(({ keys }) => keys),
  );
  const shown = photos.filter(({ deletedAt }) => deletedAt === null);
  const all = new Set(shown.map(({ sha256 }) => sha256));
  const mine = new Set(
    shown.filter(({ id }) => !heldKeys.has(`photo:${id}`)).map(({ sha256 }) => sha256),
  );
  const stateBySource = new Map(images.map(({ source, state }) => [source, state]));
  const unsent = hashes.filter((sha256) => {
    const state = stateBySource.get(uploadSource(sha256)) ?? 'awaiting';
    return all.has(sha256) && (state === 'awaiting' || state === 'gone');
  });
  return {
    mine: unsent.filter((sha256) => mine.has(sha256)),
    heldBack: unsent.filter((sha256) => !mine.has(sha256)),
  };
}
