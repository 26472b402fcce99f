/**
 * The story of a drawer that is used every day: 10,000 movements and 200 counts of one item on a phone, from the tap on
 * "Whole history" to the frame that shows its first lines, two screens full, with their levels.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { noBatch } from '../../shared/batches.ts';
import type { Count, Movement } from '../../shared/entities.ts';
import { makeStockId, toId, unplaced } from '../../shared/ids.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { journeyArguments, openApp } from '../support/app-page.ts';
import { findBrowser } from '../support/find-browser.ts';
import { lookSession, makeLookData, type StoreRows } from '../support/look-data.ts';
import { serveBuild } from '../support/serve-build.ts';
import type { Figure } from './figures.ts';

const movements = 10_000;
const movementsPerCount = 50;
const opens = 12;
const minuteMs = 60_000;

export async function* measureHistory(): AsyncGenerator<Figure> {
  const profile = await mkdtemp(join(tmpdir(), 'bincard-bench-history-'));
  const build = await serveBuild();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: journeyArguments,
    viewport: { width: 360, height: 780 },
  });
  try {
    const data = makeLookData(0);
    const page = await openApp(context, build.origin, {
      ...data.stores,
      ...storyOf(toId<'item'>(data.itemId)),
    });
    const devtools = await context.newCDPSession(page);
    for (const [rate, target] of [
      [4, 300],
      [1, undefined],
    ] as const) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      const values: number[] = [];
      for (let open = 0; open < opens; open++) {
        await page.goto(`${build.origin}/items/${data.itemId}`);
        values.push(await measureOpening(page));
      }
      yield {
        what:
          rate === 1
            ? 'the same, not slowed'
            : `opening the history of an item with ${movements} movements, slowed`,
        values,
        unit: 'ms',
        judge: 'median',
        ...(target === undefined ? {} : { target }),
      };
    }
  } finally {
    await context.close();
    await build.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** From the tap to the frame after the one in which the first lines stand there. */
async function measureOpening(page: Page): Promise<number> {
  const link = page.locator('a[href$="/history"]');
  await link.waitFor();
  // Nobody taps before having seen the page; what the app does as it starts is measured elsewhere.
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    const seen: { from?: number; tookMs?: number } = {};
    Object.assign(window, { opening: seen });
    addEventListener('click', (event) => (seen.from = event.timeStamp), { capture: true });
    const watching = new MutationObserver(() => {
      if (document.querySelectorAll('.history-day li').length < 25) return;
      watching.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => (seen.tookMs = performance.now() - (seen.from ?? 0))),
      );
    });
    watching.observe(document.body, { subtree: true, childList: true });
  });
  await link.click();
  const took = await page.waitForFunction(
    () => (window as unknown as { opening: { tookMs?: number } }).opening.tookMs,
  );
  return (await took.jsonValue()) ?? Number.NaN;
}

function storyOf(itemId: Movement['itemId']): StoreRows {
  const start = Date.now() - movements * minuteMs;
  const bin = { itemId, ...noBatch };
  const said = { note: '', personId: lookSession.personId, version: 1 };
  const at = (place: number, counter: number) => ({
    stamp: makeStamp({ ms: start + place * minuteMs, counter, mark: '0000000a' }),
    receivedAt: start + place * minuteMs + 2000,
  });
  const movement = Array.from({ length: movements }, (_, place): Movement => {
    const when = at(place, 0);
    const isIn = place % 10 === 0;
    const reason = isIn ? 'receive' : 'use';
    return {
      ...bin,
      ...said,
      ...when,
      id: toId<'movement'>(idAt('a', place)),
      fromLocationId: isIn ? null : unplaced,
      toLocationId: isIn ? unplaced : null,
      quantity: isIn ? 9000 : 1000,
      reason,
      purpose: place % 7 === 0 ? 'Bench' : '',
      undoes: null,
      effectiveStamp: when.stamp,
      effectiveReason: reason,
    };
  });
  const count = Array.from({ length: movements / movementsPerCount }, (_, place): Count => {
    const made = { ...bin, ...said, ...at(place * movementsPerCount, 1) };
    const id = toId<'count'>(idAt('b', place));
    return { ...made, id, locationId: unplaced, quantity: 50_000, stocktakeId: null };
  });
  const countStamp = count.at(-1)?.stamp ?? null;
  const id = makeStockId(itemId, unplaced);
  const bins = { ...bin, id, locationId: unplaced, quantity: 5000, countStamp, used: {} };
  return { movement, count, stock: [{ ...bins, version: 1, touched: 1 }] };
}

function idAt(letter: string, place: number): string {
  return `00000000-0000-7000-8000-${letter}${place.toString(16).padStart(11, '0')}`;
}
