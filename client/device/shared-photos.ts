/** Photos that another app has shared, as the service worker kept them (client/sw/share.ts), until they have a place. */
import { sharedNameHeader, sharedPhotosCacheName } from '../../shared/share-target.ts';

export interface SharedPhoto {
  /** Where it is kept. */
  readonly key: string;
  readonly file: File;
}

export async function readSharedPhotos(): Promise<readonly SharedPhoto[]> {
  // Absent on plain http addresses, where nothing can be shared to us either.
  if (!('caches' in globalThis)) return [];
  const cache = await caches.open(sharedPhotosCacheName);
  const photos = (await cache.keys()).map(async ({ url }) => {
    const response = await cache.match(url);
    if (response === undefined) return [];
    const blob = await response.blob();
    const name = nameOf(response.headers.get(sharedNameHeader) ?? '');
    return [{ key: url, file: new File([blob], name, { type: blob.type }) }];
  });
  return (await Promise.all(photos)).flat();
}

export async function countSharedPhotos(): Promise<number> {
  if (!('caches' in globalThis) || !(await caches.has(sharedPhotosCacheName))) return 0;
  return (await (await caches.open(sharedPhotosCacheName)).keys()).length;
}

/** Those named, or all of them. */
export async function discardSharedPhotos(photos?: readonly SharedPhoto[]): Promise<void> {
  if (!('caches' in globalThis)) return;
  if (photos === undefined) {
    await caches.delete(sharedPhotosCacheName);
    return;
  }
  const cache = await caches.open(sharedPhotosCacheName);
  await Promise.all(photos.map(({ key }) => cache.delete(key)));
}

function nameOf(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return '';
  }
}
