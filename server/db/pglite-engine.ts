/**
 * A PGlite that is started again when it has died, as a real Postgres does after a PANIC: recovery replays the log, so
 * what was acknowledged is there. Meanwhile queries fail with `DatabaseGone`, an outage, and the server stays alive.
 *
 *   open ──crash──▶ reviving ──start()──▶ open, LISTENs renewed
 *     │              │    └─fails─▶ 1 s, 2 s … 30 s ─▶ reviving
 *     └───close()────┴──▶ closed
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { PGlite as PgliteForKysely, PGliteTransaction } from 'kysely';
import type { Log } from '../log.ts';
import { makeChannels } from './channels.ts';
import { DatabaseGone } from './database-gone.ts';
import type { GuardedPglite } from './guarded-pglite.ts';

interface EngineOptions {
  /** Starts an instance on the same data; the one before it has let go of them. */
  readonly start: () => Promise<GuardedPglite>;
  readonly log: Log;
  /** An in-memory database has nothing to come back to. */
  readonly revive: boolean;
}

const pauses = { firstMs: 1_000, maxMs: 30_000 };

export class PgliteEngine {
  /** What Kysely works with. */
  readonly pglite: PgliteForKysely = faceForKysely(this);
  readonly #options: EngineOptions;
  readonly #channels = makeChannels();
  readonly #closing = new AbortController();
  #instance: GuardedPglite;
  #gone: DatabaseGone | undefined;
  #reviving = Promise.resolve();
  #closed: Promise<void> | undefined;

  static async open(options: EngineOptions): Promise<PgliteEngine> {
    const engine = new PgliteEngine(options, await options.start());
    await engine.#adopt(engine.#instance);
    return engine;
  }

  private constructor(options: EngineOptions, instance: GuardedPglite) {
    this.#options = options;
    this.#instance = instance;
  }

  /** The instance that runs. Throws `DatabaseGone` while there is none. */
  current(): GuardedPglite {
    if (this.#closed) throw new DatabaseGone('The database is closed');
    if (this.#gone) throw new DatabaseGone(this.#gone.message, { cause: this.#gone });
    return this.#instance;
  }

  /** Statements outside transactions, several at once allowed. */
  async exec(statements: string): Promise<void> {
    await this.current().exec(statements);
  }

  async dump(): Promise<Blob> {
    return this.current().dumpDataDir('none');
  }

  async listen(
    channel: string,
    on: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>> {
    const remove = this.#channels.add(channel, { on, onReconnect });
    try {
      await this.#reviving;
      await this.exec(`listen ${channel}`);
    } catch (error) {
      remove();
      throw error;
    }
    return async () => {
      const isLast = remove();
      if (isLast && !this.#closed && !this.#gone) await this.exec(`unlisten ${channel}`);
    };
  }

  /** Ends it for good without writing anything more, for when the folder is no longer ours. */
  abandon(why: DatabaseGone): void {
    this.#closing.abort();
    this.#gone = why;
    this.#instance.abandon(why);
  }

  /** Lets running transactions end. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    this.#closing.abort();
    await this.#reviving;
    if (!this.#gone) await this.#instance.close();
  }

  async #adopt(started: GuardedPglite): Promise<void> {
    started.onNotification((channel, payload) => this.#channels.deliver(channel, payload));
    for (const channel of this.#channels.names()) await started.exec(`listen ${channel}`);
    started.onCrash = (crash) => {
      this.#gone = crash;
      const { lines } = started;
      this.#options.log.error({ err: crash, lines }, 'The embedded database stopped');
      this.#reviving = this.#revive(started);
    };
    this.#instance = started;
    this.#gone = undefined;
  }

  async #revive(dead: GuardedPglite): Promise<void> {
    const { log } = this.#options;
    // Not before the query that died has unwound: it is still on the stack.
    await delay(0);
    dead.abandon(new DatabaseGone('The embedded database stopped'));
    if (!this.#options.revive) return;
    const { signal } = this.#closing;
    for (let pauseMs = pauses.firstMs; !signal.aborted;) {
      if (await this.#startAgain()) {
        log.info({}, 'The embedded database runs again');
        return this.#channels.reconnected();
      }
      await delay(pauseMs, undefined, { signal }).catch(stopWaiting);
      pauseMs = Math.min(pauseMs * 2, pauses.maxMs);
    }
  }

  async #startAgain(): Promise<boolean> {
    try {
      await this.#adopt(await this.#options.start());
      return true;
    } catch (error) {
      this.#options.log.error({ err: error }, 'The embedded database does not start yet');
      return false;
    }
  }
}

/** The wait was cut short by `close`; the loop sees it. */
function stopWaiting(): void {}

/**
 * Kysely's driver waits for the transaction's callback before it looks at the promise, so a BEGIN that fails would
 * leave it waiting for ever. It is given a transaction that fails with the same error instead.
 */
function faceForKysely(engine: PgliteEngine): PgliteForKysely {
  return {
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    close: () => engine.close(),
    query: async (sql, parameters, options) => engine.current().query(sql, parameters, options),
    async transaction(callback) {
      let hasBegun = false;
      try {
        return await engine.current().transaction((tx) => {
          hasBegun = true;
          return callback(tx);
        });
      } catch (error) {
        if (!hasBegun) await callback(failedTransaction(error));
        throw error;
      }
    },
  };
}

function failedTransaction(error: unknown): PGliteTransaction {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return { query: fail, rollback: fail };
}
