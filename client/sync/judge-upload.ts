/**
 * What an answer to uploaded bytes means. Only our server's own words count: 204, or JSON.
 *
 *   204                    it has the bytes
 *   404 notFound           it does not want them: the next rows will say why
 *   400, 413               it will never take them
 *   401                    nobody is signed in
 *   busy, all else         later
 */
import type { Reply } from './exchange.ts';

export type UploadVerdict =
  | 'taken'
  | 'unwanted'
  | 'damaged'
  | 'tooBig'
  | 'signedOut'
  | 'skipped'
  | 'later';

export function judgeUpload(reply: Reply): UploadVerdict {
  if (reply.kind !== 'reply') return 'later';
  const { status, body } = reply;
  if (status === 204) return 'taken';
  const kind = kindIn(body);
  if (status === 400 && kind === 'badRequest') return 'damaged';
  if (status === 401 && kind === 'signedOut') return 'signedOut';
  if (status === 404 && kind === 'notFound') return 'unwanted';
  if (status === 413 && kind === 'tooLarge') return 'tooBig';
  // A proxy with a limit of its own must not hold up smaller files.
  return status === 413 ? 'skipped' : 'later';
}

function kindIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, 'kind') : undefined;
}

/** Undefined where the browser can no longer read what it has stored (WebKit has lost blobs so). */
export async function readBlobBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}
