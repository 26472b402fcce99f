/** The built app's service worker in a real browser: what opens without a network, and who decides about an update. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { type ServedBuild, serveBuild } from '../support/serve-build.ts';

const picture = `/images/${'a'.repeat(64)}`;
const pictures = new Map(
  ['96', '320', '1024'].map((size) => [`${picture}/${size}.webp`, Buffer.from('a picture')]),
);

let browser: Browser;
let build: ServedBuild;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  build = await serveBuild(pictures);
  context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
  page = await context.newPage();
  await page.goto(build.origin);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    if (navigator.serviceWorker.controller) return;
    await new Promise((controlled) =>
      navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true }),
    );
  });
});
afterEach(async () => {
  await context.close();
  await build.close();
});

test('after one visit any address of the app opens although the server is gone', async () => {
  await build.close();
  await context.setOffline(true);
  const missing: string[] = [];
  page.on('requestfailed', (request) => missing.push(new URL(request.url()).pathname));
  await page.goto(`${build.origin}/items/42`, { waitUntil: 'load' });
  await expect.poll(() => page.locator('script[type=module]').count()).toBeGreaterThan(0);
  // The app may ask for rows; everything that makes up the app itself must be there.
  expect(missing.filter((path) => !path.startsWith('/api'))).toEqual([]);
});

test('an address of the server is never answered by the app', async () => {
  await page.goto(`${build.origin}/api/docs`);
  await expect.poll(() => page.textContent('body')).toBe('/api/docs');
  await context.setOffline(true);
  await expect(page.goto(`${build.origin}/api/docs`)).rejects.toThrow('INTERNET_DISCONNECTED');
});

test('a small picture is fetched once and kept, a large one is not', async () => {
  for (const name of ['96', '96', '320', '320', '1024', '1024']) {
    await page.evaluate(
      (path) => fetch(path).then((answer) => answer.text()),
      `${picture}/${name}.webp`,
    );
  }
  const fetched = build.asked.filter((path) => path.startsWith('/images/'));
  expect(fetched).toEqual(['96', '320', '1024', '1024'].map((name) => `${picture}/${name}.webp`));
});

test('a new version waits until the page says so, and then takes over', async () => {
  build.publishNewVersion();
  const whileWaiting = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const fresh = registration.installing ?? registration.waiting;
    await new Promise<void>((installed) => {
      const look = (): void => void (fresh?.state !== 'installing' && installed());
      fresh?.addEventListener('statechange', look);
      look();
    });
    return { waits: registration.waiting === fresh, runs: registration.active === fresh };
  });
  expect(whileWaiting).toEqual({ waits: true, runs: false });

  const tookOver = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const fresh = registration.waiting;
    const changed = new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
    );
    fresh?.postMessage({ type: 'SKIP_WAITING' });
    await changed;
    return navigator.serviceWorker.controller === fresh;
  });
  expect(tookOver).toBe(true);
});

test('Chromium finds nothing that would keep the app from being installed', async () => {
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A test's context counts as incognito, where nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  expect((await devtools.send('Page.getAppManifest')).errors).toEqual([]);
});
