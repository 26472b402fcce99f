/** A whole import against the server's own routes and a real database: all of it is kept, or nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import type { ConsoleRequest } from '../../../server/import/ask-server.ts';
import type { ImportFile } from '../../../server/import/find-import-files.ts';
import { runImport, type RunImport } from '../../../server/import/run-import.ts';
import { limits } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import {
  makeImportServer,
  openImportDatabase,
  type ImportServer,
} from '../../support/import-server.ts';
import { csvFile, readFolderFiles } from '../../support/import-space.ts';
import { SyncClient } from '../../support/sync-client.ts';

let db: OpenDatabase;
let server: ImportServer;
const demo = await readFolderFiles(findDemoFolder());

beforeAll(async () => {
  db = await openImportDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  server = await makeImportServer(db);
});

const cut: ConsoleRequest = async (path, init) =>
  path === '/api/import'
    ? new Response('{"done":1,"of":2}\n{"done":2,')
    : server.request(path, init);

interface Ran {
  readonly isDone: boolean;
  readonly said: string;
  readonly shown: readonly (readonly [done: number, of: number])[];
}

async function run(files: readonly ImportFile[], options: Partial<RunImport> = {}): Promise<Ran> {
  const lines: string[] = [];
  const shown: [number, number][] = [];
  const isDone = await runImport({
    found: { files, leftOut: [] },
    dryRun: false,
    strict: false,
    encoding: 'utf-8',
    source: null,
    images: null,
    spaceId: server.spaceId,
    request: (path, init) => server.request(path, init),
    print: (line) => lines.push(line),
    progress: { show: (done, of) => shown.push([done, of]), end: () => {} },
    now: Date.now,
    pause: () => Promise.resolve(),
    signal: new AbortController().signal,
    ...options,
  });
  return { isDone, said: lines.join('\n'), shown };
}

/** A phone that reads the space as a console may. */
async function readSpace(): Promise<SyncClient> {
  const phone = new SyncClient((path, init) => server.request(path, init), 'unused');
  await phone.sync();
  return phone;
}

/** Items enough for several batches of the server. */
function manyItems(count: number): ImportFile {
  const rows = Array.from({ length: count }, (_, place) => `${place},Item ${place},1`);
  return csvFile(`external_id,name,quantity\n${rows.join('\n')}\n`);
}

describe('the demo folder', () => {
  test('is taken in whole: 401 items, their stock, and the default place of the same name taken over', async () => {
    const { isDone, said } = await run(demo);
    expect(said).toContain('Done: 1601 changes are kept, as version 3.');
    expect(isDone).toBe(true);
    const phone = await readSpace();
    expect(phone.rows.item.size).toBe(401);
    expect(phone.rows.count.size).toBe(377);
    expect(phone.rows.category.size).toBe(19);
    // Ten default places and nineteen of the folder, of which one is the same.
    expect(phone.rows.location.size).toBe(28);
    const labs = phone.all('location').filter(({ name }) => name === 'Electronics Lab');
    expect(labs).toMatchObject([{ externalId: 'inventree:location:Electronics Lab' }]);
  });

  test('a second time makes no change and takes no version', async () => {
    await run(demo);
    const before = await server.version();
    const second = await run(demo);
    expect(second.said).toContain('Everything is there already: nothing to do.');
    expect(second.said).toContain('The stock of 401 items that exist is left as it is');
    expect(await server.version()).toBe(before);
  });

  test('stock that was used since the first import is not put back by the second', async () => {
    await run(demo);
    const phone = await readSpace();
    const stock = must(phone.all('stock')[0], 'a stock');
    await phone.sync([
      phone.make('movement.record', {
        id: crypto.randomUUID(),
        itemId: stock.itemId,
        fromLocationId: stock.locationId,
        toLocationId: null,
        quantity: 1000,
        reason: 'use',
        note: '',
        undoes: null,
      }),
    ]);
    await run(demo);
    await phone.sync();
    expect(phone.rows.stock.get(stock.id)).toMatchObject({ quantity: stock.quantity - 1000 });
  });

  test('what was deleted since the first import stays deleted', async () => {
    await run(demo);
    const phone = await readSpace();
    const item = must(phone.all('item')[0], 'an item');
    await phone.sync([phone.make('item.delete', { id: item.id })]);
    const before = await server.version();
    const again = await run(demo);
    expect(again.said).toMatch(/^items +0 +0 +400 +1$/m);
    expect(await server.version()).toBe(before);
  });
});

