/**
 * The wire: one request up, one reply down, and a trickle of pokes. It says what came back and judges
 * nothing (`pull.ts` does); failures of the network are values here, not exceptions.
 */
import type { Poke, SyncRequest } from '../../shared/protocol.ts';
import type { SyncEnvironment } from './environment.ts';
import { openPokes } from './poke.ts';

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

export interface Transport {
  send(request: SyncRequest, signal: AbortSignal): Promise<Reply>;
  /** Returns the function that stops it. */
  listen(onPoke: (poke: Poke) => void): () => void;
}

/** A first page over a bad mobile network takes seconds; what takes longer than this is lost. */
const timeoutMs = 30_000;

export function makeTransport(environment: SyncEnvironment, origin = ''): Transport {
  return {
    send: (request, signal) => send({ environment, url: `${origin}/api/sync` }, request, signal),
    listen: (onPoke) => openPokes({ environment, url: `${origin}/api/events`, onPoke }),
  };
}

interface Line {
  readonly environment: SyncEnvironment;
  readonly url: string;
}

async function send(
  { environment, url }: Line,
  request: SyncRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const tooLong = new AbortController();
  const cancel = environment.startTimer(() => tooLong.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
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
