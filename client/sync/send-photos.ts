/**
 * Sends the photos that the server awaits, one after the other, the oldest first. Nothing is remembered but what
 * stands in the database, so it may be broken off anywhere. What is taken is not sent again unless the server asks
 * again; what it will never take is marked, and the person sees that.
 */
import {
  markAnswered,
  markRefused,
  readPhotoToSend,
  readSendable,
  type PhotoToSend,
} from '../db/photo-bytes.ts';
import { withReopen } from '../db/with-reopen.ts';
import { judgeUpload, readBlobBytes } from './judge-upload.ts';
import type { PictureParts } from './picture-errands.ts';

export type SendEnd =
  /** Nothing is left that could be sent now. */
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly retryAfterMs: number | null }
  | { readonly kind: 'signedOut' };

export async function sendPhotos(parts: PictureParts, signal: AbortSignal): Promise<SendEnd> {
  const { db, environment } = parts;
  let end: SendEnd = { kind: 'done' };
  const hashes = await withReopen(db, () => readSendable(db, environment.nowMs()));
  for (const sha256 of hashes) {
    if (signal.aborted) break;
    const photo = await withReopen(db, () => readPhotoToSend(db, sha256, environment.nowMs()));
    if (photo === undefined) continue;
    const sent = await sendPhoto(parts, photo, signal);
    if (sent.kind === 'skipped') end = { kind: 'later', retryAfterMs: null };
    else if (sent.kind !== 'done') return sent;
  }
  return end;
}

/** `skipped`: this one did not get through, and others may. */
type Sent = SendEnd | { readonly kind: 'skipped' };

async function sendPhoto(
  { db, environment, pictures }: PictureParts,
  photo: PhotoToSend,
  signal: AbortSignal,
): Promise<Sent> {
  const { sha256 } = photo;
  const bytes = await readBlobBytes(photo.bytes);
  if (bytes === undefined) {
    await markRefused(db, sha256, 'unreadable');
    return { kind: 'done' };
  }
  const reply = await pictures.sendPhoto(sha256, bytes, signal);
  const retryAfterMs = reply.kind === 'reply' ? reply.retryAfterMs : null;
  switch (judgeUpload(reply)) {
    case 'taken':
    case 'unwanted':
      await withReopen(db, () => markAnswered(db, photo, environment.nowMs()));
      return { kind: 'done' };
    case 'damaged':
      await markRefused(db, sha256, 'damaged');
      return { kind: 'done' };
    case 'tooBig':
      await markRefused(db, sha256, 'tooBig');
      return { kind: 'done' };
    case 'signedOut':
      return { kind: 'signedOut' };
    case 'skipped':
      return { kind: 'skipped' };
    case 'later':
      return { kind: 'later', retryAfterMs };
  }
}
