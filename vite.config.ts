/**
 * One file for both uses of Vite: the build of the app (root `client/`, into `dist/`) and the test projects.
 * Vitest asks with mode "test"; `npm run build` and `npm run dev` get the app.
 */
import { dirname, join } from 'node:path';
import { preact } from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import type { UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { compressBuild } from './.config/compress-build.ts';
import { preloadStore } from './.config/preload-store.ts';
import { appManifest } from './client/icons/app-manifest.ts';
import { makeIcons } from './client/icons/make-icons.ts';
import { copyScreenshots } from './client/icons/screenshots.ts';

const serverInDevelopment = 'http://localhost:3000';

const app: UserConfig = {
  root: 'client',
  // The wrapper that `dexie` resolves to guards against two copies and brings the ES5 build: 2 kB brotli more for one copy.
  resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
  server: {
    proxy: {
      '/api': serverInDevelopment,
      '/images': serverInDevelopment,
      '/files': serverInDevelopment,
    },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // light-dark() and nesting are native from here on; lowering them would double the colours.
    cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    // Every browser that can show the app knows it.
    modulePreload: { polyfill: false },
    // One chunk for all that the first screen needs, and one for the database that comes after it: as many small ones
    // they compress 4 kB worse, and are as many requests.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first-load', tags: ['$initial'], priority: 1 },
            { name: 'store', test: /\/client\/open-store\.ts$/ },
          ],
        },
      },
    },
    // The scanner's wasm must stay a file of its own, to be streamed and precached.
    assetsInlineLimit: (path) => (path.endsWith('.wasm') ? false : undefined),
  },
  plugins: [
    preact(),
    preloadStore('store'),
    makeIcons(),
    copyScreenshots(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'service-worker.ts',
      injectRegister: false,
      // The page registers /sw.js: a short address that can never change, unlike the name of a source file.
      integration: {
        beforeBuildServiceWorker(options) {
          options.swDest = join(dirname(options.swDest), 'sw.js');
          options.injectManifest.swDest = options.swDest;
        },
      },
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm}'],
        globIgnores: ['sw.js', 'icons/maskable-*', 'icons/monochrome-*', 'icons/shortcut-*'],
        // The scanner's wasm is 0.95 MB; anything this big should be noticed, not cached in silence.
        maximumFileSizeToCacheInBytes: 3_000_000,
        target: 'es2022',
      },
      manifest: appManifest,
    }),
    compressBuild(),
  ],
};

/** Chromium in a container: no sandbox as root, and not a packet to anyone. */
const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Two cameras for everybody, without a question: Chromium's own test picture.
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=device-count=2',
];

const findBrowser = './tests/support/find-browser.ts';
const startPostgres = './tests/support/start-postgres.ts';

/** The default second is what a busy machine takes for a page to open. It only decides how late a failure is told. */
const patient = { expect: { poll: { timeout: 30_000 } } };

/** In groups, one after the other and the cheapest first; inside a group two workers, for two cores. */
const order = { rules: 0, server: 1, client: 2, journeys: 3 };

function nodeProject(
  name: string,
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      environment: 'node',
      maxWorkers: 2,
      ...patient,
      ...test,
    },
  };
}

/** PGlite takes some seconds to open and hundreds of MB, so these get forks and patience. */
const serverSide: TestProjectInlineConfiguration['test'] = {
  pool: 'forks',
  testTimeout: 180_000,
  hookTimeout: 180_000,
  sequence: { groupOrder: order.server },
};

const clientProject: TestProjectInlineConfiguration = {
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  // A package that Vite meets only in the middle of a run makes it reload the page under the tests.
  optimizeDeps: {
    include: [
      '@leeoniya/ufuzzy',
      '@preact/signals',
      'dexie',
      'fast-check',
      'valibot',
      'zxing-wasm/reader',
      'zxing-wasm/writer',
    ],
  },
  test: {
    name: 'client',
    include: ['tests/client/**/*.test.{ts,tsx}'],
    globalSetup: [findBrowser],
    ...patient,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { groupOrder: order.client },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          // Read when the browser starts, which is after find-browser.ts has settled it.
          get executablePath() {
            return process.env['CHROME_PATH'] ?? '';
          },
          args: browserArguments,
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
};

const tests: UserConfig = {
  test: {
    projects: [
      nodeProject('shared', {
        pool: 'threads',
        testTimeout: 60_000,
        sequence: { groupOrder: order.rules },
      }),
      nodeProject('house', { testTimeout: 60_000, sequence: { groupOrder: order.rules } }),
      nodeProject('server', { ...serverSide, globalSetup: [startPostgres] }),
      nodeProject('contract', { ...serverSide, globalSetup: [startPostgres] }),
      // Servers are started and killed here many times over.
      nodeProject('sync', { ...serverSide, testTimeout: 240_000, globalSetup: [startPostgres] }),
      nodeProject('hostile', serverSide),
      clientProject,
      nodeProject('journeys', {
        pool: 'forks',
        maxWorkers: 1,
        // Some tell a long story, and each step of it may take what tests/support/patience.ts says.
        testTimeout: 300_000,
        hookTimeout: 300_000,
        expect: { poll: { timeout: 60_000 } },
        globalSetup: [findBrowser, startPostgres, './tests/support/build-app.ts'],
        sequence: { groupOrder: order.journeys },
      }),
    ],
  },
};

export default defineConfig(({ mode }) => (mode === 'test' ? tests : app));
