/**
 * Sends the safety data sheets that the server can take, one after the other, the oldest first, and lets go of those
 * that can be seen there. Nothing is remembered but what stands in the database, so it may be broken off anywhere.
 */
import {
  deleteSentSheet,
  deleteUnnamedSheets,
  markSheet,
  readSendableSheets,
  readSentSheets,
  readSheetToSend,
} from '../db/sheet-bytes.ts';
import type { SheetRow } from '../db/local-database.ts';
import { withReopen } from '../db/with-reopen.ts';
import { sheetPath } from '../../shared/sheets.ts';
import { judgeUpload, readBlobBytes } from './judge-upload.ts';
import type { PictureParts } from './picture-errands.ts';
import type { SendEnd } from './send-photos.ts';

export async function sendSheets(parts: PictureParts, signal: AbortSignal): Promise<SendEnd> {
  const { db, environment } = parts;
  let end: SendEnd = { kind: 'done' };
  const hashes = await withReopen(db, () => readSendableSheets(db, environment.nowMs()));
  for (const sha256 of hashes) {
    if (signal.aborted) break;
    const row = await withReopen(db, () => readSheetToSend(db, sha256, environment.nowMs()));
    if (row === undefined) continue;
    const sent = await sendSheet(parts, row, signal);
    if (sent.kind === 'skipped') end = { kind: 'later', retryAfterMs: null };
    else if (sent.kind !== 'done') return sent;
  }
  return end;
}

/** `skipped`: this one did not get through, and others may. */
type Sent = SendEnd | { readonly kind: 'skipped' };

async function sendSheet(
  { db, environment, sheets }: PictureParts,
  { sha256, bytes: blob }: SheetRow,
  signal: AbortSignal,
): Promise<Sent> {
  const bytes = await readBlobBytes(blob);
  if (bytes === undefined) {
    await markSheet(db, sha256, { refused: 'unreadable' });
    return { kind: 'done' };
  }
  const reply = await sheets.send(sha256, bytes, signal);
  const verdict = judgeUpload(reply);
  switch (verdict) {
    case 'taken':
    case 'unwanted': {
      const mark = { isSent: verdict === 'taken', nowMs: environment.nowMs() };
      await withReopen(db, () => markSheet(db, sha256, mark));
      return { kind: 'done' };
    }
    case 'damaged':
    case 'tooBig':
      await markSheet(db, sha256, { refused: verdict });
      return { kind: 'done' };
    case 'signedOut':
    case 'skipped':
      return { kind: verdict };
    case 'later':
      return {
        kind: 'later',
        retryAfterMs: reply.kind === 'reply' ? reply.retryAfterMs : null,
      };
  }
}

/** Not before the server has shown that it has a sheet: its word alone might have been somebody else's. */
export async function settleSheets(
  { db, environment, sheets }: PictureParts,
  signal: AbortSignal,
): Promise<void> {
  for (const sha256 of await withReopen(db, () => readSentSheets(db))) {
    const seen = await sheets.look(sheetPath(sha256), signal);
    if (signal.aborted || seen === 'unreachable') return;
    if (seen === 'fetched') await deleteSentSheet(db, sha256);
    else await markSheet(db, sha256, { isSent: false, nowMs: environment.nowMs() });
  }
  await deleteUnnamedSheets(db, environment.nowMs());
}
