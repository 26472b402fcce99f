/** The app as a guest of the system: what its manifest promises, when it asks to be installed, the figure on its icon. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { journeyArguments, openApp, untilWorkerRuns } from '../support/app-page.ts';
import { fillBrowser } from '../support/fill-browser.ts';
import { makeLookData } from '../support/look-data.ts';
import { patienceMs } from '../support/patience.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';

const { stores } = makeLookData(0);
const dayMs = 86_400_000;

let browser: Browser;
let build: ServedBuild;
let context: BrowserContext | undefined;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: [...journeyArguments, '--host-resolver-rules=MAP bincard.test 127.0.0.1'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  build = await serveBuild();
});
afterEach(async () => {
  await context?.close();
  await build.close();
});

async function makeContext(options: Parameters<Browser['newContext']>[0] = {}) {
  context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(patienceMs);
  return context;
}

test('in a real profile Chromium finds nothing that would keep the app from being installed', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'bincard-install-'));
  const persistent = await chromium.launchPersistentContext(profile, {
    executablePath: inject('browserPath'),
    args: journeyArguments,
  });
  try {
    const page = await persistent.newPage();
    await page.goto(build.origin);
    await untilWorkerRuns(page);
    const devtools = await persistent.newCDPSession(page);
    expect((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    expect((await devtools.send('Page.getAppManifest')).errors).toEqual([]);
  } finally {
    await persistent.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test('every picture that the manifest names is there, in the size that it names', async () => {
  const manifest = (await (await fetch(`${build.origin}/manifest.webmanifest`)).json()) as Record<
    'icons' | 'screenshots',
    readonly Picture[]
  > & { shortcuts: readonly { url: string; icons: readonly Picture[] }[] };
  const shortcuts = manifest.shortcuts.flatMap(({ icons }) => icons);
  const pictures = [...manifest.icons, ...manifest.screenshots, ...shortcuts];
  expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(
    new Set(['any', 'maskable', 'monochrome']),
  );
  expect(new Set(manifest.screenshots.map((each) => each.form_factor))).toEqual(
    new Set(['narrow', 'wide']),
  );
  for (const { src, sizes, type } of pictures) {
    const bytes = await (await fetch(`${build.origin}${src}`)).arrayBuffer();
    const { width, height, format } = await sharp(Buffer.from(bytes)).metadata();
    expect([src, `${width}x${height}`, `image/${format}`]).toEqual([src, sizes, type]);
  }
  // What a store of screenshots shows of an empty page is nothing.
  for (const { src } of manifest.screenshots) {
    const bytes = await (await fetch(`${build.origin}${src}`)).arrayBuffer();
    expect((await sharp(Buffer.from(bytes)).stats()).entropy).toBeGreaterThan(1);
  }
});

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

test('a long press on the icon leads into the search, ready to type', async () => {
  const page = await openApp(await makeContext(), build.origin, stores);
  await page.goto(`${build.origin}/?search`);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('type')))
    .toBe('search');
  expect(new URL(page.url()).search).toBe('');
});

/** What Chromium would say a moment after the start, with a person who says no. */
async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(offer, { prompt: () => Promise.resolve({ outcome: 'dismissed' }) });
    dispatchEvent(offer);
  });
}

const askedTitle = /^(Put Bincard on the home screen|Install Bincard on this computer)$/;

test('installing is offered after the first change, not on the first screen, and a no holds for 60 days', async () => {
  const page = await openApp(await makeContext(), build.origin, stores);
  const banner = page.getByText(askedTitle);
  const visitAnother = async (): Promise<void> => {
    await page.locator('a.row').first().click();
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor();
  };
  const start = async (): Promise<void> => {
    await page.goto(build.origin);
    await page.locator('a.row').first().waitFor();
    await page.waitForLoadState('networkidle');
    await offerInstall(page);
  };
  await start();
  await visitAnother();
  await expect.poll(() => banner.count()).toBe(0);

  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await banner.waitFor();
  await page.goto(build.origin);
  await start();
  await expect.poll(() => banner.count()).toBe(0);
  await visitAnother();
  await banner.waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await banner.waitFor({ state: 'detached' });

  for (const [days, isAsked] of [
    [59, false],
    [61, true],
  ] as const) {
    await page.evaluate(
      (since) => {
        const memory: unknown = JSON.parse(localStorage.getItem('install') ?? '{}');
        localStorage.setItem(
          'install',
          JSON.stringify({ ...(memory as object), refusedAt: since }),
        );
      },
      Date.now() - days * dayMs,
    );
    await start();
    await visitAnother();
    await expect.poll(() => banner.count()).toBe(isAsked ? 1 : 0);
  }
  // The browser's own question, answered with no, is a no to us.
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await banner.waitFor({ state: 'detached' });
});

