/** `dist/` is the build of these very sources: built when they changed, left alone when not, and never half of one. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildClientIfStale } from '../../server/build-client.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bincard-build-'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  place('package-lock.json', '{}');
  place('.config/note.txt', '');
  place('shared/words.ts', 'export const word = "first";');
  place('client/index.html', '<!doctype html><script type="module" src="/main.ts"></script>');
  place('client/main.ts', 'import { word } from "../shared/words.ts"; document.title = word;');
  place('vite.config.ts', 'export default { root: "client" };');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the first start builds, the second finds it done', async () => {
  expect(await buildClientIfStale(root)).toBe('built');
  expect(readBuild()).toContain('first');
  expect(await buildClientIfStale(root)).toBe('fresh');
});

test('a changed word in shared is reason enough to build again', async () => {
  await buildClientIfStale(root);
  place('shared/words.ts', 'export const word = "second";');
  expect(await buildClientIfStale(root)).toBe('built');
  expect(readBuild()).toContain('second');
  expect(readBuild()).not.toContain('first');
});

test('a file that is new, gone or renamed is noticed', async () => {
  await buildClientIfStale(root);
  place('client/empty.ts', '');
  expect(await buildClientIfStale(root)).toBe('built');
  rmSync(join(root, 'client/empty.ts'));
  place('client/renamed.ts', '');
  expect(await buildClientIfStale(root)).toBe('built');
});

test('a build that fails says why and leaves the last good one in place', async () => {
  await buildClientIfStale(root);
  place('shared/words.ts', 'export const word = ;');
  await expect(buildClientIfStale(root)).rejects.toThrow(/could not be built[^]*words\.ts/);
  expect(readBuild()).toContain('first');
  expect(readdirSync(join(root, '.cache'))).toEqual([]);
});

test('several starters at once all end with a whole build', async () => {
  await Promise.all([1, 2, 3].map(() => buildClientIfStale(root)));
  expect(readBuild()).toContain('first');
  expect(await buildClientIfStale(root)).toBe('fresh');
  expect(readdirSync(join(root, '.cache'))).toEqual([]);
});

test('a machine that has only dist/ serves it', async () => {
  rmSync(join(root, 'client'), { recursive: true });
  expect(await buildClientIfStale(root)).toBe('fresh');
});

function place(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function readBuild(): string {
  const assets = join(root, 'dist', 'assets');
  return readdirSync(assets)
    .map((name) => readFileSync(join(assets, name), 'utf8'))
    .join('\n');
}
