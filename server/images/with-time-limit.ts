/** A signal that also ends after a while, as a passing `timeout`. `end` lets go of the signal it hangs on. */
import { FetchProblem } from './fetch-failure.ts';

export interface TimeLimit {
  readonly signal: AbortSignal;
  /** The outer signal still counts. */
  stopClock(): void;
  end(): void;
}

export function withTimeLimit(outer: AbortSignal, limitMs: number): TimeLimit {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new FetchProblem('timeout', { isPassing: true })),
    limitMs,
  );
  const pass = (): void => controller.abort(outer.reason);
  outer.addEventListener('abort', pass, { once: true });
  if (outer.aborted) pass();
  return {
    signal: controller.signal,
    stopClock: () => clearTimeout(timer),
    end: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', pass);
    },
  };
}
