/**
 * How long to wait after failures: full jitter, so that a hundred phones do not come back together when
 * the server does, doubling up to a ceiling. The server's own wish, Retry-After, is a minimum.
 */
const firstMs = 15_000;
const ceilingMs = 5 * 60_000;

export interface BackoffOptions {
  /** In a row, from 1. */
  readonly failures: number;
  readonly retryAfterMs: number | null;
  /** 0 to 1, without 1. */
  readonly dice: number;
}

export function backoffMs({ failures, retryAfterMs, dice }: BackoffOptions): number {
  const mostMs = Math.min(ceilingMs, firstMs * 2 ** Math.min(failures - 1, 10));
  const jitterMs = Math.round(mostMs * dice);
  return retryAfterMs === null ? jitterMs : Math.min(ceilingMs, retryAfterMs) + jitterMs / 10;
}
