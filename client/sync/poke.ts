/**
 * "Version is now N": a wake-up call over server-sent events, held by the leading tab alone. It carries no
 * data and nothing depends on it; the interval stands behind it.
 */
import type { Poke } from '../../shared/protocol.ts';
import type { SyncEnvironment } from './environment.ts';

export interface PokeLine {
  readonly environment: SyncEnvironment;
  readonly url: string;
  readonly onPoke: (poke: Poke) => void;
}

/** The browser reconnects by itself, except after an HTTP error: then it is for us to try again. */
const reopenAfterMs = 30_000;

/** Returns the function that closes it. */
export function openPokes({ environment, url, onPoke }: PokeLine): () => void {
  let isClosed = false;
  let close = (): void => undefined;
  const open = (): void => {
    const source = new EventSource(url);
    let cancelReopen = (): void => undefined;
    source.addEventListener('message', ({ data }) => {
      const poke = parsePoke(String(data));
      if (poke !== undefined && !isClosed) onPoke(poke);
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && !isClosed) {
        cancelReopen = environment.startTimer(open, reopenAfterMs);
      }
    });
    close = () => {
      source.close();
      cancelReopen();
    };
  };
  open();
  return () => {
    isClosed = true;
    close();
  };
}

function parsePoke(text: string): Poke | undefined {
  try {
    const poke = JSON.parse(text) as Partial<Poke> | null;
    const { epoch, version } = poke ?? {};
    return typeof epoch === 'string' && typeof version === 'number'
      ? { epoch, version }
      : undefined;
  } catch {
    return undefined;
  }
}
