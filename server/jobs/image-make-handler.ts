/** A photo that a phone has uploaded: its original lies in the store, its sizes are made here. */
import { readImage } from '../db/image-statements.ts';
import { must } from '../../shared/result.ts';
import { uploadedSha256 } from '../../shared/images.ts';
import { finishImage, imageIdIn, withStorage, type ImageJobDeps } from './finish-image.ts';
import { setAwaiting, setFailed } from './image-effects.ts';
import type { JobHandler } from './job-handler.ts';

export function imageMakeHandler(deps: ImageJobDeps): JobHandler {
  return {
    kind: 'image.make',
    giveUp: (job) => setFailed(imageIdIn(job), 'gave_up'),
    run: (job, signal) =>
      withStorage(job, deps, async () => {
        const imageId = imageIdIn(job);
        const image = await readImage(deps.db, job.spaceId, imageId);
        if (image === undefined) return { kind: 'done' };
        const sha256 = must(uploadedSha256(image.source), 'the hash of an upload');
        const bytes = await deps.blobs.get({ sha256, variant: 'original' });
        // Lost with a disk or left out of a backup. Only a phone can help.
        if (bytes === undefined) return { kind: 'done', effect: setAwaiting(imageId) };
        return finishImage(deps, { job, bytes, signal });
      }),
  };
}
