/** The command as a person types it: arguments, files, exit codes, progress, Ctrl-C. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import {
  importCommand,
  parseImportArguments,
  type ImportConsole,
} from '../../../server/import/import-command.ts';
import { makeProgress } from '../../../server/import/import-progress.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import {
  makeImportServer,
  openImportDatabase,
  type ImportServer,
} from '../../support/import-server.ts';

describe('arguments', () => {
  test('a path is enough, and the rest has plain defaults', () => {
    expect(parseImportArguments(['demo'])).toEqual({
      ok: true,
      value: {
        path: 'demo',
        encoding: 'utf-8',
        source: null,
        images: null,
        strict: false,
        dryRun: false,
      },
    });
  });

  test('every option reaches the import', () => {
    const given =
      '--dry-run --source inventree a.csv --strict --encoding windows-1252 --images http://shed/p';
    expect(parseImportArguments(given.split(' '))).toMatchObject({
      value: {
        path: 'a.csv',
        encoding: 'windows-1252',
        source: 'inventree',
        images: { kind: 'address', address: 'http://shed/p/' },
        strict: true,
        dryRun: true,
      },
    });
  });

  test.each([
    [[], 'bincard import <folder or CSV file>'],
    [['a', 'b'], 'bincard import <folder or CSV file>'],
    [['a', '--dryrun'], "Unknown option '--dryrun'"],
    [['a', '--source', 'excel'], '--source must be one of inventree, plain (it is "excel").'],
    [['a', '--encoding', 'latin1'], '--encoding must be one of utf-8, windows-1252'],
    [['a', '--images', 'ftp://shed/p'], '--images must be a folder, or an address that begins'],
    [['a', '--images', 'file:///p'], '--images must be a folder, or an address that begins'],
    [['a', '--images', ' '], '--images must be a folder, or an address that begins'],
  ])('%j is answered with what is expected', (args, words) => {
    const parsed = parseImportArguments(args);
    expect(parsed.ok ? '' : parsed.failure).toContain(words);
  });
});

describe('a run', () => {
  let db: OpenDatabase;
  let server: ImportServer;
  const folder = mkdtempSync(join(tmpdir(), 'bincard-import-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const progressTo = { write: (): void => {} };
  let opened = 0;
  const openConsole = (): Promise<ImportConsole> => {
    opened += 1;
    return Promise.resolve({
      spaceId: server.spaceId,
      request: (path, init) => server.request(path, init),
      close: () => {
        opened -= 1;
        return Promise.resolve();
      },
    });
  };
  /** Ctrl-C at the moment when the import is sent. */
  const stopping = async (): Promise<ImportConsole> => {
    const door = await openConsole();
    return {
      ...door,
      request: (path, init) => {
        if (path === '/api/import') process.listeners('SIGINT').at(-1)?.('SIGINT');
        return door.request(path, init);
      },
    };
  };
  const run = async (...args: string[]): Promise<{ code: number; said: string }> => {
    const lines: string[] = [];
    const print = (line: string): unknown => lines.push(line);
    const code = await importCommand.run(args, { openConsole, print, progressTo });
    expect(opened).toBe(0);
    return { code, said: lines.join('\n') };
  };

  beforeAll(async () => {
    db = await openImportDatabase();
    server = await makeImportServer(db);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await db.close();
  });

  test('of the demo folder, dry: what would be done, and what is left out', async () => {
    const { code, said } = await run(findDemoFolder(), '--dry-run');
    expect(code).toBe(0);
    expect(said).toContain('Dry run: nothing was written.');
    expect(said).not.toContain('Left out');
    expect(said).toMatch(/^suppliers +12 /m);
    expect(said).toMatch(/^supplier items +773 /m);
  });

  test('of one file ends with 0, and a second one with nothing to do', async () => {
    const file = write('wood.csv', 'name,quantity\nPlank,3\n');
    expect(await run(file)).toMatchObject({ code: 0 });
    expect((await run(file)).said).toContain('nothing to do');
  });

  test('of a file called locations.csv takes in places', async () => {
    const { said } = await run(write('locations.csv', 'path\nYard/Rack\n'));
    expect(said).toContain('New locations: Yard, Yard/Rack');
    rmSync(join(folder, 'locations.csv'));
  });

  test('with a fault ends with 1', async () => {
    expect(await run(write('bad.csv', 'title\nPlank\n'))).toMatchObject({ code: 1 });
  });

  test('of nothing, or of a folder without a list, is told before any server is asked', async () => {
    expect((await run(join(folder, 'absent'))).said).toContain('There is no file or folder');
    expect((await run(folder)).said).toContain('holds none of the files that can be imported');
    write('items.csv', 'name\n');
    write('parts.csv', 'id,name,ipn\n');
    const both = await run(folder);
    expect(both).toMatchObject({ code: 1 });
    expect(both.said).toContain('holds both items.csv and parts.csv');
  });

  test('stopped by Ctrl-C ends with 130 and leaves nothing, and the signal is free again', async () => {
    const rows = Array.from({ length: 3000 }, (_, place) => `${place},Item ${place}`);
    const file = write('many.csv', `external_id,name\n${rows.join('\n')}\n`);
    const before = await server.version();
    const listeners = process.listenerCount('SIGINT');
    const lines: string[] = [];
    const code = await importCommand.run([file], {
      openConsole: stopping,
      print: (line) => lines.push(line),
      progressTo,
    });
    expect(code).toBe(130);
    expect(lines.at(-1)).toContain('Stopped');
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    // The lock of the head is free once the import has been taken back.
    await run(write('one.csv', 'name\nLast\n'));
    expect(await server.version()).toBe(before + 1);
  });
});

function record(target: { isTTY?: boolean; columns?: number }): {
  bar: ReturnType<typeof makeProgress>;
  text: () => string;
} {
  const written: string[] = [];
  const bar = makeProgress({ ...target, write: (text) => written.push(text) });
  return { bar, text: () => written.join('') };
}

describe('the progress bar', () => {
  test('redraws one line on a terminal and leaves the next one free', () => {
    const { bar, text } = record({ isTTY: true, columns: 60 });
    bar.show(0, 4, 'changes');
    bar.show(2, 4, 'changes');
    bar.show(4, 4, 'changes');
    bar.end();
    bar.end();
    expect(text().split('\r').slice(1)).toEqual([
      `[${' '.repeat(36)}] 0 %  0 of 4 changes\u001b[K`,
      `[${'#'.repeat(18)}${' '.repeat(17)}] 50 %  2 of 4 changes\u001b[K`,
      `[${'#'.repeat(34)}] 100 %  4 of 4 changes\u001b[K\n`,
    ]);
  });

  test('fits a narrow terminal', () => {
    const { bar, text } = record({ isTTY: true, columns: 10 });
    bar.show(1, 2, 'changes');
    expect(text()).toBe('\r[] 50 %  1 of 2 changes\u001b[K');
  });

  test('writes a plain line at each tenth into a file', () => {
    const { bar, text } = record({});
    for (let done = 0; done <= 100; done++) bar.show(done, 100, 'changes');
    bar.end();
    const lines = text().trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('10 %  10 of 100 changes');
    expect(text()).not.toContain('\r');
  });
});
