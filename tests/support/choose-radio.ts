/** A radio button as the app draws it, by its label: pressed where a hand would, once it lies still and in front. */
import type { Page } from 'playwright';

export async function chooseRadio(page: Page, name: string): Promise<void> {
  const named = { name, exact: true } as const;
  await page.locator('label', { has: page.getByRole('radio', named) }).click();
  await page.getByRole('radio', { ...named, checked: true }).waitFor({ state: 'attached' });
}
