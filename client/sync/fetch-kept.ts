/**
 * Fetching what the service worker keeps on its way through it, before anybody asks for it, and looking at what it has
 * kept. Failures of the network are values.
 */
import type { SyncEnvironment } from './environment.ts';

/** `none`: the server has no such file. `unreachable`: nor anything else, for now. */
export type Fetched = 'fetched' | 'none' | 'unreachable';

export interface Wanted {
  readonly url: string;
  readonly timeoutMs: number;
  /** What the type of an answer must begin with: the page of a hotel is not it. */
  readonly type: string;
  /** HEAD goes past the service worker to the server, and brings nothing. */
  readonly method?: 'GET' | 'HEAD';
}

export async function fetchKept(
  environment: SyncEnvironment,
  { url, timeoutMs, type, method = 'GET' }: Wanted,
  signal: AbortSignal,
): Promise<Fetched> {
  const tooLong = new AbortController();
  const cancel = environment.startTimer(() => tooLong.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      priority: 'low',
      ...(method === 'HEAD' ? { cache: 'no-store' as const } : {}),
      signal: AbortSignal.any([signal, tooLong.signal]),
    });
    // Read to its end, or the worker would keep half of it.
    await response.arrayBuffer();
    if (response.status === 404) return 'none';
    const isWanted = response.headers.get('content-type')?.startsWith(type) ?? false;
    return response.status === 200 && isWanted ? 'fetched' : 'unreachable';
  } catch (error) {
    if (signal.aborted || tooLong.signal.aborted || error instanceof TypeError) {
      return 'unreachable';
    }
    throw error;
  } finally {
    cancel();
  }
}

/** The phone's other things come first. */
const roomBytesMin = 100 * 1024 * 1024;

/** Paths of what a cache holds; null where nothing is to be fetched in advance. */
export async function readKeptPaths(cacheName: string): Promise<ReadonlySet<string> | null> {
  if (!('caches' in globalThis) || !isControlled() || isSavingData()) return null;
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage < roomBytesMin) return null;
  const kept = await (await caches.open(cacheName)).keys();
  return new Set(kept.map(({ url }) => new URL(url).pathname));
}

function isControlled(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

/** A person who has asked the browser to be sparing. Not in every browser, and in no standard type. */
function isSavingData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return (
    typeof connection === 'object' &&
    connection !== null &&
    Reflect.get(connection, 'saveData') === true
  );
}
