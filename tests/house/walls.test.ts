/**
 * The walls between the rooms, as the architecture's table says them, held against the linter's real configuration:
 * a model house of small files is linted once, and every forbidden import must be reported and no allowed one.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** room → the rooms it may import, beside itself. */
const doors: Record<string, readonly string[]> = {
  shared: [],
  'client/ui': ['client/state', 'client/device', 'shared'],
  'client/state': ['client/db', 'shared'],
  'client/sync': ['client/db', 'shared'],
  'client/db': ['shared'],
  'client/device': ['shared'],
  'client/sw': ['shared'],
  'server/http': ['server/sync', 'server/images', 'server/notices', 'server/people', 'shared'],
  'server/sync': ['server/db', 'shared'],
  'server/people': ['server/db', 'shared'],
  'server/images': ['server/db', 'shared'],
  'server/notices': ['server/db', 'server/images', 'shared'],
  'server/jobs': ['server/db', 'server/images', 'server/notices', 'shared'],
  'server/db': ['shared'],
  'server/import': ['shared'],
};
const rooms = Object.keys(doors);
const clientRooms = rooms.filter((room) => room.startsWith('client/'));
const serverRooms = rooms.filter((room) => room.startsWith('server/'));

/** Beside the rooms: the browser's tests, which must not reach into the server either. */
const testsOfClient = 'tests/client';

/** Composition roots → the rooms they may not import. */
const roots: Record<string, readonly string[]> = {
  'client/main.tsx': [...serverRooms, 'client/sw'],
  'server/main.ts': clientRooms,
  'server/app.ts': clientRooms,
  'server/cli.ts': clientRooms,
};

const databasePackages = ['kysely', 'kysely/migration', 'pg', '@electric-sql/pglite'];
const browserPackages = ['dexie', 'preact', '@preact/signals', 'workbox-precaching'];

/** Files → packages they may not import. */
const packageWalls: readonly (readonly [files: readonly string[], packages: readonly string[]])[] =
  [
    [
      ['shared/inner/probe.ts'],
      ['node:fs', 'fs', 'preact', 'hono', 'valibot/x', ...databasePackages],
    ],
    [clientRooms.map((room) => `${room}/inner/probe.ts`), ['node:fs']],
    [
      clientRooms.filter((room) => room !== 'client/db').map((room) => `${room}/probe.ts`),
      ['dexie'],
    ],
    [['client/main.tsx'], ['dexie', 'node:fs']],
    [serverRooms.map((room) => `${room}/probe.ts`), browserPackages],
    [
      serverRooms.filter((room) => room !== 'server/db').map((room) => `${room}/probe.ts`),
      databasePackages,
    ],
    [['server/app.ts', 'server/cli.ts'], databasePackages],
  ];
const packageDoors: typeof packageWalls = [
  [['shared/inner/probe.ts'], ['valibot']],
  [['client/db/probe.ts'], ['dexie', 'valibot']],
  [['client/ui/probe.ts'], ['preact', '@preact/signals', 'preact-iso']],
  [['client/device/probe.ts'], ['workbox-window']],
  [['client/sw/probe.ts'], ['workbox-precaching', 'workbox-routing']],
  [['server/db/probe.ts'], [...databasePackages, 'node:fs']],
  [['server/main.ts'], databasePackages],
  [['server/http/probe.ts'], ['hono', 'node:crypto', 'pino', 'pgvector']],
];

interface Probe {
  file: string;
  specifier: string;
  allowed: boolean;
}

const probes: Probe[] = [...roomProbes(), ...rootProbes(), ...testsProbes(), ...packageProbes()];

/** Each file of the model house, line by line; a probe stands in it once for each way to write an import. */
const linesByFile = new Map<string, string[]>();
const ways = [
  (specifier: string) => `import '${specifier}';`,
  (specifier: string, n: number) => `import type { x${n} } from '${specifier}';`,
  (specifier: string, n: number) => `export { x as y${n} } from '${specifier}';`,
  (specifier: string, n: number) => `export const z${n} = () => import('${specifier}');`,
];

const house = mkdtempSync(join(tmpdir(), 'bincard-walls-'));
const reported = new Set<string>();

