/**
 * From IndexedDB to the screen: a query becomes a signal that follows its rows. A query that cannot be read
 * any more is reported to `onTrouble`, and the last known value stays on screen.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { LocalDatabase } from '../db/local-database.ts';
import { watchQuery } from '../db/watch-query.ts';

export type { LocalDatabase };

export interface Live<Value> {
  /** Undefined until it has been read for the first time. */
  readonly value: ReadonlySignal<Value | undefined>;
  readonly stop: () => void;
}

export interface LiveSource {
  readonly db: LocalDatabase;
  readonly onTrouble: (error: unknown) => void;
}

export function openLive<Value>(
  { db, onTrouble }: LiveSource,
  query: (db: LocalDatabase) => Promise<Value>,
): Live<Value> {
  const value = signal<Value | undefined>(undefined);
  const stop = watchQuery(db, () => query(db), {
    onValue: (read) => {
      value.value = read;
    },
    onError: onTrouble,
  });
  return { value, stop };
}
