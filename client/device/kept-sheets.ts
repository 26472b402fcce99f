/**
 * The safety data sheets that lie on this phone for the service worker to answer with: whether one does, putting one
 * there, and having one fetched. Where there is no such cache (plain http), nothing is kept and all is said so.
 */
import { sheetCacheName, sheetNewsChannel } from '../../shared/kept-sheets.ts';
import { sheetDisposition, sheetPath } from '../../shared/sheets.ts';
import type { PreparedSheet } from './prepare-sheet.ts';

/** As the server would have answered. False where it cannot be kept; then the bytes in the database have to do. */
export async function keepSheet({ file, bytes }: PreparedSheet): Promise<boolean> {
  if (!('caches' in globalThis)) return false;
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': sheetDisposition(file.name),
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  };
  try {
    const cache = await caches.open(sheetCacheName);
    await cache.put(sheetPath(file.sha256), new Response(bytes, { headers }));
    return true;
  } catch (error) {
    // Full, or forbidden in a private window.
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}

/** Only where a service worker can answer with it. */
export async function isSheetKept(sha256: string): Promise<boolean> {
  if (!('caches' in globalThis) || navigator.serviceWorker?.controller == null) return false;
  const cache = await caches.open(sheetCacheName);
  return (await cache.match(sheetPath(sha256))) !== undefined;
}

export type SheetFetch = 'fetched' | 'notYet' | 'unreachable';

/** Through the service worker, which keeps it. */
export async function fetchSheet(sha256: string, signal: AbortSignal): Promise<SheetFetch> {
  try {
    const response = await fetch(sheetPath(sha256), { redirect: 'error', signal });
    // Read to its end, or the worker would keep half of it.
    await response.arrayBuffer();
    if (response.status === 404) return 'notYet';
    const isSheet = response.headers.get('content-type') === 'application/pdf';
    return response.status === 200 && isSheet ? 'fetched' : 'unreachable';
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return 'unreachable';
    throw error;
  }
}

/** Hears of sheets that have come to lie here, by whichever tab. Returns the function that stops it. */
export function watchKeptSheets(listener: (path: unknown) => void): () => void {
  const channel = new BroadcastChannel(sheetNewsChannel);
  channel.addEventListener('message', (event) => listener(event.data));
  return () => channel.close();
}
