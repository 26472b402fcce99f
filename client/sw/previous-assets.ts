/**
 * The files of the release before, kept while the next one runs. A tab that was open during an update goes on with its
 * own code, and may ask for a screen of it that the server has long forgotten.
 *
 *   precache of v1 ──v2 activates──▶ previous ──v3 activates──▶ gone
 */
import { isQuotaExceeded } from './is-quota-exceeded.ts';

const cacheName = 'previous-assets';

export interface Release {
  /** The cache that the release before shares with this one. */
  readonly precacheName: string;
  /** Addresses in it that belong to this release. */
  readonly current: ReadonlySet<string>;
}

/** To be done before the precache is cleared of what this release does not list. */
export async function keepPreviousAssets({ precacheName, current }: Release): Promise<void> {
  const before = await caches.open(precacheName);
  const left = (await before.keys()).filter(({ url }) => isAsset(url) && !current.has(url));
  // The first release, or one whose files are all the same: what is kept already may still be needed.
  if (left.length === 0) return;
  await caches.delete(cacheName);
  const cache = await caches.open(cacheName);
  try {
    for (const request of left) {
      const response = await before.match(request);
      if (response !== undefined) await cache.put(request, response);
    }
  } catch (error) {
    // A full disk must not stop an update: an old tab then says that its screen could not be loaded.
    if (!isQuotaExceeded(error)) throw error;
  }
}

/** Only for what this release does not hold itself. */
export async function answerAsset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

/** Named by their contents (vite.config.ts), so a kept one is never out of date. */
export function isAsset(url: string): boolean {
  return new URL(url).pathname.startsWith('/assets/');
}
