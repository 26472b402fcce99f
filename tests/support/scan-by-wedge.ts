/** A keyboard scanner at a page of the app: real keys, struck at a scanner's pace by their own times. */
import type { Page } from 'playwright';

const paceMs = 5;

/** When the keys come is up to the machine; what they are judged by is when they were struck. */
export async function scanByWedge(page: Page, text: string): Promise<void> {
  await untilScannersHeard(page);
  const keyboard = await page.context().newCDPSession(page);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
  const strikes = [...text.split('').map((key) => ({ key, text: key })), enter];
  const startedAt = Date.now() - strikes.length * paceMs;
  const sent = strikes.flatMap(({ text: written, ...key }, place) => {
    const struck = { ...key, timestamp: (startedAt + place * paceMs) / 1000 };
    return [
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text: written, ...struck }),
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...struck }),
    ];
  });
  await Promise.all(sent);
  await keyboard.detach();
}

/** The app listens to scanners a moment after its first screen stands: from then on it holds back single keys. */
async function untilScannersHeard(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const probe = new KeyboardEvent('keydown', { key: '~', bubbles: true, cancelable: true });
    // At an element that no real key goes to, so that the probe is no part of a scan.
    return !document.documentElement.dispatchEvent(probe);
  });
}