describe('nothing half-imported', () => {
  test('a dry run says what would be done and writes nothing', async () => {
    const before = await server.version();
    const { isDone, said } = await run(demo, { dryRun: true });
    expect(isDone).toBe(true);
    expect(said).toMatch(/^items +401 +0 +0 +0$/m);
    expect(said).toContain('Dry run: nothing was written. 1601 changes would be made.');
    expect(await server.version()).toBe(before);
  });

  test('one fault in one file, and no file is written', async () => {
    const before = await server.version();
    const places = csvFile('path\nShed\n', 'locations.csv');
    const { isDone, said } = await run([csvFile('name,quantity\nA,1\nB,many\n'), places]);
    expect(isDone).toBe(false);
    expect(said).toBe(
      'items.csv, line 3, column quantity: found "many". Write a plain number such as 3, 0.25 or 0,25, ' +
        'without unit or thousands separator.\n1 fault: nothing was written.',
    );
    expect(await server.version()).toBe(before);
  });

  test('a change that the server refuses takes all the others back and is shown at its line', async () => {
    const before = await server.version();
    const count = limits.pushMutationsMax + 200;
    const spoil: ConsoleRequest = (path, init) => {
      if (path !== '/api/import') return server.request(path, init);
      const body = JSON.parse(init?.body as string) as { mutations: { name: string }[] };
      must(body.mutations[limits.pushMutationsMax + 50], 'a change').name = 'item.unknown';
      return server.request(path, { ...init, body: JSON.stringify(body) });
    };
    const { isDone, said, shown } = await run([manyItems(count)], { request: spoil });
    expect(isDone).toBe(false);
    expect(shown).toContainEqual([limits.pushMutationsMax, count * 2]);
    expect(said).toContain(
      `items.csv, line ${limits.pushMutationsMax + 52}: The server refused this`,
    );
    expect(said).toContain('nothing was written');
    expect(await server.version()).toBe(before);
  });

  test('stopped half-way, it leaves nothing behind', async () => {
    const before = await server.version();
    const stopped = new AbortController();
    const shown: number[] = [];
    const progress = {
      show: (done: number) => {
        shown.push(done);
        if (done > 0) stopped.abort();
      },
      end: () => {},
    };
    const { isDone, said } = await run([manyItems(3000)], { progress, signal: stopped.signal });
    expect(isDone).toBe(false);
    expect(shown.at(-1)).toBeLessThan(6000);
    expect(said).toContain('Stopped:');
    // The next writer waits for the head, so by then the import has been taken back.
    const phone = await readSpace();
    await phone.sync([
      phone.make('item.create', { id: crypto.randomUUID(), fields: { name: 'A' } }),
    ]);
    expect(phone.rows.item.size).toBe(1);
    expect(await server.version()).toBe(before + 1);
  });

  test('a server that goes away in the middle is not taken for one that is done', async () => {
    const { isDone, said } = await run([csvFile('name\nA\n')], { request: cut });
    expect(isDone).toBe(false);
    expect(said).toContain('The server went away before it said that all is kept.');
  });

  test.each([
    [503, '{"kind":"busy"}', 'The server is busy'],
    [401, '{"kind":"signedOut"}', 'did not accept the key of this console'],
    [502, '<html>Bad gateway</html>', 'The server refused (502'],
  ])('an answer of %i is told in a sentence', async (status, body, words) => {
    const refuse: ConsoleRequest = () => Promise.resolve(new Response(body, { status }));
    const { isDone, said } = await run([csvFile('name\nA\n')], { request: refuse });
    expect(isDone).toBe(false);
    expect(said).toContain(words);
    expect(said).toContain('Nothing was written.');
  });
});

test('progress rises batch by batch to the end', async () => {
  const { shown } = await run([manyItems(1500)]);
  expect(shown).toEqual([
    [0, 3000],
    [1000, 3000],
    [2000, 3000],
    [3000, 3000],
  ]);
});

test('existing rows are read to the last page', async () => {
  const file = manyItems(limits.pullRowsMax + 300);
  await run([file]);
  const second = await run([file]);
  expect(second.said).toContain('nothing to do');
});
