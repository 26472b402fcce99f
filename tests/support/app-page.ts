/** The built app in a page, with rows in its database and its service worker in charge: where journeys begin. */
import type { BrowserContext, Page } from 'playwright';
import { fillBrowser } from './fill-browser.ts';
import type { StoreRows } from './look-data.ts';

export const journeyArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

export async function openApp(
  context: BrowserContext,
  origin: string,
  stores: StoreRows,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/more`);
  await page.locator('main').waitFor();
  await fillBrowser(page, stores);
  await page.goto(origin);
  await page.locator('a.row').first().waitFor();
  await untilWorkerRuns(page);
  return page;
}

export async function untilWorkerRuns(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Every row of these stores, read without a line of the app. */
export async function readStore(page: Page, name: string): Promise<readonly unknown[]> {
  return await page.evaluate(async (store) => {
    const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const db = await settle(indexedDB.open('bincard'));
    const rows = await settle(db.transaction(store).objectStore(store).getAll());
    db.close();
    return rows as unknown[];
  }, name);
}
