/**
 * The judge of addresses against a table of its own: IANA's registries of special-purpose addresses (IPv4 and IPv6, as of
 * October 2025), the multicast blocks, and the rule that IPv6 is given out from 2000::/3 only.
 */
import { expect, test } from 'vitest';
import { isAllowedAddress, isPublicAddress } from '../../../server/images/allowed-address.ts';
import { parseFetchAllowList } from '../../../server/images/fetch-allow-list.ts';
import { must } from '../../../shared/result.ts';
import { makeDice, type Dice } from '../../support/seeded-dice.ts';

const addressesPerFamily = 500_000;
/** A few seconds, on a machine that has nothing else to do. */
const timeout = 180_000;

/** Also the few that the registries call globally reachable (PCP, TURN, AS112, AMT, DNS-SD): no picture lives there. */
const special4: readonly (readonly [block: string, source: string])[] = [
  ['0.0.0.0/8', 'RFC 791, "this network"'],
  ['10.0.0.0/8', 'RFC 1918, private'],
  ['100.64.0.0/10', 'RFC 6598, shared (carrier-grade NAT)'],
  ['127.0.0.0/8', 'RFC 1122, loopback'],
  ['169.254.0.0/16', 'RFC 3927, link-local'],
  ['172.16.0.0/12', 'RFC 1918, private'],
  ['192.0.0.0/24', 'RFC 6890, protocol assignments'],
  ['192.0.0.0/29', 'RFC 7335, service continuity'],
  ['192.0.0.8/32', 'RFC 7600, dummy'],
  ['192.0.0.9/32', 'RFC 7723, port control anycast'],
  ['192.0.0.10/32', 'RFC 8155, TURN anycast'],
  ['192.0.0.170/31', 'RFC 7050 and 8880, NAT64 discovery'],
  ['192.0.2.0/24', 'RFC 5737, documentation'],
  ['192.31.196.0/24', 'RFC 7535, AS112'],
  ['192.52.193.0/24', 'RFC 7450, AMT'],
  ['192.88.99.0/24', 'RFC 7526, former 6to4 relays'],
  ['192.168.0.0/16', 'RFC 1918, private'],
  ['192.175.48.0/24', 'RFC 7534, AS112'],
  ['198.18.0.0/15', 'RFC 2544, benchmarking'],
  ['198.51.100.0/24', 'RFC 5737, documentation'],
  ['203.0.113.0/24', 'RFC 5737, documentation'],
  ['224.0.0.0/4', 'RFC 5771, multicast'],
  ['240.0.0.0/4', 'RFC 1112, reserved'],
  ['255.255.255.255/32', 'RFC 919, broadcast'],
];
const special6: readonly (readonly [block: string, source: string])[] = [
  ['::1/128', 'RFC 4291, loopback'],
  ['::/128', 'RFC 4291, unspecified'],
  ['::/96', 'RFC 4291, IPv4-compatible'],
  ['::ffff:0:0/96', 'RFC 4291, IPv4-mapped'],
  ['::ffff:0:0:0/96', 'RFC 6145, IPv4-translated'],
  ['64:ff9b::/96', 'RFC 6052, NAT64'],
  ['64:ff9b:1::/48', 'RFC 8215, local NAT64'],
  ['100::/64', 'RFC 6666, discard'],
  ['100:0:0:1::/64', 'RFC 9780, dummy'],
  ['2001::/23', 'RFC 2928, protocol assignments'],
  ['2001::/32', 'RFC 4380, Teredo'],
  ['2001:1::1/128', 'RFC 7723, port control anycast'],
  ['2001:1::2/128', 'RFC 8155, TURN anycast'],
  ['2001:1::3/128', 'RFC 9665, DNS-SD anycast'],
  ['2001:2::/48', 'RFC 5180, benchmarking'],
  ['2001:3::/32', 'RFC 7450, AMT'],
  ['2001:4:112::/48', 'RFC 7535, AS112'],
  ['2001:10::/28', 'RFC 4843, former ORCHID'],
  ['2001:20::/28', 'RFC 7343, ORCHIDv2'],
  ['2001:30::/28', 'RFC 9374, drone identifiers'],
  ['2001:db8::/32', 'RFC 3849, documentation'],
  ['2002::/16', 'RFC 3056, 6to4'],
  ['2620:4f:8000::/48', 'RFC 7534, AS112'],
  ['3fff::/20', 'RFC 9637, documentation'],
  ['5f00::/16', 'RFC 9602, segment routing'],
  ['fc00::/7', 'RFC 4193, unique local'],
  ['fe80::/10', 'RFC 4291, link-local'],
  ['fec0::/10', 'RFC 3879, former site-local'],
  ['ff00::/8', 'RFC 4291, multicast'],
];
/** Behind it, nothing is given out but what the table above names (RFC 4291, 2.4). */
const givenOut6 = '2000::/3';

interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

