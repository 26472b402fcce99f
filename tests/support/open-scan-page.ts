/**
 * The app's code reader, built as the app is built, sent with the headers that our server sends, in a real Chromium.
 * So it shows what holds for the app too: where the wasm comes from, under which name and type, and that it may run.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium } from 'playwright';
import { build } from 'vite';
import { readStaticFiles, sendStatic } from '../../server/http/static-files.ts';
import { securityHeaders } from '../../server/http/security-headers.ts';
import { findBrowser } from './find-browser.ts';
import type { PhotoReading } from './scan-page/scan-page.ts';

export interface ScanPage {
  readonly origin: string;
  /** Every answer of the server, and everything that was asked of anybody else. */
  readonly answers: readonly { readonly url: string; readonly type: string }[];
  read(photo: Uint8Array<ArrayBuffer>): Promise<PhotoReading>;
  close(): Promise<void>;
}

export async function openScanPage(): Promise<ScanPage> {
  await mkdir('.cache', { recursive: true });
  const folder = await mkdtemp('.cache/scan-page-');
  await build({
    configFile: false,
    root: 'tests/support/scan-page',
    logLevel: 'error',
    build: {
      outDir: `../../../${folder}`,
      emptyOutDir: true,
      target: 'es2022',
      // As in vite.config.ts.
      assetsInlineLimit: (path) => (path.endsWith('.wasm') ? false : undefined),
    },
  });
  const { origin, show, stop } = await serve(folder);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  const answers: { url: string; type: string }[] = [];
  page.on('response', (response) => {
    answers.push({ url: response.url(), type: response.headers()['content-type'] ?? '' });
  });
  page.on('requestfailed', (request) => answers.push({ url: request.url(), type: 'failed' }));
  await page.goto(origin);
  await page.waitForFunction('typeof readPhoto === "function"');
  return {
    origin,
    answers,
    read: (photo) => page.evaluate((url) => readPhoto(url), show(photo)),
    async close() {
      await browser.close();
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serve(folder: string) {
  const files = await readStaticFiles(folder);
  let photo = new Uint8Array();
  let shown = 0;
  const app = new Hono();
  app.use(securityHeaders('http://localhost'));
  app.get('/photo/:number', (c) => c.body(photo));
  app.all('*', (c) => sendStatic(c, files));
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    show(bytes: Uint8Array<ArrayBuffer>): string {
      photo = bytes;
      return `/photo/${++shown}`;
    },
    async stop(): Promise<void> {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
