/** A notice was tapped while the app is open: the worker says which screen it leads to, and hears that it is heard. */
/** Sent by client/sw/push.ts. */
const openPathMessage = 'OPEN_PATH';

export function watchOpenedNotices(open: (path: string) => void): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
    const message: unknown = data;
    if (typeof message !== 'object' || message === null) return;
    if (Reflect.get(message, 'type') !== openPathMessage) return;
    const path: unknown = Reflect.get(message, 'path');
    if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path)) return;
    ports[0]?.postMessage(true);
    open(path);
  });
}
