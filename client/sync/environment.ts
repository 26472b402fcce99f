/**
 * Everything about the world that the sync loop does not decide: time, dice, the mood of the network, what
 * is on screen, locks. A simulation brings its own; this one is the browser's.
 */
export interface SyncEnvironment {
  /** Unix milliseconds. */
  nowMs(): number;
  /** As crypto.getRandomValues. */
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void;
  /** Returns the function that cancels it. */
  startTimer(run: () => void, delayMs: number): () => void;
  /** May be wrong either way, so it colours the status and never forbids a try. */
  isOnline(): boolean;
  isVisible(): boolean;
  /** Returns the function that stops it. */
  watchMood(listener: (mood: Mood) => void): () => void;
  /** Null where a browser has none, as on plain http: then every tab leads, which is safe. */
  readonly locks: Locks | null;
  /** For what should never happen: the loop goes on, the bug is not swallowed. */
  reportBug(error: unknown): void;
}

export type Mood = 'online' | 'offline' | 'visible';

/** What is used of the browser's LockManager. */
export interface Locks {
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    whileHeld: () => Promise<void>,
  ): Promise<unknown>;
}

export function makeBrowserEnvironment(): SyncEnvironment {
  return {
    nowMs: () => Date.now(),
    fillRandom: (bytes) => {
      crypto.getRandomValues(bytes);
    },
    startTimer: (run, delayMs) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState === 'visible',
    watchMood,
    // Typed as always there, and absent outside secure contexts.
    locks: 'locks' in navigator ? navigator.locks : null,
    reportBug: (error) => reportError(error),
  };
}

function watchMood(listener: (mood: Mood) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('online', () => listener('online'), { signal });
  addEventListener('offline', () => listener('offline'), { signal });
  // Back from the cache of visited pages: timers stood still, so it counts as becoming visible.
  addEventListener('pageshow', () => listener('visible'), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') listener('visible');
    },
    { signal },
  );
  return () => stop.abort();
}
