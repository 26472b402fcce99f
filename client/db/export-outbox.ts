/** What waits, as a file: the last resort of somebody whose phone is about to die. */
import type { BlobRow, LocalDatabase, SheetRow } from './local-database.ts';
import { readMetas } from './meta.ts';
import { readUnsentPhotos } from './unsent-photos.ts';
import { readUnsentSheets } from './unsent-sheets.ts';

/**
 * JSON text with every change that waits, of whomever, every outcome nobody has dealt with, and every photo and
 * safety data sheet that the server does not have.
 */
export async function exportOutbox(db: LocalDatabase, nowMs: number): Promise<string> {
  const [meta, outbox, attention, unsent, refused] = await Promise.all([
    readMetas(db, ['session', 'clientId', 'epoch', 'openCount']),
    db.outbox.toArray(),
    db.attention.filter(({ resolvedAt }) => resolvedAt === null).toArray(),
    readUnsentPhotos(db),
    db.blobs.where('refused').notEqual('').toArray(),
  ]);
  const blobs = await db.blobs.bulkGet([...unsent.mine, ...unsent.heldBack]);
  const bytesLeft = { bytes: exportedBytesMax };
  const photos = await exportBytes(
    [...blobs.filter((blob) => blob !== undefined), ...refused],
    bytesLeft,
  );
  const sheets = await exportBytes(await readUnsentSheets(db, { withRefused: true }), bytesLeft);
  const file = { bincardOutbox: 1, exportedAt: nowMs, ...meta, outbox, attention, photos, sheets };
  return JSON.stringify(file, null, 2);
}

interface Exported extends Pick<BlobRow, 'sha256' | 'addedAt' | 'refused'> {
  readonly type: string;
  /** Null where it could not be read, or where the file would grow beyond what a browser can write. */
  readonly base64: string | null;
}

/** A text in a browser holds at most some 500 million characters. */
const exportedBytesMax = 300_000_000;

async function exportBytes(
  rows: readonly (BlobRow | SheetRow)[],
  left: { bytes: number },
): Promise<Exported[]> {
  const exported: Exported[] = [];
  for (const { sha256, addedAt, refused, bytes } of rows) {
    left.bytes -= bytes.size;
    const base64 = left.bytes < 0 ? null : await toBase64(bytes);
    exported.push({ sha256, addedAt, refused, type: bytes.type, base64 });
  }
  return exported;
}

/** Null where the browser can no longer read what it has stored. */
function toBase64(blob: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => resolve(null));
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.readAsDataURL(blob);
  });
}
