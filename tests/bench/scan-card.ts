/**
 * From a scan to the card that one acts upon: a keyboard scanner's last key on the scan screen, with 10,000 items and no
 * network, to the frame that shows the item with its stock. A camera adds what decoding takes (`npm run bench:scan`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { journeyArguments, openApp } from '../support/app-page.ts';
import { findBrowser } from '../support/find-browser.ts';
import { lookCodes, makeLookData } from '../support/look-data.ts';
import { scanByWedge } from '../support/scan-by-wedge.ts';
import { serveBuild } from '../support/serve-build.ts';
import { untilScreenStands } from '../support/until-screen-stands.ts';
import type { Figure } from './figures.ts';

const items = 10_000;
const scans = 60;
const codes = [lookCodes.paint, 'BC-0000A', 'BC-0000B'];

export async function* measureScanCard(): AsyncGenerator<Figure> {
  const profile = await mkdtemp(join(tmpdir(), 'bincard-bench-card-'));
  const build = await serveBuild();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: journeyArguments,
    viewport: { width: 360, height: 780 },
  });
  try {
    const page = await openApp(context, build.origin, makeLookData(items).stores);
    await context.setOffline(true);
    // Before the app's own listener, which keeps a scanner's keys to itself.
    await page.addInitScript(() => {
      const noteEnter = ({ key }: KeyboardEvent): void => {
        if (key === 'Enter') Object.assign(window, { enterAt: performance.now() });
      };
      addEventListener('keydown', noteEnter, { capture: true });
    });
    await page.goto(`${build.origin}/scan`);
    await untilScreenStands(page);
    const devtools = await context.newCDPSession(page);
    for (const [rate, target] of [
      [4, 300],
      [1, undefined],
    ] as const) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      const values: number[] = [];
      for (let scan = 0; scan < scans; scan++) {
        values.push(await measureScan(page, codes[scan % codes.length] ?? ''));
      }
      yield {
        what: rate === 1 ? 'the same, not slowed' : `scan to card, ${items} items, slowed`,
        values,
        unit: 'ms',
        judge: 'p95',
        ...(target === undefined ? {} : { target }),
      };
    }
  } finally {
    await context.close();
    await build.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** By the page's own clock: from the key that ends the code to the frame after the one that paints the card. */
async function measureScan(page: Page, code: string): Promise<number> {
  await page.evaluate(() => {
    const measured = window as unknown as { enterAt: number; shownAfterMs?: number };
    delete measured.shownAfterMs;
    const watching = new MutationObserver(() => {
      if (document.querySelector('dialog[open] h2, dialog[open] h3') === null) return;
      watching.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          measured.shownAfterMs = performance.now() - measured.enterAt;
        }),
      );
    });
    watching.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await scanByWedge(page, code);
  const shown = await page.waitForFunction(
    () => (window as unknown as { shownAfterMs?: number }).shownAfterMs,
  );
  const tookMs = await shown.jsonValue();
  if (tookMs === undefined) throw new Error('Nothing was measured');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return tookMs;
}
