/** One process per data folder: who gets the lock, who is refused, and which lock is stale. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { DatabaseOpenError } from '../../../server/db/database-open-error.ts';
import {
  lockDataDir,
  readLock,
  updateLock,
  type DataDirLock,
} from '../../../server/db/lock-data-dir.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { startDatabaseProcess } from '../../support/database-process.ts';
import { quietLog } from '../../support/quiet-log.ts';

async function lock(dataDir: string, onLost = (): void => {}): Promise<DataDirLock> {
  return lockDataDir(dataDir, { log: quietLog, onLost, watchMs: 300 });
}

const lockFile = (dataDir: string): string => join(dataDir, 'lock');
const readFile = (dataDir: string): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(lockFile(dataDir), 'utf8')) as Record<string, unknown>;

/** The lock of a process of this machine that was killed. */
async function leaveStaleLock(dataDir: string): Promise<number> {
  const dead = startDatabaseProcess('lock', dataDir);
  await dead.until('locked');
  await dead.kill();
  return dead.pid;
}

test('the lock says who holds it, only to its own user, and is gone after its release', async () => {
  const dataDir = makeDataDir();
  const held = await lock(dataDir);
  expect(readFile(dataDir)).toMatchObject({ pid: process.pid });
  expect(fs.statSync(lockFile(dataDir)).mode & 0o777).toBe(0o600);
  held.release();
  expect(fs.readdirSync(dataDir)).toEqual([]);
  held.release();
  (await lock(dataDir)).release();
});

test('the running server leaves its address for the command line', async () => {
  const dataDir = makeDataDir();
  expect(readLock(dataDir)).toBeUndefined();
  expect(() => updateLock(dataDir, { url: 'http://localhost:1' })).toThrow('does not hold');
  const held = await lock(dataDir);
  updateLock(dataDir, { url: 'http://localhost:3000' });
  updateLock(dataDir, { token: 'secret' });
  const { startedAt, ...read } = readLock(dataDir) ?? { startedAt: '' };
  expect(read).toEqual({ pid: process.pid, url: 'http://localhost:3000', token: 'secret' });
  expect(Math.abs(Date.parse(startedAt) - (Date.now() - process.uptime() * 1000))).toBeLessThan(
    5_000,
  );
  expect(fs.statSync(lockFile(dataDir)).mode & 0o777).toBe(0o600);
  held.release();
  expect(fs.readdirSync(dataDir)).toEqual([]);
});

test('a process cannot change or release the lock of another', async () => {
  const dataDir = makeDataDir();
  const held = await lock(dataDir);
  fs.writeFileSync(
    lockFile(dataDir),
    JSON.stringify({ ...readFile(dataDir), pid: 1, id: 'other' }),
  );
  expect(() => updateLock(dataDir, {})).toThrow('does not hold');
  held.release();
  expect(fs.existsSync(lockFile(dataDir))).toBe(true);
});

test('the lock of a process that was killed is taken over at once', async () => {
  const dataDir = makeDataDir();
  const deadPid = await leaveStaleLock(dataDir);
  expect(readFile(dataDir)).toMatchObject({ pid: deadPid });
  expect(readLock(dataDir)).toBeUndefined();
  const held = await lock(dataDir);
  expect(fs.readdirSync(dataDir)).toEqual(['lock']);
  held.release();
});