test('an iPhone is shown where to tap', async () => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  const page = await openApp(await makeContext({ userAgent }), build.origin, stores);
  await page.goto(`${build.origin}/settings`);
  await page.getByRole('button', { name: 'Show how' }).click();
  await expect
    .poll(() => page.getByRole('dialog').getByRole('listitem').allTextContents())
    .toEqual([
      expect.stringContaining('Tap Share'),
      expect.stringContaining('Add to Home Screen'),
      expect.stringContaining('Tap “Add”'),
    ]);
});

test('the icon carries the number of low items, and none when that is switched off', async () => {
  const own = await makeContext();
  await own.addInitScript(() => {
    const badges: number[] = [];
    Object.assign(window, { badges });
    const put = (count: number): Promise<void> => {
      badges.push(count);
      return Promise.resolve();
    };
    Object.assign(Navigator.prototype, {
      setAppBadge: put,
      clearAppBadge: () => put(0),
    });
  });
  const page = await openApp(own, build.origin, stores);
  const badges = () => page.evaluate(() => (window as unknown as { badges: number[] }).badges);
  const low = (
    stores['item'] as readonly { minimum: number; active: boolean; id: string }[]
  ).filter(({ minimum, active, id }) => {
    const rows = (stores['stock'] as readonly { itemId: string; quantity: number }[]).filter(
      (row) => row.itemId === id,
    );
    const quantity = rows.reduce((sum, row) => sum + row.quantity, 0);
    return active && minimum > 0 && quantity <= minimum;
  }).length;
  expect(low).toBeGreaterThan(0);
  await expect.poll(badges).toEqual([low]);
  await page.goto(`${build.origin}/settings`);
  await page.getByRole('switch', { name: 'Number on the icon' }).click();
  await expect.poll(async () => (await badges()).at(-1)).toBe(0);
});

test('an address that is not secure says what does not work and what to do, once', async () => {
  const page = await (await makeContext()).newPage();
  const address = `http://bincard.test:${new URL(build.origin).port}`;
  await page.goto(address);
  await page.getByText('This address is not secure').waitFor();
  await page.getByRole('link', { name: 'What to do' }).click();
  await page.getByRole('heading', { level: 1, name: 'A secure address' }).waitFor();
  await page.getByText('tailscale serve').waitFor();
  await page.goto(address);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.goto(address);
  await page.getByText('This device has not joined a space yet').waitFor();
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByText('This address is not secure').count()).toBe(0);
});

test('at an address that is not secure, what one opens later needs no network either', async () => {
  const page = await (await makeContext()).newPage();
  const address = `http://bincard.test:${new URL(build.origin).port}`;
  await page.goto(`${address}/more`);
  await page.locator('main').waitFor();
  await fillBrowser(page, stores);
  const fetched = new Set<string>();
  await page.goto('about:blank');
  page.on('requestfinished', (request) => fetched.add(basename(request.url())));
  await page.goto(address);
  await page.locator('a.row').first().waitFor();
  // No worker keeps them here, so the app fetches them when it stands.
  const screens = (await readdir('dist/assets')).filter((name) => /-screen-.*\.js$/.test(name));
  expect(screens.length).toBeGreaterThan(5);
  await expect.poll(() => screens.filter((name) => !fetched.has(name))).toEqual([]);

  await context?.setOffline(true);
  await page.locator('a.row').first().click();
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await page.locator('.toast').getByText(/^Took/).waitFor();
});
