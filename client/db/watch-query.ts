/**
 * A query that answers again whenever what it read has changed, in this tab or another one. A lost
 * connection is opened again and the query goes on; only a second failure in a row is reported.
 */
import { liveQuery } from 'dexie';
import type { LocalDatabase } from './local-database.ts';
import { isLostConnection } from './with-reopen.ts';

export interface QueryListener<Value> {
  readonly onValue: (value: Value) => void;
  readonly onError: (error: unknown) => void;
}

/** Returns the function that stops it. */
export function watchQuery<Value>(
  db: LocalDatabase,
  query: () => Promise<Value>,
  { onValue, onError }: QueryListener<Value>,
): () => void {
  let isStopped = false;
  let failures = 0;
  let unsubscribe = (): void => undefined;
  const subscribe = (): void => {
    // Declared async for Dexie's sake (in-transaction.ts).
    const subscription = liveQuery(async () => await query()).subscribe({
      next: (value) => {
        failures = 0;
        if (!isStopped) onValue(value);
      },
      error: (error: unknown) => {
        failures += 1;
        if (isStopped) return;
        if (failures > 1 || db.retired || !isLostConnection(error)) onError(error);
        else db.open().then(subscribe, onError);
      },
    });
    unsubscribe = () => subscription.unsubscribe();
    if (isStopped) unsubscribe();
  };
  subscribe();
  return () => {
    isStopped = true;
    unsubscribe();
  };
}
