/** What each answer of the server means for the pictures of an import: go on, tell, wait, or stop. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ConsoleRequest } from '../../../server/import/ask-server.ts';
import { faultsToLines } from '../../../server/import/import-faults.ts';
import type { Upload } from '../../../server/import/plan-photos.ts';
import { sendPhotos, type PhotosSent } from '../../../server/import/send-photos.ts';

const folder = mkdtempSync(join(tmpdir(), 'bincard-send-photos-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function makeUpload(name: string, line = 2): Upload {
  const path = join(folder, name);
  writeFileSync(path, name);
  const sha256 = createHash('sha256').update(name).digest('hex');
  const cells = new Map([['image', { column: 'Image', found: name }]]);
  return {
    file: { path, sha256, bytes: name.length },
    line: { file: 'items.csv', line, cells },
    items: 1,
  };
}

interface Ran extends PhotosSent {
  readonly asked: readonly string[];
  readonly pauses: readonly number[];
  readonly progress: readonly (readonly [done: number, of: number])[];
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly retryAfter?: string;
}

/** Sends to a server that gives these answers, one after the other, and then 204 for ever. */
async function send(uploads: readonly Upload[], answers: readonly Answer[] = []): Promise<Ran> {
  const left = [...answers];
  const asked: string[] = [];
  const pauses: number[] = [];
  const progress: [number, number][] = [];
  const request: ConsoleRequest = (path, init) => {
    expect(init?.method).toBe('PUT');
    expect(init?.headers).toEqual({ 'content-type': 'application/octet-stream' });
    const { body: bytes } = init ?? {};
    asked.push(`${path} ${Buffer.isBuffer(bytes) ? bytes.toString() : 'no bytes'}`);
    const { status, body = null, retryAfter } = left.shift() ?? { status: 204 };
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    return Promise.resolve(new Response(body, { status, headers }));
  };
  const sent = await sendPhotos(uploads, {
    request,
    signal: new AbortController().signal,
    onProgress: (done, of) => progress.push([done, of]),
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  return { ...sent, asked, pauses, progress };
}

const pathOf = ({ file }: Upload): string => `/api/images/${file.sha256}`;

test('each file is sent by its hash, in order, with its bytes as they are', async () => {
  const uploads = [makeUpload('a.jpg'), makeUpload('b.jpg', 3)];
  const { sent, asked, progress, trouble } = await send(uploads);
  expect(sent).toEqual(uploads);
  expect(trouble).toBeNull();
  expect(asked).toEqual(uploads.map((one, place) => `${pathOf(one)} ${'ab'[place]}.jpg`));
  expect(progress).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
  ]);
});

test.each([
  [400, 'The picture did not arrive whole.'],
  [413, 'The picture is too large for the server.'],
  [415, 'The server does not know this kind of picture. Save it as JPEG, PNG, WebP or GIF.'],
])(
  'a picture refused with %i is told at its line, and the others are sent',
  async (status, words) => {
    const uploads = [makeUpload('a.jpg', 7), makeUpload('b.jpg')];
    const { sent, faults, trouble } = await send(uploads, [{ status }]);
    expect(faultsToLines(faults)[0]).toBe(
      `items.csv, line 7, column Image: found "a.jpg". ${faults[0]?.advice ?? ''}`,
    );
    expect(faults[0]?.advice).toContain(words);
    expect(sent).toHaveLength(1);
    expect(trouble).toBeNull();
  },
);

test('a picture that nobody waits for any more is no fault', async () => {
  const { unwanted, faults, sent } = await send([makeUpload('a.jpg')], [{ status: 404 }]);
  expect(unwanted).toHaveLength(1);
  expect([...faults, ...sent]).toEqual([]);
});

