/**
 * Push messages: shown as they come, and a tap leads to the request. A window that is open goes there by itself, without
 * a reload, so that nothing typed is lost; if none answers, a new one is opened.
 */
declare const self: ServiceWorkerGlobalScope;

interface Pushed {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
}

/** As PushMessageData. */
interface PushedData {
  json(): unknown;
}

/** Something is always shown: a browser takes the leave away from who is pushed to and shows nothing. */
export function showPushed(data: PushedData | null): Promise<void> {
  const { title, body, path, tag } = readPushed(data);
  const icon = '/icons/icon-192.png';
  return self.registration.showNotification(title, { body, tag, icon, data: { path } });
}

/** As server/notices/send-push.ts writes it. */
function readPushed(data: PushedData | null): Pushed {
  let found: unknown;
  try {
    found = data?.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const text = (name: string): string => {
    const value: unknown =
      typeof found === 'object' && found !== null ? Reflect.get(found, name) : '';
    return typeof value === 'string' ? value : '';
  };
  return {
    title: text('title') || 'Bincard',
    body: text('body'),
    path: toOwnPath(text('path')),
    tag: text('tag'),
  };
}

function toOwnPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/attention';
}

const answerMs = 1_000;

export async function openPushed(notification: Notification): Promise<void> {
  notification.close();
  const data: unknown = notification.data;
  const path: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'path') : '';
  const ownPath = toOwnPath(typeof path === 'string' ? path : '');
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
  if (shown !== undefined && (await goesThere(shown, ownPath))) return void (await shown.focus());
  await self.clients.openWindow(ownPath);
}

function goesThere(shown: WindowClient, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve(true));
    port1.start();
    setTimeout(() => resolve(false), answerMs);
    // Read by client/device/opened-notice.ts.
    shown.postMessage({ type: 'OPEN_PATH', path }, [port2]);
  });
}

interface PushChange {
  readonly newSubscription?: PushSubscription | null;
  readonly oldSubscription?: PushSubscription | null;
}

/** The browser has given this device another address. Should the server not hear of it, the old one ends by itself. */
export async function renewPush({ newSubscription, oldSubscription }: PushChange): Promise<void> {
  const { pushManager } = self.registration;
  const subscription =
    newSubscription ?? (oldSubscription && (await pushManager.subscribe(oldSubscription.options)));
  if (subscription == null) return;
  const { endpoint, keys } = subscription.toJSON();
  await fetch('/api/notices/device', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, ...keys }),
  });
}