test('of six processes that find a stale lock at the same moment exactly one gets it', async () => {
  for (let round = 0; round < 3; round += 1) {
    const dataDir = makeDataDir();
    await leaveStaleLock(dataDir);
    const racers = Array.from({ length: 6 }, () => startDatabaseProcess('lock', dataDir));
    const outcomes = await Promise.all(
      racers.map((racer) =>
        Promise.race([
          racer.until('locked'),
          racer.until('DatabaseOpenError').then(() => 'refused'),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['locked', ...Array.from({ length: 5 }, () => 'refused')]);
    expect(fs.readdirSync(dataDir)).toEqual(['lock']);
    await Promise.all(racers.map((racer) => racer.finish()));
  }
});

test('a takeover that was killed half-way is taken over in turn', async () => {
  const dataDir = makeDataDir();
  await leaveStaleLock(dataDir);
  fs.copyFileSync(lockFile(dataDir), `${lockFile(dataDir)}.takeover`);
  const held = await lock(dataDir);
  expect(fs.readdirSync(dataDir)).toEqual(['lock']);
  held.release();
});

test('a process id that a stranger has got since does not keep the folder locked', async () => {
  const dataDir = makeDataDir();
  const held = await lock(dataDir);
  const ours = readFile(dataDir);
  held.release();
  // Our own id, of a process that started at another moment.
  fs.writeFileSync(lockFile(dataDir), JSON.stringify({ ...ours, startTicks: '1', id: 'old' }));
  const taken = await lock(dataDir);
  expect(readFile(dataDir)).not.toMatchObject({ id: 'old' });
  taken.release();
});

test.runIf(process.platform === 'linux')(
  'a dead process whose parent has not noticed counts as dead',
  async () => {
    const dataDir = makeDataDir();
    // The shell starts a lock holder, kills it and lives on without looking at it: a zombie.
    const main = new URL('../../support/database-process-main.ts', import.meta.url).pathname;
    const script = `"$0" "$1" lock "$2" < /dev/zero > "$2/said" & child=$!
    until grep -q locked "$2/said"; do :; done; kill -9 $child; echo killed; exec sleep 60`;
    const parent = spawn('sh', ['-c', script, process.execPath, main, dataDir]);
    await once(parent.stdout, 'data');
    const { pid } = readFile(dataDir) as { pid: number };
    // Linux alone has both zombies and a place to see them.
    await expect.poll(() => fs.readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
    (await lock(dataDir)).release();
    parent.kill('SIGKILL');
    await once(parent, 'close');
  },
);

function writeForeignLock(dataDir: string): void {
  const foreign = {
    pid: 7,
    place: 'elsewhere',
    startTicks: '1',
    startedAt: 'then',
    id: 'theirs',
  };
  fs.writeFileSync(lockFile(dataDir), JSON.stringify(foreign));
}

describe('a holder that cannot be asked, as it is in another container', () => {
  test('keeps the lock as long as it touches it', async () => {
    const dataDir = makeDataDir();
    writeForeignLock(dataDir);
    const beating = setInterval(() => fs.utimesSync(lockFile(dataDir), new Date(), new Date()), 50);
    const refusal: unknown = await lock(dataDir).catch((error: unknown) => error);
    clearInterval(beating);
    expect(refusal).toBeInstanceOf(DatabaseOpenError);
    expect(String(refusal)).toContain('process 7, started then');
    expect(readLock(dataDir)).toEqual({ pid: 7, startedAt: 'then' });
  });

  test('loses it when it is silent', async () => {
    const dataDir = makeDataDir();
    writeForeignLock(dataDir);
    const held = await lock(dataDir);
    expect(readFile(dataDir)).toMatchObject({ pid: process.pid });
    held.release();
  });
});

test.each(['', '{"pid":', 'null', '{"pid":1}'])(
  'a lock torn by a power cut (%j) does not keep anyone out for long',
  async (text) => {
    const dataDir = makeDataDir();
    fs.writeFileSync(lockFile(dataDir), text);
    expect(readLock(dataDir)).toBeUndefined();
    const held = await lock(dataDir);
    expect(readFile(dataDir)).toMatchObject({ pid: process.pid });
    held.release();
  },
);

describe('the heartbeat', () => {
  test('touches the lock, and puts it back if somebody deleted it', async () => {
    const dataDir = makeDataDir();
    const held = await lock(dataDir);
    fs.utimesSync(lockFile(dataDir), 1, 1);
    await vi.waitUntil(() => fs.statSync(lockFile(dataDir)).mtimeMs > 1_000_000, {
      timeout: 10_000,
    });
    fs.rmSync(lockFile(dataDir));
    await vi.waitUntil(() => fs.existsSync(lockFile(dataDir)), { timeout: 10_000 });
    expect(readFile(dataDir)).toMatchObject({ pid: process.pid });
    held.release();
  });

  test('notices that another process has taken the folder', async () => {
    const dataDir = makeDataDir();
    const onLost = vi.fn<() => void>();
    const held = await lock(dataDir, onLost);
    fs.writeFileSync(lockFile(dataDir), JSON.stringify({ ...readFile(dataDir), id: 'theirs' }));
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 10_000 });
    held.release();
    expect(readFile(dataDir)).toMatchObject({ id: 'theirs' });
  });
});
