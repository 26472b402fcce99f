/**
 * The other wire: photos up, thumbnails down. Rows never wait for it. What comes back are values, as in
 * transport.ts; who keeps thumbnails is the service worker, on their way through it.
 */
import { thumbnailCacheName } from '../../shared/kept-thumbnails.ts';
import type { SyncEnvironment } from './environment.ts';
import { exchange, type Reply } from './exchange.ts';
import { fetchKept, readKeptPaths, type Fetched } from './fetch-kept.ts';

export interface PictureLine {
  sendPhoto(sha256: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Reply>;
  fetchThumbnail(path: string, signal: AbortSignal): Promise<FetchedThumbnail>;
  /** Paths of those that are kept on this phone; null where none are to be fetched in advance. */
  readKept(): Promise<ReadonlySet<string> | null>;
  /** The person has left. */
  forgetKept(): Promise<void>;
}

export type FetchedThumbnail = Fetched;

/** 15 MB over a bad mobile network. */
const uploadTimeoutMs = 5 * 60_000;
const thumbnailTimeoutMs = 30_000;

export function makePictureLine(environment: SyncEnvironment, origin = ''): PictureLine {
  return {
    sendPhoto: (sha256, bytes, signal) =>
      exchange(
        { environment, url: `${origin}/api/images/${sha256}`, timeoutMs: uploadTimeoutMs },
        { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: bytes },
        signal,
      ),
    fetchThumbnail: (path, signal) => {
      const url = `${origin}${path}`;
      return fetchKept(environment, { url, timeoutMs: thumbnailTimeoutMs, type: 'image/' }, signal);
    },
    readKept: () => readKeptPaths(thumbnailCacheName),
    forgetKept: async () => {
      if ('caches' in globalThis) await caches.delete(thumbnailCacheName);
    },
  };
}
