/**
 * What `server/db/database.ts` promises, whichever database is behind it. Everything above SQL is written once and
 * tested mostly on PGlite; this suite is why that says something about Postgres.
 */
import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenDatabase } from '../../server/db/database.ts';
import { DatabaseOpenError } from '../../server/db/database-open-error.ts';
import { isOutage } from '../../server/db/is-outage.ts';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { failureOf } from '../support/failure-of.ts';

/** `open` gives an empty database, a new one each time. */
export function databaseContract(name: string, open: () => Promise<OpenDatabase>): void {
  describe(`the database contract on ${name}`, () => {
    let db: OpenDatabase;
    /** A table of this test alone. */
    let table: string;

    beforeAll(async () => {
      db = await open();
    });
    afterAll(async () => {
      await db.close();
    });
    beforeEach(async () => {
      table = `t_${randomUUID().replaceAll('-', '')}`;
      await run(`create table ${table} (id int primary key, body jsonb, n bigint)`);
    });

    async function run(statement: string): Promise<void> {
      await sql.raw(statement).execute(db.kysely);
    }
    async function readOne(expression: string): Promise<unknown> {
      const { rows } = await sql<{
        value: unknown;
      }>`select ${sql.raw(expression)} as value`.execute(db.kysely);
      return rows[0]?.value;
    }
    async function readIds(): Promise<number[]> {
      const { rows } = await sql<{ id: number }>`
        select id from ${sql.table(table)} order by id`.execute(db.kysely);
      return rows.map(({ id }) => id);
    }
    async function insert(on: Kysely<never> | OpenDatabase['kysely'], id: number): Promise<void> {
      await sql`insert into ${sql.table(table)} (id) values (${id})`.execute(on);
    }
    test.each<[string, unknown]>([
      ['42::int2', 42],
      ['42::int4', 42],
      ['9007199254740991::int8', Number.MAX_SAFE_INTEGER],
      ['(-9007199254740991)::int8', Number.MIN_SAFE_INTEGER],
      ['count(*)', 1],
      ['sum(3::int4)', 3],
      ['sum(3::int8)', '3'],
      ['1.50::numeric', '1.50'],
      ['0.1::float8', 0.1],
      ['true', true],
      ['null::int8', null],
      [`'Schräubchen 🔩'::text`, 'Schräubchen 🔩'],
      [`'b1ab27c4-6aab-7c4e-8f0e-0123456789ab'::uuid`, 'b1ab27c4-6aab-7c4e-8f0e-0123456789ab'],
      [`'2026-02-03 04:05:06.789+02'::timestamptz`, new Date('2026-02-03T02:05:06.789Z')],
      [`'infinity'::timestamptz`, Infinity],
      [`'2026-02-03'::date`, '2026-02-03'],
      [`'2026-02-03 04:05:06'::timestamp`, '2026-02-03 04:05:06'],
      [`'04:05:06'::time`, '04:05:06'],
      [`'1 day 2 hours'::interval`, '1 day 02:00:00'],
      [`'\\x00ff10'::bytea`, new Uint8Array([0, 255, 16])],
      [`'{"a":[1,null,"x"],"b":{}}'::jsonb`, { a: [1, null, 'x'], b: {} }],
      [`'"text"'::json`, 'text'],
      [`'null'::jsonb`, null],
      [`array[1,2,null]::int8[]`, [1, 2, null]],
      [`array['a,b','"q"','\\','',null,'NULL']::text[]`, ['a,b', '"q"', '\\', '', null, 'NULL']],
      [
        `array[[1,2],[3,4]]::int4[]`,
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [`array['2026-02-03T00:00:00Z']::timestamptz[]`, [new Date('2026-02-03T00:00:00Z')]],
      [`array['{"a":1}']::jsonb[]`, [{ a: 1 }]],
      [`array['1.50']::numeric[]`, ['1.50']],
      [`array[]::int8[]`, []],
      [`current_setting('TimeZone')`, 'UTC'],
    ])('%s is read as %j', async (expression, value) => {
      expect(await readOne(expression)).toStrictEqual(value);
    });

    test('an integer that JavaScript cannot hold is an error, never a wrong number', async () => {
      const error = await failureOf(readOne('9007199254740992::int8'));
      expect(String(error)).toContain('9007199254740992');
      expect(isOutage(error)).toBe(false);
      expect(await readOne('1')).toBe(1);
    });

    test('parameters arrive as what they are', async () => {
      const at = new Date('2026-02-03T02:05:06.789Z');
      const { rows } = await sql`select
        ${12345678901}::bigint as big, ${at}::timestamptz as at, ${'1.50'}::numeric as price,
        ${null}::text as nothing, ${true}::boolean as yes, ${'it’s "so"'}::text as quoted,
        ${Buffer.from([0, 255])}::bytea as bytes, ${JSON.stringify(['a'])}::jsonb as list,
        2 = any(${[1, 2]}::bigint[]) as numbers, ${'b,"\\'} = any(${['a', 'b,"\\']}::text[]) as texts`.execute(
        db.kysely,
      );
      expect(rows[0]).toStrictEqual({
        big: 12345678901,
        at,
        price: '1.50',
        nothing: null,
        yes: true,
        quoted: 'it’s "so"',
        bytes: new Uint8Array([0, 255]),
        list: ['a'],
        numbers: true,
        texts: true,
      });
    });

    test.each<[string, unknown]>([
      ['nested', { a: [1, { b: [null, true, 0.5] }], '': 'ä€🔩', 'quo"te': '\\' }],
      ['text', '"'],
      ['a number', 0],
      ['null', null],
      ['a list', [[], {}]],
    ])('JSON comes back as it was sent: %s', async (_what, value) => {
      const text = JSON.stringify(value);
      await sql`insert into ${sql.table(table)} (id, body) values (1, ${text}::jsonb)`.execute(
        db.kysely,
      );
      const { rows } = await sql<{ body: unknown }>`select body from ${sql.table(table)}`.execute(
        db.kysely,
      );
      expect(rows[0]?.body).toStrictEqual(value);
    });

    test('a parameter of 8 MB goes in and comes out', async () => {
      const text = JSON.stringify(Array.from({ length: 80_000 }, (_, i) => `${i}`.padStart(97)));
      const { rows } = await sql<{ body: unknown[] }>`select ${text}::jsonb as body`.execute(
        db.kysely,
      );
      expect(rows[0]?.body).toStrictEqual(JSON.parse(text));
    });

    test('a thousand rows are added and changed by one statement each', async () => {
      const upsert = async (rows: readonly object[]): Promise<void> => {
        await sql`
          insert into ${sql.table(table)} (id, body, n)
          select r.id, r.body, r.n
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id int, body jsonb, n bigint)
          on conflict (id) do update set body = excluded.body, n = excluded.n`.execute(db.kysely);
      };
      const rows = Array.from({ length: 1_000 }, (_, id) => ({
        id,
        body: { name: `Item ${id}` },
        n: id,
      }));
      await upsert(rows.slice(0, 600));
      const changed = rows.map((row) => ({ ...row, n: row.n + 5_000_000_000 }));
      await upsert(changed);
      const stored = await sql`select id, body, n from ${sql.table(table)} order by id`.execute(
        db.kysely,
      );
      expect(stored.rows).toStrictEqual(changed);
    });

    test('a statement says how many rows it changed', async () => {
      for (const id of [1, 2, 3]) await insert(db.kysely, id);
      const { numAffectedRows } = await sql`
        update ${sql.table(table)} set n = 1 where id > 1`.execute(db.kysely);
      expect(numAffectedRows).toBe(2n);
    });

    test('a transaction is seen as a whole, or not at all', async () => {
      const failure = new Error('no');
      const transaction = db.kysely.transaction().execute(async (tx) => {
        await insert(tx, 1);
        throw failure;
      });
      await expect(transaction).rejects.toBe(failure);
      expect(await readIds()).toEqual([]);
      await db.kysely.transaction().execute(async (tx) => {
        await insert(tx, 2);
        await insert(tx, 3);
      });
      expect(await readIds()).toEqual([2, 3]);
    });

    test('a transaction in which a statement failed cannot be committed', async () => {
      const transaction = db.kysely.transaction().execute(async (tx) => {
        await insert(tx, 1);
        await failureOf(insert(tx, 1));
      });
      expect(isOutage(await failureOf(transaction))).toBe(false);
      expect(await readIds()).toEqual([]);
    });

    test('a savepoint takes back what came after it, and no more', async () => {
      const tx = await db.kysely.startTransaction().execute();
      await insert(tx, 1);
      const inner = await tx.savepoint('inner').execute();
      await insert(inner, 2);
      await inner.rollbackToSavepoint('inner').execute();
      await insert(tx, 3);
      await tx.commit().execute();
      expect(await readIds()).toEqual([1, 3]);
    });

    test('many transactions at once all get their turn', async () => {
      const ids = Array.from({ length: 60 }, (_, id) => id);
      await Promise.all(ids.map((id) => db.kysely.transaction().execute((tx) => insert(tx, id))));
      expect(await readIds()).toEqual(ids);
    });

    test('a violated constraint has its code and its name, and is no outage', async () => {
      await insert(db.kysely, 1);
      const error = await failureOf(insert(db.kysely, 1));
      expect(error).toMatchObject({ code: '23505', constraint: `${table}_pkey` });
      expect(isOutage(error)).toBe(false);
    });

    test('a text that Postgres cannot store is a fault of the text, and no outage', async () => {
      const error = await failureOf(sql`select ${'a\u0000b'}::text`.execute(db.kysely));
      expect(error).toMatchObject({ code: '22021' });
      expect(isOutage(error)).toBe(false);
      const inJson = await failureOf(
        sql`select ${JSON.stringify('\u0000')}::jsonb`.execute(db.kysely),
      );
      expect(inJson).toMatchObject({ code: '22P05' });
      expect(await readOne('1')).toBe(1);
    });

    describe('notifications', () => {
      let channel: string;
      beforeEach(() => {
        channel = `c_${randomUUID().replaceAll('-', '')}`;
      });
      async function notify(
        payload: string,
        on: OpenDatabase['kysely'] = db.kysely,
      ): Promise<void> {
        await sql`select pg_notify(${channel}, ${payload})`.execute(on);
      }

      test('are heard when their transaction commits, in order, and not if it does not', async () => {
        const heard: string[] = [];
        const stop = await db.listen(channel, (payload) => heard.push(payload));
        await db.kysely.transaction().execute(async (tx) => {
          await notify('first', tx);
          await notify('{"second":"ä"}', tx);
        });
        await failureOf(
          db.kysely.transaction().execute(async (tx) => {
            await notify('taken back', tx);
            throw new Error('no');
          }),
        );
        await notify('last');
        await untilHeard(heard, 'last');
        expect(heard).toEqual(['first', '{"second":"ä"}', 'last']);
        await stop();
      });

      test('reach every listener of the channel, and none of another', async () => {
        const [one, other, stranger]: string[][] = [[], [], []];
        const stops = [
          await db.listen(channel, (payload) => one?.push(payload)),
          await db.listen(channel, (payload) => other?.push(payload)),
          await db.listen(`${channel}_`, (payload) => stranger?.push(payload)),
        ];
        await notify('hello');
        await untilHeard(one ?? [], 'hello');
        await untilHeard(other ?? [], 'hello');
        expect(stranger).toEqual([]);
        for (const stop of stops) await stop();
      });

      test('end for the one who stops, and go on for the others', async () => {
        const [gone, staying]: [string[], string[]] = [[], []];
        const stop = await db.listen(channel, (payload) => gone.push(payload));
        const stopLast = await db.listen(channel, (payload) => staying.push(payload));
        await stop();
        await notify('after');
        await untilHeard(staying, 'after');
        await stopLast();
        const again: string[] = [];
        const stopAgain = await db.listen(channel, (payload) => again.push(payload));
        await notify('again');
        await untilHeard(again, 'again');
        expect([gone, staying]).toEqual([[], ['after']]);
        await stopAgain();
      });

      test('need a channel name that is safe inside SQL', async () => {
        await expect(db.listen('x; drop table y', () => {})).rejects.toThrow('cannot be a channel');
        await expect(db.listen('Upper', () => {})).rejects.toThrow('cannot be a channel');
      });
    });

    test('after closing, which may be done twice, everything fails with an outage and nothing hangs', async () => {
      const closing = await open();
      const stop = await closing.listen('some_channel', () => {});
      const begun = Promise.withResolvers<void>();
      const running = closing.kysely.transaction().execute(async (tx) => {
        await sql`create table last_words (id int)`.execute(tx);
        begun.resolve();
        await sql`insert into last_words values (1)`.execute(tx);
        return 'committed';
      });
      await begun.promise;
      await Promise.all([running, closing.close(), closing.close()]);
      await closing.close();
      await stop();
      expect(await running).toBe('committed');
      const attempts = [
        sql`select 1`.execute(closing.kysely),
        closing.kysely.transaction().execute((tx) => sql`select 1`.execute(tx)),
        closing.listen('some_channel', () => {}),
      ];
      for (const attempt of attempts) expect(isOutage(await failureOf(attempt))).toBe(true);
    });

    describe('migrations', () => {
      const first = { '0001-first': makeTable('first_table') };
      const both = { ...first, '0002-second': makeTable('second_table') };
      let fresh: OpenDatabase;
      beforeEach(async () => {
        fresh = await open();
        return () => fresh.close();
      });
      async function hasTable(named: string): Promise<boolean> {
        const { rows } = await sql<{ there: boolean }>`
          select to_regclass(${named}) is not null as there`.execute(fresh.kysely);
        return rows[0]?.there === true;
      }

      test('are applied once each, in order', async () => {
        expect(await migrateToLatest(fresh, first)).toEqual(['0001-first']);
        expect(await migrateToLatest(fresh, both)).toEqual(['0002-second']);
        expect(await migrateToLatest(fresh, both)).toEqual([]);
        expect(await hasTable('second_table')).toBe(true);
      });

      test('of this version all apply to an empty database', async () => {
        expect(await migrateToLatest(fresh)).toContain('0001-foundation');
        expect(await migrateToLatest(fresh)).toEqual([]);
      });

      test('that are started at once run once', async () => {
        const applied = await Promise.all([1, 2, 3].map(() => migrateToLatest(fresh, both)));
        expect(applied.flat().toSorted()).toEqual(['0001-first', '0002-second']);
      });

      test('leave nothing behind when one of them fails', async () => {
        const failing = { up: () => Promise.reject(new Error('a bad migration')) };
        const attempt = migrateToLatest(fresh, { ...first, '0002-bad': failing });
        await expect(attempt).rejects.toThrow('a bad migration');
        expect(await hasTable('first_table')).toBe(false);
      });

      test('refuse a database that is newer than the code, and say so', async () => {
        await migrateToLatest(fresh, both);
        const error = await failureOf(migrateToLatest(fresh, first));
        expect(error).toBeInstanceOf(DatabaseOpenError);
        expect(String(error)).toContain('newer than this Bincard: it has 0002-second');
      });
    });
  });
}

async function untilHeard(heard: readonly string[], last: string): Promise<void> {
  await vi.waitFor(() => expect(heard).toContain(last), { timeout: 10_000, interval: 5 });
}

function makeTable(named: string): Migration {
  return {
    up: async (on) => {
      await on.schema.createTable(named).addColumn('id', 'integer').execute();
    },
  };
}
