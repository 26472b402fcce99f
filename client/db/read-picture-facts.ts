/**
 * What is known here of one item's pictures: its photos, what the server says of each source, which bytes lie on
 * this phone and which changes wait. client/state/pictures.ts makes pictures of it.
 */
import type { Table } from 'dexie';
import type { Image, Item, Photo } from '../../shared/entities.ts';
import { uploadSource } from '../../shared/images.ts';
import { rowKey } from '../../shared/mutation-reach.ts';
import type { BlobRefusal, LocalDatabase } from './local-database.ts';

export interface PictureFacts {
  readonly item: Pick<Item, 'id' | 'imageUrl' | 'coverPhotoId'>;
  /** Those of the item, living or not. */
  readonly photos: readonly Photo[];
  /** What the server knows of their sources; others do no harm. */
  readonly images: readonly Image[];
  /** Which bytes are on this phone, by hash, and why they will not be sent, if so. */
  readonly blobs: ReadonlyMap<string, BlobRefusal | ''>;
  readonly pendingKeys: ReadonlySet<string>;
}

export function pictureTables(db: LocalDatabase): Table[] {
  return [db.photo, db.image, db.blobs, db.outbox];
}

/** Inside a transaction over `pictureTables`. */
export async function readPictureFacts(
  db: LocalDatabase,
  item: PictureFacts['item'],
): Promise<PictureFacts> {
  const photos = await db.photo.where('itemId').equals(item.id).toArray();
  const hashes = photos.map(({ sha256 }) => sha256);
  const sources = hashes.map(uploadSource);
  if (item.imageUrl !== '') sources.push(item.imageUrl);
  const [images, kept, refused] = await Promise.all([
    db.image.where('source').anyOf(sources).toArray(),
    // Keys only: the bytes themselves are not wanted here.
    db.blobs.where('sha256').anyOf(hashes).primaryKeys(),
    db.blobs.where('refused').notEqual('').toArray(),
  ]);
  const blobs = new Map(kept.map((sha256): [string, BlobRefusal | ''] => [sha256, '']));
  for (const { sha256, refused: why } of refused) if (blobs.has(sha256)) blobs.set(sha256, why);
  const keys = [
    rowKey('item', item.id),
    ...photos.map(({ id }) => rowKey('photo', id)),
    ...images.map(({ id }) => rowKey('image', id)),
  ];
  return { item, photos, images, blobs, pendingKeys: await readPendingAmong(db, keys) };
}

async function readPendingAmong(db: LocalDatabase, keys: readonly string[]): Promise<Set<string>> {
  const counts = await Promise.all(keys.map((key) => db.outbox.where('keys').equals(key).count()));
  return new Set(keys.filter((_, place) => (counts[place] ?? 0) > 0));
}
