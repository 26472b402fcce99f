/**
 * Answers that are a no, a detour, or no HTTP at all: each comes to a result, never to an exception, and says whether and when
 * another try makes sense. Over bare sockets on loopback.
 */
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../shared/result.ts';
import {
  expectAllGone,
  fetchFrom,
  final,
  makeFetcher,
  never,
  open,
  passing,
} from '../support/fetch-from.ts';
import { answer, headOf, type Behaviour } from '../support/open-bad-server.ts';
import { makeDice } from '../support/seeded-dice.ts';

const flat = { create: { width: 40, height: 40, channels: 3, background: '#3a3' } } as const;
let png: Buffer;

beforeAll(async () => {
  png = await sharp(flat).png().toBuffer();
});
afterEach(expectAllGone);

describe('redirects', () => {
  const chain = (length: number): Record<string, Behaviour> => {
    const steps: Record<string, Behaviour> = {};
    for (let step = 0; step < length; step++) {
      const status = must([301, 302, 303, 307, 308][step % 5], 'a status');
      steps[step === 0 ? 'x' : `x${step}`] = answer(status, { location: `/x${step + 1}` }, 'moved');
    }
    steps[`x${length}`] = answer(200, {}, png);
    return steps;
  };

  test('are followed five times and not six', async () => {
    expect(await fetchFrom(chain(5))).toEqual({ ok: true, value: png });
    expect(await fetchFrom(chain(6))).toEqual(final('too_many_redirects'));
  });

  test('in a circle end', async () => {
    const server = await open({
      x: answer(302, { location: '/y' }, ''),
      y: answer(302, { location: '/x' }, ''),
    });
    const result = await makeFetcher(server).fetch(`${server.url}/x`, never);
    expect(result).toEqual(final('too_many_redirects'));
    expect(server.requests.length).toBe(6);
  });

  test('to nowhere, or to two places, are a refusal', async () => {
    expect(await fetchFrom(answer(302, {}, ''))).toEqual(final('refused'));
    const twice: Behaviour = (socket) =>
      socket.end('HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\n\r\n');
    expect(await fetchFrom(twice)).toEqual(final('refused'));
    expect(await fetchFrom(answer(302, { location: 'http://[' }, ''))).toEqual(
      final('address_not_allowed'),
    );
  });

  test('may hold letters beyond ASCII, as UTF-8', async () => {
    const location = Buffer.from('/größe').toString('latin1');
    const server = await open({
      x: (socket) =>
        socket.end(Buffer.from(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\n\r\n`, 'latin1')),
      'gr%C3%B6%C3%9Fe': answer(200, {}, png),
    });
    expect(await makeFetcher(server).fetch(`${server.url}/x`, never)).toEqual({
      ok: true,
      value: png,
    });
  });
});

describe('an answer', () => {
  test('that is a no has the reason of its status', async () => {
    const reasons: Readonly<Record<string, readonly number[]>> = {
      no_permission: [401, 402, 403, 407, 451],
      not_found: [404, 410],
      refused: [300, 304, 305, 400, 405, 406, 414, 416, 418, 421, 499],
      not_an_image: [204, 205, 206, 226],
    };
    for (const [reason, statuses] of Object.entries(reasons)) {
      for (const status of statuses) {
        const headers = status === 204 || status === 304 ? {} : { 'retry-after': '5' };
        const result = await fetchFrom((socket) => socket.end(headOf(status, headers)));
        expect([status, result]).toEqual([status, final(reason)]);
      }
    }
  });

  test('that will be another one later says when, in seconds or as a date', async () => {
    const reasons: Readonly<Record<string, readonly number[]>> = {
      timeout: [408],
      busy: [425, 429, 503],
      server_error: [500, 501, 502, 504, 507, 520, 599],
    };
    for (const [reason, statuses] of Object.entries(reasons)) {
      for (const status of statuses) {
        const plain = await fetchFrom(answer(status, {}, 'oops'));
        expect([status, plain]).toEqual([status, passing(reason)]);
        const wish = await fetchFrom(answer(status, { 'retry-after': '120' }, png));
        expect([status, wish]).toEqual([status, passing(reason, 120_000)]);
      }
    }
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const result = await fetchFrom(answer(429, { 'retry-after': inAnHour }, ''));
    const waitMs = result.ok ? 0 : result.failure.retryAfterMs;
    expect(result).toEqual(passing('busy', waitMs));
    expect(waitMs).toBeGreaterThan(3_500_000);
    expect(waitMs).toBeLessThanOrEqual(3_600_000);
    const inYears = await fetchFrom(answer(429, { 'retry-after': '99999999' }, ''));
    expect(inYears).toEqual(passing('busy', 24 * 3_600_000));
    expect(await fetchFrom(answer(429, { 'retry-after': 'soon' }, ''))).toEqual(passing('busy'));
  });

  test('that is not HTTP is a fault of the server', async () => {
    for (const noise of [
      '<html><body>HTTP/0.9 says hello</body></html>',
      'SSH-2.0-OpenSSH_9.2\r\n',
      '220 smtp.example ESMTP\r\n',
      '\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007',
      'HTTP/1.1 OK 200\r\n\r\n',
      'HTTP/9.9 200 OK\r\n\r\n',
      'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ]) {
      const result = await fetchFrom((socket) => socket.end(noise));
      expect([noise, result]).toEqual([noise, final('server_error')]);
    }
  });

  test('that breaks off may come whole another time', async () => {
    const half = png.subarray(0, 60);
    const behaviours: Behaviour[] = [
      (socket) => socket.end(),
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-'),
      (socket) => socket.end(`${headOf(200, { 'transfer-encoding': 'chunked' })}5\r\nab`),
      (socket) => {
        socket.write(headOf(200, { 'content-length': '5000' }));
        socket.write(half, () => socket.resetAndDestroy());
      },
      (socket) => {
        socket.write(headOf(101, { upgrade: 'h2c', connection: 'upgrade' }));
      },
    ];
    for (const behaviour of behaviours) {
      const result = await fetchFrom(behaviour);
      expect([String(behaviour), result]).toEqual([String(behaviour), passing('unreachable')]);
    }
  });

  test('may be followed by more that nobody asked for', async () => {
    const first = Buffer.from(headOf(200, { 'content-length': String(png.length) }));
    const result = await fetchFrom((socket, head) => {
      socket.write(Buffer.concat([first, png]));
      answer(200, {}, png)(socket, head);
    });
    expect(result).toEqual({ ok: true, value: png });
  });

  test('that nobody is there to give may come later', async () => {
    const server = await open({});
    await server.close();
    expect(await makeFetcher(server).fetch(`${server.url}/x`, never)).toEqual(
      passing('unreachable'),
    );
  });
});

test('a good answer with any three bytes changed comes to a result', async () => {
  const dice = makeDice(20_261_124);
  const good = Buffer.concat([
    Buffer.from(headOf(200, { 'content-type': 'image/png', 'transfer-encoding': 'chunked' })),
    Buffer.from(`${png.length.toString(16)}\r\n`),
    png,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
  const outcomes = new Set<string>();
  const server = await open({
    x: (socket) => {
      const bad = Buffer.from(good);
      for (let change = 0; change < 3; change++) bad[dice.below(bad.length)] = dice.below(256);
      socket.end(bad);
    },
  });
  const fetcher = makeFetcher(server, { headersMs: 1000 });
  for (let round = 0; round < 500; round++) {
    const result = await fetcher.fetch(`${server.url}/x`, never);
    outcomes.add(result.ok ? 'fetched' : result.failure.reason);
  }
  expect(outcomes).toContain('fetched');
  expect(outcomes).toContain('server_error');
});
