/**
 * The embedded database: Postgres inside this process, its files in `<dataDir>/database`, nothing to install. A commit
 * is on the disk before its promise resolves. One process, one connection: for more, there is a real Postgres.
 */
import fs from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { Kysely, PGliteDialect } from 'kysely';
import type { Log } from '../log.ts';
import { ensureCluster } from './cluster-folder.ts';
import { columnParsers } from './column-parsers.ts';
import type { OpenDatabase } from './database.ts';
import { DatabaseGone } from './database-gone.ts';
import { DatabaseOpenError } from './database-open-error.ts';
import { DurableNodeFs } from './durable-node-fs.ts';
import { GuardedPglite, readLastWord } from './guarded-pglite.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { PgliteEngine } from './pglite-engine.ts';
import { startUpkeep } from './pglite-upkeep.ts';
import type { Tables } from './tables.ts';

interface PgliteOpening {
  /** A folder, made if need be; or `memory`, for tests. */
  readonly dataDir: string;
  readonly log: Log;
  /** What `dump` gave. Fills a new database with it, instead of an empty one. */
  readonly loadDataDir?: Blob;
  /** Makes one open file durable. */
  readonly sync?: (descriptor: number) => void;
}

export interface OpenPglite extends OpenDatabase {
  /** All files of the database, as a tar. */
  dump(): Promise<Blob>;
}

const settings = {
  // A quarter of PGlite's default, in memory that is touched: 220 MB for the process instead of 350.
  shared_buffers: '32MB',
  wal_buffers: '1MB',
  min_wal_size: '32MB',
  max_wal_size: '64MB',
  // What a statement did wrong is told to its caller; the log keeps what concerns the server.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
};

const durable = { fsync: 'on', wal_sync_method: 'fsync' };

/** Throws `DatabaseOpenError` when it takes a person to go on; then nothing of the data was changed. */
export async function openPglite(opening: PgliteOpening): Promise<OpenPglite> {
  const { dataDir, log } = opening;
  if (dataDir === 'memory') return openInMemory(opening);
  return explainRefusal(dataDir, async () => {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    let engine: PgliteEngine | undefined;
    const onLost = (): void =>
      engine?.abandon(new DatabaseGone(`Another process has taken over ${dataDir}`));
    const lock = await lockDataDir(dataDir, { log, onLost });
    try {
      engine = await startInFolder(opening);
    } catch (error) {
      lock.release();
      throw error;
    }
    return makeDatabase(engine, log, () => lock.release());
  });
}

async function openInMemory({ log, loadDataDir }: PgliteOpening): Promise<OpenPglite> {
  const engine = await PgliteEngine.open({
    start: () => start('memory', { ...(loadDataDir && { loadDataDir }) }),
    log,
    revive: false,
  });
  return makeDatabase(engine, log, () => {});
}

async function startInFolder(opening: PgliteOpening): Promise<PgliteEngine> {
  const { dataDir, log, loadDataDir, sync } = opening;
  const folder = await ensureCluster(dataDir, async (fresh) => {
    log.info({ dataDir }, 'Making a new database');
    fs.mkdirSync(fresh, { mode: 0o700 });
    // Without fsync: all its files are synced at once when it is complete.
    const filler = await start(fresh, {
      fs: new NodeFS(fresh),
      ...(loadDataDir && { loadDataDir }),
    });
    await filler.close();
  });
  return PgliteEngine.open({
    start: () => start(folder, { fs: new DurableNodeFs(folder, sync) }),
    log,
    revive: true,
  });
}

function makeDatabase(engine: PgliteEngine, log: Log, release: () => void): OpenPglite {
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine.pglite }) });
  const upkeep = startUpkeep({ kysely, exec: (statement) => engine.exec(statement), log });
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    upkeep.stop();
    await kysely.destroy();
    await engine.close();
    release();
  };
  return {
    kind: 'pglite',
    kysely,
    listen: (...how) => engine.listen(...how),
    dump: () => engine.dump(),
    close: () => (closed ??= close()),
  };
}

async function start(
  where: string,
  options: Pick<PGliteOptions, 'fs' | 'loadDataDir'>,
): Promise<GuardedPglite> {
  const isDurable = options.fs instanceof DurableNodeFs;
  const pglite = new GuardedPglite({
    ...options,
    parsers: { ...columnParsers },
    // The defaults turn fsync off with `-F`; what comes later wins.
    startParams: [
      ...PGlite.defaultStartParams,
      ...toFlags(isDurable ? { ...settings, ...durable } : settings),
    ],
  });
  try {
    await pglite.waitReady;
    return pglite;
  } catch (error) {
    pglite.abandon(new DatabaseGone('The embedded database did not start'));
    const why = readLastWord(pglite.lines) ?? (error as Error).message;
    throw new DatabaseOpenError(
      `The database in ${where} does not start: ${why}. Nothing was deleted. ` +
        'Move the folder away and restore a backup, or set DATA_DIR to another folder.',
      { cause: error },
    );
  }
}

function toFlags(given: Readonly<Record<string, string>>): string[] {
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** What the host's file system refuses, as a sentence for the person at the terminal. */
async function explainRefusal<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const sentence = describeRefusal(error, dataDir);
    if (sentence === undefined) throw error;
    throw new DatabaseOpenError(sentence, { cause: error });
  }
}

function describeRefusal(error: unknown, dataDir: string): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const elsewhere = 'or set DATA_DIR to another folder.';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `${dataDir} may not be read or written by this user. Give the folder to the user that starts Bincard, ${elsewhere}`;
    case 'EROFS':
      return `${dataDir} is on a read-only disk. Mount it for writing, ${elsewhere}`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no space left for the database in ${dataDir}. Free some, ${elsewhere}`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${dataDir} cannot be a folder, because there is a file in its way. Move it, ${elsewhere}`;
    default:
      return undefined;
  }
}
