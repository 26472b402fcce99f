/**
 * One process per data folder: two PGlites on one folder lose each other's rows without an error (measured: 100 of 200).
 * The lock is a file `lock` in that folder with who holds it; the command line finds the running server by it.
 *
 *   free ──create, O_EXCL──▶ held ──release──▶ free
 *                             └─holder is dead─▶ stale ──create lock.takeover, look again, rename over──▶ held
 *
 * Whether a holder is dead is asked of the operating system. Where it cannot know (another container, no /proc, a file
 * torn by a power cut) the holder's heartbeat decides: it touches the file every few seconds.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { DatabaseOpenError } from './database-open-error.ts';
import { isRunning, readOwnIdentity, type ProcessIdentity } from './process-identity.ts';

/** What the running server tells the command line about itself; the file is readable by its own user alone. */
export interface ServerFacts {
  readonly url?: string;
  readonly token?: string;
}

interface Lock extends ProcessIdentity, ServerFacts {
  /** ISO, for people. */
  readonly startedAt: string;
  /** Tells two locks of one process apart. */
  readonly id: string;
}

export interface DataDirLock {
  release(): void;
}

interface LockOptions {
  readonly log: Log;
  /** Another process has taken the folder, which can only happen to a process that was frozen or moved. */
  readonly onLost: () => void;
  /** How long a silent holder is watched before it counts as dead. Longer than PGlite blocks the process at most. */
  readonly watchMs?: number;
}

const heartbeatMs = 2_000;
const lookAgainMs = 100;

/** Throws `DatabaseOpenError` when the folder is in use. */
export async function lockDataDir(dataDir: string, options: LockOptions): Promise<DataDirLock> {
  const { log, onLost, watchMs = 15_000 } = options;
  const path = join(dataDir, 'lock');
  const lock = makeLock();
  await take(path, { dataDir, lock, log, watchMs });
  const heartbeat = setInterval(() => {
    if (keep(path, lock, log)) return;
    clearInterval(heartbeat);
    log.error({ dataDir }, 'Another process has taken over the data folder');
    onLost();
  }, heartbeatMs).unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (read(path)?.lock?.id === lock.id) fs.rmSync(path, { force: true });
    },
  };
}

/** Adds to the lock of this very process where it can be reached. */
export function updateLock(dataDir: string, facts: ServerFacts): void {
  const path = join(dataDir, 'lock');
  const lock = read(path)?.lock;
  const own = readOwnIdentity();
  if (lock === undefined || !isSame(lock, own)) {
    throw new Error(`This process does not hold the lock of ${dataDir}`);
  }
  replace(path, { ...lock, ...facts });
}

/** The process that holds the folder, as far as anyone can tell; undefined when nobody does. */
export function readLock(
  dataDir: string,
): ({ pid: number; startedAt: string } & ServerFacts) | undefined {
  const lock = read(join(dataDir, 'lock'))?.lock;
  if (lock === undefined || isRunning(lock) === 'no') return undefined;
  const { pid, startedAt, url, token } = lock;
  return {
    pid,
    startedAt,
    ...(url !== undefined && { url }),
    ...(token !== undefined && { token }),
  };
}

interface Taking {
  readonly dataDir: string;
  readonly lock: Lock;
  readonly log: Log;
  readonly watchMs: number;
}

async function take(path: string, taking: Taking): Promise<void> {
  const { dataDir, lock, log } = taking;
  while (!create(path, lock)) {
    const seen = read(path);
    if (seen === undefined) continue;
    if (await isHeld(path, seen, taking))
      throw new DatabaseOpenError(describeUse(dataDir, seen.lock));
    // Only who holds this second lock may replace the first, so of two that found it stale one wins. If its holder
    // dies in turn, the same rule one name further takes it over.
    const takeover = `${path}.takeover`;
    await take(takeover, taking);
    try {
      const now = read(path);
      if (now?.inode !== seen.inode || now.text !== seen.text) continue;
      replace(path, lock);
      log.info(
        { pid: seen.lock?.pid },
        'The last run did not end cleanly; its lock was taken over',
      );
      return;
    } finally {
      fs.rmSync(takeover, { force: true });
    }
  }
}

interface Seen {
  readonly text: string;
  /** Undefined for a torn file: it is being written, or a power cut came between. */
  readonly lock: Lock | undefined;
  readonly inode: number;
  readonly touchedMs: number;
}

async function isHeld(path: string, seen: Seen, { watchMs, log }: Taking): Promise<boolean> {
  const running = seen.lock === undefined ? 'unknown' : isRunning(seen.lock);
  if (running !== 'unknown') return running === 'yes';
  log.info(
    { path, watchMs },
    'Waiting to see whether the process that locked the data folder is alive',
  );
  for (const until = Date.now() + watchMs; Date.now() < until;) {
    await delay(lookAgainMs);
    const now = read(path);
    if (now === undefined) return false;
    if (now.touchedMs !== seen.touchedMs || now.text !== seen.text) return true;
  }
  return false;
}

function describeUse(dataDir: string, lock: Lock | undefined): string {
  const who = lock === undefined ? '' : ` (process ${lock.pid}, started ${lock.startedAt})`;
  return (
    `Another Bincard${who} already uses ${dataDir}. ` +
    'Stop it, or set DATA_DIR to another folder for this one.'
  );
}

function makeLock(): Lock {
  const startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();
  return { ...readOwnIdentity(), startedAt, id: randomUUID() };
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.place === other.place && one.startTicks === other.startTicks;
}

function create(path: string, lock: Lock): boolean {
  try {
    fs.writeFileSync(path, JSON.stringify(lock), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** In one step: a reader finds the old or the new one, never half of it. */
function replace(path: string, lock: Lock): void {
  const fresh = `${path}.${lock.id}`;
  fs.writeFileSync(fresh, JSON.stringify(lock), { mode: 0o600 });
  fs.renameSync(fresh, path);
}

/** A sign of life. False: the lock is somebody else's now. A file that was deleted by hand is put back. */
function keep(path: string, lock: Lock, log: Log): boolean {
  try {
    const seen = read(path);
    if (seen === undefined) return create(path, lock);
    if (seen.lock?.id !== lock.id) return false;
    const now = new Date();
    fs.utimesSync(path, now, now);
  } catch (error) {
    log.warn({ err: error }, 'The lock of the data folder could not be touched');
  }
  return true;
}

function read(path: string): Seen | undefined {
  try {
    const text = fs.readFileSync(path, 'utf8');
    const { ino: inode, mtimeMs: touchedMs } = fs.statSync(path);
    return { text, lock: parseLock(text), inode, touchedMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseLock(text: string): Lock | undefined {
  try {
    const lock = JSON.parse(text) as Lock;
    const isWhole =
      Number.isInteger(lock.pid) && [lock.place, lock.id].every((part) => typeof part === 'string');
    return isWhole ? lock : undefined;
  } catch {
    return undefined;
  }
}
