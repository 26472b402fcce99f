/** One timer that rings at the earliest of the times it was set to, and then forgets them all. */
import type { SyncEnvironment } from './environment.ts';

export interface Alarm {
  /** Rings within `delayMs`; an earlier time already set stays. */
  setWithin(delayMs: number): void;
  cancel(): void;
}

export function makeAlarm(environment: SyncEnvironment, ring: () => void): Alarm {
  let dueAt = Number.POSITIVE_INFINITY;
  let stopTimer = (): void => undefined;
  const cancel = (): void => {
    stopTimer();
    dueAt = Number.POSITIVE_INFINITY;
  };
  return {
    cancel,
    setWithin: (delayMs) => {
      const wanted = environment.nowMs() + delayMs;
      if (wanted >= dueAt) return;
      cancel();
      dueAt = wanted;
      stopTimer = environment.startTimer(() => {
        dueAt = Number.POSITIVE_INFINITY;
        ring();
      }, delayMs);
    },
  };
}
