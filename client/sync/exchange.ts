/**
 * One request and what came of it, as a value: an answer, no network, or no time left. No cache keeps it and no
 * redirect leads it astray.
 */
import type { SyncEnvironment } from './environment.ts';

export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      /** Undefined where it was not JSON. */
      readonly body: unknown;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeout' };

export interface Address {
  readonly environment: SyncEnvironment;
  readonly url: string;
  readonly timeoutMs: number;
}

export async function exchange(
  { environment, url, timeoutMs }: Address,
  init: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  signal: AbortSignal,
): Promise<Reply> {
  const tooLong = new AbortController();
  const cancel = environment.startTimer(() => tooLong.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      // A redirect is somebody's login page, never our server.
      redirect: 'error',
      signal: AbortSignal.any([signal, tooLong.signal]),
    });
    const text = await response.text();
    return {
      kind: 'reply',
      status: response.status,
      body: parseJson(text),
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
    };
  } catch (error) {
    // fetch fails with a TypeError for any trouble of the network; all else would be our bug.
    if (tooLong.signal.aborted) return { kind: 'timeout' };
    if (signal.aborted || error instanceof TypeError) return { kind: 'unreachable' };
    throw error;
  } finally {
    cancel();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseRetryAfter(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
