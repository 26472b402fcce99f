/** Opening the embedded database: what is durable, what is refused, and what comes back after a first start that broke off. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { DatabaseOpenError } from '../../../server/db/database-open-error.ts';
import { openPglite, type OpenPglite } from '../../../server/db/open-pglite.ts';
import { makeDataDir, makeFilledDataDir } from '../../support/data-dir.ts';
import { startDatabaseProcess } from '../../support/database-process.ts';
import { quietLog } from '../../support/quiet-log.ts';

async function withDatabase<T>(dataDir: string, use: (db: OpenPglite) => Promise<T>): Promise<T> {
  const db = await openPglite({ dataDir, log: quietLog });
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}

const countKept = (db: OpenPglite): Promise<number> =>
  sql<{ count: number }>`select count(*) from kept`
    .execute(db.kysely)
    .then(({ rows }) => rows[0]?.count ?? -1);

async function refusalOf(dataDir: string): Promise<string> {
  const opening = openPglite({ dataDir, log: quietLog });
  const error: unknown = await opening.then(
    () => expect.fail('it opened'),
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(DatabaseOpenError);
  return String(error);
}

/** Every path below a folder with its size and time of change. */
function readTree(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((path) => {
      const { size, mtimeMs } = fs.statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

test('a new folder gets a database that only its user may read, and keeps rows over a restart', async () => {
  const dataDir = join(makeDataDir(), 'deep', 'data');
  await withDatabase(dataDir, async (db) => {
    await sql`create table kept as select 7 as id`.execute(db.kysely);
  });
  expect(fs.readdirSync(dataDir)).toEqual(['database']);
  expect(fs.statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(fs.statSync(join(dataDir, 'database')).mode & 0o077).toBe(0);
  expect(await withDatabase(dataDir, countKept)).toBe(1);
});

test('every commit makes the host sync its file before the promise resolves, and a read makes none', async () => {
  let syncs = 0;
  const sync = (descriptor: number): void => {
    fs.fsyncSync(descriptor);
    syncs += 1;
  };
  const db = await openPglite({ dataDir: await makeFilledDataDir(), log: quietLog, sync });
  await sql`create table kept (id int)`.execute(db.kysely);
  for (let id = 0; id < 20; id += 1) {
    const before = syncs;
    await sql`insert into kept values (${id})`.execute(db.kysely);
    expect(syncs - before).toBe(1);
  }
  const before = syncs;
  await db.kysely.transaction().execute(async (tx) => {
    await sql`insert into kept values (20)`.execute(tx);
    await sql`insert into kept values (21)`.execute(tx);
    expect(syncs - before).toBe(0);
  });
  expect(syncs - before).toBe(1);
  await sql`select * from kept`.execute(db.kysely);
  expect(syncs - before).toBe(1);
  await db.close();
});

test('the database says itself that it syncs, and how', async () => {
  const shown = await withDatabase(await makeFilledDataDir(), async ({ kysely }) =>
    sql`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method,
      current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums`.execute(
      kysely,
    ),
  );
  expect(shown.rows).toEqual([{ fsync: 'on', method: 'fsync', commit: 'on', checksums: 'on' }]);
});

test('what was dumped can be loaded into a new folder and into memory', async () => {
  const dumped = await withDatabase(await makeFilledDataDir(), async (db) => {
    await sql`create table kept as select generate_series(1, 5) as id`.execute(db.kysely);
    return db.dump();
  });
  for (const dataDir of ['memory', makeDataDir()]) {
    const db = await openPglite({ dataDir, log: quietLog, loadDataDir: dumped });
    expect(await countKept(db)).toBe(5);
    await db.close();
  }
});

test('a second process is refused, told whom it would disturb, and disturbs nobody', async () => {
  const dataDir = await makeFilledDataDir();
  const first = startDatabaseProcess('open', dataDir);
  await first.until('open');
  const refusal = await refusalOf(dataDir);
  expect(refusal).toMatch(
    new RegExp(
      `Another Bincard \\(process ${first.pid}, started \\d{4}-.*\\) already uses ${dataDir}`,
    ),
  );
  expect(refusal).toContain('Stop it, or set DATA_DIR');
  await first.finish();
  await withDatabase(dataDir, async (db) => sql`create table kept (id int)`.execute(db.kysely));
});

test('the same process is refused a second time as well', async () => {
  const dataDir = await makeFilledDataDir();
  await withDatabase(dataDir, async () => {
    expect(await refusalOf(dataDir)).toContain(`process ${process.pid}`);
  });
});

test('a first start that was killed while it made the database is made good by the next', async () => {
  const dataDir = makeDataDir();
  const first = startDatabaseProcess('open', dataDir);
  const halfMade = join(dataDir, 'database.new', 'database', 'PG_VERSION');
  await vi.waitUntil(() => fs.existsSync(halfMade), { timeout: 50_000, interval: 1 });
  await first.kill();
  expect(fs.existsSync(join(dataDir, 'database'))).toBe(false);
  await withDatabase(dataDir, async (db) => sql`create table kept (id int)`.execute(db.kysely));
  expect(fs.readdirSync(dataDir)).toEqual(['database']);
});

test('a leftover of any moment of a broken first start is cleared away', async () => {
  const dataDir = await makeFilledDataDir();
  const nursery = join(dataDir, 'database.new');
  fs.mkdirSync(nursery);
  await withDatabase(dataDir, async () => {});
  expect(fs.existsSync(nursery)).toBe(false);
  fs.mkdirSync(join(nursery, 'database'), { recursive: true });
  fs.writeFileSync(join(nursery, 'made-by-bincard'), '');
  fs.writeFileSync(join(nursery, 'database', 'PG_VERSION'), '18\n');
  await withDatabase(dataDir, async () => {});
  expect(fs.existsSync(nursery)).toBe(false);
});

test.each<[string, (dataDir: string) => void, string]>([
  [
    'a folder in the way that is not ours',
    (dataDir) => {
      fs.mkdirSync(join(dataDir, 'database.new'));
      fs.writeFileSync(join(dataDir, 'database.new', 'thesis.txt'), 'x');
    },
    'is in the way, and is not from Bincard',
  ],
  [
    'files that are no database',
    (dataDir) => {
      fs.rmSync(join(dataDir, 'database'), { recursive: true });
      fs.mkdirSync(join(dataDir, 'database'));
      fs.writeFileSync(join(dataDir, 'database', 'thesis.txt'), 'x');
    },
    'holds files, but no Postgres database',
  ],
  [
    'a database of another Postgres',
    (dataDir) => fs.writeFileSync(join(dataDir, 'database', 'PG_VERSION'), '17\n'),
    'was made by Postgres 17, and this Bincard has Postgres 18',
  ],
  [
    'an empty PG_VERSION',
    (dataDir) => fs.writeFileSync(join(dataDir, 'database', 'PG_VERSION'), ''),
    'was made by Postgres ?,',
  ],
  [
    'a database without its control file',
    (dataDir) => fs.rmSync(join(dataDir, 'database', 'global', 'pg_control')),
    'is damaged: global/pg_control is missing',
  ],
  [
    'a database that is a file',
    (dataDir) => {
      fs.rmSync(join(dataDir, 'database'), { recursive: true });
      fs.writeFileSync(join(dataDir, 'database'), 'x');
    },
    'should be the folder of the database, but is a file',
  ],
])('%s: refused with what to do, and left as it is', async (_what, spoil, sentence) => {
  const dataDir = await makeFilledDataDir();
  spoil(dataDir);
  const before = readTree(dataDir);
  const refusal = await refusalOf(dataDir);
  expect(refusal).toContain(sentence);
  expect(refusal).toMatch(/Move|Start the Bincard/);
  expect(readTree(dataDir)).toBe(before);
});

test.each<[string, (database: string) => void]>([
  [
    'a torn control file',
    (database) => fs.truncateSync(join(database, 'global', 'pg_control'), 100),
  ],
  [
    'a control file of noise',
    (database) => fs.writeFileSync(join(database, 'global', 'pg_control'), Buffer.alloc(8192, 7)),
  ],
  ['a missing log', (database) => fs.rmSync(join(database, 'pg_wal'), { recursive: true })],
  [
    'a log of noise',
    (database) => {
      const log = join(database, 'pg_wal');
      for (const name of fs.readdirSync(log).filter((file) => /^[0-9A-F]{24}$/.test(file))) {
        fs.writeFileSync(join(log, name), Buffer.alloc(16 * 1024 * 1024, 7));
      }
    },
  ],
  [
    'an empty catalogue',
    (database) => {
      const folder = join(database, 'base', '5');
      for (const name of fs.readdirSync(folder)) fs.truncateSync(join(folder, name), 0);
    },
  ],
])(
  'a database with %s does not open, does not hang, and says where its files are',
  async (_what, damage) => {
    const dataDir = await makeFilledDataDir();
    damage(join(dataDir, 'database'));
    const refusal = await refusalOf(dataDir);
    expect(refusal).toContain(join(dataDir, 'database'));
    expect(refusal).toContain('a backup');
    expect(fs.existsSync(join(dataDir, 'lock'))).toBe(false);
  },
);

test('a file in the place of the data folder is refused', async () => {
  const dataDir = join(makeDataDir(), 'data');
  fs.writeFileSync(dataDir, 'x');
  expect(await refusalOf(dataDir)).toContain('there is a file in its way');
  expect(await refusalOf(join(dataDir, 'deeper'))).toContain('there is a file in its way');
});

test('a folder that belongs to somebody else is refused', async () => {
  const parent = makeDataDir();
  const dataDir = join(parent, 'data');
  fs.mkdirSync(dataDir, { mode: 0o700 });
  fs.chmodSync(parent, 0o755);
  const isRoot = process.geteuid?.() === 0;
  // Root may read everything, so as root this process becomes nobody for a moment.
  const nobody = isRoot ? Number(execFileSync('id', ['-u', 'nobody'])) : undefined;
  if (nobody === undefined) fs.chmodSync(dataDir, 0o000);
  else process.seteuid?.(nobody);
  try {
    expect(await refusalOf(dataDir)).toContain('may not be read or written by this user');
  } finally {
    if (isRoot) process.seteuid?.(0);
    fs.chmodSync(dataDir, 0o700);
  }
  expect(fs.readdirSync(dataDir)).toEqual([]);
});
