/** A real Postgres that is not there, goes away, or is not what we need. */
import { sql } from 'kysely';
import { expect, inject, test, vi } from 'vitest';
import type { OpenDatabase } from '../../../server/db/database.ts';
import { DatabaseOpenError } from '../../../server/db/database-open-error.ts';
import { isOutage } from '../../../server/db/is-outage.ts';
import { migrateToLatest } from '../../../server/db/migrate.ts';
import { openPostgres } from '../../../server/db/open-postgres.ts';
import type { Log } from '../../../server/log.ts';
import { failureOf } from '../../support/failure-of.ts';
import { makeDatabase } from '../../support/make-database.ts';
import { makePostgresLine } from '../../support/postgres-line.ts';
import { quietLog } from '../../support/quiet-log.ts';

const makeUrl = (): Promise<string> => makeDatabase(inject('postgresUrl'));

/** Keeps all that is logged, as text. */
function makeListeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, sentence: string): void => {
    const { err } = facts as { err?: unknown };
    lines.push(`${sentence} ${JSON.stringify(facts)} ${String(err)}`);
  };
  return { log: { debug: keep, info: keep, warn: keep, error: keep }, lines };
}

async function selectOne(db: OpenDatabase): Promise<void> {
  await sql`select 1`.execute(db.kysely);
}

/** Ends, from another connection, every connection of the database but that one. */
async function terminateAll(url: string): Promise<void> {
  const assassin = await openPostgres({ url, log: quietLog, connectionsMax: 1 });
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(assassin.kysely);
  await assassin.close();
}

test('a server that is not there yet is waited for, and its opening goes on when it comes', async () => {
  const line = await makePostgresLine(await makeUrl());
  const { log, lines } = makeListeningLog();
  const opening = openPostgres({ url: line.url, log });
  await expect.poll(() => lines.length).toBeGreaterThanOrEqual(2);
  expect(lines[0]).toMatch(
    /The database test_\w+ at 127\.0\.0\.1:\d+ does not answer\. Waiting for it\./,
  );
  await line.join();
  const db = await opening;
  await selectOne(db);
  await db.close();
});

test('the wait ends at its limit, with a sentence that has no password in it', async () => {
  const line = await makePostgresLine(await makeUrl());
  const { log, lines } = makeListeningLog();
  const error = await failureOf(openPostgres({ url: line.url, log, waitMaxMs: 300 }));
  expect(error).toBeInstanceOf(DatabaseOpenError);
  expect(String(error)).toContain('Start Postgres, or correct DATABASE_URL');
  const { password } = new URL(line.url);
  expect(password).not.toBe('');
  expect([String(error), ...lines].join('\n')).not.toContain(password);
});

test('the wait can be called off', async () => {
  const line = await makePostgresLine(await makeUrl());
  const stop = new AbortController();
  const { log, lines } = makeListeningLog();
  const opening = openPostgres({ url: line.url, log, signal: stop.signal });
  await expect.poll(() => lines.length).toBeGreaterThanOrEqual(1);
  stop.abort(new Error('shutting down'));
  await expect(opening).rejects.toThrow('shutting down');
});

test.each<[string, (url: URL) => void, string]>([
  ['a wrong password', (url) => (url.password = 'wrong'), 'refuses the user or the password'],
  ['a wrong user', (url) => (url.username = 'nobody'), 'refuses the user or the password'],
  [
    'a database that does not exist',
    (url) => (url.pathname = '/nowhere'),
    'There is no database nowhere',
  ],
  [
    'encryption that the server does not have',
    (url) => (url.search = '?sslmode=verify-full'),
    'Check DATABASE_URL',
  ],
])('%s is said at once, and not waited for', async (_what, spoil, sentence) => {
  const url = new URL(await makeUrl());
  spoil(url);
  const error = await failureOf(openPostgres({ url: url.href, log: quietLog }));
  expect(error).toBeInstanceOf(DatabaseOpenError);
  expect(String(error)).toContain(sentence);
});

