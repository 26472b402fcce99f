/** Every screen, by axe: names, contrast, order, labels (WCAG 2.2 AA), on a phone and a laptop, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fillBrowser } from '../support/fill-browser.ts';
import { installShots } from '../support/look-install.ts';
import { lookCodes, makeLookData } from '../support/look-data.ts';
import { addLookPictures, type LookPictures } from '../support/look-pictures.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let build: ServedBuild;
let pictures: LookPictures;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  pictures = await addLookPictures(makeLookData(0), 24);
  build = await serveBuild(pictures.files);
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

const openViewer = async (page: Page): Promise<void> => {
  await page.locator('.bin-card .top .open-photo').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('ArrowRight');
};

const addWrongFile = async (page: Page): Promise<void> => {
  const file = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('milk') };
  await page.locator('.tile input').last().setInputFiles(file);
  await page.locator('.wrong-files').waitFor();
};

/** This browser has no camera, which is a state of its own. */
const untilNoCamera = async (page: Page): Promise<void> => {
  await page.locator('.viewfinder[data-view=failed]').waitFor();
};

const typeCode =
  (text: string, mode?: string) =>
  async (page: Page): Promise<void> => {
    await untilNoCamera(page);
    if (mode !== undefined) {
      await page.getByRole('radio', { name: mode, exact: true }).check({ force: true });
    }
    await page.getByRole('button', { name: 'Type the code' }).click();
    await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog')
      .or(page.locator('[data-line]'))
      .filter({ hasNot: page.getByLabel('Code', { exact: true }) })
      .first()
      .waitFor();
  };

const fillScanList = async (page: Page): Promise<void> => {
  await typeCode('BC-0000A', 'Take')(page);
  await page.locator('[data-line]').first().waitFor();
  await typeCode('BC-0000B', 'Count')(page);
  await page.getByText('Counting').waitFor();
};

const openAttach = async (page: Page): Promise<void> => {
  await typeCode('(01)04012345678901(10)LOT7')(page);
  await page.getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('searchbox').fill('m3x');
};

const openLabel = async (page: Page): Promise<void> => {
  await page.locator('.detail').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'QR label' }).click();
  await page.getByRole('dialog').waitFor();
};

function stops({ data, states }: LookPictures): Record<string, Stop> {
  const { itemId, locationId } = data;
  const item = `/items/${itemId}`;
  return {
    items: { path: '/' },
    filters: { path: '/', does: press('Filters') },
    item: { path: item },
    take: { path: item, does: press('Take') },
    count: { path: item, does: press('Count') },
    move: { path: item, does: press('Move') },
    edit: { path: `${item}/edit` },
    viewer: { path: item, does: openViewer },
    wrongFile: { path: item, does: addWrongFile },
    pictureFailed: { path: `/items/${states.missing}` },
    pictureLater: { path: `/items/${states.later}` },
    photoHere: { path: `/items/${states.photoHere}`, does: openViewer },
    pictures: { path: '/pictures' },
    newItem: { path: '/items/new' },
    scan: { path: '/scan', does: untilNoCamera },
    scanCard: { path: '/scan', does: typeCode(lookCodes.paint) },
    scanWhere: { path: '/scan', does: typeCode(lookCodes.paint, 'Take') },
    scanList: { path: '/scan', does: fillScanList },
    scanUnknown: { path: '/scan', does: typeCode('4012345678901') },
    scanAttach: { path: '/scan', does: openAttach },
    scanChoose: { path: '/scan', does: typeCode(lookCodes.twins) },
    scanAway: { path: '/scan', does: typeCode(lookCodes.away) },
    scanWebsite: { path: '/scan', does: typeCode('https://shop.example.org/p/77') },
    scanOther: { path: '/scan', does: typeCode('https://other.example.org/i/BC-0000A') },
    label: { path: item, does: openLabel },
    unknownLabel: { path: '/i/BC-ZZZZZ' },
    locations: { path: '/locations' },
    location: { path: `/locations/${locationId}` },
    categories: { path: '/categories' },
    attention: { path: '/attention' },
    more: { path: '/more' },
    settings: { path: '/settings' },
    share: installShots['share'] ?? { path: '/share' },
    secure: { path: '/help/secure' },
    join: { path: '/join' },
  };
}

for (const [device, width, height] of [
  // As tall as the longest screen: what lies half under the dock is one flick away, and axe would call it too small.
  ['phone', 360, 2800],
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
      await fillBrowser(page, pictures.data.stores);
      const faults: string[] = [];
      for (const [name, { path, does }] of Object.entries(stops(pictures))) {
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
