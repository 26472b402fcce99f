/**
 * Takes the photos that another app shares and keeps them until the person has said what they show: in a store of their
 * own, so a reload, a restart or a dead battery loses none. Any page of the web may send such a form; it only ever leads
 * to a screen that asks.
 */
import {
  sharedNameHeader,
  sharedPhotosCacheName,
  sharedPhotosField,
  sharedPhotosMax,
  sharePath,
  type ShareTrouble,
} from '../../shared/share-target.ts';
import { isQuotaExceeded } from './is-quota-exceeded.ts';

export async function takeShared(request: Request): Promise<Response> {
  const trouble = await keepPhotos(request);
  const place = trouble === undefined ? sharePath : `${sharePath}?trouble=${trouble}`;
  // 303: a reload of the screen must not send the photos again.
  return Response.redirect(place, 303);
}

async function keepPhotos(request: Request): Promise<ShareTrouble | undefined> {
  const photos = await readPhotos(request);
  if (photos === undefined) return 'unreadable';
  if (photos.length === 0) return 'none';
  const cache = await caches.open(sharedPhotosCacheName);
  try {
    for (const photo of photos.slice(0, sharedPhotosMax)) {
      await cache.put(`${sharePath}/${crypto.randomUUID()}`, toResponse(photo));
    }
  } catch (error) {
    if (!isQuotaExceeded(error)) throw error;
    return 'full';
  }
  return photos.length > sharedPhotosMax ? 'tooMany' : undefined;
}

/** Undefined where the body is no form, or has been cut off. */
async function readPhotos(request: Request): Promise<readonly File[] | undefined> {
  try {
    const form = await request.formData();
    return form
      .getAll(sharedPhotosField)
      .filter((entry) => entry instanceof File)
      .filter(({ size }) => size > 0);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

function toResponse(photo: File): Response {
  return new Response(photo, {
    headers: {
      'content-type': photo.type || 'application/octet-stream',
      [sharedNameHeader]: encodeURIComponent(photo.name),
    },
  });
}
