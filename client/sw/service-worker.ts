/**
 * The service worker: listeners only; its neighbours decide. It promises that the app opens without a network and that
 * a new version never replaces a running one by itself: it waits until the page says SKIP_WAITING.
 */
import {
  cleanupOutdatedCaches,
  PrecacheController,
  PrecacheRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { sharePath } from '../../shared/share-target.ts';
import { answerAsset, isAsset, keepPreviousAssets } from './previous-assets.ts';
import { openPushed, renewPush, showPushed } from './push.ts';
import { takeShared } from './share.ts';
import { answerSheet } from './sheets.ts';
import { answerThumbnail } from './thumbnails.ts';
import { isSheet, isThumbnail, navigationDenylist } from './what-to-cache.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly PrecacheEntry[] };

const precache = new PrecacheController();
precache.addToCacheList([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

// The first that fits answers.
registerRoute(new PrecacheRoute(precache));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isAsset(url.href),
  ({ request }) => answerAsset(request),
);
registerRoute(
  new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), {
    denylist: navigationDenylist,
  }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === sharePath,
  ({ request }) => takeShared(request),
  'POST',
);

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  const url = new URL(event.request.url);
  if (isThumbnail(url, self.location.origin)) event.respondWith(answerThumbnail(event));
  if (isSheet(url, self.location.origin)) event.respondWith(answerSheet(event));
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

self.addEventListener('push', (event) => event.waitUntil(showPushed(event.data)));
self.addEventListener('notificationclick', (event) =>
  event.waitUntil(openPushed(event.notification)),
);

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewPush(event)));

self.addEventListener('install', (event) => event.waitUntil(precache.install(event)));
self.addEventListener('activate', (event) => event.waitUntil(takeOver(event)));

async function takeOver(event: ExtendableEvent): Promise<void> {
  await keepPreviousAssets({
    precacheName: precache.strategy.cacheName,
    current: new Set(precache.getURLsToCacheKeys().values()),
  });
  await precache.activate(event);
  // The very first page starts without a worker; claiming it makes even the first visit work offline.
  await self.clients.claim();
}
