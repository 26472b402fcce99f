/**
 * The items somebody has chosen, by id: the choice outlives scrolling and other filters. One set that changes in place,
 * and a number that rises with each change, because a copy of 50,000 ids for every tick would be felt.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { ItemId } from '../../shared/ids.ts';

export interface Listed {
  readonly id: ItemId;
}

export class Selection {
  readonly #ids: Set<ItemId>;
  readonly #changes = signal(0);
  /** Where a range begins: what was last chosen by itself. */
  #anchor: ItemId | undefined;

  constructor(ids: Iterable<ItemId> = []) {
    this.#ids = new Set(ids);
    for (const id of this.#ids) this.#anchor = id;
  }

  /** Rises with every change. */
  get changes(): ReadonlySignal<number> {
    return this.#changes;
  }

  get size(): number {
    void this.#changes.value;
    return this.#ids.size;
  }

  has(id: ItemId): boolean {
    void this.#changes.value;
    return this.#ids.has(id);
  }

  /** In the order in which they were chosen. */
  get ids(): readonly ItemId[] {
    return [...this.#ids];
  }

  /** With Shift, all from the last one to this one, in the order of `rows`, become what this one becomes. */
  pick(id: ItemId, { shiftKey }: { readonly shiftKey: boolean }, rows: readonly Listed[]): void {
    const isChosen = !this.#ids.has(id);
    for (const each of shiftKey ? between(rows, this.#anchor, id) : [id]) {
      if (isChosen) this.#ids.add(each);
      else this.#ids.delete(each);
    }
    this.#anchor = id;
    this.#changes.value += 1;
  }

  addAll(rows: readonly Listed[]): void {
    for (const { id } of rows) this.#ids.add(id);
    this.#changes.value += 1;
  }

  clear(): void {
    this.#ids.clear();
    this.#anchor = undefined;
    this.#changes.value += 1;
  }

  /** How many of the chosen are among these. */
  countIn(rows: readonly Listed[]): number {
    void this.#changes.value;
    let count = 0;
    for (const { id } of rows) if (this.#ids.has(id)) count += 1;
    return count;
  }
}

function between(rows: readonly Listed[], from: ItemId | undefined, to: ItemId): readonly ItemId[] {
  const start = rows.findIndex(({ id }) => id === from);
  const end = rows.findIndex(({ id }) => id === to);
  if (start < 0 || end < 0) return [to];
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id);
}
