/**
 * Registers the service worker and tells when a newer app lies ready. It never reloads by itself: someone may be in
 * the middle of a form. Asked to, it lets the new worker take over and reloads once.
 */
const hourMs = 60 * 60 * 1000;
/** iOS does not always report the change of worker (WebKit 199110), so its state is looked at as well. */
const lookMs = 250;
/** A worker that has not taken over by then does not listen. Reloading sooner would bring the old app back. */
const takeOverTimeoutMs = 20_000;

export interface AppUpdateOptions {
  readonly url: string;
  /** `apply` reloads into the new version. */
  readonly onReady: (apply: () => void) => void;
}

export async function startAppUpdate({ url, onReady }: AppUpdateOptions): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox(url);
  const apply = (next: ServiceWorker | undefined): void => {
    let isReloading = false;
    const reload = (): void => {
      if (isReloading) return;
      isReloading = true;
      location.reload();
    };
    workbox.addEventListener('controlling', reload);
    workbox.messageSkipWaiting();
    setInterval(() => {
      if (next?.state === 'activated') reload();
    }, lookMs);
    setTimeout(reload, takeOverTimeoutMs);
  };
  workbox.addEventListener('waiting', ({ sw }) => onReady(() => apply(sw)));
  const registration = await workbox.register();
  const check = (): void => {
    // Offline this fails, and says nothing that matters.
    registration?.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
  setInterval(check, hourMs);
}
