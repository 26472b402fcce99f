/**
 * Serves `dist/` alone, without the Bincard server, so that a story about the service worker can also publish a new
 * version or release, or go away. Answers pictures and /api with their own address, and counts what it was asked.
 */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
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
  /** From now on the app has other file names, as after a change of its code; the old ones are gone. */
  publishRelease(): void;
  /** From now on /sw.js is this. */
  serviceWorkerText: string | undefined;
  close(): Promise<void>;
}

/** `pictures`: by path. Any other path below /images is answered with itself. */
export async function serveBuild(
  pictures: ReadonlyMap<string, Buffer> = new Map(),
): Promise<ServedBuild> {
  const dist = resolve('dist');
  const asked: string[] = [];
  const assets = await readdir(join(dist, 'assets'));
  let version = 1;
  let release = 1;

  /** A build names its files in its texts; so the names of another release are put there, too. */
  function rename(text: string): string {
    if (release === 1) return text;
    const renamed = assets.reduce((so, name) => so.replaceAll(name, nameIn(release, name)), text);
    return renamed.replace(/"revision":"([0-9a-f]+)","url":"index.html"/, (entry) =>
      entry.replace('","url', `-${release}","url`),
    );
  }

  async function readBuilt(path: string): Promise<Buffer | string> {
    const isAsset = path.startsWith('/assets/');
    const name = assets.find((each) => path === `/assets/${nameIn(release, each)}`);
    if (isAsset && name === undefined) throw new Error('Of another release');
    const file = join(dist, name === undefined ? path : join('assets', name));
    return /\.(?:js|css|html)$/.test(file)
      ? rename(await readFile(file, 'utf8'))
      : await readFile(file);
  }

  async function answer(
    request: IncomingMessage,
  ): Promise<{ type: string; body: Buffer | string }> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    const picture = pictures.get(path);
    if (picture !== undefined) return { type: 'image/webp', body: picture };
    if (path.startsWith('/api') || path.startsWith('/images'))
      return { type: 'text/plain', body: path };
    if (path === '/sw.js') {
      const worker = served.serviceWorkerText ?? String(await readBuilt('/sw.js'));
      return { type: 'text/javascript', body: `${worker}\n// version ${version}` };
    }
    const file = extname(path) ? path : '/index.html';
    return {
      type: typeByExtension[extname(file)] ?? 'application/octet-stream',
      body: await readBuilt(file),
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

  const served: ServedBuild = {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    serviceWorkerText: undefined,
    publishNewVersion: () => void (version += 1),
    publishRelease: () => void (release += 1),
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return served;
}

function nameIn(release: number, name: string): string {
  return release === 1 ? name : name.replace('.', `.r${release}.`);
}
