/**
 * The face that both databases show, embedded PGlite and real Postgres: queries through Kysely, notifications, an end.
 * What a statement returns is the same on both (`column-parsers.ts`), and JSON goes in as text: `${JSON.stringify(x)}::jsonb`.
 *
 * Hazard: PGlite has one connection. Inside `kysely.transaction()` every query must go through `tx`; one through
 * `kysely`, and `listen`, would wait for the transaction that waits for them.
 */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What statements run on: the open database, or a transaction of it. */
export type Queries = Kysely<Tables>;

export interface OpenDatabase {
  readonly kind: 'pglite' | 'postgres';
  readonly kysely: Queries;
  /**
   * Hears every `pg_notify` on the channel from the moment it resolves; it waits while the database is away.
   * `onReconnect`: the connection was lost and is back, and what was notified in between was not heard.
   * The returned function stops the listening.
   */
  listen(
    channel: string,
    on: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  /** Lets running transactions end. May be called again. Afterwards queries fail with an outage. */
  close(): Promise<void>;
}
