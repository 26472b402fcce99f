/**
 * Finds a Chromium for the tests and, on a bare machine, gets one: from the cheapest place to the dearest. Every
 * find must open a page before it is believed. Finding none is an error with the whole list of tries, never a skip.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Chromium to launch, for playwright's `executablePath`. */
    browserPath: string;
  }
}

/** One place to look. Answers a path, or says why there is none. */
export interface BrowserSource {
  name: string;
  look(): Promise<{ path: string } | { missing: string }>;
}

const openPageTimeoutMs = 30_000;

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const sources: readonly BrowserSource[] = [
  { name: "playwright's cache", look: async () => lookAt(await playwrightPath()) },
  { name: 'the system', look: async () => lookAt(...systemPaths) },
  { name: 'apt-get', look: installByApt },
  { name: '@sparticuz/chromium', look: unpackSparticuz },
  { name: 'playwright install', look: installByPlaywright },
];

/** Global setup: tells this project, and the browser provider in this very process, where Chromium is. */
export async function setup(project: TestProject): Promise<void> {
  process.env['CHROME_PATH'] = await findBrowser();
  project.provide('browserPath', process.env['CHROME_PATH']);
}

/** $CHROME_PATH is an order, not a hint: when it is set nothing else is tried. */
export async function findBrowser(from: readonly BrowserSource[] = sources): Promise<string> {
  const wanted = process.env['CHROME_PATH'];
  const places = wanted ? [{ name: '$CHROME_PATH', look: () => lookAt(wanted) }] : from;
  const tries: string[] = [];
  for (const place of places) {
    const found = await place.look().catch((error: unknown) => ({ missing: firstLine(error) }));
    const trouble = 'path' in found ? await whyItCannotOpenAPage(found.path) : found.missing;
    if ('path' in found && !trouble) return found.path;
    tries.push(`  ${place.name}: ${trouble}`);
  }
  throw new Error(
    `No working Chromium. The tests need one; set CHROME_PATH to it. Tried:\n${tries.join('\n')}`,
  );
}

async function lookAt(...paths: string[]): ReturnType<BrowserSource['look']> {
  const path = paths.find((candidate) => existsSync(candidate));
  return path ? { path } : { missing: `not there (${paths.join(', ')})` };
}

async function installByApt(): ReturnType<BrowserSource['look']> {
  if (process.getuid?.() !== 0) return { missing: 'not root' };
  if (!existsSync('/usr/bin/apt-get')) return { missing: 'no apt-get here' };
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await show('apt-get', ['update', '-q'], environment);
  await show(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
    environment,
  );
  return lookAt(...systemPaths);
}

/** 67 MB from npm, Linux on x64 only; imported here alone, so that nobody else pays for it. */
async function unpackSparticuz(): ReturnType<BrowserSource['look']> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'Linux on x64 only' };
  say('unpacking @sparticuz/chromium');
  const { default: chromium } = await import('@sparticuz/chromium');
  return { path: await chromium.executablePath() };
}

async function installByPlaywright(): ReturnType<BrowserSource['look']> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  );
  await show(process.execPath, [cli, 'install', 'chromium'], process.env);
  return lookAt(await playwrightPath());
}

async function playwrightPath(): Promise<string> {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/** Asked the way the tests will ask, because a browser that answers `--version` may still open no page. */
async function whyItCannotOpenAPage(path: string): Promise<string | undefined> {
  const { chromium } = await import('playwright');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ];
  try {
    const browser = await chromium.launch({
      executablePath: path,
      args,
      timeout: openPageTimeoutMs,
    });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<p>opened</p>');
      const text = await page.textContent('p');
      return text === 'opened' ? undefined : `${path} opened an empty page`;
    } finally {
      await browser.close();
    }
  } catch (error) {
    return `${path} does not run: ${firstLine(error)}`;
  }
}

/** Runs a command that may take minutes, with its output in view. */
function show(command: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  say(`${command} ${args.join(' ')}`);
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: environment,
    });
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ended with ${code}`)),
    );
  });
}

function say(what: string): void {
  console.log(`No Chromium yet: ${what} …`);
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
