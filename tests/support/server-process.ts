/**
 * The real server as a process of its own, for tests that kill it. It is started as `npm start` starts
 * it, on a free port of loopback, and is ended by its own pid and no other.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 180_000;

export interface ServerOptions {
  readonly dataDir: string;
  /** The same port again, so that browsers find a restarted server at the same origin. */
  readonly port: number;
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The owner's one-time link, if the space has no owner yet. */
  readonly joinLink: string | undefined;
  /** All that it printed, for messages of failing tests. */
  output(): string;
  /** SIGKILL: no goodbye, as a power cut for the process. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port to be had');
  return address.port;
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { dataDir, port, databaseUrl, env } = options;
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PUBLIC_URL: url,
      LOG_LEVEL: 'warn',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const output = (): string => lines.join('\n');
  await untilHealthy(child, url, output);
  const joinLink = lines.join('\n').match(/https?:\/\/\S+\/join#\S+/)?.[0];
  return {
    url,
    pid: child.pid ?? 0,
    joinLink,
    output,
    kill: async () => {
      await end(child, 'SIGKILL');
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

async function untilHealthy(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  let hasIntroducedItself = false;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`The server ended at once:\n${output()}`);
    const isHealthy = await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    // It answers before it has said its last word, the owner's link.
    if (isHealthy && hasIntroducedItself) return;
    hasIntroducedItself = output().includes('Bincard is ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end(child, 'SIGKILL');
  throw new Error(`The server did not become healthy:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** Takes an invite as a person would, without a browser. */
export async function joinServer(link: string, name: string): Promise<{ readonly token: string }> {
  const { origin, hash } = new URL(link);
  const response = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.slice(1), name }),
  });
  if (!response.ok) throw new Error(`Joining failed: ${response.status} ${await response.text()}`);
  return (await response.json()) as { token: string };
}
