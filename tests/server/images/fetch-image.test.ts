/**
 * What the fetcher does whoever is on the other side: whom it believes over TLS, what it tells about itself, which of several
 * addresses it takes, and how it stops.
 */
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseFetchAllowList } from '../../../server/images/fetch-allow-list.ts';
import { makeImageFetcher } from '../../../server/images/fetch-image.ts';
import { must } from '../../../shared/result.ts';
import { failureOf } from '../../support/failure-of.ts';
import {
  expectAllGone,
  final,
  makeFetcher,
  never,
  open,
  passing,
  type Fetched,
} from '../../support/fetch-from.ts';
import { makeCertificate } from '../../support/make-certificate.ts';
import { answer, headOf, type BadServer, type Behaviour } from '../../support/open-bad-server.ts';
import { openCanary } from '../../support/open-canary.ts';

const flat = { create: { width: 40, height: 40, channels: 3, background: '#3a3' } } as const;
let png: Buffer;

beforeAll(async () => {
  png = await sharp(flat).png().toBuffer();
});
afterEach(expectAllGone);

describe('TLS', () => {
  const good = makeCertificate({ name: 'shop.example' });
  const expired = makeCertificate({ name: 'shop.example', isExpired: true });
  const stranger = makeCertificate({ name: 'shop.example' });
  const before = getCACertificates('default');
  beforeAll(() => setDefaultCACertificates([...before, good.cert, expired.cert]));
  afterAll(() => setDefaultCACertificates(before));

  function fetchOverTls({ port }: { port: number }, host = 'shop.example'): Promise<Fetched> {
    return makeFetcher({ port }).fetch(`https://${host}:${port}/x`, never);
  }

  const openTls = (certificate = good): Promise<BadServer> =>
    open({ x: answer(200, {}, png) }, certificate);

  test('is believed for the name that was asked for, with or without its last dot', async () => {
    const namesHeard: unknown[] = [];
    const x: Behaviour = (socket, head) => {
      namesHeard.push(socket instanceof TLSSocket ? socket.servername : undefined);
      answer(200, {}, png)(socket, head);
    };
    const server = await open({ x }, good);
    expect(await fetchOverTls(server)).toEqual({ ok: true, value: png });
    expect(await fetchOverTls(server, 'shop.example.')).toEqual({ ok: true, value: png });
    expect(namesHeard).toEqual(['shop.example', 'shop.example']);
  });

  test('is not believed for another name, or the bare address', async () => {
    const server = await openTls();
    for (const host of ['other.example', '127.0.0.1', 'a.shop.example']) {
      expect([host, await fetchOverTls(server, host)]).toEqual([host, final('tls')]);
    }
    expect(server.requests).toEqual([]);
  });

  test('is not believed from a stranger, or too late, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    for (const certificate of [stranger, expired]) {
      const server = await openTls(certificate);
      expect(await fetchOverTls(server)).toEqual(final('tls'));
      expect(server.requests).toEqual([]);
    }
    vi.unstubAllEnvs();
  });

  test('comes to nothing where one side speaks plainly', async () => {
    const talker = await openCanary();
    expect(await fetchOverTls(talker)).toEqual(final('tls'));
    await talker.close();
    const listener = await open({});
    expect(await fetchOverTls(listener)).toEqual(passing('timeout'));
    const server = await openTls();
    const result = await makeFetcher(server).fetch(`http://127.0.0.1:${server.port}/x`, never);
    // It hangs up without a word.
    expect(result).toEqual(passing('unreachable'));
  });
});

