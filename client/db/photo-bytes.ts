/**
 * The bytes of photos taken here, from "kept" to "no longer needed". What has been done about each stands in its
 * row, so any tab may go on at any time, and after a restart too.
 *
 *   kept ──▶ server awaits it ──sent──▶ answered (sentFor) ──▶ picture ready, thumbnails here ──▶ deleted
 *                    └──▶ refused
 */
import type { Image } from '../../shared/entities.ts';
import { uploadSource } from '../../shared/images.ts';
import { inTransaction } from './in-transaction.ts';
import type { BlobRefusal, BlobRow, LocalDatabase } from './local-database.ts';
import { readUnsentPhotos } from './unsent-photos.ts';

/** An answer that the rows have not borne out after so long was perhaps not our server's. */
const answerTrustedMs = 60 * 60_000;
/** Undoing is a matter of minutes. */
const unshownKeptMs = 24 * 60 * 60_000;

export interface PhotoToSend {
  readonly sha256: string;
  readonly bytes: Blob;
  /** Version of the server's row that awaits it. */
  readonly version: number;
}

/** Hashes of the photos that the server awaits and that the person signed in may send, the oldest first. */
export async function readSendable(db: LocalDatabase, nowMs: number): Promise<string[]> {
  const { mine } = await readUnsentPhotos(db);
  const photos = await Promise.all(mine.map((sha256) => readPhotoToSend(db, sha256, nowMs)));
  return photos
    .filter((photo) => photo !== undefined)
    .toSorted((one, other) => one.addedAt - other.addedAt)
    .map(({ sha256 }) => sha256);
}

/** Undefined once it need not or may not be sent: another tab may have been quicker. */
export async function readPhotoToSend(
  db: LocalDatabase,
  sha256: string,
  nowMs: number,
): Promise<(PhotoToSend & Pick<BlobRow, 'addedAt'>) | undefined> {
  const [blob, image] = await Promise.all([db.blobs.get(sha256), readUpload(db, sha256)]);
  if (blob === undefined || blob.refused !== '' || image?.state !== 'awaiting') return undefined;
  const { sentFor, sentAt, bytes, addedAt } = blob;
  const isAnswered = sentFor === image.version && nowMs - (sentAt ?? 0) < answerTrustedMs;
  return isAnswered ? undefined : { sha256, bytes, addedAt, version: image.version };
}

export async function markAnswered(
  db: LocalDatabase,
  { sha256, version }: Pick<PhotoToSend, 'sha256' | 'version'>,
  nowMs: number,
): Promise<void> {
  await db.blobs.update(sha256, { sentAt: nowMs, sentFor: version });
}

export async function markRefused(
  db: LocalDatabase,
  sha256: string,
  refused: BlobRefusal,
): Promise<void> {
  await db.blobs.update(sha256, { refused });
}

export interface FinishedPhoto {
  readonly sha256: string;
  /** Names the files that the server has made of it. */
  readonly finishedSha256: string;
}

export async function readFinishedPhotos(db: LocalDatabase): Promise<FinishedPhoto[]> {
  const hashes = await db.blobs.toCollection().primaryKeys();
  const images = await Promise.all(hashes.map((sha256) => readUpload(db, sha256)));
  return hashes.flatMap((sha256, place) => {
    const image = images[place];
    return image?.state === 'ready' ? [{ sha256, finishedSha256: image.sha256 }] : [];
  });
}

/** Unless the server has lost it meanwhile and wants it again. */
export function deleteFinished(db: LocalDatabase, sha256: string): Promise<void> {
  return inTransaction(db, [db.blobs, db.image], async () => {
    const image = await readUpload(db, sha256);
    if (image?.state === 'ready') await db.blobs.delete(sha256);
  });
}

/** Photos that nothing shows any more and no waiting or unsettled change could bring back. */
export function deleteUnshown(db: LocalDatabase, nowMs: number): Promise<void> {
  const tables = [db.blobs, db.photo, db.outbox, db.attention];
  return inTransaction(db, tables, async () => {
    const hashes = await db.blobs.toCollection().primaryKeys();
    if (hashes.length === 0) return;
    const photos = await db.photo.where('sha256').anyOf(hashes).toArray();
    const shown = new Set(photos.flatMap((row) => (row.deletedAt === null ? row.sha256 : [])));
    const unshown = hashes.filter((sha256) => !shown.has(sha256));
    if (unshown.length === 0) return;
    const changes = JSON.stringify([
      await db.outbox.filter(({ name }) => name.startsWith('photo.')).toArray(),
      await db.attention.filter(({ resolvedAt }) => resolvedAt === null).toArray(),
    ]);
    const isNamed = (sha256: string): boolean =>
      changes.includes(sha256) ||
      photos.some((photo) => photo.sha256 === sha256 && changes.includes(photo.id));
    for (const blob of await db.blobs.bulkGet(unshown.filter((sha256) => !isNamed(sha256)))) {
      if (blob && nowMs - blob.addedAt > unshownKeptMs) await db.blobs.delete(blob.sha256);
    }
  });
}

function readUpload(db: LocalDatabase, sha256: string): Promise<Image | undefined> {
  return db.image.where('source').equals(uploadSource(sha256)).first();
}