test('a database that cannot store every text is refused', async () => {
  const url = await makeUrl();
  const db = await openPostgres({ url, log: quietLog });
  const name = `${new URL(url).pathname.slice(1)}_ascii`;
  await sql
    .raw(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`)
    .execute(db.kysely);
  await db.close();
  const ascii = new URL(url);
  ascii.pathname = `/${name}`;
  const error = await failureOf(openPostgres({ url: ascii.href, log: quietLog }));
  expect(error).toBeInstanceOf(DatabaseOpenError);
  expect(String(error)).toContain('stores text as SQL_ASCII');
});

test('an address that cannot be read is refused without being repeated', async () => {
  const error = await failureOf(
    openPostgres({ url: 'postgres://me:secret@host:port/x', log: quietLog }),
  );
  expect(error).toBeInstanceOf(DatabaseOpenError);
  expect(String(error)).not.toContain('secret');
});

test('connections that the server ends, idle or lent out, cost an outage each and never the process', async () => {
  const url = await makeUrl();
  const db = await openPostgres({ url, log: quietLog, connectionsMax: 3 });
  await sql`create table kept (id int)`.execute(db.kysely);
  const transaction = db.kysely.transaction().execute(async (tx) => {
    await sql`insert into kept values (1)`.execute(tx);
    // Between two statements nobody listens to the connection but us.
    await terminateAll(url);
    await sql`insert into kept values (2)`.execute(tx);
  });
  expect(isOutage(await failureOf(transaction))).toBe(true);
  for (let i = 0; i < 6; i += 1)
    await db.kysely.transaction().execute(async (tx) => sql`select 1`.execute(tx));
  const { rows } = await sql`select * from kept`.execute(db.kysely);
  expect(rows).toEqual([]);
  await db.close();
});

test('while the server is away every query is an outage, and afterwards all connections work again', async () => {
  const line = await makePostgresLine(await makeUrl());
  await line.join();
  const db = await openPostgres({ url: line.url, log: quietLog, connectionsMax: 2 });
  await selectOne(db);
  await line.cut();
  for (let i = 0; i < 5; i += 1) expect(isOutage(await failureOf(selectOne(db)))).toBe(true);
  const begun = db.kysely.transaction().execute((tx) => sql`select 1`.execute(tx));
  expect(isOutage(await failureOf(begun))).toBe(true);
  await line.join();
  await vi.waitFor(() => selectOne(db), { timeout: 20_000 });
  await Promise.all(Array.from({ length: 10 }, () => selectOne(db)));
  await db.close();
});

test('who listens is told of the gap and hears again', async () => {
  const url = await makeUrl();
  const line = await makePostgresLine(url);
  await line.join();
  const [db, elsewhere] = [
    await openPostgres({ url: line.url, log: quietLog }),
    await openPostgres({ url, log: quietLog }),
  ];
  const heard: string[] = [];
  const reconnected = vi.fn<() => void>();
  const stop = await db.listen('news', (payload) => heard.push(payload), reconnected);
  const notify = (payload: string): Promise<unknown> =>
    sql`select pg_notify('news', ${payload}), pg_notify('late_news', ${payload})`.execute(
      elsewhere.kysely,
    );
  await notify('before');
  await expect.poll(() => heard).toEqual(['before']);
  await line.cut();
  await notify('unheard');
  const late = db.listen('late_news', (payload) => heard.push(`late ${payload}`));
  await line.join();
  await late;
  await vi.waitFor(() => expect(reconnected).toHaveBeenCalledOnce(), { timeout: 20_000 });
  await notify('after');
  await expect.poll(() => heard).toEqual(['before', 'after', 'late after']);
  await stop();
  await db.close();
  await elsewhere.close();
  await expect.poll(() => line.connections()).toBe(0);
});

test('listening that is closed while the server is away ends, for those who wait too', async () => {
  const line = await makePostgresLine(await makeUrl());
  await line.join();
  const db = await openPostgres({ url: line.url, log: quietLog });
  const stop = await db.listen('news', () => {});
  await line.cut();
  const waiting = failureOf(db.listen('more_news', () => {}));
  await db.close();
  expect(isOutage(await waiting)).toBe(true);
  await stop();
});

test('a process that is frozen inside a transaction does not hold its locks for ever', async () => {
  const db = await openPostgres({ url: await makeUrl(), log: quietLog });
  const { rows } = await sql`
    select current_setting('idle_in_transaction_session_timeout') as limit,
      current_setting('application_name') as name`.execute(db.kysely);
  expect(rows).toEqual([{ limit: '1min', name: 'bincard' }]);
  await db.close();
});

test('processes that start at once on an empty database all find it ready', async () => {
  const url = await makeUrl();
  const processes = await Promise.all(
    Array.from({ length: 4 }, () => openPostgres({ url, log: quietLog })),
  );
  const applied = await Promise.all(processes.map((db) => migrateToLatest(db)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  for (const db of processes) {
    await sql`select from sync_head`.execute(db.kysely);
    await db.close();
  }
});
