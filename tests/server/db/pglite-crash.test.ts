/** When the embedded database dies, by a kill or by its disk: what was acknowledged is there, and it comes back by itself. */
import fs from 'node:fs';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { isOutage } from '../../../server/db/is-outage.ts';
import { openPglite, type OpenPglite } from '../../../server/db/open-pglite.ts';
import { makeFilledDataDir } from '../../support/data-dir.ts';
import { startDatabaseProcess } from '../../support/database-process.ts';
import { failureOf } from '../../support/failure-of.ts';
import { quietLog } from '../../support/quiet-log.ts';

async function readKept(db: OpenPglite): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from kept order by id`.execute(db.kysely);
  return rows.map(({ id }) => id);
}

async function keep(db: Pick<OpenPglite, 'kysely'>, id: number): Promise<void> {
  await sql`insert into kept values (${id})`.execute(db.kysely);
}

/** A database whose disk can be told to fail. */
async function openOnFailingDisk(): Promise<{ db: OpenPglite; disk: { fails: boolean } }> {
  const disk = { fails: false };
  const sync = (descriptor: number): void => {
    if (disk.fails) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    fs.fsyncSync(descriptor);
  };
  const db = await openPglite({ dataDir: await makeFilledDataDir(), log: quietLog, sync });
  await sql`create table kept (id int)`.execute(db.kysely);
  return { db, disk };
}

const untilBack = (db: OpenPglite): Promise<unknown> =>
  vi.waitFor(() => sql`select 1`.execute(db.kysely), { timeout: 30_000, interval: 20 });

test('a kill at any moment loses nothing that was acknowledged, and the next start just works', async () => {
  const dataDir = await makeFilledDataDir();
  for (const commits of [1, 40, 153]) {
    const child = startDatabaseProcess('commit', dataDir);
    await child.until(`committed ${commits}`);
    await child.kill();
    const acknowledged = child.lines.filter((line) => line.startsWith('committed ')).length;
    expect(acknowledged).toBeGreaterThanOrEqual(commits);
    const db = await openPglite({ dataDir, log: quietLog });
    const kept = await readKept(db);
    // One more may be there: durable, but killed before it could say so.
    expect([acknowledged, acknowledged + 1]).toContain(kept.length);
    expect(kept).toEqual(kept.map((_, index) => index + 1));
    await sql`truncate kept`.execute(db.kysely);
    await db.close();
  }
});

test('a commit whose sync failed is not acknowledged, and the database comes back with all that was', async () => {
  const { db, disk } = await openOnFailingDisk();
  await keep(db, 1);
  disk.fails = true;
  expect(isOutage(await failureOf(keep(db, 2)))).toBe(true);
  // Again at once: an engine that is entered after a PANIC spins for ever.
  expect(isOutage(await failureOf(keep(db, 3)))).toBe(true);
  expect(
    isOutage(await failureOf(db.kysely.transaction().execute((tx) => keep({ kysely: tx }, 4)))),
  ).toBe(true);
  disk.fails = false;
  await untilBack(db);
  await keep(db, 5);
  const kept = await readKept(db);
  // The second was written, only not synced: whether it survived is open, as with a connection lost in a commit.
  expect(kept.filter((id) => id !== 2)).toEqual([1, 5]);
  await db.close();
});

test('a transaction that is running when the disk fails ends with an outage and leaves nothing', async () => {
  const { db, disk } = await openOnFailingDisk();
  const transaction = db.kysely.transaction().execute(async (tx) => {
    await keep({ kysely: tx }, 1);
    disk.fails = true;
    await sql`checkpoint`.execute(tx).catch(() => {});
    await keep({ kysely: tx }, 2);
  });
  expect(isOutage(await failureOf(transaction))).toBe(true);
  disk.fails = false;
  await untilBack(db);
  expect(await readKept(db)).toEqual([]);
  await db.close();
});

test('who listens is told of the gap and hears again', async () => {
  const { db, disk } = await openOnFailingDisk();
  const heard: string[] = [];
  const reconnected = vi.fn<() => void>();
  await db.listen('news', (payload) => heard.push(payload), reconnected);
  disk.fails = true;
  await failureOf(keep(db, 1));
  const late = db.listen('late_news', (payload) => heard.push(`late ${payload}`));
  disk.fails = false;
  await late;
  await vi.waitFor(() => expect(reconnected).toHaveBeenCalledOnce(), { timeout: 20_000 });
  for (const channel of ['news', 'late_news']) {
    await sql`select pg_notify(${channel}, 'back')`.execute(db.kysely);
  }
  await expect.poll(() => heard).toEqual(['back', 'late back']);
  await db.close();
});

test('a database that is closed while its disk fails lets go of its folder', async () => {
  const { db, disk } = await openOnFailingDisk();
  disk.fails = true;
  await failureOf(keep(db, 1));
  await db.close();
  expect(isOutage(await failureOf(keep(db, 2)))).toBe(true);
});
