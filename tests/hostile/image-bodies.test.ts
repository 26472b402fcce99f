/**
 * Bodies that are not what they say, or never end: every fetch ends within its limits, with a reason that a person can make
 * something of. Over bare sockets on loopback.
 */
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { limits as wireLimits } from '../../shared/protocol.ts';
import {
  expectAllGone,
  fetchFrom,
  final,
  makeFetcher,
  never,
  passing,
  patienceMs,
} from '../support/fetch-from.ts';
import { answer, headOf, writeForever, type Behaviour } from '../support/open-bad-server.ts';

const flat = { create: { width: 40, height: 40, channels: 3, background: '#3a3' } } as const;
let png: Buffer;

beforeAll(async () => {
  png = await sharp(flat).png().toBuffer();
});
afterEach(expectAllGone);

function withoutLength(
  status: number,
  body: (socket: Parameters<Behaviour>[0]) => void,
): Behaviour {
  return (socket) => {
    socket.write(headOf(status, {}));
    body(socket);
  };
}

describe('what is sent', () => {
  test('is a picture by its bytes, whatever its type is said to be', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/octet-stream', 'nonsense', '']) {
      expect(await fetchFrom(answer(200, { 'content-type': type }, png))).toEqual({
        ok: true,
        value: png,
      });
    }
    for (const format of ['jpeg', 'webp', 'gif'] as const) {
      const value = await sharp(flat).toFormat(format).toBuffer();
      expect(await fetchFrom(answer(203, {}, value))).toEqual({ ok: true, value });
    }
  });

  test('is no picture, though it says so', async () => {
    const type = { 'content-type': 'image/png' };
    for (const body of [
      '',
      'hello',
      '{"a":1}',
      '%PDF-1.7',
      'MZ\u0090',
      '\u0089PNG',
      'x'.repeat(250_000),
    ]) {
      expect(await fetchFrom(answer(200, type, body))).toEqual(final('not_an_image'));
    }
  });

  test('is a picture that is not decoded here', async () => {
    for (const body of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      await sharp(flat).avif().toBuffer(),
      await sharp(flat).tiff().toBuffer(),
      Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic', 'latin1'),
    ]) {
      expect(await fetchFrom(answer(200, { 'content-type': 'image/png' }, body))).toEqual(
        final('unsupported_format'),
      );
    }
  });

  test('is compressed although we asked for it as it is', async () => {
    for (const encoding of ['gzip', 'br', 'identity, gzip', 'rubbish']) {
      const result = await fetchFrom(answer(200, { 'content-encoding': encoding }, gzipSync(png)));
      expect(result).toEqual(final('server_error'));
    }
  });
});

describe('a web page', () => {
  const page = (tag: string): Behaviour =>
    answer(200, { 'content-type': 'image/jpeg' }, `<!DOCTYPE html><html><head>${tag}</head>`);

  test('leads to the picture it names, over a redirect if need be', async () => {
    const result = await fetchFrom({
      x: page('<meta content="/p?a=1&amp;b=2" property="og:image">'),
      p: answer(302, { location: 'png' }, ''),
      png: answer(200, {}, png),
    });
    expect(result).toEqual({ ok: true, value: png });
  });

  test('that names none, or none on the web, is a web page', async () => {
    for (const tag of ['', '<meta property="og:image" content="data:image/png;base64,AA">']) {
      expect(await fetchFrom(page(tag))).toEqual(final('web_page'));
    }
  });

  test('is not followed to a second one', async () => {
    const tag = (to: string): string => `<meta property="og:image" content="${to}">`;
    const result = await fetchFrom({
      x: page(tag('/y')),
      y: page(tag('/z')),
      z: answer(200, {}, png),
    });
    expect(result).toEqual(final('web_page'));
    expect(await fetchFrom({ x: page(tag('/x')) })).toEqual(final('web_page'));
  });

  test('fails with the reason of its picture', async () => {
    const tag = '<meta property="og:image" content="/y">';
    expect(await fetchFrom({ x: page(tag) })).toEqual(final('not_found'));
    expect(await fetchFrom({ x: page(tag), y: answer(503, {}, '') })).toEqual(passing('busy'));
  });

  test('without end is read no further than its head', async () => {
    let sent = 0;
    const piece = '<p>And so on, and so on, and so on.</p>'.repeat(100);
    const result = await fetchFrom(
      withoutLength(200, (socket) => {
        socket.write('<!doctype html>');
        socket.on('close', () => (sent = socket.bytesWritten));
        writeForever(socket, piece);
      }),
      { bytesMax: 100_000_000 },
    );
    expect(result).toEqual(final('web_page'));
    await expect.poll(() => sent).toBeGreaterThan(0);
    // What lies in the buffers of two sockets comes on top.
    expect(sent).toBeLessThan(20_000_000);
  });
});

