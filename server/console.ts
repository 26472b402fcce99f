/**
 * The command line's way into the server, with the rights of whoever owns the machine: through the
 * running server if there is one, else by opening the database and asking the app in this very process.
 * A real Postgres is shared by any number of processes, so there it is always the latter.
 */
import type { SpaceId } from '../shared/ids.ts';
import type { Config } from './config.ts';
import { readLock } from './db/lock-data-dir.ts';
import type { Log } from './log.ts';
import { openServer } from './open-server.ts';
import { StartError } from './start-error.ts';
import type { Actor } from './sync/actor.ts';

export interface OpenConsole {
  readonly spaceId: SpaceId;
  /** As fetch, for paths of this server; it says who asks. */
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Throws `StartError` or `DatabaseOpenError` when it takes a person to go on. */
export async function openConsole(config: Config, log: Log): Promise<OpenConsole> {
  const holder = config.databaseUrl === undefined ? readLock(config.dataDir) : undefined;
  if (holder === undefined) return openInProcess(config, log);
  const { url, token, pid } = holder;
  if (url === undefined || token === undefined) {
    throw new StartError(
      `Another Bincard (process ${pid}) has the data folder and takes no commands yet. Try again in a moment.`,
    );
  }
  const request: OpenConsole['request'] = (path, init) =>
    fetch(`${url}${path}`, withKey(token, init));
  return { spaceId: await readSpaceId(request, pid), request, close: () => Promise.resolve() };
}

async function openInProcess(config: Config, log: Log): Promise<OpenConsole> {
  const server = await openServer({
    config,
    log,
    isWorking: false,
    // Nobody looks at pages here.
    loadFiles: () => Promise.resolve(new Map()),
  });
  return {
    spaceId: server.space.id,
    request: async (path, init) =>
      server.app.request(path, withKey(server.consoleKey, init), { door: 'console' }),
    close: () => server.close(),
  };
}

function withKey(key: string, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${key}`);
  return { ...init, headers };
}

async function readSpaceId(request: OpenConsole['request'], pid: number): Promise<SpaceId> {
  const answer = await request('/api/session').catch((error: unknown) => {
    throw new StartError(
      `The running Bincard (process ${pid}) does not answer. Restart it, then try again.`,
      { cause: error },
    );
  });
  if (!answer.ok) {
    throw new StartError(
      `The running Bincard (process ${pid}) refused the key of its data folder (${answer.status}). Restart it, then try again.`,
    );
  }
  return ((await answer.json()) as Actor).spaceId;
}
