/**
 * The walls the compiler guards: each room compiles against its own realm and no other, with the rooms' real
 * tsconfigs, in a model house that holds one offence per file and one harmless file per room.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** room → [what it says, as an offence] */
const offences: Record<string, readonly string[]> = {
  shared: [
    'export const a = document.title;',
    "export const b = () => fetch('/');",
    'export const c = process.pid;',
    "import { readFileSync } from 'node:fs'; export const d: typeof readFileSync = readFileSync;",
    'export const e = () => setTimeout(() => undefined, 1);',
    "export * from '../server/fine.ts';",
    "export * from '../client/fine.ts';",
  ],
  server: [
    'export const a = document.title;',
    'export const b = window.location;',
    "export * from '../client/fine.ts';",
    'export enum Kind { one }',
    'export class Box { constructor(readonly size: number) {} }',
    "export * from './fine';",
  ],
  client: [
    'export const a = process.pid;',
    "import { readFileSync } from 'node:fs'; export const b: typeof readFileSync = readFileSync;",
    "export * from '../server/fine.ts';",
    'export const c = (list: number[]): number => list[0];',
    'export const d: { size?: number } = { size: undefined };',
    "import { Fine } from './fine.ts'; export const e = (fine: Fine): Fine => fine;",
  ],
  'client/sw': ['export const a = document.title;', 'export const b = window.location;'],
  tests: ["export * from './client/fine.ts';"],
  'tests/client': ['export const a = process.pid;'],
};

/** room → what it may say. */
const powers: Record<string, string> = {
  shared: "export { fine as again } from './fine.ts';",
  server: "export { fine } from '../shared/fine.ts'; export const pid: number = process.pid;",
  client: "export { fine } from '../shared/fine.ts'; export const title = document.title;",
  'client/sw': 'export const wait = (event: ExtendableEvent): void => event.waitUntil(fetch("/"));',
  tests:
    "export { fine } from '../server/fine.ts'; export const a = [process.pid, document.title];",
  'tests/client': "export { fine } from '../../client/fine.ts'; export const a = document.title;",
};

const house = mkdtempSync(join(tmpdir(), 'bincard-realms-'));
let said = '';

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
  place('package.json', '{ "type": "module" }');
  cpSync(resolve('.config/tsconfig.build.json'), join(house, '.config/tsconfig.build.json'));
  place('vite.config.ts', 'export {};');
  place('.config/tsconfig.json', JSON.stringify({ files: [], references: referencesToRooms() }));
  cpSync(resolve('.config/tsconfig.base.json'), join(house, '.config/tsconfig.base.json'));
  for (const [room, texts] of Object.entries(offences)) {
    mkdirSync(join(house, room), { recursive: true });
    cpSync(resolve(room, 'tsconfig.json'), join(house, room, 'tsconfig.json'));
    place(`${room}/fine.ts`, 'export interface Fine { size: number } export const fine = 1;');
    place(`${room}/powers.ts`, powers[room] ?? '');
    for (const [n, text] of texts.entries()) place(`${room}/offence-${n}.ts`, text);
  }
  said = compile();
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

test.each(
  Object.entries(offences).flatMap(([room, texts]) => texts.map((text, n) => ({ room, text, n }))),
)('$room may not say: $text', ({ room, n }) => {
  expect(said).toContain(`${room}/offence-${n}.ts(`);
});

test('what a room may say compiles', () => {
  expect(said).not.toMatch(/powers\.ts\(/);
});

function referencesToRooms(): { path: string }[] {
  return Object.keys(offences).map((room) => ({ path: `../${room}` }));
}

function place(file: string, text: string): void {
  mkdirSync(join(house, dirname(file)), { recursive: true });
  writeFileSync(join(house, file), `${text}\n`);
}

function compile(): string {
  try {
    execFileSync(resolve('node_modules/.bin/tsc'), ['-b', '.config'], {
      cwd: house,
      stdio: 'pipe',
    });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
  throw new Error('The compiler found nothing at all in a house full of offences');
}
