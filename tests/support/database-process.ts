/**
 * A process of its own that uses a data folder, for tests that kill it: `database-process-main.ts` is what runs in it.
 * Ended by its own pid and no other, and at the latest when the test is over.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import type { Task } from './database-process-main.ts';

const main = fileURLToPath(new URL('database-process-main.ts', import.meta.url));

export interface DatabaseProcess {
  readonly pid: number;
  /** What it said so far, line by line. */
  readonly lines: readonly string[];
  /** Waits for a line that begins so, or fails with all it said when it ended before. */
  until(beginning: string): Promise<string>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** It closes what it opened. */
  finish(): Promise<void>;
}

export function startDatabaseProcess(task: Task, dataDir: string): DatabaseProcess {
  const child = spawn(process.execPath, [main, task, dataDir], { stdio: 'pipe' });
  const ended = once(child, 'close');
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    lines,
    until: (beginning) =>
      vi.waitFor(
        () => {
          const found = lines.find((line) => line.startsWith(beginning));
          if (found !== undefined) return found;
          throw new Error(
            `${hasEnded() ? 'ended' : 'runs'} without "${beginning}":\n${lines.join('\n')}`,
          );
        },
        { timeout: 50_000, interval: 5 },
      ),
    kill,
    async finish() {
      child.stdin.end();
      await ended;
    },
  };
}
