/** The wire of safety data sheets itself: what `fetch` is told, and what of its answers counts. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBrowserEnvironment } from '../../../client/sync/environment.ts';
import { makeSheetLine, type SheetLine } from '../../../client/sync/sheet-line.ts';
import { sheetCacheName } from '../../../shared/kept-sheets.ts';
import { sheetPath } from '../../../shared/sheets.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const sha256 = '0123456789abcdef'.repeat(4);
const path = sheetPath(sha256);
const pdf = { headers: { 'content-type': 'application/pdf' } };
const { signal } = new AbortController();
let line: SheetLine;

beforeEach(() => {
  const time = new VirtualTime(0);
  const startTimer = (run: () => void, delayMs: number) => time.startTimer(run, delayMs);
  line = makeSheetLine({ ...makeBrowserEnvironment(), startTimer });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await caches.delete(sheetCacheName);
});

function answerWith(body: BodyInit | null, init: ResponseInit = {}) {
  return vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, init));
}

test('a sheet goes as bare bytes under its hash', async () => {
  const sent = answerWith(null, { status: 204 });
  const bytes = new Uint8Array([1, 2, 3]);
  expect(await line.send(sha256, bytes, signal)).toMatchObject({ kind: 'reply', status: 204 });
  const [url, init] = sent.mock.calls[0] ?? [];
  expect(url).toBe(`/api/files/${sha256}`);
  expect(init).toMatchObject({ method: 'PUT', credentials: 'same-origin', body: bytes });
});

test('whether the server has it is asked past every cache, so that our own copy does not answer', async () => {
  const sent = answerWith(null, pdf);
  expect(await line.look(path, signal)).toBe('fetched');
  expect(sent.mock.calls[0]?.[1]).toMatchObject({ method: 'HEAD', cache: 'no-store' });
});

describe('an answer counts', () => {
  test.each([
    ['a sheet', 'x', pdf, 'fetched'],
    ['none there', '{}', { status: 404 }, 'none'],
    ['a hotel’s page', '<html>', { headers: { 'content-type': 'text/html' } }, 'unreachable'],
    ['nobody signed in', '{}', { status: 401 }, 'unreachable'],
  ])('%s', async (_, body, init, is) => {
    answerWith(body, init);
    expect(await line.fetch(path, signal)).toBe(is);
  });
});

test('what is kept is known by its path, let go by it, and forgotten together', async () => {
  vi.spyOn(navigator, 'serviceWorker', 'get').mockReturnValue({
    controller: {},
  } as ServiceWorkerContainer);
  const cache = await caches.open(sheetCacheName);
  await cache.put(path, new Response('x'));
  await cache.put('/files/other.pdf', new Response('x'));
  expect(await line.readKept()).toEqual(new Set([path, '/files/other.pdf']));
  await line.forget(['/files/other.pdf']);
  expect(await line.readKept()).toEqual(new Set([path]));
  await line.forgetAll();
  expect(await caches.has(sheetCacheName)).toBe(false);
});
