/**
 * The few rows that the first screen of a start shows, by the browser's own means: the library that everything else goes
 * through is as much script as all of that screen. Only reads. Whatever is not as this very version leaves it means that
 * there is nothing to show yet, and the database proper (open-local-database.ts) finds out why.
 */
import type { Category, Location } from '../../shared/entities.ts';

export const localDatabaseName = 'bincard';
/** Of the stores in local-database.ts. What an older one holds is made ready first. */
export const localDatabaseVersion = 5;
/** Dexie counts in tenths. */
const nativeVersion = localDatabaseVersion * 10;
const openTimeoutMs = 2_000;

export interface FirstRows {
  readonly meta: ReadonlyMap<string, unknown>;
  readonly location: readonly Location[];
  readonly category: readonly Category[];
}

export async function readFirstRows(name = localDatabaseName): Promise<FirstRows | undefined> {
  try {
    const db = await open(name);
    if (db === undefined) return undefined;
    // Newer code in another tab must not wait for a look.
    db.addEventListener('versionchange', () => db.close());
    const rows = db.version === nativeVersion ? await read(db) : undefined;
    db.close();
    return rows;
  } catch {
    // A private mode, a killed connection: the database proper meets the same, and says it.
    return undefined;
  }
}

function open(name: string): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    let isOver = false;
    const end = (db?: IDBDatabase): void => {
      // Some browsers answer late or never.
      if (isOver) db?.close();
      isOver = true;
      resolve(db);
    };
    request.addEventListener('success', () => end(request.result));
    request.addEventListener('error', () => end());
    // There is none, and to look is not to make one.
    request.addEventListener('upgradeneeded', () => request.transaction?.abort());
    setTimeout(end, openTimeoutMs);
  });
}

function read(db: IDBDatabase): Promise<FirstRows | undefined> {
  return new Promise((resolve) => {
    const transaction = db.transaction(['meta', 'location', 'category']);
    // All rows of a store in one request: a second one takes a slow phone as long as the few megabytes.
    const meta = transaction.objectStore('meta').getAll();
    const location = transaction.objectStore('location').getAll();
    const category = transaction.objectStore('category').getAll();
    transaction.addEventListener('complete', () =>
      // Only writeMetas and writeLiveRows write these, in this very version.
      resolve({
        meta: new Map(
          (meta.result as { key: string; value: unknown }[]).map(({ key, value }) => [key, value]),
        ),
        location: location.result as Location[],
        category: category.result as Category[],
      }),
    );
    transaction.addEventListener('abort', () => resolve(undefined));
  });
}
