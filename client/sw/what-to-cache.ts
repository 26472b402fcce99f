/**
 * What the service worker keeps, as plain questions about a URL: the app itself (every file of the build), and the
 * small pictures. It never keeps an answer of /api: rows live in IndexedDB, where sync can vouch for them.
 */

/** A navigation to these is the server's business; any other address is a screen of the app. */
export const navigationDenylist = [/^\/api(\/|$)/, /^\/images\//, /^\/metrics$/];

/** The page may delete this cache by name when a person signs out. */
export const thumbnailCacheName = 'thumbnails';

/** About 20 MB: a 96-px picture weighs about 3 kB and a 320-px one about 15 kB. */
export const thumbnailsMax = 2_000;

/** Trimming reads every key of the cache (20 ms at 2,000), so it happens once in so many pictures. */
export const trimEvery = 50;

/** Content-addressed, so what is kept can never be out of date. The 1,024-px variant stays with the server. */
const thumbnailPath = /^\/images\/[0-9a-f]{64}\/(?:96|320)\.webp$/;

export function isThumbnail(url: URL, origin: string): boolean {
  return url.origin === origin && thumbnailPath.test(url.pathname);
}

/** The oldest ones, beyond the limit. Cache.keys() answers in order of insertion. */
export function chooseToForget<Key>(keysOldestFirst: readonly Key[], max: number): readonly Key[] {
  return keysOldestFirst.slice(0, Math.max(0, keysOldestFirst.length - max));
}
