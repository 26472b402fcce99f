/** Whose address counts: the network's word first, and a header only as far as a known proxy wrote it. */
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { AppEnv } from '../../../server/http/app-env.ts';
import {
  clientAddress,
  networkOf,
  parseTrustedProxies,
} from '../../../server/http/client-address.ts';
import { must } from '../../../shared/result.ts';

async function addressSeen(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: string,
): Promise<string> {
  const list = must(parseTrustedProxies(trusted), 'a list of proxies');
  const app = new Hono<AppEnv>();
  app.get('/', (c) => c.text(clientAddress(c, list) ?? 'none'));
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  const incoming = { socket: { remoteAddress } };
  return (await app.request('/', { headers }, { incoming })).text();
}

describe('the address of a client', () => {
  test('is that of its connection when no proxy is known', async () => {
    expect(await addressSeen('203.0.113.7', '198.51.100.1', '')).toBe('203.0.113.7');
  });

  test('is what a known proxy says', async () => {
    expect(await addressSeen('127.0.0.1', '198.51.100.1', '127.0.0.1')).toBe('198.51.100.1');
  });

  test('is not what a client made up before the proxy added its own word', async () => {
    const seen = await addressSeen('127.0.0.1', '1.1.1.1, 198.51.100.1', '127.0.0.1');
    expect(seen).toBe('198.51.100.1');
  });

  test('is found through a chain of known proxies', async () => {
    const seen = await addressSeen('127.0.0.1', '198.51.100.1, 10.1.2.3', '127.0.0.1,10.0.0.0/8');
    expect(seen).toBe('198.51.100.1');
  });

  test('is the last one known when the header holds rubbish', async () => {
    expect(await addressSeen('127.0.0.1', 'unknown', '127.0.0.1')).toBe('127.0.0.1');
    expect(await addressSeen('127.0.0.1', undefined, '127.0.0.1')).toBe('127.0.0.1');
  });

  test('is written as IPv4 where IPv4 came over an IPv6 socket', async () => {
    expect(await addressSeen('::ffff:127.0.0.1', '198.51.100.1', '127.0.0.1')).toBe('198.51.100.1');
  });

  test('is not there where the app is asked in process', async () => {
    expect(await addressSeen(undefined, '198.51.100.1', '127.0.0.1')).toBe('none');
  });
});

test('one home of IPv6 counts as one client, one address of IPv4 as another', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2::2'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
});
