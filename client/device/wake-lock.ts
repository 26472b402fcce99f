/**
 * Keeps the screen lit while somebody scans. Browsers take it away with each trip to the background, and at will when
 * the battery is low; it is taken again when the app is back. Where there is none, nothing happens.
 */
export function holdWakeLock(): () => void {
  const wakeLock: WakeLock | undefined = navigator.wakeLock;
  if (wakeLock === undefined) return () => undefined;
  const released = new AbortController();
  let held: WakeLockSentinel | undefined;

  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || (held !== undefined && !held.released)) return;
    try {
      const taken = await wakeLock.request('screen');
      if (released.signal.aborted) await taken.release();
      else held = taken;
    } catch (error) {
      // Low battery, or the app was hidden meanwhile: the screen may go dark, no more.
      if (!(error instanceof DOMException)) throw error;
    }
  };
  document.addEventListener('visibilitychange', () => void take(), { signal: released.signal });
  void take();

  return () => {
    released.abort();
    void held?.release();
    held = undefined;
  };
}
