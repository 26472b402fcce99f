/**
 * A power cut, simulated: beside the database grows a copy that holds only what was synced, as the worst disk would
 * after the power went. Each commit that was acknowledged must be found in that copy. (A new file counts as named in its
 * folder once it is synced itself, as on ext4, xfs, btrfs and APFS.)
 */
import fs from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openPglite } from '../../../server/db/open-pglite.ts';
import { makeDataDir, makeFilledDataDir } from '../../support/data-dir.ts';
import { quietLog } from '../../support/quiet-log.ts';

/** What the disk holds for certain. */
class SyncedCopy {
  readonly folder: string;
  readonly #original: string;

  constructor(original: string, folder: string) {
    this.#original = original;
    this.folder = folder;
    fs.cpSync(original, folder, { recursive: true });
  }

  sync(descriptor: number): void {
    const path = fs.readlinkSync(`/proc/self/fd/${descriptor}`);
    const copied = join(this.folder, relative(this.#original, path));
    if (fs.statSync(path).isDirectory()) return this.#syncNames(path, copied);
    fs.mkdirSync(dirname(copied), { recursive: true });
    fs.copyFileSync(path, copied);
  }

  /** The names in a folder are durable now, but not what is in files that were never synced. */
  #syncNames(path: string, copied: string): void {
    fs.mkdirSync(copied, { recursive: true });
    const names = new Set(fs.readdirSync(path));
    for (const name of fs.readdirSync(copied)) {
      if (!names.has(name)) fs.rmSync(join(copied, name), { recursive: true });
    }
    for (const name of names) {
      if (fs.existsSync(join(copied, name))) continue;
      if (fs.statSync(join(path, name)).isDirectory()) fs.mkdirSync(join(copied, name));
      else fs.writeFileSync(join(copied, name), '');
    }
  }
}

async function readAfterPowerCut(copy: SyncedCopy): Promise<unknown[]> {
  const dataDir = makeDataDir();
  fs.cpSync(copy.folder, join(dataDir, 'database'), { recursive: true });
  const db = await openPglite({ dataDir, log: quietLog });
  const { rows } = await sql`select id, length(body) as length from kept order by id`.execute(
    db.kysely,
  );
  // A page that was half written would show here: data checksums are on.
  await sql`select count(*) from kept where body like '%y%'`.execute(db.kysely);
  await sql`vacuum (freeze, analyze)`.execute(db.kysely);
  await db.close();
  return rows;
}

test.runIf(process.platform === 'linux')(
  'a power cut takes nothing that was acknowledged, before, between and after checkpoints',
  async () => {
    const dataDir = await makeFilledDataDir();
    const copy = new SyncedCopy(join(dataDir, 'database'), join(makeDataDir(), 'copy'));
    const sync = (descriptor: number): void => copy.sync(descriptor);
    const { kysely, close } = await openPglite({ dataDir, log: quietLog, sync });
    const acknowledged: { id: number; length: number }[] = [];
    const commit = async (id: number, length: number): Promise<void> => {
      await sql`insert into kept values (${id}, repeat('x', ${length}))`.execute(kysely);
      acknowledged.push({ id, length });
    };
    await sql`create table kept (id int primary key, body text)`.execute(kysely);
    await commit(1, 10);
    expect(await readAfterPowerCut(copy)).toEqual(acknowledged);
    for (let id = 2; id < 30; id += 1) await commit(id, id * 1_000);
    expect(await readAfterPowerCut(copy)).toEqual(acknowledged);
    await sql`checkpoint`.execute(kysely);
    expect(await readAfterPowerCut(copy)).toEqual(acknowledged);
    await sql`update kept set body = body || 'x' where id <= 15`.execute(kysely);
    for (const each of acknowledged) if (each.id <= 15) each.length += 1;
    await sql`create index on kept (length(body))`.execute(kysely);
    await commit(30, 5_000);
    await sql`vacuum full kept`.execute(kysely);
    await sql`checkpoint`.execute(kysely);
    await commit(31, 1);
    expect(await readAfterPowerCut(copy)).toEqual(acknowledged);
    await close();
    expect(await readAfterPowerCut(copy)).toEqual(acknowledged);
  },
);
