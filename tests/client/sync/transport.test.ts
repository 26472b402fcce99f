/** The wire itself: what `fetch` and `EventSource` do becomes a value, and nothing waits for ever. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBrowserEnvironment, type SyncEnvironment } from '../../../client/sync/environment.ts';
import { makeTransport, type Reply } from '../../../client/sync/transport.ts';
import { toId } from '../../../shared/ids.ts';
import type { Poke, SyncRequest } from '../../../shared/protocol.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const request: SyncRequest = {
  protocol: 1,
  clientId: toId<'client'>('00000000-0000-4000-8000-000000000001'),
  epoch: null,
  nonce: 'n'.repeat(32),
  mutations: [],
  cursor: null,
  ackedMid: 0,
};
let time: VirtualTime;
let environment: SyncEnvironment;
let stop: AbortController;

beforeEach(() => {
  time = new VirtualTime(0);
  stop = new AbortController();
  environment = {
    ...makeBrowserEnvironment(),
    startTimer: (run, delayMs) => time.startTimer(run, delayMs),
  };
});
afterEach(() => vi.restoreAllMocks());

const send = (): Promise<Reply> => makeTransport(environment).send(request, stop.signal);
function answerWith(body: string, init: ResponseInit = {}) {
  return vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, init));
}
/** A server that takes the request and says nothing; only the signal ends it. */
function neverAnswer(): void {
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
  );
}

describe('a request', () => {
  test('is a POST of JSON that no cache keeps and no redirect leads astray', async () => {
    const sent = answerWith('{"nonce":1}');
    expect(await send()).toEqual({
      kind: 'reply',
      status: 200,
      body: { nonce: 1 },
      retryAfterMs: null,
    });
    const [url, init] = sent.mock.calls[0] ?? [];
    expect(url).toBe('/api/sync');
    expect(init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      cache: 'no-store',
      redirect: 'error',
    });
    expect(init?.body).toBe(JSON.stringify(request));
    expect(time.delays).toEqual([]);
  });

  test('that is answered with a page of a hotel has no body', async () => {
    answerWith('<html>Welcome</html>');
    expect(await send()).toMatchObject({ kind: 'reply', status: 200, body: undefined });
  });

  test('learns how long the server wants to be left alone', async () => {
    answerWith('{}', { status: 503, headers: { 'retry-after': '7' } });
    expect(await send()).toMatchObject({ status: 503, retryAfterMs: 7000 });
  });

  test('that finds no network is unreachable', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await send()).toEqual({ kind: 'unreachable' });
  });

  test('ends after half a minute without an answer', async () => {
    neverAnswer();
    const reply = send();
    time.pass(29_999);
    time.pass(1);
    expect(await reply).toEqual({ kind: 'timeout' });
  });

  test('ends at once when the loop is stopped', async () => {
    neverAnswer();
    const reply = send();
    stop.abort();
    expect(await reply).toEqual({ kind: 'unreachable' });
    expect(time.delays).toEqual([]);
  });
});

describe('pokes', () => {
  class Source extends EventTarget {
    static readonly CLOSED = 2;
    static all: Source[] = [];
    readyState = 1;
    readonly url: string;
    constructor(url: string) {
      super();
      this.url = url;
      Source.all.push(this);
    }
    close(): void {
      this.readyState = Source.CLOSED;
    }
    say(data: string): void {
      this.dispatchEvent(new MessageEvent('message', { data }));
    }
    fail(readyState: number): void {
      this.readyState = readyState;
      this.dispatchEvent(new Event('error'));
    }
  }
  const pokes: Poke[] = [];
  let close: () => void;

  beforeEach(() => {
    Source.all = [];
    pokes.length = 0;
    vi.stubGlobal('EventSource', Source);
    close = makeTransport(environment).listen((poke) => pokes.push(poke));
  });
  afterEach(() => {
    close();
    vi.unstubAllGlobals();
  });

  test('are taken from the server, and nonsense is not', () => {
    const [source] = Source.all;
    expect(source?.url).toBe('/api/events');
    source?.say('{"epoch":"e","version":7}');
    source?.say('<html>');
    source?.say('null');
    source?.say('{"version":8}');
    expect(pokes).toEqual([{ epoch: 'e', version: 7 }]);
  });

  test('are asked for again half a minute after the server refused, and not while the browser tries', () => {
    Source.all[0]?.fail(0);
    expect(time.delays).toEqual([]);
    Source.all[0]?.fail(Source.CLOSED);
    time.pass(30_000);
    expect(Source.all.length).toBe(2);
    Source.all[1]?.say('{"epoch":"e","version":9}');
    expect(pokes).toEqual([{ epoch: 'e', version: 9 }]);
  });

  test('end when they are no longer wanted', () => {
    Source.all[0]?.fail(Source.CLOSED);
    close();
    Source.all[0]?.say('{"epoch":"e","version":9}');
    time.pass(60_000);
    expect(Source.all.length).toBe(1);
    expect(pokes).toEqual([]);
  });
});
