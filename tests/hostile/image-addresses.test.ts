/**
 * No address of a picture leads into the network the server stands in: every writing of every special address, by each of the
 * four ways it can come in. The canary listens on all addresses of this machine, on a port that is open to public ones.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFetchAllowList } from '../../server/images/fetch-allow-list.ts';
import { makeImageFetcher, type ImageFetcher } from '../../server/images/fetch-image.ts';
import type { Lookup } from '../../server/images/guarded-connector.ts';
import { must } from '../../shared/result.ts';
import { openCanary, type Canary } from '../support/open-canary.ts';
import { makeSpecialUrls, type SpecialUrl } from '../support/special-urls.ts';

const atOnce = 16;
const never = new AbortController().signal;

let canary: Canary;
let site: Server;
let siteUrl: string;
let urls: readonly SpecialUrl[];

beforeAll(async () => {
  canary = await openCanary();
  urls = makeSpecialUrls(canary.port);
  site = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site.example');
    const target = urls[Number(searchParams.get('form'))]?.url ?? '';
    if (pathname === '/redirect') {
      // Node writes headers as Latin-1; a hostile server writes the bytes it likes.
      response.writeHead(302, { location: Buffer.from(target).toString('latin1') }).end();
    } else if (pathname === '/page') {
      const content = target.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      response.end(`<!doctype html><meta property="og:image" content="${content}">`);
    } else {
      response.writeHead(404).end();
    }
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const address = site.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  siteUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  site.closeAllConnections();
  site.close();
  await canary.close();
});

/** Only the site is opened; the canary's port is one where public addresses may be asked. */
function makeFetcher(lookup: Lookup, opened = new URL(siteUrl).host): ImageFetcher {
  return makeImageFetcher({
    allow: must(parseFetchAllowList(opened), 'a list'),
    lookup,
    limits: { ports: [80, 443, canary.port], totalMs: 5000 },
  });
}

const toThisMachine: Lookup = async () => ['127.0.0.1'];

