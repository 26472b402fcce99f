/**
 * `GET /api/events`: says "the version is now N" for as long as someone listens, and nothing else. A
 * listener that reads slowly gets the latest word when it is ready, never a heap of old ones.
 */
import { Hono } from 'hono';
import type { Poke } from '../../shared/protocol.ts';
import type { Log } from '../log.ts';
import { findSession } from '../people/sessions.ts';
import type { Pokes } from '../sync/poke.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { readBearer, signedIn, type SignInDeps } from './signed-in.ts';

/** Below the 30 s and 60 s after which common proxies cut a silent connection. */
const heartbeatMs = 25_000;
/** Each costs a socket and some kB. */
const streamsMax = 2000;

export interface EventsRouteDeps extends SignInDeps {
  readonly pokes: Pokes;
  readonly log: Log;
  /** Aborted when the server stops: then all streams end. */
  readonly closing: AbortSignal;
}

export function eventsRoute(deps: EventsRouteDeps): Hono<AppEnv> {
  const { pokes, closing, people, cookie, log } = deps;
  const routes = new Hono<AppEnv>();
  let streams = 0;

  routes.get('/', signedIn(deps), async (c) => {
    if (streams >= streamsMax || closing.aborted) return sendProblem(c, { kind: 'busy' });
    const { spaceId } = c.get('actor');
    const words = makeWordStream();
    // Listen first, then look: a version between the two must not go unheard.
    const unsubscribe = pokes.subscribe(spaceId, words.say);
    const first = await pokes.current(spaceId).catch((error: unknown) => {
      unsubscribe();
      throw error;
    });
    if (first !== undefined && !words.hasSpoken()) words.say(first);

    const isStillSignedIn = async (): Promise<boolean> => {
      if (c.get('session') === undefined) return true;
      return (await findSession(people, readBearer(c) ?? cookie.read(c) ?? '')) !== undefined;
    };
    const beat = async (): Promise<void> => {
      if (await isStillSignedIn()) words.breathe();
      else words.end();
    };
    const timer = setInterval(() => {
      // While the database is away nobody can be asked; the stream may stay.
      void beat().catch((error: unknown) => log.debug({ err: error }, 'heartbeat'));
    }, heartbeatMs);
    streams += 1;
    closing.addEventListener('abort', words.end);
    words.onEnd(() => {
      streams -= 1;
      clearInterval(timer);
      unsubscribe();
      closing.removeEventListener('abort', words.end);
    });
    if (closing.aborted) words.end();
    return c.body(words.stream, 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Or nginx keeps the words for itself until it has a page of them.
      'x-accel-buffering': 'no',
    });
  });

  return routes;
}

/** A first word goes out at once; while hundreds of pictures get ready the phones hear of it twice a second. */
const pokeSpacingMs = 500;

interface WordStream {
  readonly stream: ReadableStream<Uint8Array>;
  say(poke: Poke): void;
  hasSpoken(): boolean;
  /** A comment, so that the line is seen to be alive. */
  breathe(): void;
  end(): void;
  /** Called once, whoever ended it. */
  onEnd(listener: () => void): void;
}

function makeWordStream(): WordStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let waiting: Poke | undefined;
  let spoken = false;
  let ended = false;
  let pause: NodeJS.Timeout | undefined;
  let tellEnd = (): void => {};

  const isReady = (): boolean => !ended && (controller?.desiredSize ?? 0) > 0;
  const flush = (): void => {
    if (waiting === undefined || pause !== undefined || !isReady()) return;
    controller?.enqueue(Buffer.from(`data: ${JSON.stringify(waiting)}\n\n`));
    waiting = undefined;
    pause = setTimeout(() => {
      pause = undefined;
      flush();
    }, pokeSpacingMs);
  };
  const finish = (): boolean => {
    if (ended) return false;
    ended = true;
    clearTimeout(pause);
    tellEnd();
    return true;
  };
  const stream = new ReadableStream<Uint8Array>({
    start: (its) => {
      controller = its;
    },
    pull: flush,
    cancel: () => {
      finish();
    },
  });
  return {
    stream,
    say: (poke) => {
      spoken = true;
      waiting = poke;
      flush();
    },
    hasSpoken: () => spoken,
    breathe: () => {
      if (isReady()) controller?.enqueue(Buffer.from(':\n\n'));
    },
    end: () => {
      if (finish()) controller?.close();
    },
    onEnd: (listener) => {
      tellEnd = listener;
    },
  };
}
