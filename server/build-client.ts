/**
 * Keeps `dist/` the build of these very sources, so that `npm start` is all one needs. It compares contents, not
 * times; it builds beside and then swaps, so a crash or a second starter never leaves half an app behind.
 * A machine that was given `dist/` without the sources serves what it was given.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const sources = ['client', 'shared', '.config', 'vite.config.ts', 'package-lock.json'];
const stampName = '.built-from';

export async function buildClientIfStale(root: string = home): Promise<'built' | 'fresh'> {
  const dist = join(root, 'dist');
  if (!existsSync(join(root, 'client'))) return 'fresh';
  const wanted = await hashSources(root);
  const built = await readFile(join(dist, stampName), 'utf8').catch(() => undefined);
  if (built === wanted) return 'fresh';
  console.log('Building the app …');
  await buildClient(root, wanted);
  return 'built';
}

async function buildClient(root: string, hash: string): Promise<void> {
  await mkdir(join(root, '.cache'), { recursive: true });
  const bench = await mkdtemp(join(root, '.cache', 'build-'));
  try {
    const built = join(bench, 'dist');
    await runVite(root, built);
    await writeFile(join(built, stampName), hash);
    await swap(built, join(root, 'dist'), bench);
  } finally {
    await rm(bench, { recursive: true, force: true });
  }
}

/** A folder cannot be renamed onto a full one, and another starter may swap between our two steps: then once more. */
async function swap(built: string, dist: string, bench: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(dist, join(bench, `replaced-${tries}`));
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
    try {
      await rename(built, dist);
      return;
    } catch (error) {
      if (tries === 10 || !(isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))) throw error;
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Quiet unless it fails: then everything Vite said is in the error. */
async function runVite(root: string, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite))
    throw new Error('The app must be built and Vite is missing: run `npm install` first.');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
    cwd: root,
    env: productionEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const code = await new Promise((ended, fail) => child.on('error', fail).on('close', ended));
  if (code !== 0) throw new Error(`The app could not be built:\n${said}`);
}

/** A test run sets NODE_ENV and VITEST*, which would turn this into a development build. */
function productionEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VITE') && name !== 'NODE_ENV',
  );
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) await addToHash(join(root, source), source);
  return hash.digest('hex');

  async function addToHash(path: string, name: string): Promise<void> {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
    if (!entries) {
      hash
        .update(`${name}\0`)
        .update(await readFile(path))
        .update('\0');
      return;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      await addToHash(join(path, entry.name), `${name}/${entry.name}`);
    }
  }
}

if (import.meta.main) {
  const state = await buildClientIfStale();
  console.log(
    state === 'built' ? 'dist/ is ready.' : 'dist/ is already the build of these sources.',
  );
}
