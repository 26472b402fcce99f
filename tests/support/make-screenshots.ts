/**
 * `npm run screenshots`: takes the pictures of the app that its manifest and the README show, from the built app with the
 * demo data, into client/icons/screenshots. To be run when the app has come to look different.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import sharp from 'sharp';
import type { Item } from '../../shared/entities.ts';
import { must } from '../../shared/result.ts';
import { screenshotForms, screenshots } from '../../client/icons/screenshots.ts';
import { buildClientIfStale } from '../../server/build-client.ts';
import { journeyArguments } from './app-page.ts';
import { fillBrowser } from './fill-browser.ts';
import { findBrowser } from './find-browser.ts';
import { makeLookData } from './look-data.ts';
import { addLookPictures } from './look-pictures.ts';
import { serveBuild } from './serve-build.ts';

const folder = 'client/icons/screenshots';

await buildClientIfStale();
const { data, files } = await addLookPictures(makeLookData(0));
const items = data.stores['item'] as readonly Item[];
const shown = must(
  items.find(({ name }) => name === 'Blue Chair'),
  'the blue chair of the demo data',
);
/** A good day: nothing waits and nothing went wrong. */
const calm = {
  ...data.stores,
  attention: [],
  blobs: [],
  meta: [...(data.stores['meta'] ?? []), ...asSynced()],
};
const served = await serveBuild(files);
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: journeyArguments,
});
try {
  for (const { name, form } of screenshots) {
    const { width, height, scale } = screenshotForms[form];
    const isPhone = form === 'narrow';
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      hasTouch: isPhone,
      isMobile: isPhone,
      locale: 'en-GB',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    // Never answered: so it goes on saying "Synced".
    await context.route('**/api/**', () => undefined);
    const page = await context.newPage();
    await page.goto(`${served.origin}/more`);
    await page.locator('main').waitFor();
    await fillBrowser(page, calm);
    await page.goto(`${served.origin}${name === 'items' ? '/' : `/items/${shown.id}`}`);
    await page
      .locator(name === 'items' ? 'a.row' : '.bin-card')
      .first()
      .waitFor();
    if (name === 'take') await openTake(page);
    await untilPicturesShown(page);
    const picture = await sharp(await page.screenshot())
      .webp({ quality: 80, effort: 6 })
      .toBuffer();
    await writeFile(join(folder, `${name}.webp`), picture);
    console.log(
      `${name}: ${width * scale} × ${height * scale}, ${Math.ceil(picture.length / 1000)} kB`,
    );
    await context.close();
  }
} finally {
  await browser.close();
  await served.close();
}

/** Those that one sees: the browser takes its time with all others. */
async function untilPicturesShown(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { left, top } = image.getBoundingClientRect();
      const isSeen = left < innerWidth && top < innerHeight;
      return image.complete || !isSeen || !image.checkVisibility({ visibilityProperty: true });
    }),
  );
}

async function openTake(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take', exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
}

function asSynced(): readonly unknown[] {
  const syncStatus = {
    state: 'idle',
    lastSyncedAt: Date.now(),
    trouble: null,
    progress: null,
    late: false,
  };
  return [
    { key: 'syncStatus', value: syncStatus },
    { key: 'deviceName', value: '' },
  ];
}
