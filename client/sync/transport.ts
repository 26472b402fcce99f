/**
 * The wire: one request up, one reply down, and a trickle of pokes. It says what came back and judges
 * nothing (`pull.ts` does); failures of the network are values here, not exceptions.
 */
import type { Poke, SyncRequest } from '../../shared/protocol.ts';
import type { SyncEnvironment } from './environment.ts';
import { exchange, type Reply } from './exchange.ts';
import { openPokes } from './poke.ts';

export type { Reply };

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

function send(
  { environment, url }: Line,
  request: SyncRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  };
  return exchange({ environment, url, timeoutMs }, init, signal);
}
