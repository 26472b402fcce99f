/**
 * A real Postgres, shared by any number of server processes. One that is not there yet is waited for; one that goes away
 * later makes queries fail with an outage until it is back. The password never gets into a log or a message.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { pgTypes } from './column-parsers.ts';
import type { OpenDatabase } from './database.ts';
import { DatabaseOpenError } from './database-open-error.ts';
import { isOutage } from './is-outage.ts';
import { PostgresListener } from './postgres-listener.ts';
import type { Tables } from './tables.ts';

interface PostgresOpening {
  readonly url: string;
  readonly log: Log;
  readonly connectionsMax?: number;
  /** How long to wait for a server that is not there. */
  readonly waitMaxMs?: number;
  /** Ends the wait, with the signal's own reason. */
  readonly signal?: AbortSignal;
}

/** 15 is in the oldest Debian that is still cared for. */
const versionMin = 15;

const pauses = { firstMs: 250, maxMs: 5_000 };
const connectTimeoutMs = 10_000;

/**
 * A process that is frozen inside a transaction, or whose machine has vanished, still holds the head of its space: the
 * server lets go of it after this time. Instants are Dates, so the zone matters only to SQL that makes days of them.
 */
const sessionSettings = `select set_config('TimeZone', 'UTC', false),
  set_config('idle_in_transaction_session_timeout', '60s', false)`;

/** Throws `DatabaseOpenError` when it takes a person to go on. */
export async function openPostgres(opening: PostgresOpening): Promise<OpenDatabase> {
  const { log, connectionsMax = 10 } = opening;
  const config = makeConfig(opening.url);
  await waitForServer(config, opening);
  const pool = new pg.Pool({
    ...config,
    max: connectionsMax,
    idleTimeoutMillis: 30_000,
    // An error here costs one connection. Kysely's own hook would lose a place in the pool for good.
    onConnect: prepareSession,
  });
  const logLoss = (error: Error): void =>
    log.warn({ err: error }, 'A connection to the database was lost');
  pool.on('error', logLoss);
  // The pool does not listen to a client while it is lent out: one that breaks inside a transaction, between two
  // statements, would end the process with an unhandled "error" event.
  pool.on('connect', (client) => client.on('error', ignoreWhileLent));
  const listener = new PostgresListener({ config, log });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await listener.close();
    await kysely.destroy();
    if (!pool.ending) await pool.end();
  };
  return {
    kind: 'postgres',
    kysely,
    listen: (...how) => listener.listen(...how),
    close: () => (closed ??= close()),
  };
}

/** The pool waits for the promise, although its typings say `void`. */
function prepareSession(client: pg.ClientBase): unknown {
  return client.query(sessionSettings);
}

/** Its next statement fails with the same loss, and that one is reported. */
function ignoreWhileLent(): void {}

function makeConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: pgTypes,
    fallback_application_name: 'bincard',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

async function waitForServer(config: pg.ClientConfig, opening: PostgresOpening): Promise<void> {
  const { log, waitMaxMs = 120_000, signal } = opening;
  const giveUpAt = Date.now() + waitMaxMs;
  for (let pauseMs = pauses.firstMs; ; pauseMs = Math.min(pauseMs * 2, pauses.maxMs)) {
    signal?.throwIfAborted();
    const probed = await probe(config);
    if (probed === undefined) return;
    if (Date.now() + pauseMs > giveUpAt) {
      throw new DatabaseOpenError(
        `${probed.sentence} Gave up after ${Math.round(waitMaxMs / 1_000)} s. ` +
          'Start Postgres, or correct DATABASE_URL.',
        { cause: probed.cause },
      );
    }
    log.warn({ err: probed.cause }, `${probed.sentence} Waiting for it.`);
    await delay(pauseMs, undefined, { ...(signal && { signal }) }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}

interface NotReady {
  readonly sentence: string;
  readonly cause?: unknown;
}

/** Undefined: it can be used. Throws `DatabaseOpenError` for what waiting does not mend. */
async function probe(config: pg.ClientConfig): Promise<NotReady | undefined> {
  const client = makeClient(config);
  const place = `${client.database ?? ''} at ${client.host}:${client.port}`;
  client.on('error', ignoreWhileLent);
  try {
    await client.connect();
    const { rows } = await client.query<Server>(`
      select current_setting('server_version_num')::int / 10000 as major,
        current_setting('server_encoding') as encoding, pg_is_in_recovery() as recovering`);
    return judge(rows[0], place);
  } catch (error) {
    if (error instanceof DatabaseOpenError) throw error;
    if (!isOutage(error)) throw new DatabaseOpenError(explain(error, place), { cause: error });
    return { sentence: `The database ${place} does not answer.`, cause: error };
  } finally {
    await client.end().catch(ignoreWhileLent);
  }
}

function makeClient(config: pg.ClientConfig): pg.Client {
  try {
    return new pg.Client(config);
  } catch (error) {
    // Not the error itself, which may quote the address with its password.
    const { name } = error as Error;
    throw new DatabaseOpenError(
      `DATABASE_URL cannot be read (${name}). It must look like postgres://user:password@host:5432/name.`,
    );
  }
}

interface Server {
  readonly major: number;
  readonly encoding: string;
  readonly recovering: boolean;
}

function judge(server: Server | undefined, place: string): NotReady | undefined {
  if (server === undefined || server.recovering) {
    return { sentence: `The database ${place} is a standby that cannot be written to.` };
  }
  if (server.major < versionMin) {
    throw new DatabaseOpenError(
      `The database ${place} is Postgres ${server.major}. Bincard needs ${versionMin} or newer: upgrade it.`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseOpenError(
      `The database ${place} stores text as ${server.encoding}. Make one with: ` +
        "create database bincard encoding 'UTF8' template template0.",
    );
  }
  return undefined;
}

function explain(error: unknown, place: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case '28000':
    case '28P01':
      return `The database ${place} refuses the user or the password. Correct them in DATABASE_URL.`;
    case '3D000':
      return `There is no database ${place}. Make it with "create database", or correct DATABASE_URL.`;
    default:
      return `The database ${place} cannot be used: ${(error as Error).message}. Check DATABASE_URL.`;
  }
}
