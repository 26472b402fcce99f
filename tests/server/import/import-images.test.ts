/** Pictures of a whole import against the server's own routes: from an address, from a folder, and stopped half-way. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import type { ConsoleRequest } from '../../../server/import/ask-server.ts';
import { importCommand } from '../../../server/import/import-command.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import {
  makeImportServer,
  openImportDatabase,
  type ImportServer,
} from '../../support/import-server.ts';
import { SyncClient } from '../../support/sync-client.ts';

const demo = findDemoFolder();
const images = join(demo, 'images');

let db: OpenDatabase;
let server: ImportServer;

beforeAll(async () => {
  db = await openImportDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  server = await makeImportServer(db);
});

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly shown: string;
}

async function run(args: readonly string[], around?: ConsoleRequest): Promise<Ran> {
  const lines: string[] = [];
  const shown: string[] = [];
  const code = await importCommand.run(args, {
    openConsole: () =>
      Promise.resolve({
        spaceId: server.spaceId,
        request: around ?? ((path, init) => server.request(path, init)),
        close: () => Promise.resolve(),
      }),
    print: (line) => lines.push(line),
    progressTo: { write: (text: string) => shown.push(text) },
  });
  return { code, said: lines.join('\n'), shown: shown.join('') };
}

/** Ctrl-C once so many pictures have been sent. */
function stopAfter(count: number): ConsoleRequest {
  return async (path, init) => {
    if (init?.method === 'PUT' && server.uploaded.length === count) {
      process.listeners('SIGINT').at(-1)?.('SIGINT');
    }
    init?.signal?.throwIfAborted();
    return server.request(path, init);
  };
}