test('a busy server is asked again when it wishes, at most half a minute later', async () => {
  const { sent, pauses, asked } = await send(
    [makeUpload('a.jpg')],
    [
      { status: 503, retryAfter: '5' },
      { status: 429, retryAfter: '3600' },
      { status: 503 },
      { status: 503, retryAfter: '-1' },
    ],
  );
  expect(sent).toHaveLength(1);
  expect(pauses).toEqual([5000, 30_000, 1000, 0]);
  expect(new Set(asked).size).toBe(1);
});

test('a server that stays busy is left alone, and what is sent is sent', async () => {
  const busy = Array.from({ length: 9 }, () => ({ status: 503, body: '{"kind":"busy"}' }));
  const uploads = [makeUpload('a.jpg'), makeUpload('b.jpg'), makeUpload('c.jpg')];
  const { sent, asked, trouble } = await send(uploads, [{ status: 204 }, ...busy]);
  expect(sent).toHaveLength(1);
  expect(asked).toHaveLength(1 + 5);
  expect(trouble?.text).toContain('The server is busy');
});

test.each([
  [401, '{"kind":"signedOut"}', 'did not accept the key of this console'],
  [500, '{"kind":"bug","requestId":"1"}', 'The server refused (500'],
  [502, '<html>Bad gateway</html>', 'The server refused (502'],
  // A page of somebody else is no promise.
  [200, '<html>Welcome to our network</html>', 'The server refused (200'],
])('an answer of %i ends the sending with a sentence', async (status, body, words) => {
  const uploads = [makeUpload('a.jpg'), makeUpload('b.jpg')];
  const { sent, asked, trouble } = await send(uploads, [{ status, body }]);
  expect(sent).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(trouble?.text).toContain(words);
});

test('a server that went away is told, a bug is thrown', async () => {
  const away = new TypeError('fetch failed');
  const bug = new RangeError('a bug');
  const ask = (error: Error): Promise<PhotosSent> =>
    sendPhotos([makeUpload('a.jpg')], {
      request: () => Promise.reject(error),
      signal: new AbortController().signal,
      onProgress: () => {},
      pause: () => Promise.resolve(),
    });
  expect((await ask(away)).trouble?.text).toBe('The server does not answer any more.');
  await expect(ask(bug)).rejects.toBe(bug);
});

test('a file that has changed or gone since it was hashed is not sent under the old name', async () => {
  const uploads = [makeUpload('a.jpg', 2), makeUpload('b.jpg', 3), makeUpload('c.jpg', 4)];
  writeFileSync(join(folder, 'a.jpg'), 'another');
  unlinkSync(join(folder, 'b.jpg'));
  const { sent, asked, faults } = await send(uploads);
  expect(faults.map(({ line }) => line)).toEqual([2, 3]);
  expect(faults[0]?.advice).toContain('The file is not what it was when the import began.');
  expect(sent).toEqual([uploads[2]]);
  expect(asked).toHaveLength(1);
});

test('Ctrl-C ends it between two files, within one, and while it waits', async () => {
  const uploads = [makeUpload('a.jpg'), makeUpload('b.jpg')];
  for (const at of ['between', 'within', 'waiting']) {
    const stopping = new AbortController();
    const { sent, trouble } = await sendPhotos(uploads, {
      request: (path) => {
        if (at === 'within' && path === pathOf(uploads[1] ?? makeUpload('b.jpg'))) {
          stopping.abort();
          return Promise.reject(new DOMException('aborted', 'AbortError'));
        }
        const isWaiting = at === 'waiting' && path !== pathOf(uploads[0] ?? makeUpload('a.jpg'));
        return Promise.resolve(new Response(null, { status: isWaiting ? 503 : 204 }));
      },
      signal: stopping.signal,
      onProgress: (done) => {
        if (at === 'between' && done === 1) stopping.abort();
      },
      pause: (_, signal) => {
        stopping.abort();
        return Promise.reject(signal.reason as Error);
      },
    });
    expect(sent).toHaveLength(1);
    expect(trouble?.kind).toBe('stopped');
  }
});
