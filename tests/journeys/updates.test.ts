/** A new release while people work: with an old tab open, a full outbox, a half-filled form, and the way back out. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { stopServiceWorker } from '../../server/http/stop-service-worker.ts';
import { journeyArguments, openApp, readStore, untilWorkerRuns } from '../support/app-page.ts';
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
  context = await browser.newContext({ locale: 'en-GB' });
  context.setDefaultTimeout(patienceMs);
  page = await openApp(context, build.origin, stores);
});
afterEach(async () => {
  await context.close();
  await build.close();
});

/** As the hourly check would. */
async function lookForUpdate(tab: Page): Promise<void> {
  await tab.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await tab.getByText('A new version is ready').waitFor();
}

const releaseOf = async (tab: Page): Promise<string> =>
  (await tab.locator('script[type=module]').first().getAttribute('src'))?.includes('.r2.') === true
    ? 'new'
    : 'old';

test('an update with an old tab open and a full outbox loses nothing, and the old tab goes on', async () => {
  await page.goto(`${build.origin}/items/${itemId}`);
  for (let taken = 1; taken <= 3; taken++) {
    await page.getByRole('button', { name: 'Take', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
    await expect.poll(() => readStore(page, 'outbox')).toHaveLength(taken);
  }
  const [outbox, shadow] = [await readStore(page, 'outbox'), await readStore(page, 'shadow')];

  const other = await context.newPage();
  await other.goto(build.origin);
  build.publishRelease();
  await lookForUpdate(other);
  await expect.poll(() => releaseOf(page)).toBe('old');
  await other.getByRole('button', { name: 'Update now' }).click();
  await expect.poll(() => releaseOf(other).catch(() => 'reloading')).toBe('new');

  // The server has forgotten the old files, and there is no signal either.
  await context.setOffline(true);
  await page.evaluate(() => {
    history.pushState(null, '', '/attention');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await page.getByRole('heading', { level: 1, name: 'Needs attention' }).waitFor();
  await expect.poll(() => releaseOf(page)).toBe('old');

  await page.goto(`${build.origin}/items/${itemId}`);
  await expect.poll(() => releaseOf(page)).toBe('new');
  await expect.poll(() => readStore(page, 'outbox')).toEqual(outbox);
  await expect.poll(() => readStore(page, 'shadow')).toEqual(shadow);
});

test('what somebody is typing is not taken away by an update', async () => {
  await page.goto(`${build.origin}/items/new`);
  await page.getByLabel('Name', { exact: true }).fill('Half a name');
  build.publishRelease();
  await lookForUpdate(page);
  await page.getByRole('button', { name: 'Update now' }).click();
  await page.getByText('Something typed is not saved yet').waitFor();
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await expect
    .poll(() => page.getByLabel('Name', { exact: true }).inputValue())
    .toBe('Half a name');
  await expect.poll(() => releaseOf(page)).toBe('old');

  await page.getByRole('button', { name: 'Add item', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Half a name' }).waitFor();
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect.poll(() => releaseOf(page).catch(() => 'reloading')).toBe('new');
});

test('where the browser does not tell of the change, as iOS at times, the app starts anew all the same', async () => {
  await page.addInitScript(() => {
    const listen = navigator.serviceWorker.addEventListener.bind(navigator.serviceWorker);
    navigator.serviceWorker.addEventListener = (type: string, listener: EventListener) => {
      if (type !== 'controllerchange') listen(type, listener);
    };
  });
  await page.reload();
  await page.locator('a.row').first().waitFor();
  build.publishRelease();
  await lookForUpdate(page);
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect.poll(() => releaseOf(page).catch(() => 'reloading')).toBe('new');
});

test('the files of the release before the last are not kept', async () => {
  const old = (await page.locator('script[type=module]').first().getAttribute('src')) ?? '';
  const isHeld = (tab: Page) =>
    tab.evaluate(async (path) => (await caches.match(path)) !== undefined, old);
  for (const held of [true, false]) {
    build.publishRelease();
    await lookForUpdate(page);
    await page.getByRole('button', { name: 'Update now' }).click();
    await page.getByText('A new version is ready').waitFor({ state: 'detached' });
    await page.locator('a.row').first().waitFor();
    await untilWorkerRuns(page);
    await expect.poll(() => isHeld(page)).toBe(held);
  }
});

test('the kill switch removes the worker and what it kept, and reloads nobody', async () => {
  await page.goto(`${build.origin}/items/new`);
  await page.getByLabel('Name', { exact: true }).fill('Half a name');
  await page.evaluate(async () => {
    await (await caches.open('shared-photos')).put('/share/1', new Response('a photo'));
  });
  const stop = stopServiceWorker(new Map()).get('/sw.js');
  build.serviceWorkerText = new TextDecoder().decode(stop?.plain.bytes);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await expect
    .poll(() =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        await caches.keys(),
      ]),
    )
    .toEqual([0, ['shared-photos']]);
  await expect
    .poll(() => page.getByLabel('Name', { exact: true }).inputValue())
    .toBe('Half a name');
  await page.goto(build.origin);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
