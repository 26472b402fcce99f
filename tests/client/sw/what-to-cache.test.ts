/** What the service worker keeps and what it leaves to the server, as questions about addresses. */
import { describe, expect, test } from 'vitest';
import {
  chooseToForget,
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

describe('the server answers navigations to its own addresses, the app all others', () => {
  test.each([
    ['/api/docs', true],
    ['/api', true],
    [`/images/${sha256}/96.webp`, true],
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