beforeAll(() => {
  copyFileSync(resolve('.oxlintrc.json'), join(house, '.oxlintrc.json'));
  for (const { file, specifier } of probes) {
    const lines = linesByFile.get(file) ?? [];
    linesByFile.set(file, lines);
    for (const write of ways) lines.push(write(specifier, lines.length));
  }
  for (const [file, lines] of linesByFile) {
    mkdirSync(join(house, dirname(file)), { recursive: true });
    writeFileSync(join(house, file), `${lines.join('\n')}\n`);
  }
  for (const { filename, code, labels } of lint()) {
    const line = labels[0]?.span.line;
    if (code !== 'eslint(no-restricted-imports)' || line === undefined) continue;
    reported.add(`${filename}: ${linesByFile.get(filename)?.[line - 1]}`);
  }
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe.each([...rooms, ...Object.keys(roots), testsOfClient])('%s', (where) => {
  const here = probes.filter(({ file }) => file.startsWith(where));

  test('every import across a wall is reported, however it is written', () => {
    const unseen = here
      .filter(({ allowed }) => !allowed)
      .flatMap((probe) => writtenOut(probe).filter((line) => !reported.has(line)));
    expect(unseen).toEqual([]);
  });

  test('every door is open', () => {
    const wronglyReported = here
      .filter(({ allowed }) => allowed)
      .flatMap((probe) => writtenOut(probe).filter((line) => reported.has(line)));
    expect(wronglyReported).toEqual([]);
  });
});

test('there is no room without walls', () => {
  const found = ['client', 'server'].flatMap((half) =>
    readdirSync(resolve(half), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${half}/${entry.name}`),
  );
  // client/icons is build time only.
  expect(found.filter((room) => room !== 'client/icons' && !rooms.includes(room))).toEqual([]);
});

function roomProbes(): Probe[] {
  return rooms.flatMap((room) =>
    [`${room}/probe.ts`, `${room}/inner/probe.ts`].flatMap((file) => [
      ...rooms
        .filter((target) => target !== room)
        .map((target) =>
          makeProbe(file, `${target}/target.ts`, doors[room]?.includes(target) ?? false),
        ),
      makeProbe(file, `${room}/target.ts`, true),
      makeProbe(file, `${room}/other/target.ts`, true),
      ...Object.keys(roots).map((root) => makeProbe(file, root, false)),
      makeProbe(file, 'tests/support/target.ts', false),
    ]),
  );
}

function rootProbes(): Probe[] {
  return Object.entries(roots).flatMap(([root, walls]) => [
    ...rooms
      .filter(
        (room) => room === 'shared' || dirname(root) === dirname(room) || walls.includes(room),
      )
      .map((room) => makeProbe(root, `${room}/target.ts`, !walls.includes(room))),
    makeProbe(root, 'tests/support/target.ts', false),
  ]);
}

function testsProbes(): Probe[] {
  const targets = [...rooms, 'tests/support'];
  return targets.map((target) =>
    makeProbe(`${testsOfClient}/probe.ts`, `${target}/target.ts`, !target.startsWith('server/')),
  );
}

function packageProbes(): Probe[] {
  const spread = (table: typeof packageWalls, allowed: boolean): Probe[] =>
    table.flatMap(([files, packages]) =>
      files.flatMap((file) => packages.map((specifier) => ({ file, specifier, allowed }))),
    );
  return [...spread(packageWalls, false), ...spread(packageDoors, true)];
}

function makeProbe(file: string, target: string, allowed: boolean): Probe {
  const written = relative(dirname(file), target);
  return { file, specifier: written.startsWith('.') ? written : `./${written}`, allowed };
}

/** The probe as it stands in its file, once for each way. */
function writtenOut({ file, specifier }: Probe): string[] {
  return (linesByFile.get(file) ?? [])
    .filter((line) => line.includes(`'${specifier}'`))
    .map((line) => `${file}: ${line}`);
}

interface Diagnostic {
  code: string;
  filename: string;
  labels: { span: { line: number } }[];
}

function lint(): Diagnostic[] {
  try {
    execFileSync(resolve('node_modules/.bin/oxlint'), ['-f', 'json'], {
      cwd: house,
      stdio: 'pipe',
      // One line of source for each offence: more than the megabyte that Node allows by itself.
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    const report: { diagnostics: Diagnostic[] } = JSON.parse(String(error.stdout));
    return report.diagnostics;
  }
  throw new Error('oxlint found nothing at all in a house full of offences');
}
