/**
 * When a freshly opened page of the app shows what its address names. A heading is no sign of it: the list has one too,
 * and lies hidden behind an item that is still being fetched. The screen in front alone names the page.
 */
import type { Page } from 'playwright';

/** Not for a device that has joined no space: its only screen has no name. */
export async function untilScreenStands(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.title.endsWith(' · Bincard') && document.querySelector('.skeleton') === null,
  );
}