async function readSpace(): Promise<SyncClient> {
  const phone = new SyncClient((path, init) => server.request(path, init), 'unused');
  await phone.sync();
  return phone;
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bincard-import-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('from a folder', () => {
  test('399 items of the demo data get their photos, and 61 files are sent, byte for byte, once each', async () => {
    const { code, said, shown } = await run([demo, '--images', images]);
    expect(code).toBe(0);
    expect(said).toMatch(/^photos +399 +0 +0 +0$/m);
    expect(said).toContain('61 pictures sent (399 items use them).');
    expect(shown).toContain('100 %  61 of 61 pictures');
    const files = readdirSync(images).map((name) => sha256Of(readFileSync(join(images, name))));
    const sent = server.uploaded.map(({ sha256, bytes }) => {
      expect(sha256Of(bytes)).toBe(sha256);
      return sha256;
    });
    expect(sent.toSorted()).toEqual(files.toSorted());

    const phone = await readSpace();
    expect(new Set(phone.all('photo').map(({ itemId }) => itemId)).size).toBe(399);
    expect(phone.all('image').filter(({ state }) => state === 'queued')).toHaveLength(61);
  });

  test('a second time changes nothing and sends nothing', async () => {
    await run([demo, '--images', images]);
    const before = await server.version();
    const { code, said } = await run([demo, '--images', images]);
    expect(code).toBe(0);
    expect(said).toContain('Everything is there already: nothing to do.');
    expect(await server.version()).toBe(before);
    expect(server.uploaded).toHaveLength(61);
  });

  test('Ctrl-C among the pictures keeps the rows, and the next run sends the rest', async () => {
    const { code, said } = await run([demo, '--images', images], stopAfter(20));
    expect(code).toBe(130);
    expect(said).toContain('Done: ');
    expect(said).toMatch(/^20 pictures sent \(\d+ items use them\)\.$/m);
    expect(said).toContain('The changes are kept, 41 of the pictures are not sent.');
    expect((await readSpace()).rows.photo.size).toBe(399);

    const dry = await run([demo, '--images', images, '--dry-run']);
    expect(dry.said).toContain('0 changes would be made.');
    expect(dry.said).toMatch(/^41 pictures would be sent, \d\.\d MB \(\d+ items use them\)\.$/m);

    const second = await run([demo, '--images', images]);
    expect(second.code).toBe(0);
    expect(second.said).toMatch(/^41 pictures sent/m);
    expect(new Set(server.uploaded.map(({ sha256 }) => sha256)).size).toBe(61);
    expect(server.uploaded).toHaveLength(61);
  });

  test('a dry run says what would be sent, and sends and writes nothing', async () => {
    const before = await server.version();
    const { code, said } = await run([demo, '--images', images, '--dry-run']);
    expect(code).toBe(0);
    expect(said).toMatch(/^61 pictures would be sent, 5\.\d MB \(399 items use them\)\.$/m);
    expect(server.uploaded).toEqual([]);
    expect(await server.version()).toBe(before);
  });

  test('one missing file among the lines, and nothing is written or sent', async () => {
    const folder = makeFolder();
    cpSync(images, folder, { recursive: true });
    rmSync(join(folder, '0603.jpg'));
    const before = await server.version();
    const { code, said } = await run([demo, '--images', folder]);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^parts\.csv, line 3, column image: found "0603\.jpg"\. There is no such/m,
    );
    expect(said).toContain('1 fault: nothing was written.');
    expect(await server.version()).toBe(before);
    expect(server.uploaded).toEqual([]);
  });

  test('faults of cells and of files are told together', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'items.csv'), 'name,quantity,image\nDrill,many,\nSaw,1,saw.jpg\n');
    const { said } = await run([folder, '--images', folder]);
    expect(said).toContain('line 2, column quantity: found "many"');
    expect(said).toContain('line 3, column image: found "saw.jpg"');
    expect(said).toContain('2 faults: nothing was written.');
  });

  test('a picture that the server refuses is told, the rest is kept, and the end is 1', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'items.csv'), 'name,image\nDrill,drill.txt\nSaw,saw.jpg\n');
    writeFileSync(join(folder, 'drill.txt'), 'a drill');
    writeFileSync(join(folder, 'saw.jpg'), 'a saw');
    const refusing: ConsoleRequest = (path, init) =>
      path.endsWith(sha256Of(Buffer.from('a drill')))
        ? Promise.resolve(new Response('{"kind":"unsupported"}', { status: 415 }))
        : server.request(path, init);
    const { code, said } = await run([folder, '--images', folder], refusing);
    expect(code).toBe(1);
    expect(said).toContain('items.csv, line 2, column image: found "drill.txt". The server does');
    expect(said).toContain('1 picture sent (1 item uses it).');
    expect((await readSpace()).rows.photo.size).toBe(2);
  });

  test('a folder that is not there is told before any server is asked', async () => {
    const { code, said } = await run([demo, '--images', join(demo, 'pictures')], () => {
      throw new Error('The server was asked');
    });
    expect(code).toBe(1);
    expect(said).toContain('--images: there is no folder');
  });
});

describe('from an address', () => {
  const address = 'http://shed.example/photos';

  test('every item names its picture, and the server has each to fetch once', async () => {
    const { code, said } = await run([demo, '--images', address]);
    expect(code).toBe(0);
    expect(said).toContain('61 pictures wait for the server to fetch them (399 items use them).');
    const phone = await readSpace();
    expect(phone.all('item').filter(({ imageUrl }) => imageUrl !== '')).toHaveLength(399);
    expect(phone.all('image').filter(({ state }) => state === 'queued')).toHaveLength(61);
    expect(phone.rows.photo.size).toBe(0);
    expect(server.uploaded).toEqual([]);
  });

  test('a dry run says how many would be fetched', async () => {
    const { said } = await run([demo, '--images', address, '--dry-run']);
    expect(said).toContain('61 pictures would be fetched (399 items use them).');
  });

  test('a second time finds everything there', async () => {
    await run([demo, '--images', address]);
    expect((await run([demo, '--images', address])).said).toContain('nothing to do');
  });

  test('an address that no item can hold is told at the cell that it was made of', async () => {
    const { said } = await run([demo, '--images', `http://shed/${'x'.repeat(2000)}`]);
    expect(said).toMatch(/parts\.csv, line 2, column image: found "0402\.jpg"/);
  });
});

test('without --images the pictures that a file names are counted and left out', async () => {
  const { said } = await run([demo, '--dry-run']);
  expect(said).toContain(
    'Note: parts.csv: 399 pictures are named but left out; --images <address or folder> says where',
  );
});
