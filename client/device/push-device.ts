/**
 * Push messages on this device: whether they can be had, and getting and giving up the address that they go to. The
 * browser makes the address; only our server is told of it.
 */
import type { PushAddress } from '../../shared/notices.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';

export type PushLeave =
  /** Browsers give push messages to secure addresses only. */
  | 'insecure'
  /** Not in this browser; on an iPhone, not before the app is on the home screen. */
  | 'unsupported'
  | 'denied'
  /** It has not been asked for. */
  | 'default'
  | 'granted';

export function pushLeave(): PushLeave {
  if (!isSecureContext) return 'insecure';
  const hasAll =
    'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  return hasAll ? Notification.permission : 'unsupported';
}

export type PushFailure =
  | 'denied'
  /** The service worker is not there yet, or switched off. */
  | 'noWorker'
  /** The browser's push service cannot be reached. */
  | 'noService';

/** Asks for leave where that is needed: only call it when somebody has just tapped. */
export async function openPush(serverKey: string): Promise<Result<PushAddress, PushFailure>> {
  if ((await Notification.requestPermission()) !== 'granted') return fail('denied');
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.active == null) return fail('noWorker');
  const { pushManager } = registration;
  const options = { userVisibleOnly: true, applicationServerKey: serverKey };
  try {
    // One of another server's key would be refused.
    const old = await pushManager.getSubscription();
    await old?.unsubscribe();
    const { endpoint, keys } = (await pushManager.subscribe(options)).toJSON();
    const { p256dh, auth } = keys ?? {};
    if (endpoint === undefined || p256dh === undefined || auth === undefined)
      return fail('noService');
    return succeed({ endpoint, p256dh, auth });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return fail(error.name === 'NotAllowedError' ? 'denied' : 'noService');
  }
}

/** The address leads nowhere from now on, whatever the server still believes. */
export async function closePush(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  try {
    await subscription?.unsubscribe();
  } catch (error) {
    // The push service cannot be reached: then the server's word must do.
    if (!(error instanceof DOMException)) throw error;
  }
}
