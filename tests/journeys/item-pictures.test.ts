/**
 * Pictures as a hand and an eye meet them, in the built app and without any server: what is added shows at once, what
 * cannot be had leaves a hole for nobody, and everything has a way back.
 */
import sharp from 'sharp';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { Role } from '../../shared/roles.ts';
import { fillBrowser } from '../support/fill-browser.ts';
import { lookSession, makeLookData } from '../support/look-data.ts';
import { addLookPictures, type LookPictures } from '../support/look-pictures.ts';
import { patienceMs } from '../support/patience.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';

let browser: Browser;
let build: ServedBuild;
let pictures: LookPictures;
let context: BrowserContext;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  pictures = await addLookPictures(makeLookData(0), 24);
  build = await serveBuild(pictures.files);
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await build.close();
});

async function open(path: string, role: Role = 'owner'): Promise<Page> {
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(patienceMs);
  await context.route('**/api/**', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${build.origin}/more`);
  await page.locator('main').waitFor();
  await fillBrowser(page, {
    ...pictures.data.stores,
    meta: [
      ...(pictures.data.stores['meta'] ?? []),
      { key: 'session', value: { ...lookSession, role } },
    ],
  });
  await page.goto('about:blank');
  await page.goto(`${build.origin}${path}`);
  return page;
}

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function photoFile(name: string, red: number): Promise<File> {
  const background = { r: red, g: 120, b: 80 };
  const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}

const notAPicture: File = {
  name: 'list.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('milk, screws'),
};

/** The cover on the card, once a picture is really painted in it. */
function paintedCover(page: Page): Locator {
  return page.locator('.bin-card .top img.there');
}

function strip(page: Page): Locator {
  return page.locator('.strip li');
}

/** How many different colours are in a canvas. */
function paintedColours(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array((pixels ?? new Uint8ClampedArray(4)).buffer)).size;
}

/** As the clipboard or a drag brings a file. */
async function bring(page: Page, how: 'paste' | 'drop', { buffer, ...file }: File): Promise<void> {
  await page.evaluate(
    ({ name, mimeType, base64, type }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type: mimeType }));
      const around = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, ...around })
          : new DragEvent('drop', { dataTransfer: data, ...around }),
      );
    },
    { ...file, base64: buffer.toString('base64'), type: how },
  );
}

test('a photo is on the card at once although no server answers, and one tap takes it back', async () => {
  const page = await open(`/items/${pictures.states.none}`);
  await page.locator('.tile input').setInputFiles(await photoFile('new.png', 200));
  await paintedCover(page).waitFor();
  await page.getByText('Only on this computer yet').waitFor();
  await page.getByText('Photo added').waitFor();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByRole('img', { name: 'No photo yet' }).isVisible()).toBe(true);
});

test('of several files the wrong ones are named and the good ones are kept', async () => {
  const page = await open(`/items/${pictures.states.none}`);
  const files = [await photoFile('one.png', 10), notAPicture, await photoFile('two.png', 250)];
  await page.locator('.tile input').setInputFiles(files);
  await page.getByText('2 photos added').waitFor();
  await expect
    .poll(() => page.locator('.wrong-files li').allTextContents())
    .toEqual(['list.txt is not a picture.']);
  await expect.poll(() => strip(page).count()).toBe(2);
});

test('what is pasted or dropped on the page of an item becomes its photo', async () => {
  const page = await open(`/items/${pictures.states.none}`);
  await page.locator('.tile').waitFor();
  await bring(page, 'paste', await photoFile('pasted.png', 30));
  await paintedCover(page).waitFor();
  await bring(page, 'drop', await photoFile('dropped.png', 90));
  await expect.poll(() => strip(page).count()).toBe(2);
});

test('arrow keys turn the pictures, and any of them can become the cover', async () => {
  const page = await open(`/items/${pictures.data.itemId}`);
  const before = await paintedCover(page).last().getAttribute('src');
  await page.locator('.bin-card .top .open-photo').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('2 of 6').waitFor();
  await page.getByRole('button', { name: 'Use as cover' }).click();
  await page.getByText('This is the cover.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => paintedCover(page).last().getAttribute('src')).not.toBe(before);
});

test('a deleted photo is gone from the card, and comes back whole', async () => {
  const page = await open(`/items/${pictures.data.itemId}`);
  await page.locator('.bin-card .top .open-photo').click();
  await page.getByRole('button', { name: 'Delete photo' }).click();
  await expect.poll(() => strip(page).count()).toBe(5);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => strip(page).count()).toBe(6);
});

test('a thumbnail that cannot be fetched leaves its placeholder, never a broken picture', async () => {
  const page = await open('/more');
  await context.route('**/images/**', (route) => route.abort());
  await page.goto(`${build.origin}/items/${pictures.data.itemId}`);
  const canvas = page.locator('.bin-card .top canvas');
  await expect.poll(() => canvas.evaluate(paintedColours)).toBeGreaterThan(10);
  await expect.poll(() => page.locator('.bin-card .top img').count()).toBe(0);
  await page.locator('.bin-card .top .open-photo').click();
  await page.getByText('The large view needs a network.').waitFor();
});

test('a picture that failed says why and what to do, and waits for its turn after "Try again"', async () => {
  const page = await open(`/items/${pictures.states.page}`);
  await page.getByText('This is the address of a page, not of a picture').waitFor();
  await page.getByText('copy the address of the picture itself').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Waiting for its turn').waitFor();
  const state = page.locator('.picture-state');
  await expect.poll(() => state.getByText('Waiting to sync').isVisible()).toBe(true);
});

test('photos chosen in the form of a new item are on its card', async () => {
  const page = await open('/items/new');
  await page.getByLabel('Name', { exact: true }).fill('Vice');
  await page.locator('.tile input').setInputFiles(await photoFile('vice.png', 60));
  await page.locator('.draft-photo img').waitFor();
  await page.getByRole('button', { name: 'Add item' }).click();
  await page.getByRole('heading', { level: 2, name: 'Vice' }).waitFor();
  await expect.poll(() => paintedCover(page).isVisible()).toBe(true);
});

test('staff see what failed by reason and site, and try all of it again at once', async () => {
  const page = await open('/pictures', 'staff');
  await page.getByText('There is no picture at this address').waitFor();
  await page.getByText('The server does not fetch from this address').waitFor();
  await page.getByRole('button', { name: /^Try all/ }).click();
  await expect.poll(() => page.getByText('No picture has failed.').isVisible()).toBe(true);
});

test('a member is told that the panel is for staff, and has no way to it', async () => {
  const page = await open('/pictures', 'member');
  await page.getByText('Only staff and owners see this').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Pictures' }).count()).toBe(0);
});

test('rows show their thumbnail, and the filter finds those without a photo', async () => {
  const page = await open('/');
  await page.locator('.row img.there').first().waitFor();
  const all = await page.locator('.count-line').textContent();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('button', { name: 'No photo' }).click();
  await page.getByRole('button', { name: /^Show/ }).click();
  await expect.poll(() => page.locator('.count-line').textContent()).not.toBe(all);
  await expect.poll(() => page.locator('.row img').count()).toBe(0);
});
