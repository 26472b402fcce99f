/**
 * What the service worker keeps, as plain questions about a URL: the app itself (every file of the build), small
 * pictures, and safety data sheets. It never keeps an answer of /api: rows live in IndexedDB, where sync can vouch for them.
 */

/** A navigation to these is the server's business; any other address is a screen of the app. */
export const navigationDenylist = [/^\/api(\/|$)/, /^\/images\//, /^\/files\//, /^\/metrics$/];

/** Trimming reads every key of the cache (20 ms at 2,000), so it happens once in so many pictures. */
export const trimEvery = 50;

/** Content-addressed, so what is kept can never be out of date. The 1,024-px variant stays with the server. */
const thumbnailPath = /^\/images\/[0-9a-f]{64}\/(?:96|320)\.webp$/;

export function isThumbnail(url: URL, origin: string): boolean {
  return url.origin === origin && thumbnailPath.test(url.pathname);
}

/**
 * Only a finished picture: a refusal would outlive its reason, and what a hotel's login page says in its place would
 * stand there for good.
 */
export function isKeepable(response: Pick<Response, 'status' | 'redirected' | 'headers'>): boolean {
  const type = response.headers.get('content-type') ?? '';
  return response.status === 200 && !response.redirected && type.startsWith('image/webp');
}

const sheetFile = /^\/files\/[0-9a-f]{64}\.pdf$/;

export function isSheet(url: URL, origin: string): boolean {
  return url.origin === origin && sheetFile.test(url.pathname);
}

/** Likewise. */
export function isKeepableSheet(
  response: Pick<Response, 'status' | 'redirected' | 'headers'>,
): boolean {
  const type = response.headers.get('content-type') ?? '';
  return response.status === 200 && !response.redirected && type === 'application/pdf';
}

/** The oldest ones, beyond the limit. Cache.keys() answers in order of insertion. */
export function chooseToForget<Key>(keysOldestFirst: readonly Key[], max: number): readonly Key[] {
  return keysOldestFirst.slice(0, Math.max(0, keysOldestFirst.length - max));
}
