/** Photos shared from another app, without a network: they wait for an item, and nothing but the person's word ends that. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { journeyArguments, openApp, readStore } from '../support/app-page.ts';
import { makeLookData } from '../support/look-data.ts';
import { patienceMs } from '../support/patience.ts';
import { serveBuild, type ServedBuild } from '../support/serve-build.ts';

const { stores, itemId } = makeLookData(0);

let browser: Browser;
let build: ServedBuild;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: journeyArguments,
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  build = await serveBuild();
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 780 } });
  context.setDefaultTimeout(patienceMs);
  page = await openApp(context, build.origin, stores);
  await build.close();
  await context.setOffline(true);
});
afterEach(() => context.close());

/** As the system does when somebody picks Bincard in the share sheet of the gallery. */
async function share(names: readonly string[]): Promise<void> {
  await page.evaluate(async (files) => {
    const transfer = new DataTransfer();
    for (const [place, name] of files.entries()) {
      const canvas = new OffscreenCanvas(400, 300);
      const paint = canvas.getContext('2d');
      if (paint) {
        paint.fillStyle = `hsl(${place * 90} 70% 50%)`;
        paint.fillRect(0, 0, 400, 300);
      }
      const isPhoto = name.endsWith('.jpg');
      const bytes = isPhoto ? await canvas.convertToBlob({ type: 'image/jpeg' }) : 'milk, eggs';
      const type = isPhoto ? 'image/jpeg' : 'text/plain';
      transfer.items.add(new File([bytes], name, { type }));
    }
    const form = document.createElement('form');
    form.method = 'POST';
    form.action = '/share';
    form.enctype = 'multipart/form-data';
    const entry = document.createElement('input');
    entry.type = 'file';
    entry.name = 'photos';
    entry.multiple = true;
    entry.files = transfer.files;
    form.append(entry);
    document.body.append(form);
    form.submit();
  }, names);
  await page.waitForURL('**/share*');
  await page.getByRole('heading', { level: 1, name: 'Shared photos' }).waitFor();
}

const shown = () => page.getByRole('img', { name: /^Photo \d/ });
const photoRows = async () =>
  (await readStore(page, 'photo')) as readonly { itemId: string; sha256: string }[];

test('shared photos outlive a reload and are added to the item that one finds', async () => {
  await share(['one.jpg', 'two.jpg']);
  await page.reload();
  await expect.poll(() => shown().count()).toBe(2);

  await page.getByRole('searchbox').fill('blue paint');
  await page.getByRole('button', { name: /^Blue Paint/ }).click();
  await page.getByText('2 photos added to Blue Paint').waitFor();
  await page.getByRole('heading', { level: 2, name: 'Blue Paint' }).waitFor();
  const rows = await photoRows();
  expect(rows.map((row) => row.itemId)).toEqual([itemId, itemId]);
  await expect.poll(() => readStore(page, 'blobs')).toHaveLength(2);

  await page.goto(`${build.origin}/share`);
  await page.getByText('No shared photos').waitFor();
});

test('they can begin a new item, and what is no photo is named and stays', async () => {
  await share(['bench.jpg', 'shopping.txt']);
  await page.getByRole('searchbox').fill('Workbench of oak');
  await page.getByRole('button', { name: 'New item “Workbench of oak”' }).click();
  await page.getByRole('button', { name: 'Add item', exact: true }).click();
  await page.getByText('Photo added to Workbench of oak').waitFor();
  await page.getByText('shopping.txt is not a picture.').waitFor();
  await expect.poll(() => shown().count()).toBe(1);
  const [row] = await photoRows();
  const items = (await readStore(page, 'item')) as readonly { id: string; name: string }[];
  expect(items.find(({ id }) => id === row?.itemId)?.name).toBe('Workbench of oak');
});

test('they are thrown away only when asked twice, and until then other screens remind of them', async () => {
  await share(['one.jpg']);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.goto(build.origin);
  await page.getByText('1 shared photo has no place yet').waitFor();
  await page.getByRole('link', { name: 'Look' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Shared photos discarded').waitFor();
  expect(
    await page.evaluate(async () => (await (await caches.open('shared-photos')).keys()).length),
  ).toBe(0);
});

test('sharing without a photo says so', async () => {
  await share([]);
  await page.getByText('No photo was among what you shared').waitFor();
  await expect.poll(() => shown().count()).toBe(0);
});
