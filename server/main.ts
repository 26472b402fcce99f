/**
 * The composition root: from the environment to a server on the network and back to nothing. It speaks
 * plain lines to whoever started it; what they can put right is one sentence and exit code 1.
 *
 *   config ▶ database ▶ space ▶ app ▶ listening ──SIGTERM──▶ streams end ▶ requests finish ▶ database closes
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildClientIfStale } from './build-client.ts';
import { readConfig, type Config } from './config.ts';
import { updateLock } from './db/lock-data-dir.ts';
import { joinLink } from './http/invite-routes.ts';
import { readStaticFiles, type StaticFiles } from './http/static-files.ts';
import { listen, type Listener } from './listen.ts';
import { openLog } from './log.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { offerOwnership } from './people/first-start.ts';
import { sentenceOf } from './start-error.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
/** Longer than any honest request; a supervisor's own patience is often just above. */
const shutdownMaxMs = 10_000;

async function loadFiles(): Promise<StaticFiles> {
  await buildClientIfStale();
  return readStaticFiles(dist);
}

async function run(config: Config, signal: AbortSignal): Promise<void> {
  const log = openLog(config.logLevel);
  const server = await openServer({ config, log, loadFiles, signal });
  const listeners: Listener[] = [];
  try {
    if (!signal.aborted) {
      listeners.push(...(await openDoors(config, server)));
      await introduce(config, server);
    }
    if (!signal.aborted) await once(signal, 'abort');
    console.log('Stopping: running requests are finished first.');
  } finally {
    server.endStreams();
    await Promise.all(listeners.map((listener) => listener.close()));
    await server.close();
  }
}

/** One door for people, as configured, and one for the command line, which only this machine reaches. */
async function openDoors(config: Config, server: OpenServer): Promise<Listener[]> {
  const { app, consoleKey, database } = server;
  const { host, port, tls } = config;
  const front = await listen({ host, port, tls, fetch: (request, env) => app.fetch(request, env) });
  if (database !== 'pglite') return [front];
  const door = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: undefined,
    fetch: (request, env) => app.fetch(request, { ...env, door: 'console' }),
  });
  updateLock(config.dataDir, { url: `http://127.0.0.1:${door.port}`, token: consoleKey });
  return [front, door];
}

async function introduce({ publicUrl, host, port }: Config, server: OpenServer): Promise<void> {
  const code = await offerOwnership(server.people, server.space.id);
  console.log(`Bincard is ready: ${publicUrl} (listening on ${host}, port ${port})`);
  if (code !== undefined) {
    console.log(`Open this link to become the owner: ${joinLink(publicUrl, code)}`);
  }
}

async function main(): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) {
    for (const sentence of config.failure) console.error(sentence);
    return 1;
  }
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
    setTimeout(() => {
      console.error('Some requests did not end in time and were cut off.');
      process.exit(1);
    }, shutdownMaxMs).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await run(config.value, stopping.signal);
    return 0;
  } catch (error) {
    // Told to stop while it was still waiting for its database.
    if (stopping.signal.aborted && error === stopping.signal.reason) return 0;
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    return 1;
  }
}

process.exitCode = await main();
