/**
 * Serves `dist/` alone, without the Bincard server, so that a story about the service worker can also publish a new
 * version or go away. Answers pictures and /api with their own address, and counts what it was asked.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { extname, join, resolve } from 'node:path';

const typeByExtension: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface ServedBuild {
  origin: string;
  /** The paths asked for since the start, in order. */
  asked: string[];
  /** From now on /sw.js is a different file, as after an upgrade of the server. */
  publishNewVersion(): void;
  close(): Promise<void>;
}

export async function serveBuild(): Promise<ServedBuild> {
  const dist = resolve('dist');
  const asked: string[] = [];
  let version = 1;

  async function answer(
    request: IncomingMessage,
  ): Promise<{ type: string; body: Buffer | string }> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    if (path.startsWith('/api') || path.startsWith('/images'))
      return { type: 'text/plain', body: path };
    if (path === '/sw.js') {
      const worker = await readFile(join(dist, 'sw.js'), 'utf8');
      return { type: 'text/javascript', body: `${worker}\n// version ${version}` };
    }
    const file = extname(path) ? join(dist, path) : join(dist, 'index.html');
    return {
      type: typeByExtension[extname(file)] ?? 'application/octet-stream',
      body: await readFile(file),
    };
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ type, body }) =>
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port on 127.0.0.1.');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    publishNewVersion: () => void (version += 1),
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
