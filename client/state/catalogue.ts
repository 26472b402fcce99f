/**
 * The catalogue in memory: all living items in the order of their names, kept up to date by the rows that
 * were touched and nothing else. Pure bookkeeping; open-catalogue.ts feeds it from IndexedDB.
 */
import { hasBatch } from '../../shared/batches.ts';
import type { Code, Image, Item, Photo, Stock } from '../../shared/entities.ts';
import type { CodeId, ItemId, LocationId, StockId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { Covers } from './covers.ts';
import {
  makeListedItem,
  withCodes,
  withPicture,
  withStock,
  type BatchHere,
  type ListedItem,
} from './listed-item.ts';

export interface TouchedRows {
  readonly item?: readonly Item[];
  readonly stock?: readonly Stock[];
  readonly code?: readonly Code[];
  readonly photo?: readonly Photo[];
  readonly image?: readonly Image[];
}

/** Up to here single lines are put in their place; beyond, the whole rack is sorted anew (60 ms at 50,000). */
const placedOneByOneMax = 64;

export class Catalogue {
  #listed = new Map<ItemId, ListedItem>();
  #stock = new Map<ItemId, Map<LocationId, Quantity>>();
  #batches = new Map<ItemId, Map<StockId, BatchHere>>();
  #codes = new Map<ItemId, Map<CodeId, string>>();
  #itemOfCode = new Map<CodeId, ItemId>();
  #covers = new Covers();
  #sorted: readonly ListedItem[] = [];

  get items(): readonly ListedItem[] {
    return this.#sorted;
  }

  get(id: ItemId): ListedItem | undefined {
    return this.#listed.get(id);
  }

  /** Takes rows in any order and any number of times. Answers the new list, or the same if nothing changed. */
  take(rows: TouchedRows): readonly ListedItem[] {
    const restocked = this.#takeStock(rows.stock ?? []);
    const recoded = this.#takeCodes(rows.code ?? []);
    const repictured = this.#covers.take(rows);
    const changed = new Map<ItemId, ListedItem | undefined>();
    for (const item of rows.item ?? []) {
      const context = {
        stock: this.#stock.get(item.id),
        batches: this.#batchesOf(item.id),
        codeKeys: this.#codeKeysOf(item.id),
        picture: this.#covers.get(item.id),
      };
      changed.set(item.id, item.deletedAt === null ? makeListedItem(item, context) : undefined);
    }
    for (const id of [...restocked, ...recoded, ...repictured]) {
      if (changed.has(id)) continue;
      let line = this.#listed.get(id);
      if (line === undefined) continue;
      if (recoded.has(id)) line = withCodes(line, this.#codeKeysOf(id));
      if (restocked.has(id)) {
        line = withStock(line, this.#stock.get(id), this.#batchesOf(id));
      }
      if (repictured.has(id)) line = withPicture(line, this.#covers.get(id));
      changed.set(id, line);
    }
    if (changed.size > 0) this.#place(changed);
    return this.#sorted;
  }

  #takeStock(rows: readonly Stock[]): Set<ItemId> {
    const items = new Set<ItemId>();
    for (const row of rows) {
      const { id, itemId, locationId, quantity, expiry } = row;
      items.add(itemId);
      if (hasBatch(row)) {
        let batches = this.#batches.get(itemId);
        if (batches === undefined) this.#batches.set(itemId, (batches = new Map()));
        batches.set(id, { locationId, quantity, expiry });
        continue;
      }
      let places = this.#stock.get(itemId);
      if (places === undefined) this.#stock.set(itemId, (places = new Map()));
      places.set(locationId, quantity);
    }
    return items;
  }

  #batchesOf(id: ItemId): readonly BatchHere[] | undefined {
    const batches = this.#batches.get(id);
    return batches && [...batches.values()];
  }

  /** A code may have been deleted, or moved from one item to another. */
  #takeCodes(rows: readonly Code[]): Set<ItemId> {
    const items = new Set<ItemId>();
    for (const code of rows) {
      const before = this.#itemOfCode.get(code.id);
      if (before !== undefined) {
        this.#codes.get(before)?.delete(code.id);
        this.#itemOfCode.delete(code.id);
        items.add(before);
      }
      if (code.itemId === null || code.deletedAt !== null) continue;
      let codes = this.#codes.get(code.itemId);
      if (codes === undefined) this.#codes.set(code.itemId, (codes = new Map()));
      codes.set(code.id, code.key);
      this.#itemOfCode.set(code.id, code.itemId);
      items.add(code.itemId);
    }
    return items;
  }

  #codeKeysOf(id: ItemId): readonly string[] | undefined {
    const codes = this.#codes.get(id);
    return codes === undefined || codes.size === 0 ? undefined : [...codes.values()];
  }

  #place(changed: ReadonlyMap<ItemId, ListedItem | undefined>): void {
    const sortsAnew = changed.size > placedOneByOneMax;
    let sorted = sortsAnew ? [] : [...this.#sorted];
    for (const [id, line] of changed) {
      const before = this.#listed.get(id);
      if (line === undefined) this.#listed.delete(id);
      else this.#listed.set(id, line);
      if (sortsAnew) continue;
      if (before !== undefined) sorted.splice(placeOf(sorted, before), 1);
      if (line !== undefined) sorted.splice(placeOf(sorted, line), 0, line);
    }
    if (sortsAnew) sorted = [...this.#listed.values()].toSorted(byName);
    this.#sorted = sorted;
  }
}

function byName(one: ListedItem, other: ListedItem): number {
  if (one.sortKey !== other.sortKey) return one.sortKey < other.sortKey ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** Where the line stands, or where it would go. */
function placeOf(sorted: readonly ListedItem[], line: ListedItem): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there !== undefined && there.id !== line.id && byName(there, line) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
