/**
 * Safety data sheets, cache first. The page decides which of them are let go (client/sync/keep-sheets.ts); one that
 * cannot be kept (disk full) is shown all the same.
 */
import { sheetCacheName, sheetNewsChannel } from '../../shared/kept-sheets.ts';
import { isQuotaExceeded } from './is-quota-exceeded.ts';
import { isKeepableSheet } from './what-to-cache.ts';

export async function answerSheet(event: FetchEvent): Promise<Response> {
  const { pathname } = new URL(event.request.url);
  const cache = await caches.open(sheetCacheName);
  const kept = await cache.match(pathname);
  if (kept) return kept;
  const fetched = await fetch(event.request);
  if (isKeepableSheet(fetched)) event.waitUntil(keep(cache, pathname, fetched.clone()));
  return fetched;
}

async function keep(cache: Cache, path: string, response: Response): Promise<void> {
  try {
    await cache.put(path, response);
  } catch (error) {
    if (!isQuotaExceeded(error)) throw error;
    return;
  }
  const channel = new BroadcastChannel(sheetNewsChannel);
  channel.postMessage(path);
  channel.close();
}
