/** A picture that lies at an address on the web: fetched under guard, made smaller, shown. */
import { readImage, isShown } from '../db/image-statements.ts';
import type { ImageFetcher } from '../images/fetch-image.ts';
import { endWith, finishImage, imageIdIn, withStorage, type ImageJobDeps } from './finish-image.ts';
import { setDownloading, setFailed, setGone, setQueued } from './image-effects.ts';
import type { JobHandler } from './job-handler.ts';

export function imageFetchHandler(
  deps: ImageJobDeps & { readonly fetcher: ImageFetcher },
): JobHandler {
  return {
    kind: 'image.fetch',
    begin: (job) => setDownloading(imageIdIn(job)),
    putBack: (job) => setQueued(imageIdIn(job)),
    giveUp: (job) => setFailed(imageIdIn(job), 'gave_up'),
    async run(job, signal) {
      const { db, fetcher, rollDice } = deps;
      const { spaceId } = job;
      const imageId = imageIdIn(job);
      const image = await readImage(db, spaceId, imageId);
      if (image === undefined) return { kind: 'done' };
      const question = { spaceId, source: image.source, deletedSinceMs: Infinity };
      // The item went, or its address changed, while this waited.
      if (!(await isShown(db, question))) return { kind: 'done', effect: setGone(imageId) };
      const fetched = await fetcher.fetch(image.source, signal);
      if (!fetched.ok) return endWith(job, fetched.failure, rollDice);
      return withStorage(job, deps, () => finishImage(deps, { job, bytes: fetched.value, signal }));
    },
  };
}
