/** What PGlite does not do by itself: keep the log short, free dead rows, know its statistics. */
import fs from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openPglite } from '../../../server/db/open-pglite.ts';
import { startUpkeep } from '../../../server/db/pglite-upkeep.ts';
import { makeFilledDataDir } from '../../support/data-dir.ts';
import { quietLog } from '../../support/quiet-log.ts';

async function openWithUpkeep() {
  const dataDir = await makeFilledDataDir();
  const db = await openPglite({ dataDir, log: quietLog });
  const { kysely } = db;
  const statements: string[] = [];
  const exec = async (statement: string): Promise<void> => {
    if (!statement.startsWith('select')) statements.push(statement);
    await sql.raw(statement).execute(kysely);
  };
  const upkeep = startUpkeep({ kysely, exec, log: quietLog });
  upkeep.stop();
  const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(kysely);
  return { dataDir, db, upkeep, run, statements };
}

test('the log stays short, however much is written', async () => {
  const { dataDir, db, upkeep, run } = await openWithUpkeep();
  await run(
    `create table w as select g as id, repeat('x', 500) as v from generate_series(1, 20000) g`,
  );
  for (let round = 0; round < 8; round += 1) {
    await run(`update w set v = repeat('${round}', 500)`);
    await upkeep.turn();
  }
  const log = join(dataDir, 'database', 'pg_wal');
  const segments = fs.readdirSync(log).filter((name) => /^[0-9A-F]{24}$/.test(name));
  // 8 × 20,000 × 500 bytes and more were logged: over 100 MB.
  expect(segments.length * 16).toBeLessThanOrEqual(96);
  await db.close();
});

test('dead rows are freed for new ones', async () => {
  const { db, upkeep, run } = await openWithUpkeep();
  const size = async (): Promise<number> => {
    const { rows } = await sql<{ bytes: number }>`
      select pg_relation_size('w') as bytes`.execute(db.kysely);
    return rows[0]?.bytes ?? 0;
  };
  await run('create table w as select generate_series(1, 10000) as id');
  const before = await size();
  for (let round = 0; round < 10; round += 1) {
    await run('update w set id = id + 1');
    await upkeep.turn();
  }
  expect(await size()).toBeLessThan(before * 4);
  await db.close();
});

test('a database in which nothing is written is left in peace', async () => {
  const { db, upkeep, run, statements } = await openWithUpkeep();
  await run('create table w as select generate_series(1, 1000) as id');
  for (let round = 0; round < 25; round += 1) await upkeep.turn();
  expect(statements.toSorted()).toEqual(['checkpoint', 'vacuum (analyze) public.w']);
  await db.close();
});