function toNumber4(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function toText4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

function toNumber6(text: string): bigint {
  const [head = '', tail = ''] = text.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].reduce(
    (sum, part) => sum * 65_536n + BigInt(`0x${part}`),
    0n,
  );
}

/** Half of them with the last two groups as IPv4, as `::ffff:127.0.0.1`. */
function toText6(address: bigint, isMixed: boolean): string {
  const groups: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) {
    groups.push(((address >> shift) & 0xffffn).toString(16));
  }
  if (isMixed) groups.splice(6, 2, toText4(address & 0xffff_ffffn));
  return groups.join(':');
}

function toBlock(text: string, bitsMax: number, toNumber: (text: string) => bigint): Block {
  const [base = '', bits = ''] = text.split('/');
  const size = 1n << BigInt(bitsMax - Number(bits));
  const first = toNumber(base);
  return { first, last: first + size - 1n };
}

const blocks4 = special4.map(([block]) => toBlock(block, 32, toNumber4));
const blocks6 = special6.map(([block]) => toBlock(block, 128, toNumber6));
const wholeOf6 = toBlock(givenOut6, 128, toNumber6);

function isIn(address: bigint, block: Block): boolean {
  return address >= block.first && address <= block.last;
}

function rollBits(dice: Dice, bits: number): bigint {
  let rolled = 0n;
  for (let done = 0; done < bits; done += 32) {
    rolled = (rolled << 32n) | BigInt(dice.below(2 ** 32));
  }
  return rolled;
}

/** Half of them within two of an edge, where a block's length counts; the rest inside a block, or anywhere. */
function rollAddress(dice: Dice, blocks: readonly Block[], bits: number): bigint {
  const { first, last } = dice.pick(blocks);
  const all = (1n << BigInt(bits)) - 1n;
  const way = dice.below(8);
  if (way < 2) return (first + BigInt(dice.below(5) - 2)) & all;
  if (way < 4) return (last + BigInt(dice.below(5) - 2)) & all;
  if (way < 6) return first + (rollBits(dice, bits) % (last - first + 1n));
  return rollBits(dice, bits);
}

test('half a million addresses of IPv4 are judged as by the registry', { timeout }, () => {
  const dice = makeDice(20_261_124);
  const wrong: string[] = [];
  let publicCount = 0;
  for (let round = 0; round < addressesPerFamily; round++) {
    const address = rollAddress(dice, blocks4, 32);
    const isPublic = !blocks4.some((block) => isIn(address, block));
    if (isPublic) publicCount++;
    if (isPublicAddress(toText4(address)) !== isPublic) wrong.push(toText4(address));
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(publicCount).toBeGreaterThan(addressesPerFamily / 10);
});

test('half a million addresses of IPv6 are judged as by the registry', { timeout }, () => {
  const dice = makeDice(20_261_125);
  const edges = [...blocks6, wholeOf6, wholeOf6];
  const wrong: string[] = [];
  let publicCount = 0;
  for (let round = 0; round < addressesPerFamily; round++) {
    const address = rollAddress(dice, edges, 128);
    const isPublic = isIn(address, wholeOf6) && !blocks6.some((block) => isIn(address, block));
    if (isPublic) publicCount++;
    const text = toText6(address, dice.chance(0.5));
    if (isPublicAddress(text) !== isPublic) wrong.push(text);
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(publicCount).toBeGreaterThan(addressesPerFamily / 10);
});

test('what is not a whole address in the usual writing is not public', () => {
  const texts4 = [
    '',
    '8',
    '8.8',
    '8.8.8',
    '0x8080808',
    '8.8.8.8.',
    '08.8.8.8',
    ' 8.8.8.8',
    '8.8.8.8/8',
  ];
  const texts6 = ['2a00::1%eth0', '[2a00::1]', '2a00::1/64', '2a00:::1', 'public.example'];
  expect([...texts4, ...texts6].filter(isPublicAddress)).toEqual([]);
  expect(isPublicAddress('8.8.8.8')).toBe(true);
  expect(isPublicAddress('2a00::1')).toBe(true);
});

test('a public address may be asked on the ports of the web, a private one where the list opens it', () => {
  const allow = must(parseFetchAllowList('10.0.0.0/8, nas.local:8080'), 'a list');
  const rules = { allow, ports: [80, 443] };
  const isAllowed = (address: string, hostname: string, port: number): boolean =>
    isAllowedAddress(address, { hostname, port }, rules);
  expect(isAllowed('8.8.8.8', 'a.example', 443)).toBe(true);
  expect(isAllowed('8.8.8.8', 'a.example', 8080)).toBe(false);
  expect(isAllowed('10.1.2.3', 'a.example', 80)).toBe(true);
  expect(isAllowed('192.168.1.2', 'a.example', 80)).toBe(false);
  expect(isAllowed('192.168.1.2', 'nas.local', 8080)).toBe(true);
  expect(isAllowed('192.168.1.2', 'nas.local', 80)).toBe(false);
  expect(isAllowed('nas.local', 'nas.local', 8080)).toBe(false);
});