describe('the length', () => {
  test('that is too short cuts the body off', async () => {
    const result = await fetchFrom(answer(200, { 'content-length': '50' }, png));
    expect(result).toEqual({ ok: true, value: png.subarray(0, 50) });
  });

  test('that is too long is a connection that broke off', async () => {
    const result = await fetchFrom(answer(200, { 'content-length': '100000' }, png));
    expect(result).toEqual(passing('unreachable'));
  });

  test('that is too big is enough to know', async () => {
    const result = await fetchFrom((socket) =>
      socket.write(headOf(200, { 'content-length': '300001' })),
    );
    expect(result).toEqual(final('too_big'));
  });

  test('that is no number, or two numbers, is no HTTP', async () => {
    for (const lines of [
      'content-length: many',
      'content-length: -1',
      'content-length: 5\r\ncontent-length: 6',
    ]) {
      const result = await fetchFrom((socket) => socket.end(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`));
      expect(result).toEqual(final('server_error'));
    }
  });

  test('may be the whole limit of 15 MiB, and not a byte more, said or unsaid', async () => {
    const whole = Buffer.alloc(wireLimits.imageBytesMax + 1);
    png.copy(whole);
    const limits = { totalMs: 20_000, headersMs: 5000, bytesMax: wireLimits.imageBytesMax };
    const exact = whole.subarray(0, -1);
    const unsaid = (bytes: Buffer): Behaviour => withoutLength(200, (socket) => socket.end(bytes));
    for (const behaviour of [answer(200, {}, exact), unsaid(exact)]) {
      const result = await fetchFrom(behaviour, limits);
      expect(result.ok && result.value.equals(exact)).toBe(true);
    }
    for (const behaviour of [answer(200, {}, whole), unsaid(whole)]) {
      expect(await fetchFrom(behaviour, limits)).toEqual(final('too_big'));
    }
  });
});

describe('time', () => {
  test('ends a server that says nothing', async () => {
    const start = performance.now();
    expect(await fetchFrom(() => undefined, { totalMs: 20_000, headersMs: 300 })).toEqual(
      passing('timeout'),
    );
    expect(performance.now() - start).toBeLessThan(300 + patienceMs);
  });

  test('ends headers that drip, remarks before the answer that go on, and a body that drips', async () => {
    const behaviours: Behaviour[] = [
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        writeForever(socket, 'y', 20);
      },
      (socket) => writeForever(socket, headOf(103, { link: '</a.css>' }), 20),
      withoutLength(200, (socket) => {
        socket.write(png.subarray(0, 20));
        writeForever(socket, 'y', 20);
      }),
      withoutLength(200, (socket) => socket.write(png)),
      (socket) => {
        socket.write(headOf(200, { 'transfer-encoding': 'chunked' }));
        writeForever(socket, '1\r\nx\r\n', 20);
      },
    ];
    for (const behaviour of behaviours) {
      expect(await fetchFrom(behaviour, { totalMs: 800, headersMs: 400 })).toEqual(
        passing('timeout'),
      );
    }
  });

  test('is one for all redirects together', async () => {
    const slowly: Behaviour = (socket) => {
      setTimeout(() => socket.end(headOf(302, { location: '/x', 'content-length': '0' })), 250);
    };
    const result = await fetchFrom(
      { x: slowly },
      { totalMs: 600, headersMs: 500, redirectsMax: 1000 },
    );
    expect(result).toEqual(passing('timeout'));
  });

  test('counts for a name that nobody answers for', async () => {
    const nobody = (): Promise<never> => new Promise(() => undefined);
    const fetcher = makeFetcher({ port: 80 }, { totalMs: 5000, headersMs: 100 }, nobody);
    expect(await fetcher.fetch('http://slow.example/x', never)).toEqual(passing('timeout'));
  });
});

describe('too much', () => {
  test('of a body is cut off at the limit', async () => {
    let sent = 0;
    const result = await fetchFrom(
      withoutLength(200, (socket) => {
        socket.write(png);
        socket.on('close', () => (sent = socket.bytesWritten));
        writeForever(socket, Buffer.alloc(65_536));
      }),
    );
    expect(result).toEqual(final('too_big'));
    await expect.poll(() => sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('of headers is no answer', async () => {
    const floods: Behaviour[] = [
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        writeForever(socket, `x-flood: ${'y'.repeat(1000)}\r\n`);
      },
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx-flood: ');
        writeForever(socket, 'y'.repeat(10_000));
      },
      answer(200, { 'x-big': 'y'.repeat(40_000) }, ''),
    ];
    for (const flood of floods) expect(await fetchFrom(flood)).toEqual(final('server_error'));
  });
});
