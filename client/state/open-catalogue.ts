/**
 * Keeps the catalogue in step with IndexedDB: everything is read once, then only what was touched since. A rise of
 * `generation` (rows went without a tombstone, as after a resync) means reading everything again.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { liveTable, type LiveRowOf, type LocalDatabase } from '../db/local-database.ts';
import { readMetas } from '../db/meta.ts';
import { watchQuery } from '../db/watch-query.ts';
import { Catalogue, type TouchedRows } from './catalogue.ts';
import type { ListedItem } from './listed-item.ts';
import type { LiveSource } from './live.ts';
import { saveList } from './saved-list.ts';

export interface OpenCatalogue {
  /** In the order of their names; undefined until they have been read. */
  readonly items: ReadonlySignal<readonly ListedItem[] | undefined>;
  /** Rises with every change of a row, also of one that is in no list; below zero until all are read. */
  readonly readUpTo: ReadonlySignal<number>;
  /** Keeps the list for the next start. */
  readonly save: () => Promise<void>;
  readonly stop: () => void;
}

interface Read {
  readonly rows: Required<TouchedRows>;
  readonly touched: number;
  readonly generation: number;
  readonly anew: boolean;
}

/** `delayMs`: of the first reading, which takes a phone a second in which it does nothing else. */
export function openCatalogue({ db, onTrouble }: LiveSource, delayMs = 0): OpenCatalogue {
  const items = signal<readonly ListedItem[] | undefined>(undefined);
  let catalogue = new Catalogue();
  const readUpTo = signal(-1);
  let generation = -1;
  let isStopped = false;
  let stopWatching = (): void => undefined;
  const watch = (): void => {
    if (!isStopped) stopWatching = follow();
  };
  const follow = (): (() => void) =>
    watchQuery(db, () => readTouched(db, { touched: readUpTo.peek(), generation }), {
      onValue: (read) => {
        if (read.anew) catalogue = new Catalogue();
        generation = read.generation;
        items.value = catalogue.take(read.rows);
        readUpTo.value = read.touched;
      },
      onError: onTrouble,
    });
  if (delayMs === 0) watch();
  else setTimeout(watch, delayMs);
  return {
    items,
    readUpTo,
    save: async () => {
      const touched = readUpTo.peek();
      if (touched >= 0) await saveList(db, items.peek() ?? [], { touched, generation });
    },
    stop: () => {
      isStopped = true;
      stopWatching();
    },
  };
}

/** One transaction, so that `touched` is exactly that of the rows read with it. */
function readTouched(
  db: LocalDatabase,
  since: { readonly touched: number; readonly generation: number },
): Promise<Read> {
  const tables = [db.item, db.stock, db.code, db.photo, db.image] as const;
  return db.transaction('r', [db.meta, ...tables], async () => {
    const { touched, generation } = await readMetas(db, ['touched', 'generation']);
    // A smaller number means another database under the same name: somebody signed out.
    const anew = since.touched < 0 || touched < since.touched || generation !== since.generation;
    const read = <Name extends keyof TouchedRows>(name: Name): Promise<LiveRowOf[Name][]> => {
      const table = liveTable(db, name);
      return anew ? table.toArray() : table.where('touched').above(since.touched).toArray();
    };
    const [item, stock, code, photo, image] = await Promise.all([
      read('item'),
      read('stock'),
      read('code'),
      read('photo'),
      read('image'),
    ]);
    return { rows: { item, stock, code, photo, image }, touched, generation, anew };
  });
}
