/**
 * Small pictures, cache first, within a limit, newest kept. A picture that cannot be kept (disk full) is shown
 * all the same: this cache only ever makes things better.
 */
import { thumbnailCacheName, thumbnailsMax } from '../../shared/kept-thumbnails.ts';
import { isQuotaExceeded } from './is-quota-exceeded.ts';
import { chooseToForget, isKeepable, trimEvery } from './what-to-cache.ts';

let keptSinceTrim = trimEvery;

export async function answerThumbnail(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(thumbnailCacheName);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const fetched = await fetch(event.request);
  if (isKeepable(fetched)) event.waitUntil(keep(cache, event.request, fetched.clone()));
  return fetched;
}

async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  try {
    await cache.put(request, response);
  } catch (error) {
    if (!isQuotaExceeded(error)) throw error;
    await trim(cache, thumbnailsMax / 2);
    return;
  }
  if (++keptSinceTrim < trimEvery) return;
  keptSinceTrim = 0;
  await trim(cache, thumbnailsMax);
}

async function trim(cache: Cache, max: number): Promise<void> {
  await Promise.all(chooseToForget(await cache.keys(), max).map((key) => cache.delete(key)));
}
