/**
 * Browsers kill IndexedDB connections: phones in the background most of all. An operation that met a dead
 * connection is tried once more on a fresh one; a second failure is an outage for the caller to show.
 * Safe because every operation here is one transaction: it has happened wholly or not at all.
 */
import type { LocalDatabase } from './local-database.ts';

const lostConnection = new Set(['InvalidStateError', 'UnknownError', 'DatabaseClosedError']);

/** Dexie wraps the browser's error; its name is kept, or found one level deeper. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return false;
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  return lostConnection.has(error.name) || (inner !== error && isLostConnection(inner));
}

export async function withReopen<Value>(
  db: LocalDatabase,
  operation: () => Promise<Value>,
): Promise<Value> {
  try {
    return await operation();
  } catch (error) {
    // A retired tab must not reopen: it would block the newer code that asked it to go.
    if (db.retired || !isLostConnection(error)) throw error;
    db.close();
    await db.open();
    return await operation();
  }
}
