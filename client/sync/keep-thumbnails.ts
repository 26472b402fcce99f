/**
 * Fetches small pictures before anybody asks for them, so that a phone that has never scrolled the list has pictures
 * without a network too: the 96-px ones first, the newest first, a few at a time. What is here is not fetched
 * again, so it may be broken off anywhere; the service worker keeps them on their way through it.
 */
import { readMetas } from '../db/meta.ts';
import { countImagesTouchedSince, readNewestFinished } from '../db/read-finished.ts';
import { withReopen } from '../db/with-reopen.ts';
import { imagePath } from '../../shared/images.ts';
import { thumbnailsMax } from '../../shared/kept-thumbnails.ts';
import type { PictureParts } from './picture-errands.ts';
import { keptSizes } from './settle-photos.ts';

/** A tenth of the cache is left to what people look at. */
const wantedMax = thumbnailsMax * 0.9;
const parallel = 3;
/** While hundreds of pictures are being finished, each brings a round, and a look costs some 50 ms. */
const restMs = 15_000;

export interface ThumbnailKeeper {
  keep(signal: AbortSignal): Promise<void>;
}

export function makeThumbnailKeeper(parts: PictureParts): ThumbnailKeeper {
  const { db, pictures, environment } = parts;
  let lookedAt = -Infinity;
  /** Where the last complete look stood: without news of pictures there is nothing to do. */
  let seen = { touched: -1, generation: -1 };
  /** Not there when they were asked for. The next start asks again. */
  const absent = new Set<string>();

  async function fetchAll(paths: readonly string[], signal: AbortSignal): Promise<boolean> {
    const queue = paths.values();
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const fetchSome = async (): Promise<void> => {
      for (const path of queue) {
        if (either.aborted) return;
        const fetched = await pictures.fetchThumbnail(path, either);
        if (fetched === 'none') absent.add(path);
        if (fetched === 'unreachable') failed.abort();
      }
    };
    await Promise.all(Array.from({ length: parallel }, fetchSome));
    return !either.aborted;
  }

  return {
    async keep(signal) {
      if (environment.nowMs() - lookedAt < restMs) return;
      const now = await withReopen(db, () => readMetas(db, ['touched', 'generation']));
      if (now.generation === seen.generation) {
        if ((await countImagesTouchedSince(db, seen.touched)) === 0) return;
      }
      lookedAt = environment.nowMs();
      const kept = await pictures.readKept();
      if (kept === null) return;
      const hashes = await withReopen(db, () => readNewestFinished(db, wantedMax));
      const wanted = keptSizes
        .flatMap((size) => hashes.map((sha256) => imagePath(sha256, size)))
        .slice(0, wantedMax);
      const missing = wanted.filter((path) => !kept.has(path) && !absent.has(path));
      if (await fetchAll(missing, signal)) seen = now;
    },
  };
}
