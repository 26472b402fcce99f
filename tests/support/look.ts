/**
 * `npm run look`: opens the built app in Chromium with the real demo data and 10,000 made-up items, without any server,
 * and takes a picture of each screen at three sizes, light and dark, into .cache/look. For eyes, not for asserting.
 * Arguments are names of screens and sizes, such as `npm run look -- item take phone`; without any, all are taken.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { buildClientIfStale } from '../../server/build-client.ts';
import { fillBrowser } from './fill-browser.ts';
import { findBrowser } from './find-browser.ts';
import { makeLookData, type LookData } from './look-data.ts';
import { serveBuild } from './serve-build.ts';

const synthetic = 10_000;
const folder = '.cache/look';

const sizes = [
  { name: 'phone', width: 360, height: 780, isPhone: true },
  { name: 'tablet', width: 768, height: 1024, isPhone: true },
  { name: 'laptop', width: 1440, height: 900, isPhone: false },
] as const;

interface Shot {
  readonly path: string;
  /** Without any data, as somebody sees it who has never been here. */
  readonly stranger?: boolean;
  readonly does?: (page: Page) => Promise<void>;
}

function shotsOf({ itemId, locationId }: LookData): Record<string, Shot> {
  const item = `/items/${itemId}`;
  const press = (name: string | RegExp) => async (page: Page) =>
    page.getByRole('button', { name, exact: true }).first().click();
  return {
    items: { path: '/' },
    search: { path: '/', does: async (page) => page.getByRole('searchbox').fill('m3 torx') },
    slip: { path: '/', does: async (page) => page.getByRole('searchbox').fill('resistr pakage') },
    nothing: { path: '/', does: async (page) => page.getByRole('searchbox').fill('zzzzqqq') },
    filters: { path: '/', does: press('Filters') },
    item: { path: item },
    itemEnd: {
      path: item,
      does: async (page) => page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded(),
    },
    take: { path: item, does: press('Take') },
    count: { path: item, does: press('Count') },
    move: { path: item, does: press('Move') },
    menu: {
      path: item,
      does: async (page) => page.locator('.detail').getByRole('button', { name: 'More' }).click(),
    },
    code: { path: item, does: press('Add code') },
    toast: {
      path: item,
      does: async (page) => {
        await press('Take')(page);
        await page.getByRole('button', { name: /^Take 1/ }).click();
        await page.getByText('Undo').waitFor();
      },
    },
    edit: { path: `${item}/edit` },
    wrong: {
      path: '/items/new',
      does: async (page) => {
        await page.getByLabel('Minimum').fill('1.000,5');
        await page.getByLabel('Link').fill('example');
        await press(/^Add item$/)(page);
      },
    },
    locations: { path: '/locations' },
    location: { path: `/locations/${locationId}` },
    newLocation: { path: '/locations', does: press('Add location') },
    categories: { path: '/categories' },
    category: { path: '/categories', does: press(/^Edit Electronics/) },
    attention: { path: '/attention' },
    more: { path: '/more' },
    settings: { path: '/settings' },
    invites: { path: '/settings/invites' },
    leave: { path: '/settings', does: press('Sign out') },
    help: { path: '/', does: async (page) => page.keyboard.press('?') },
    stranger: { path: '/', stranger: true },
    join: { path: '/join#abcdefghijklmnopqrstuv', stranger: true },
    joinOffline: { path: '/join#offline-offline', stranger: true },
  };
}

/** Answers the invite of the pictures; everything else of the server is away. */
async function withoutServer(context: BrowserContext): Promise<void> {
  await context.route('**/api/**', async (route) => {
    const isKnown = route.request().postData()?.includes('abcdefgh') ?? false;
    if (!route.request().url().endsWith('/api/join/look') || !isKnown) return route.abort();
    const json = {
      role: 'member',
      spaceName: 'Makerspace Harbour',
      firstOwner: false,
      expiresAt: Date.now(),
    };
    return route.fulfill({ json });
  });
}

/** Nothing of its kind asked for means all of it. */
function isWanted(name: string, kind: readonly string[], wanted: readonly string[]): boolean {
  return wanted.includes(name) || !kind.some((each) => wanted.includes(each));
}

interface Look {
  readonly origin: string;
  readonly data: LookData;
  readonly wanted: readonly string[];
}

async function takeAll(browser: Browser, { origin, data, wanted }: Look): Promise<void> {
  const all = shotsOf(data);
  const shots = Object.entries(all).filter(([name]) => isWanted(name, Object.keys(all), wanted));
  const sizeNames = sizes.map(({ name }) => name);
  for (const { name: size, width, height, isPhone } of sizes) {
    if (!isWanted(size, sizeNames, wanted)) continue;
    for (const stranger of [false, true]) {
      const mine = shots.filter(([, shot]) => (shot.stranger ?? false) === stranger);
      if (mine.length === 0) continue;
      const context = await browser.newContext({
        viewport: { width, height },
        hasTouch: isPhone,
        isMobile: isPhone,
        locale: process.env['LOOK_LOCALE'] ?? 'en-GB',
        serviceWorkers: 'block',
      });
      await withoutServer(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(`${size}: ${error.message}`));
      await page.goto(`${origin}/more`);
      await page.locator('main').waitFor();
      if (!stranger) await fillBrowser(page, data.stores);
      for (const [name, shot] of mine) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto('about:blank');
          await page.goto(`${origin}${shot.path}`);
          await page.waitForFunction(() => document.querySelector('.skeleton') === null);
          await page.waitForLoadState('networkidle');
          await shot.does?.(page);
          await page.waitForTimeout(150);
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
        }
      }
      await context.close();
    }
    console.log(`${size}: ${shots.length} screens, light and dark`);
  }
}

await mkdir(folder, { recursive: true });
await buildClientIfStale();
const served = await serveBuild();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  await takeAll(browser, {
    origin: served.origin,
    data: makeLookData(synthetic),
    wanted: process.argv.slice(2),
  });
} finally {
  await browser.close();
  await served.close();
}
