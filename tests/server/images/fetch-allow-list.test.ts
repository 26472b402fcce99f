/** What the operator's list opens, and above all what it does not. */
import { expect, test } from 'vitest';
import {
  parseFetchAllowList,
  type FetchAllowList,
} from '../../../server/images/fetch-allow-list.ts';
import { must } from '../../../shared/result.ts';

function listOf(text: string): FetchAllowList {
  return must(parseFetchAllowList(text), `a list in "${text}"`);
}

test('an empty list opens nothing', () => {
  for (const text of ['', '  ', ',', ' , ']) {
    const list = listOf(text);
    expect(list.opensHost('nas.local', 80)).toBe(false);
    expect(list.opensAddress('127.0.0.1', 80)).toBe(false);
    expect(list.namesPort(80)).toBe(false);
  }
});

test('a name with a port is opened on that port only', () => {
  const list = listOf('nas.local:8080');
  expect(list.opensHost('nas.local', 8080)).toBe(true);
  expect(list.opensHost('nas.local', 80)).toBe(false);
  expect(list.opensHost('evil.nas.local', 8080)).toBe(false);
  expect(list.opensHost('nas.local.example', 8080)).toBe(false);
  expect(list.opensAddress('127.0.0.1', 8080)).toBe(false);
  expect(list.namesPort(8080)).toBe(true);
  expect(list.namesPort(80)).toBe(false);
});

test('a name or block without a port is opened on the two ports of the web', () => {
  const list = listOf('nas.local, 10.0.0.0/8');
  for (const port of [80, 443]) {
    expect(list.opensHost('nas.local', port)).toBe(true);
    expect(list.opensAddress('10.255.0.1', port)).toBe(true);
  }
  expect(list.opensHost('nas.local', 8080)).toBe(false);
  expect(list.opensAddress('10.255.0.1', 8080)).toBe(false);
  expect(list.opensAddress('11.0.0.1', 80)).toBe(false);
});

test('an address is a block of one, also in its IPv6 form', () => {
  const list = listOf('127.0.0.1:8123');
  expect(list.opensAddress('127.0.0.1', 8123)).toBe(true);
  expect(list.opensAddress('::ffff:127.0.0.1', 8123)).toBe(true);
  expect(list.opensAddress('127.0.0.2', 8123)).toBe(false);
  expect(list.opensAddress('127.0.0.1', 80)).toBe(false);
  expect(list.opensHost('127.0.0.1', 8123)).toBe(false);
});

test('IPv6 is written bare, or in brackets where a port follows', () => {
  const list = listOf('fd00::/8, [fd00::1]:8080, [fd01::/16]:81, [fd02::7]');
  expect(list.opensAddress('fd77::1', 443)).toBe(true);
  expect(list.opensAddress('fd00::1', 8080)).toBe(true);
  expect(list.opensAddress('fd00::2', 8080)).toBe(false);
  expect(list.opensAddress('fd01::9', 81)).toBe(true);
  expect(list.opensAddress('fd02::9', 81)).toBe(false);
  expect(list.opensAddress('fe80::1', 80)).toBe(false);
  expect(list.opensAddress('10.0.0.1', 80)).toBe(false);
});

test('names are compared as a browser would write them', () => {
  const list = listOf('NAS.Local., bücher.example:8080');
  expect(list.opensHost('nas.local', 80)).toBe(true);
  expect(list.opensHost('nas.local.', 80)).toBe(true);
  expect(list.opensHost('xn--bcher-kva.example', 8080)).toBe(true);
});

test('what is not an address is in no block', () => {
  const list = listOf('0.0.0.0/0');
  const texts = ['', 'nas.local', '127.1', '0x7f.0.0.1'];
  expect(texts.filter((text) => list.opensAddress(text, 80))).toEqual([]);
});

test('a malformed entry makes the whole list void', () => {
  const malformed = [
    'nas.local:0',
    'nas.local:65536',
    'nas.local:',
    'nas.local:80:80',
    'nas.local:http',
    'nas.local:+80',
    'http://nas.local',
    'nas.local/',
    'nas.local/8',
    'user@nas.local',
    '*.local',
    '*',
    'nas local',
    '.local',
    'nas..local',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '127.1',
    '0x7f000001',
    '2130706433',
    '256.1.1.1',
    'fd00::/129',
    'fe80::1%eth0',
    '[fd00::1',
    'fd00::1]',
    '[fd00::1]8080',
    '[fd00::1]:',
    '[nas.local]:80',
    '[]',
    'a'.repeat(400),
  ];
  const believed = malformed.filter(
    (entry) => parseFetchAllowList(entry) ?? parseFetchAllowList(`nas.local, ${entry}`),
  );
  expect(believed).toEqual([]);
});
