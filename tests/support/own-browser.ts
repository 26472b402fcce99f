/**
 * Chromium as a process of our own, which can be killed like a phone that loses its battery: Playwright keeps the pid of
 * those that it starts to itself. The profile on disk stays, for the next start.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { must } from '../../shared/result.ts';

const startTimeoutMs = 120_000;

export interface OwnBrowser {
  readonly context: BrowserContext;
  /** As a person closes it: what is still to be written is written. */
  close(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export async function startOwnBrowser(
  browserPath: string,
  folder: string,
  args: readonly string[],
): Promise<OwnBrowser> {
  const portFile = join(folder, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(
    browserPath,
    [
      ...args,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const port = await readPort(portFile);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const close = async (): Promise<void> => {
      await (await browser.newBrowserCDPSession()).send('Browser.close');
      await ended;
    };
    return { context: must(browser.contexts()[0], 'the context of the profile'), close, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Chromium writes it when it listens. */
async function readPort(file: string): Promise<string> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port !== undefined && port !== '') return port;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Chromium did not say where it listens');
}
