/** The reader as it is built and sent: its wasm a file of its own from our server, allowed to run by our own rules. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photograph } from '../bench/scan-set.ts';
import { openScanPage, type ScanPage } from '../support/open-scan-page.ts';
import { makeDice } from '../support/seeded-dice.ts';
import { writeCode } from '../support/write-codes.ts';

let page: ScanPage;
beforeAll(async () => {
  page = await openScanPage();
});
afterAll(() => page.close());

test('a photo of a code is read in the browser', async () => {
  const { codes } = await page.read(await writeCode('EAN13', '4006381333931'));
  expect(codes).toEqual([{ text: '4006381333931', symbology: 'ean13', isGs1: false }]);
});

test('bars that run off their end are not taken for a shorter code', async () => {
  const code = await writeCode('ITF', '10614141000415');
  const light = { name: 'askew', size: 0.35, degrees: 24, blur: 0.5, contrast: 0.9, noise: 30 };
  const photo = new Uint8Array(await photograph(code, light, makeDice(18)));
  // Two rows of this very photo read as 4141000415.
  expect((await page.read(photo)).codes).toEqual([]);
});

test('the wasm is a file with a hash in its name and the type that browsers stream', async () => {
  await page.read(await writeCode('QRCode', 'x'));
  const wasm = page.answers.filter(({ url }) => url.includes('.wasm'));
  expect(wasm).toEqual([
    {
      url: expect.stringMatching(/\/assets\/zxing_reader-[\w-]{8}\.wasm$/),
      type: 'application/wasm',
    },
  ]);
});

test('nobody else is asked for anything', () => {
  const hosts = new Set(page.answers.map(({ url }) => new URL(url).origin));
  expect([...hosts]).toEqual([page.origin]);
});

test('the service worker of the app keeps the reader: its worker and its wasm', async () => {
  const worker = await readFile('dist/sw.js', 'utf8');
  expect(worker).toMatch(/assets\/zxing_reader-[\w-]{8}\.wasm/);
  expect(worker).toMatch(/assets\/decode-worker-[\w-]{8}\.js/);
});
