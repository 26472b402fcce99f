/**
 * Which IP addresses may be asked for a picture: public ones, and what the operator's list opens. Everything in IANA's
 * special-purpose registries is refused, also the few blocks there that are reachable: no picture lives in them.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { FetchAllowList } from './fetch-allow-list.ts';

/** All of IPv6 that has been given out for ordinary use. `::7f00:1` is outside, and ipaddr.js calls it unicast. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

export interface Target {
  /** As it stands in the address, without the brackets of IPv6. */
  readonly hostname: string;
  readonly port: number;
}

export interface AddressRules {
  readonly allow: FetchAllowList;
  /** The ports on which any public address may be asked. */
  readonly ports: readonly number[];
}

/** May this connection be made? `address` is the target's own, or one of the answers to its name. */
export function isAllowedAddress(address: string, target: Target, rules: AddressRules): boolean {
  const { allow, ports } = rules;
  if (isIP(address) === 0) return false;
  if (allow.opensHost(target.hostname, target.port)) return true;
  if (allow.opensAddress(address, target.port)) return true;
  return ports.includes(target.port) && isPublicAddress(address);
}

/** Anything but a whole address in the usual writing ("127.1", a zone) is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}
