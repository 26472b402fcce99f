/**
 * LISTEN on a real Postgres: one connection of its own that comes back by itself. Nothing is heard while it is away, so
 * every return is told to the listeners, who then read what they may have missed. It opens with the first listener.
 *
 *   idle ──first listen──▶ connecting ──LISTENs sent──▶ listening
 *                            ▲  └─fails─┐                 │ error, end, or no answer to a heartbeat
 *                            └─ pause ◀─┴─────────────────┘          close() ends it from anywhere
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { makeChannels } from './channels.ts';
import { DatabaseGone } from './database-gone.ts';
import { isOutage } from './is-outage.ts';

interface ListenerOptions {
  readonly config: pg.ClientConfig;
  readonly log: Log;
}

interface Connection {
  readonly client: pg.Client;
  readonly lost: Promise<void>;
}

const pauses = { firstMs: 100, maxMs: 10_000 };
/** A connection that only listens would never notice that the other end is gone. */
const heartbeatMs = 30_000;
const answerTimeoutMs = 10_000;
const goodbyeTimeoutMs = 1_000;

export class PostgresListener {
  readonly #options: ListenerOptions;
  readonly #channels = makeChannels();
  readonly #closing = new AbortController();
  /** The present connection or, while there is none, the next. */
  #connection = awaitConnection();
  /** Also while it is still connecting. */
  #client: pg.Client | undefined;
  #loop: Promise<void> | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  async listen(
    channel: string,
    on: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>> {
    const remove = this.#channels.add(channel, { on, onReconnect });
    if (!this.#closing.signal.aborted) this.#loop ??= this.#stayConnected();
    try {
      await this.#subscribe(channel);
    } catch (error) {
      remove();
      throw error;
    }
    return async () => {
      // Without a connection there is nothing to take back: the next one asks for what is still wanted.
      if (remove()) await this.#client?.query(`unlisten ${channel}`).catch(ignore);
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#connection.reject(new DatabaseGone('The database is closed'));
    // It may be in the middle of connecting, which takes up to its timeout.
    if (this.#client !== undefined) await sayGoodbye(this.#client);
    await this.#loop;
  }

  async #stayConnected(): Promise<void> {
    const { signal } = this.#closing;
    let hasBeenConnected = false;
    for (let pauseMs = pauses.firstMs; !signal.aborted;) {
      const client = await this.#connect();
      if (client !== undefined) {
        const lost = this.#untilLost(client);
        this.#connection.resolve({ client, lost });
        if (hasBeenConnected) this.#channels.reconnected();
        hasBeenConnected = true;
        await lost;
        this.#connection = awaitConnection();
        pauseMs = pauses.firstMs;
      }
      await delay(pauseMs, undefined, { signal }).catch(ignore);
      pauseMs = Math.min(pauseMs * 2, pauses.maxMs);
    }
    this.#connection.reject(new DatabaseGone('The database is closed'));
  }

  async #connect(): Promise<pg.Client | undefined> {
    const { config, log } = this.#options;
    const client = new pg.Client({ ...config, query_timeout: answerTimeoutMs });
    this.#client = client;
    client.on('error', ignore);
    client.on('notification', ({ channel, payload }) =>
      this.#channels.deliver(channel, payload ?? ''),
    );
    try {
      await client.connect();
      for (const channel of this.#channels.names()) await client.query(`listen ${channel}`);
      return client;
    } catch (error) {
      if (!this.#closing.signal.aborted) {
        log.warn({ err: error }, 'The connection for notifications failed');
      }
      await sayGoodbye(client);
      return undefined;
    }
  }

  async #untilLost(client: pg.Client): Promise<void> {
    const { signal } = this.#closing;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    client.once('end', resolve);
    client.once('error', resolve);
    signal.addEventListener('abort', resolve);
    const heartbeat = setInterval(() => {
      client.query('select 1').catch(resolve);
    }, heartbeatMs).unref();
    const why = await promise;
    clearInterval(heartbeat);
    signal.removeEventListener('abort', resolve);
    if (!signal.aborted) {
      this.#options.log.warn({ err: why }, 'The connection for notifications was lost');
    }
    await sayGoodbye(client);
  }

  async #subscribe(channel: string): Promise<void> {
    for (;;) {
      const { client, lost } = await this.#connection.promise;
      try {
        await client.query(`listen ${channel}`);
        return;
      } catch (error) {
        if (!isOutage(error)) throw error;
        await sayGoodbye(client);
        await lost;
      }
    }
  }
}

function awaitConnection(): PromiseWithResolvers<Connection> {
  const next = Promise.withResolvers<Connection>();
  // Nobody need be waiting when it turns out that there will be none.
  next.promise.catch(ignore);
  return next;
}

/** A dead network does not answer a goodbye. */
async function sayGoodbye(client: pg.Client): Promise<void> {
  await Promise.race([
    client.end().catch(ignore),
    delay(goodbyeTimeoutMs, undefined, { ref: false }),
  ]);
}

/** Every loss is seen, and reported, where the connection is waited for. */
function ignore(): void {}
