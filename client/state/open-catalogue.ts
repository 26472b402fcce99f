/**
 * Keeps the catalogue in step with IndexedDB: everything is read once, then only what was touched since. A rise of
 * `generation` (rows went without a tombstone, as after a resync) means reading everything again.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas } from '../db/meta.ts';
import { watchQuery } from '../db/watch-query.ts';
import { Catalogue, type TouchedRows } from './catalogue.ts';
import type { ListedItem } from './listed-item.ts';
import type { LiveSource } from './live.ts';

export interface OpenCatalogue {
  /** In the order of their names; undefined until they have been read. */
  readonly items: ReadonlySignal<readonly ListedItem[] | undefined>;
  readonly stop: () => void;
}

interface Read {
  readonly rows: Required<TouchedRows>;
  readonly touched: number;
  readonly generation: number;
  readonly anew: boolean;
}

export function openCatalogue({ db, onTrouble }: LiveSource): OpenCatalogue {
  const items = signal<readonly ListedItem[] | undefined>(undefined);
  let catalogue = new Catalogue();
  let touched = -1;
  let generation = -1;
  const stop = watchQuery(db, () => readTouched(db, { touched, generation }), {
    onValue: (read) => {
      if (read.anew) catalogue = new Catalogue();
      ({ touched, generation } = read);
      items.value = catalogue.take(read.rows);
    },
    onError: onTrouble,
  });
  return { items, stop };
}

/** One transaction, so that `touched` is exactly that of the rows read with it. */
function readTouched(
  db: LocalDatabase,
  since: { readonly touched: number; readonly generation: number },
): Promise<Read> {
  return db.transaction('r', [db.meta, db.item, db.stock, db.code], async () => {
    const { touched, generation } = await readMetas(db, ['touched', 'generation']);
    // A smaller number means another database under the same name: somebody signed out.
    const anew = since.touched < 0 || touched < since.touched || generation !== since.generation;
    const [item, stock, code] = await Promise.all(
      anew
        ? ([db.item.toArray(), db.stock.toArray(), db.code.toArray()] as const)
        : ([
            db.item.where('touched').above(since.touched).toArray(),
            db.stock.where('touched').above(since.touched).toArray(),
            db.code.where('touched').above(since.touched).toArray(),
          ] as const),
    );
    return { rows: { item, stock, code }, touched, generation, anew };
  });
}