/** What each address came to, by the reasons that are no surprise; the rest in full. */
async function surprises(
  addresses: readonly string[],
  lookup: Lookup,
  expected: readonly string[],
): Promise<readonly string[]> {
  const fetcher = makeFetcher(lookup);
  const waiting = [...addresses];
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      const before = canary.connections();
      const result = await fetcher.fetch(address, never);
      const outcome = result.ok ? 'fetched' : result.failure.reason;
      if (!expected.includes(outcome)) found.push(`${address}: ${outcome}`);
      if (canary.connections() !== before) found.push(`${address}: the canary was heard`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await fetcher.close();
  return found;
}

function formsOf(isRelative: boolean): readonly number[] {
  return [...urls.keys()].filter((form) => (urls[form]?.isRelative ?? false) === isRelative);
}

describe('an address that leads nowhere public', () => {
  test('is one of more than 400', () => {
    expect(new Set(urls.map(({ url }) => url)).size).toBe(urls.length);
    expect(urls.length).toBeGreaterThan(600);
  });

  test('is not asked when it is the first', async () => {
    const addresses = urls.map(({ url }) => url);
    expect(await surprises(addresses, toThisMachine, ['address_not_allowed'])).toEqual([]);
    expect(canary.connections()).toBe(0);
  });

  test('is not asked when a public server redirects to it', async () => {
    const toAddress = (form: number): string => `${siteUrl}/redirect?form=${form}`;
    const absolute = formsOf(false).map(toAddress);
    expect(await surprises(absolute, toThisMachine, ['address_not_allowed'])).toEqual([]);
    const relative = formsOf(true).map(toAddress);
    const expected = ['address_not_allowed', 'not_found'];
    expect(await surprises(relative, toThisMachine, expected)).toEqual([]);
    expect(canary.connections()).toBe(0);
  });

  test('is not asked when a public page names it as its picture', async () => {
    const addresses = [...urls.keys()].map((form) => `${siteUrl}/page?form=${form}`);
    const expected = ['address_not_allowed', 'web_page', 'not_found'];
    expect(await surprises(addresses, toThisMachine, expected)).toEqual([]);
    // Where the page's word is an address of the web at all, it is the gate that says no.
    const plain = formsOf(false).filter((form) => {
      const url = URL.parse(urls[form]?.url ?? '');
      return url !== null && /^https?:$/.test(url.protocol);
    });
    expect(plain.length).toBeGreaterThan(600);
    const again = plain.map((form) => `${siteUrl}/page?form=${form}`);
    expect(await surprises(again, toThisMachine, ['address_not_allowed'])).toEqual([]);
    expect(canary.connections()).toBe(0);
  });

  test('is not asked when DNS gives it, alone or among public ones', async () => {
    // As it is written, and as the parser writes it: 127.1 becomes 127.0.0.1.
    const answers = new Set<string>();
    for (const { url, host } of urls) {
      if (host === undefined) continue;
      answers.add(host);
      const parsed = URL.parse(url)?.hostname.replaceAll(/^\[|\]$/g, '');
      if (parsed !== undefined && isIP(parsed) !== 0) answers.add(parsed);
    }
    const all = [...answers];
    expect(all.length).toBeGreaterThan(600);
    const lists = [
      ...all.map((answer) => [answer]),
      ...all.map((answer) => ['93.184.215.14', answer]),
      ...all.map((answer) => [answer, '2606:2800:21f:cb07:6820:80da:af6b:8b2c']),
    ];
    const lookup: Lookup = async (name) =>
      must(lists[Number(name.split('.')[0]?.slice(1))], 'a list');
    const addresses = [...lists.keys()].map(
      (list) => `http://n${list}.example:${canary.port}/x.png`,
    );
    expect(await surprises(addresses, lookup, ['address_not_allowed'])).toEqual([]);
    expect(canary.connections()).toBe(0);
  });
});

describe('a name whose answers change', () => {
  test('is looked up once per connection, and the connection goes to the answer that was judged', async () => {
    const port = Number(new URL(siteUrl).port);
    const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.2'];
    let asked = 0;
    const fetcher = makeFetcher(async () => [must(answers[asked++], 'an answer')]);
    const result = await fetcher.fetch(`http://rebind.example:${port}/missing`, never);
    expect(result).toMatchObject({ ok: false, failure: { reason: 'not_found' } });
    expect(asked).toBe(1);
  });

  test('is judged again at every step', async () => {
    const form = urls.length;
    urls = [...urls, { url: `/missing` }];
    const port = Number(new URL(siteUrl).port);
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const fetcher = makeFetcher(async () => [must(answers[asked++], 'an answer')]);
    const result = await fetcher.fetch(
      `http://rebind.example:${port}/redirect?form=${form}`,
      never,
    );
    expect(result).toMatchObject({ ok: false, failure: { reason: 'address_not_allowed' } });
    expect(asked).toBe(2);
  });

  test('leads nowhere when it has no address, or none that can be found now', async () => {
    const none = makeFetcher(async () => []);
    expect(await none.fetch('http://a.example/x.png', never)).toMatchObject({
      failure: { reason: 'unreachable', isPassing: false },
    });
    for (const [code, isPassing] of [
      ['ENOTFOUND', false],
      ['EAI_AGAIN', true],
    ] as const) {
      const fetcher = makeFetcher(async () => {
        throw Object.assign(new Error(`getaddrinfo ${code}`), { code });
      });
      expect(await fetcher.fetch('http://a.example/x.png', never)).toMatchObject({
        failure: { reason: 'unreachable', isPassing },
      });
    }
  });
});

test('the canary hears who connects, and a fetcher that is let through', async () => {
  const before = canary.connections();
  const socket = connect(canary.port, '127.0.0.1');
  await once(socket, 'data');
  socket.destroy();
  expect(canary.connections()).toBe(before + 1);
  const fetcher = makeFetcher(toThisMachine, `127.0.0.0/8:${canary.port}`);
  expect(await fetcher.fetch(`http://localtest.me:${canary.port}/`, never)).toMatchObject({
    failure: { reason: 'not_an_image' },
  });
  expect(canary.connections()).toBe(before + 2);
});
