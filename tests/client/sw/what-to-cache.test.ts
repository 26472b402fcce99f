/** What the service worker keeps and what it leaves to the server, as questions about addresses. */
import { describe, expect, test } from 'vitest';
import {
  chooseToForget,
  isKeepable,
  isKeepableSheet,
  isSheet,
  isThumbnail,
  navigationDenylist,
} from '../../../client/sw/what-to-cache.ts';

const origin = 'https://bins.example';
const sha256 = '0123456789abcdef'.repeat(4);

describe('small pictures are kept', () => {
  test.each([`/images/${sha256}/96.webp`, `/images/${sha256}/320.webp`])('%s', (path) => {
    expect(isThumbnail(new URL(path, origin), origin)).toBe(true);
  });
});

describe('nothing else is kept as a picture', () => {
  test.each([
    `/images/${sha256}/1024.webp`,
    `/images/${sha256}/96.webp.html`,
    `/images/${sha256.slice(1)}/96.webp`,
    `/images/../api/images/${sha256}/96.webp`,
    `/api/images/${sha256}`,
    `https://elsewhere.example/images/${sha256}/96.webp`,
  ])('%s', (path) => {
    expect(isThumbnail(new URL(path, origin), origin)).toBe(false);
  });
});

describe('a safety data sheet is kept', () => {
  test.each([
    [`/files/${sha256}.pdf`, true],
    [`/files/${sha256}`, false],
    [`/files/${sha256}.pdf.html`, false],
    [`/files/${sha256.slice(1)}.pdf`, false],
    [`/api/files/${sha256}`, false],
    [`https://elsewhere.example/files/${sha256}.pdf`, false],
  ])('%s: %s', (path, is) => {
    expect(isSheet(new URL(path, origin), origin)).toBe(is);
  });

  test('and only when it is one', () => {
    const headers = new Headers({ 'content-type': 'application/pdf' });
    const sheet = { status: 200, redirected: false, headers };
    expect(isKeepableSheet(sheet)).toBe(true);
    expect(isKeepableSheet({ ...sheet, status: 404 })).toBe(false);
    expect(isKeepableSheet({ ...sheet, redirected: true })).toBe(false);
    expect(isKeepableSheet({ ...sheet, headers: new Headers() })).toBe(false);
  });
});

describe('the server answers navigations to its own addresses, the app all others', () => {
  test.each([
    ['/api/docs', true],
    ['/api', true],
    [`/images/${sha256}/96.webp`, true],
    [`/files/${sha256}.pdf`, true],
    ['/metrics', true],
    ['/', false],
    ['/items/42', false],
    ['/join', false],
    ['/apiary', false],
    ['/images', false],
  ])('%s: by the server %s', (path, byTheServer) => {
    expect(navigationDenylist.some((pattern) => pattern.test(path))).toBe(byTheServer);
  });
});

test('the oldest pictures are forgotten, and only as many as are too many', () => {
  expect(chooseToForget(['oldest', 'older', 'newest'], 2)).toEqual(['oldest']);
  expect(chooseToForget(['oldest', 'newest'], 2)).toEqual([]);
  expect(chooseToForget([], 2)).toEqual([]);
});

describe('of the answers only a finished picture is kept', () => {
  const type = (value: string) => new Headers({ 'content-type': value });
  const picture = { status: 200, redirected: false, headers: type('image/webp') };
  test('and nothing is wrong with this one', () => {
    expect(isKeepable(picture)).toBe(true);
  });
  test.each([
    ['nobody is signed in', { ...picture, status: 401 }],
    ['there is none', { ...picture, status: 404 }],
    ['a part of it', { ...picture, status: 206 }],
    ['the page of a hotel', { ...picture, headers: type('text/html') }],
    ['where a redirect led', { ...picture, redirected: true }],
    ['of no known kind', { ...picture, headers: new Headers() }],
  ])('not this: %s', (_, answer) => {
    expect(isKeepable(answer)).toBe(false);
  });
});
