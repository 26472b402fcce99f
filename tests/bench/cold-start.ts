/**
 * The phone at the shelf: the browser has been restarted, there is no network and no server, and the app is opened from
 * what the service worker and IndexedDB hold. Until the list stands and can be searched, on a processor slowed 4 times.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { journeyArguments, openApp, readStore } from '../support/app-page.ts';
import { findBrowser } from '../support/find-browser.ts';
import { makeLookData } from '../support/look-data.ts';
import { serveBuild } from '../support/serve-build.ts';
import type { Figure } from './figures.ts';

const items = 10_000;
const starts = 9;

export async function* measureColdStart(): AsyncGenerator<Figure> {
  const profile = await mkdtemp(join(tmpdir(), 'bincard-cold-start-'));
  const executablePath = await findBrowser();
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      args: journeyArguments,
      viewport: { width: 360, height: 780 },
    });
  const build = await serveBuild();
  try {
    const filling = await open();
    // All made up but the 401 of the demo data, so the list is a little longer than it says.
    const page = await openApp(filling, build.origin, makeLookData(items).stores);
    await untilListSaved(page);
    await filling.close();
    await build.close();
    for (const [rate, target] of [
      [4, 1000],
      [1, undefined],
    ] as const) {
      const values: number[] = [];
      for (let start = 0; start < starts; start++) {
        const context = await open();
        values.push(await measureStart(await context.newPage(), build.origin, rate));
        await context.close();
      }
      yield {
        what:
          rate === 1
            ? 'the same, not slowed'
            : `cold start without a network to a searchable list, ${items} items, slowed`,
        values,
        unit: 'ms',
        judge: 'median',
        ...(target === undefined ? {} : { target }),
      };
    }
  } finally {
    await build.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Which the app does when nothing has changed for a while. */
async function untilListSaved(page: Page): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (Date.now() < giveUpAt) {
    const rows = (await readStore(page, 'meta')) as readonly { readonly key: string }[];
    if (rows.some(({ key }) => key === 'savedListAt')) return;
    await page.waitForTimeout(500);
  }
  throw new Error('The list was not saved for the next start');
}

/** From the moment that the browser begins to navigate to the frame that shows the list, with its search. */
async function measureStart(page: Page, origin: string, rate: number): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  await page.addInitScript(() => {
    const watching = new MutationObserver(() => {
      const isThere =
        document.querySelector('a.row') !== null &&
        document.querySelector('input[type=search]') !== null;
      if (!isThere) return;
      watching.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => Object.assign(window, { shownAfterMs: performance.now() })),
      );
    });
    watching.observe(document, { subtree: true, childList: true });
  });
  await page.goto(origin, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(
    () => (window as unknown as { shownAfterMs?: number }).shownAfterMs,
  );
  const tookMs = await shown.jsonValue();
  if (tookMs === undefined) throw new Error('Nothing was measured');
  await page.getByRole('searchbox').fill('hex bolt lot 9003');
  await page.getByText('1 item found').waitFor();
  return tookMs;
}
