/**
 * From where a request comes. `X-Forwarded-For` is anyone's to write, so it is believed only as far as
 * proxies we were told of have written it: from the right, up to the first address that is not one.
 */
import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

export type TrustedProxies = BlockList;

/** "127.0.0.1, 10.0.0.0/8": undefined if any part is not an address or a range. */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  const list = new BlockList();
  for (const part of text.split(',').map((entry) => entry.trim())) {
    if (part === '') continue;
    const [address = '', bits] = part.split('/');
    const version = isIP(address);
    const bitsMax = version === 6 ? 128 : 32;
    if (version === 0) return undefined;
    if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > bitsMax)) return undefined;
    list.addSubnet(address, bits === undefined ? bitsMax : Number(bits), familyOf(address));
  }
  return list;
}

/** Undefined where there is no network between: the app asked in process. */
export function clientAddress(c: Context<AppEnv>, trusted: TrustedProxies): string | undefined {
  const remote = c.env?.incoming?.socket.remoteAddress;
  if (remote === undefined) return undefined;
  let nearest = plain(remote);
  const hops = c.req.header('x-forwarded-for')?.split(',') ?? [];
  while (trusted.check(nearest, familyOf(nearest))) {
    const next = plain(hops.pop()?.trim() ?? '');
    if (isIP(next) === 0) break;
    nearest = next;
  }
  return nearest;
}

/** For counting by client: a home gets a whole /64 of IPv6, so that is what one client is. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

/** A listener for both families reports IPv4 as "::ffff:192.0.2.1". */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
