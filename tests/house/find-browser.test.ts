/** The browser finder: the first place with a browser that really opens a page wins, and finding none is loud. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BrowserSource, findBrowser } from '../support/find-browser.ts';

/** A program that is there and runs, but is no browser. */
const notABrowser = process.execPath;
let looked: string[] = [];

beforeEach(() => {
  looked = [];
  vi.stubEnv('CHROME_PATH', '');
});
afterEach(() => vi.unstubAllEnvs());

function makeSource(
  name: string,
  found: Awaited<ReturnType<BrowserSource['look']>>,
): BrowserSource {
  return {
    name,
    async look() {
      looked.push(name);
      return found;
    },
  };
}

test('a browser is found here, and it opens a page', async () => {
  expect(await findBrowser()).toMatch(/chrom/i);
});

test('the first place that has a working browser is the last one asked', async () => {
  const working = await findBrowser();
  const places = [
    makeSource('an empty place', { missing: 'nothing there' }),
    makeSource('a broken browser', { path: notABrowser }),
    makeSource('a browser', { path: working }),
    makeSource('a dearer place', { path: working }),
  ];
  expect(await findBrowser(places)).toBe(working);
  expect(looked).toEqual(['an empty place', 'a broken browser', 'a browser']);
});

test('finding none is an error that tells every try', async () => {
  const places = [
    makeSource('one place', { missing: 'nothing there' }),
    makeSource('another place', { path: notABrowser }),
  ];
  await expect(findBrowser(places)).rejects.toThrow(
    /No working Chromium[^]*one place: nothing there[^]*another place: .*does not run/,
  );
});

test('CHROME_PATH is obeyed, not second-guessed', async () => {
  vi.stubEnv('CHROME_PATH', '/no/such/browser');
  await expect(findBrowser([makeSource('a place', { missing: '' })])).rejects.toThrow(
    'CHROME_PATH',
  );
  expect(looked).toEqual([]);
});
