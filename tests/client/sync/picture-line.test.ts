/** The other wire itself: what `fetch` is told, and what of its answers counts. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBrowserEnvironment } from '../../../client/sync/environment.ts';
import { makePictureLine, type PictureLine } from '../../../client/sync/picture-line.ts';
import { thumbnailCacheName } from '../../../shared/kept-thumbnails.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const sha256 = '0123456789abcdef'.repeat(4);
const bytes = new Uint8Array([1, 2, 3]);
const path = `/images/${sha256}/96.webp`;
let time: VirtualTime;
let line: PictureLine;
let stop: AbortController;

beforeEach(() => {
  time = new VirtualTime(0);
  stop = new AbortController();
  const startTimer = (run: () => void, delayMs: number) => time.startTimer(run, delayMs);
  line = makePictureLine({ ...makeBrowserEnvironment(), startTimer });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await caches.delete(thumbnailCacheName);
});

function answerWith(body: BodyInit | null, init: ResponseInit = {}) {
  return vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, init));
}
const send = () => line.sendPhoto(sha256, bytes, stop.signal);
const fetchIt = () => line.fetchThumbnail(path, stop.signal);

describe('a photo', () => {
  test('goes as bare bytes under its hash, as the person signed in, past every cache and redirect', async () => {
    const sent = answerWith(null, { status: 204 });
    expect(await send()).toEqual({
      kind: 'reply',
      status: 204,
      body: undefined,
      retryAfterMs: null,
    });
    const [url, init] = sent.mock.calls[0] ?? [];
    expect(url).toBe(`/api/images/${sha256}`);
    expect(init).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      body: bytes,
    });
    expect(time.delays).toEqual([]);
  });

  test('that finds no network is unreachable, and one that takes five minutes is given up', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(await send()).toEqual({ kind: 'unreachable' });
    vi.spyOn(globalThis, 'fetch').mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    const reply = send();
    time.pass(5 * 60_000);
    expect(await reply).toEqual({ kind: 'timeout' });
  });
});

describe('a thumbnail', () => {
  test('is fetched when it is a picture', async () => {
    answerWith('x', { headers: { 'content-type': 'image/webp' } });
    expect(await fetchIt()).toBe('fetched');
    expect(time.delays).toEqual([]);
  });

  test('is not there', async () => {
    answerWith('{}', { status: 404, headers: { 'content-type': 'application/json' } });
    expect(await fetchIt()).toBe('none');
  });

  test.each([
    ['a hotel’s page', { headers: { 'content-type': 'text/html' } }],
    ['nobody being signed in', { status: 401 }],
    ['a busy server', { status: 503 }],
  ])('is out of reach: %s', async (_, init) => {
    answerWith('<html>', init);
    expect(await fetchIt()).toBe('unreachable');
  });

  test('is out of reach without a network', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await fetchIt()).toBe('unreachable');
  });
});

describe('what is kept', () => {
  const worker = (controller: object | null) =>
    vi.spyOn(navigator, 'serviceWorker', 'get').mockReturnValue({
      controller,
    } as ServiceWorkerContainer);

  test('is known by its paths, where a worker keeps it', async () => {
    worker({});
    const cache = await caches.open(thumbnailCacheName);
    await cache.put(path, new Response('x'));
    expect(await line.readKept()).toEqual(new Set([path]));
    await line.forgetKept();
    expect(await caches.has(thumbnailCacheName)).toBe(false);
  });

  test('is nothing to fetch in advance for without a worker', async () => {
    worker(null);
    expect(await line.readKept()).toBeNull();
  });

  test('nor when the person saves data', async () => {
    worker({});
    vi.spyOn(navigator, 'connection' as never, 'get').mockReturnValue({ saveData: true } as never);
    expect(await line.readKept()).toBeNull();
  });

  test('nor on a phone that is nearly full', async () => {
    worker({});
    vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1e9, usage: 9.5e8 });
    expect(await line.readKept()).toBeNull();
  });
});
