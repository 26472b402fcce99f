/** Every screen, by axe: names, contrast, order, labels (WCAG 2.2 AA), on a phone and a laptop, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fillBrowser } from '../support/fill-browser.ts';
import { makeLookData, type LookData } from '../support/look-data.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let build: ServedBuild;
let data: LookData;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  build = await serveBuild();
  data = makeLookData(0);
});
afterAll(async () => {
  await browser.close();
  await build.close();
});

const press =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByRole('dialog').waitFor();
  };

interface Stop {
  readonly path: string;
  readonly does?: (page: Page) => Promise<void>;
}

function stops({ itemId, locationId }: LookData): Record<string, Stop> {
  const item = `/items/${itemId}`;
  return {
    items: { path: '/' },
    filters: { path: '/', does: press('Filters') },
    item: { path: item },
    take: { path: item, does: press('Take') },
    count: { path: item, does: press('Count') },
    move: { path: item, does: press('Move') },
    edit: { path: `${item}/edit` },
    locations: { path: '/locations' },
    location: { path: `/locations/${locationId}` },
    categories: { path: '/categories' },
    attention: { path: '/attention' },
    more: { path: '/more' },
    settings: { path: '/settings' },
    join: { path: '/join' },
  };
}

for (const [device, width, height] of [
  // As tall as the longest screen: what lies half under the dock is one flick away, and axe would call it too small.
  ['phone', 360, 2400],
  ['laptop', 1440, 900],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds no fault on any screen of a ${device}, ${colorScheme}`, async () => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
      });
      await context.route('**/api/**', (route) => route.abort());
      const page = await context.newPage();
      await page.goto(`${build.origin}/more`);
      await page.locator('main').waitFor();
      await fillBrowser(page, data.stores);
      const faults: string[] = [];
      for (const [name, { path, does }] of Object.entries(stops(data))) {
        await page.goto('about:blank');
        await page.goto(`${build.origin}${path}`);
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await page.waitForFunction(() => document.querySelector('.skeleton') === null);
        await does?.(page);
        faults.push(...(await findFaults(page)).map((fault) => `${name}: ${fault}`));
      }
      await context.close();
      expect(faults).toEqual([]);
    });
  }
}

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (options) => {
      const { axe } = window as unknown as {
        axe: { run(options: RunOptions): Promise<AxeResults> };
      };
      return axe.run(options);
    },
    { runOnly: { type: 'tag', values: tags } } satisfies RunOptions,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} ${html.slice(0, 140)}`),
  );
}
