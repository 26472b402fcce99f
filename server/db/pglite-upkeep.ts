/**
 * What a Postgres server does beside the queries and PGlite does not, because it runs in single-user mode: checkpoints
 * and autovacuum. Without it the log grows until the disk is full (measured: 225 MB where `max_wal_size` was 64 MB),
 * a restart after a kill replays all of it, and dead rows are never freed. Each turn does little, because it blocks.
 */
import { type Kysely, sql } from 'kysely';
import type { Log } from '../log.ts';
import type { Tables } from './tables.ts';

interface UpkeepOptions {
  readonly kysely: Kysely<Tables>;
  /** VACUUM and CHECKPOINT refuse to run inside a transaction. */
  readonly exec: (statement: string) => Promise<void>;
  readonly log: Log;
}

const everyMs = 30_000;
/** Half a second of replay, at the 60 MB/s measured here. */
const logBytesMax = 32_000_000;
const quietTurnsMax = 10;

export interface Upkeep {
  /** One turn now; the timer calls the same. */
  turn(): Promise<void>;
  stop(): void;
}

export function startUpkeep({ kysely, exec, log }: UpkeepOptions): Upkeep {
  let turnsSinceCheckpoint = 0;

  async function turn(): Promise<void> {
    turnsSinceCheckpoint += 1;
    const logBytes = await readLogBytes(kysely);
    const isDue = logBytes > logBytesMax || turnsSinceCheckpoint >= quietTurnsMax;
    if (logBytes > 0 && isDue) {
      await exec('checkpoint');
      turnsSinceCheckpoint = 0;
    }
    // Counts of changed rows reach the view a second later at the earliest, unless it is said.
    await exec('select pg_stat_force_next_flush()');
    const table = await readMostWorn(kysely);
    if (table !== undefined) await exec(`vacuum (analyze) ${table}`);
  }

  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= turn()
      .catch((error: unknown) => log.warn({ err: error }, 'The upkeep of the database failed'))
      .finally(() => (running = undefined));
  }, everyMs).unref();
  return { turn, stop: () => clearInterval(timer) };
}

/** Log since the last checkpoint: what a recovery would have to replay. The checkpoint's own record is no work. */
async function readLogBytes(kysely: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), checkpoint_lsn)::float8 as bytes
    from pg_control_checkpoint()`.execute(kysely);
  const bytes = rows[0]?.bytes ?? 0;
  return bytes > 512 ? bytes : 0;
}

/** The table that autovacuum would take first, by its own thresholds; quoted. */
async function readMostWorn(kysely: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name
    from pg_stat_user_tables
    where n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.1 * n_live_tup
    order by n_dead_tup + n_mod_since_analyze desc
    limit 1`.execute(kysely);
  return rows[0]?.name;
}