describe('a request', () => {
  test('tells nothing about us, keeps no cookie and no connection, and goes through no proxy', async () => {
    const proxy = await openCanary();
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    const server = await open({
      x: answer(302, { location: '/y?a=b#c', 'set-cookie': 'a=1', connection: 'keep-alive' }, ''),
      y: answer(200, { 'set-cookie': 'b=2' }, png),
    });
    expect(await makeFetcher(server).fetch(`${server.url}/x#fragment`, never)).toEqual({
      ok: true,
      value: png,
    });
    vi.unstubAllEnvs();
    expect(proxy.connections()).toBe(0);
    await proxy.close();
    const headers = [
      `host: 127.0.0.1:${server.port}`,
      'connection: close',
      'accept: image/webp,image/jpeg,image/png,image/gif;q=0.9,*/*;q=0.1',
      'accept-encoding: identity',
      'user-agent: Bincard',
    ];
    expect(server.requests.map((head) => head.trimEnd().split('\r\n'))).toEqual([
      ['GET /x HTTP/1.1', ...headers],
      ['GET /y?a=b HTTP/1.1', ...headers],
    ]);
  });
});

describe('a server of ours that stops', () => {
  test('ends a fetch with the reason it gives', async () => {
    const server = await open({
      x: (socket) => socket.write(Buffer.concat([Buffer.from(headOf(200, {})), png])),
      y: () => undefined,
    });
    for (const path of ['x', 'y']) {
      const stop = new AbortController();
      const fetching = failureOf(makeFetcher(server).fetch(`${server.url}/${path}`, stop.signal));
      await expect.poll(() => server.requests.at(-1)).toContain(`/${path} `);
      // Not to be taken for one of the network's errors.
      const reason = Object.assign(new Error('The server stops'), { code: 'ECONNRESET' });
      stop.abort(reason);
      expect(await fetching).toBe(reason);
    }
  });

  test('asks nobody once it has stopped', async () => {
    const server = await open({ x: answer(200, {}, png) });
    const reason = new Error('The server stops');
    const fetching = makeFetcher(server).fetch(`${server.url}/x`, AbortSignal.abort(reason));
    expect(await failureOf(fetching)).toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test('does not connect to what a late answer from DNS names', async () => {
    const server = await open({ x: answer(200, {}, png) });
    const answers = Promise.withResolvers<readonly string[]>();
    const fetcher = makeImageFetcher({
      allow: must(parseFetchAllowList(`late.example:${server.port}`), 'a list'),
      lookup: () => answers.promise,
      limits: { headersMs: 100 },
    });
    const result = await fetcher.fetch(`http://late.example:${server.port}/x`, never);
    expect(result).toEqual(passing('timeout'));
    answers.resolve(['127.0.0.1']);
    await fetcher.close();
    const next = await open({ x: answer(200, {}, png) });
    expect((await makeFetcher(next).fetch(`${next.url}/x`, never)).ok).toBe(true);
    expect(server.requests).toEqual([]);
  });

  test('closes the fetcher, which ends and waits for what is under way', async () => {
    const server = await open({ x: () => undefined });
    const fetcher = makeFetcher(server, { totalMs: 60_000, headersMs: 60_000 });
    const fetching = failureOf(fetcher.fetch(`${server.url}/x`, never));
    await expect.poll(() => server.requests.length).toBe(1);
    await fetcher.close();
    expect(await fetching).toMatchObject({ message: 'The image fetcher is closed' });
    expect(await failureOf(fetcher.fetch(`${server.url}/x`, never))).toBeInstanceOf(Error);
  });
});

describe('a name with several addresses', () => {
  test('is asked at the one that answers', async () => {
    const server = await open({ x: answer(200, {}, png) });
    const fetcher = makeImageFetcher({
      allow: must(parseFetchAllowList(`several.example:${server.port}`), 'a list'),
      lookup: async () => ['127.0.0.2', '::1', '127.0.0.1'],
    });
    const result = await fetcher.fetch(`http://several.example:${server.port}/x`, never);
    expect(result).toEqual({ ok: true, value: png });
  });

  test('may be asked again later when none of them answers', async () => {
    const server = await open({});
    await server.close();
    const fetcher = makeImageFetcher({
      allow: must(parseFetchAllowList(`several.example:${server.port}`), 'a list'),
      lookup: async () => ['127.0.0.1', '127.0.0.2'],
    });
    const result = await fetcher.fetch(`http://several.example:${server.port}/x`, never);
    expect(result).toEqual(passing('unreachable'));
  });
});
