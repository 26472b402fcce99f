/** A bucket in a bad mood: away, busy, slow, closed to us. What a store that works owes is in tests/contract. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
// The fetcher's library must not disturb the built-in fetch, which goes to the bucket.
import 'undici';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  BlobStoreError,
  type BlobName,
  type BlobStore,
} from '../../../server/images/blob-store.ts';
import { openS3Blobs } from '../../../server/images/s3-blobs.ts';
import { failureOf } from '../../support/failure-of.ts';
import { readAll } from '../../support/read-all.ts';
import { findFreePort } from '../../support/server-process.ts';
import { startS3, type S3Server } from '../../support/start-s3.ts';

const name: BlobName = { sha256: 'ab12'.repeat(16), variant: 320 };
const quick = { tries: 3, tryMs: 300, pauseMs: 1 };

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A bucket that gives these answers one after the other, the last one for ever. */
async function openBucket(
  ...answers: Answer[]
): Promise<{ readonly store: BlobStore; readonly requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    answer?.(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const settings = { ...s3.settings, url: `http://127.0.0.1:${port}/pictures/inner` };
  return { store: openS3Blobs(settings, quick), requests };
}

const status =
  (code: number, body = ''): Answer =>
  (response) =>
    response.writeHead(code).end(body);
const never: Answer = () => {};
const reset: Answer = (response) => response.destroy();
const brokenOff: Answer = (response) => {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('half', () => response.destroy());
};

test.each<[string, Answer]>([
  ['500', status(500)],
  ['503', status(503)],
  ['429', status(429)],
  ['a lost connection', reset],
  ['no answer in time', never],
  ['an answer that breaks off', brokenOff],
])('%s is tried again', async (_, trouble) => {
  const { store, requests } = await openBucket(trouble, trouble, status(200, 'bytes'));
  expect(Buffer.from((await store.get(name)) ?? []).toString()).toBe('bytes');
  expect(requests).toHaveLength(3);
});

test.each<[string, Answer, number]>([
  ['500 for ever', status(500), 3],
  ['no answer at all', never, 3],
  ['a lost connection, again and again', reset, 3],
  ['a redirect to elsewhere', (response) => response.writeHead(302, { location: '/x' }).end(), 3],
  ['403', status(403, '<Error><Code>AccessDenied</Code></Error>'), 1],
  ['a bucket that is not there', status(404, '<Error><Code>NoSuchBucket</Code></Error>'), 1],
  ['400', status(400), 1],
])('%s counts as unavailable, after so many tries', async (_, trouble, tries) => {
  const { store, requests } = await openBucket(trouble);
  const failure = await failureOf(store.get(name));
  expect(failure).toBeInstanceOf(BlobStoreError);
  expect(failure).toMatchObject({ kind: 'unavailable' });
  expect(requests).toHaveLength(tries);
  for (const doing of [
    () => store.put(name, randomBytes(10)),
    () => store.remove(name),
    () => readAll(store.list()),
  ]) {
    expect(await failureOf(doing())).toMatchObject({ kind: 'unavailable' });
  }
});

test('a bucket without room is told as full', async () => {
  const { store } = await openBucket(status(507));
  expect(await failureOf(store.put(name, randomBytes(10)))).toMatchObject({ kind: 'full' });
});

test('a bucket that nobody answers for is unavailable', async () => {
  const url = `http://127.0.0.1:${await findFreePort()}/pictures`;
  const store = openS3Blobs({ ...s3.settings, url }, quick);
  expect(await failureOf(store.has(name))).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a key that the bucket does not know is refused, and the secret is not said', async () => {
  const store = openS3Blobs({ ...s3.settings, key: 'nobody', secret: 'a-real-secret' }, quick);
  const failure = await failureOf(store.put(name, randomBytes(10)));
  expect(failure).toMatchObject({
    kind: 'unavailable',
    message: 'The bucket for pictures answered PUT with 403 (InvalidAccessKeyId)',
  });
  expect(String(failure)).not.toContain('a-real-secret');
});

/** Signature Version 4 as AWS describes it, for want of a test server that checks it. */
function sign({ method = '', url = '', headers }: IncomingMessage, secret: string): string {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const query = [...searchParams]
    .map((pair) => pair.map((part) => encodeURIComponent(part)).join('='))
    .toSorted()
    .join('&');
  const signed = names.split(';').map((header) => `${header}:${String(headers[header])}\n`);
  const content = String(headers['x-amz-content-sha256']);
  const canonical = [method, pathname, query, signed.join(''), names, content].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n')).toString(
    'hex',
  );
}

test('every request is signed with the secret', async () => {
  const { store, requests } = await openBucket(status(200, '<ListBucketResult/>'));
  await store.put(name, randomBytes(100));
  await store.get(name);
  await store.has(name);
  await store.remove(name);
  await readAll(store.list());
  expect(requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'HEAD', 'DELETE', 'GET']);
  for (const request of requests) {
    const signature = /Signature=(\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    expect(signature).toBe(sign(request, s3.settings.secret));
  }
});

test('an upload names the hash of its bytes, so that none can arrive changed', async () => {
  const { store, requests } = await openBucket(status(200));
  const bytes = randomBytes(1000);
  await store.put(name, bytes);
  const [request] = requests;
  expect(request?.url).toBe(`/pictures/inner/ab/12/${name.sha256}.320.webp`);
  expect(request?.headers).toMatchObject({
    'content-length': '1000',
    'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
  });
});

describe('a list', () => {
  const page = (keys: readonly string[], next?: string): string =>
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${keys
      .map(
        (key) =>
          `<Contents><Key>${key}</Key><LastModified>2026-11-24T00:00:00.000Z</LastModified></Contents>`,
      )
      .join(
        '',
      )}${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`;
  const keyOf = (variant: string): string => `inner/ab/12/${name.sha256}.${variant}`;

  test('goes on where the page before has ended, and knows its own keys', async () => {
    const { store, requests } = await openBucket(
      status(200, page([keyOf('96.webp'), 'inner/notes.txt', keyOf('7.webp')], 'a&amp;b+/=')),
      status(200, page([keyOf('original')])),
    );
    const storedAtMs = Date.parse('2026-11-24');
    expect(await readAll(store.list())).toEqual([
      { sha256: name.sha256, variant: 96, storedAtMs },
      { sha256: name.sha256, variant: 'original', storedAtMs },
    ]);
    const [first, second] = requests.map(({ url = '' }) => new URL(url, 'http://x').searchParams);
    expect(first?.get('prefix')).toBe('inner/');
    expect(second?.get('continuation-token')).toBe('a&b+/=');
  });

  test('that never ends is broken off', async () => {
    const { store } = await openBucket(status(200, page([keyOf('96.webp')], 'same')));
    expect(await failureOf(readAll(store.list()))).toMatchObject({ kind: 'unavailable' });
  });

  test('that is no list is not taken for an empty one', async () => {
    const { store } = await openBucket(status(200, '<html>Welcome to the hotel</html>'));
    expect(await failureOf(readAll(store.list()))).toMatchObject({ kind: 'unavailable' });
  });
});
