/**
 * The service worker: listeners only; what-to-cache.ts decides. It promises that the app opens without a network and
 * that a new version never replaces a running one by itself: it waits until the page says SKIP_WAITING.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answerThumbnail } from './thumbnails.ts';
import { isThumbnail, navigationDenylist } from './what-to-cache.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly PrecacheEntry[] };

precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: navigationDenylist }),
);

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  if (isThumbnail(new URL(event.request.url), self.location.origin)) {
    event.respondWith(answerThumbnail(event));
  }
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  ) {
    event.waitUntil(self.skipWaiting());
  }
});

// The very first page starts without a worker; claiming it makes even the first visit work offline.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
