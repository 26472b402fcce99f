/**
 * `IMAGE_FETCH_ALLOW`: what may be asked although it is private or on another port. Entries are separated by commas:
 *
 *   nas.local        that name on 80 and 443, whatever it resolves to      nas.local:8080   only on that port
 *   10.0.0.0/8       those addresses on 80 and 443, under any name         10.0.0.0/8:8080  only on that port
 *   127.0.0.1:8123   an address is a block of one                         [fd00::/8]:8080  IPv6 with a port is bracketed
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface FetchAllowList {
  /** The name itself is listed: its answers need not be looked at. */
  opensHost(hostname: string, port: number): boolean;
  opensAddress(address: string, port: number): boolean;
  /** Some entry is about this port: worth asking for the addresses behind a name. */
  namesPort(port: number): boolean;
}

type Block = [ipaddr.IPv4 | ipaddr.IPv6, number];

interface Entry {
  /** Null: the two ports of the web. */
  readonly port: number | null;
  readonly host: { readonly name: string } | { readonly block: Block };
}

const webPorts: readonly number[] = [80, 443];
const entryLengthMax = 300;

/** Undefined if an entry is malformed. An empty text opens nothing. */
export function parseFetchAllowList(text: string): FetchAllowList | undefined {
  const entries: Entry[] = [];
  for (const part of text.split(',').map((entry) => entry.trim())) {
    if (part === '') continue;
    const entry = parseEntry(part);
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return makeList(entries);
}

function makeList(entries: readonly Entry[]): FetchAllowList {
  return {
    opensHost: (hostname, port) => {
      const name = withoutLastDot(hostname);
      return entries.some(
        (entry) => isPortOf(entry, port) && 'name' in entry.host && entry.host.name === name,
      );
    },
    opensAddress: (address, port) => {
      if (isIP(address) === 0) return false;
      const parsed = ipaddr.process(address);
      return entries.some(
        (entry) =>
          isPortOf(entry, port) && 'block' in entry.host && holds(entry.host.block, parsed),
      );
    },
    namesPort: (port) => entries.some((entry) => isPortOf(entry, port)),
  };
}

function isPortOf(entry: Entry, port: number): boolean {
  return entry.port === null ? webPorts.includes(port) : entry.port === port;
}

function holds([base, bits]: Block, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return base.kind() === address.kind() && address.match(base, bits);
}

function parseEntry(text: string): Entry | undefined {
  if (text.length > entryLengthMax) return undefined;
  const { host, port } = splitPort(text);
  if (port !== undefined && !isPort(port)) return undefined;
  const parsed = parseBlock(host) ?? parseName(host);
  if (parsed === undefined) return undefined;
  return { host: parsed, port: port === undefined ? null : Number(port) };
}

/** Brackets are IPv6's; without them, two colons or more are part of an address, and a single one begins a port. */
function splitPort(text: string): { readonly host: string; readonly port: string | undefined } {
  const bracketed = /^\[([^\]]*:[^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const [host = '', port, ...more] = text.split(':');
  return more.length > 0 ? { host: text, port: undefined } : { host, port };
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

function parseBlock(text: string): { readonly block: Block } | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes('%')) return undefined;
  const bitsMax = version === 6 ? 128 : 32;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > bitsMax)) return undefined;
  const parsed = ipaddr.parse(address);
  return { block: [parsed, bits === undefined ? bitsMax : Number(bits)] };
}

/** In the form that `URL` gives a name. What it would turn into a number ("127.1") must be written as one. */
function parseName(text: string): { readonly name: string } | undefined {
  if (/[\s/\\?#@[\]]/.test(text)) return undefined;
  const name = withoutLastDot(URL.parse(`http://${text}/`)?.hostname ?? '');
  if (isIP(name) !== 0) return undefined;
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name) ? { name } : undefined;
}

/** "nas.local." is the same name, spelled to the end. */
export function withoutLastDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
