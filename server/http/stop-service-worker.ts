/**
 * The kill switch (`SERVICE_WORKER=off`): in place of the app's service worker browsers get one that clears what it kept
 * and goes away. No page is reloaded: whoever types goes on, and the next start comes from the server. What people have
 * saved (IndexedDB) and photos that were shared and not yet put anywhere are left alone.
 */
import { sharedPhotosCacheName } from '../../shared/share-target.ts';
import { makeTextFile, type StaticFiles } from './static-files.ts';

const script = `// Bincard without a service worker: this one removes itself.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(goAway()));
async function goAway() {
  const names = (await caches.keys()).filter((name) => name !== '${sharedPhotosCacheName}');
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
`;

export function stopServiceWorker(files: StaticFiles): StaticFiles {
  return new Map([...files, ['/sw.js', makeTextFile('text/javascript; charset=utf-8', script)]]);
}
