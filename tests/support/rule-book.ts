/** The rule book over rows in memory, for examples: a change, when it was made, and what became of it. */
import { applyMutation } from '../../shared/apply-mutation.ts';
import { noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import { makeStockId, toId, type ItemId, type LocationId } from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import type { Mutation, MutationArgs, MutationName } from '../../shared/mutations.ts';
import type { Outcome } from '../../shared/refusals.ts';
import { makeStamp, type Stamp } from '../../shared/stamps.ts';
import { foldStock } from '../../shared/stock.ts';
import { idOf } from './any-mutation.ts';
import { loadReach, putBack } from './load-reach.ts';

export const at = (ms: number, mark = '00000001'): Stamp => makeStamp({ ms, counter: 0, mark });
export const reviewer = toId<'person'>('00000000-0000-4000-8000-00000000abcd');
export const item = idOf('item', 1);
export const [shelf, box] = [idOf('location', 1), idOf('location', 2)];

/** When a change is judged, by the server's clock. */
const receivedAt = 5000;

export class RuleBook {
  readonly rows = new LoadedRows();

  /** With no more rows than a server loads. */
  apply<Name extends MutationName>(
    name: Name,
    args: MutationArgs<Name>,
    when: number | Stamp,
  ): Outcome {
    // The arguments are those of this very name.
    const mutation = { name, version: 1, args } as unknown as Mutation;
    const stamp = typeof when === 'number' ? at(when) : when;
    const few = loadReach(this.rows, mutation, stamp);
    const outcome = applyMutation(few, mutation, { stamp, personId: reviewer, receivedAt });
    putBack(few, this.rows);
    return outcome;
  }

  /** The nth movement: positive into the shelf, negative out of it. */
  move(
    n: number,
    ms: number,
    change: number,
    more: Partial<MutationArgs<'movement.record'>> = {},
  ): Outcome {
    const [from, to] = change < 0 ? [shelf, null] : [null, shelf];
    const ends = { fromLocationId: from, toLocationId: to };
    const fact = { itemId: item, quantity: Math.abs(change), note: '', undoes: null, ...noBatch };
    const reason = change < 0 ? 'use' : 'add';
    const args = { id: idOf('movement', n), ...fact, ...ends, reason, ...more } as const;
    return this.apply('movement.record', args, ms);
  }

  /** Takes a movement back that is here, be it a taking back itself. */
  undo(id: MutationArgs<'movement.record'>['id'], when: number | Stamp): Outcome {
    const moved = this.rows.get('movement', id);
    if (moved === undefined) throw new Error(`There is no movement ${id}`);
    const { itemId, quantity, fromLocationId, toLocationId, lot, expiry } = moved;
    const ends = { fromLocationId: toLocationId, toLocationId: fromLocationId };
    const fact = {
      itemId,
      quantity,
      ...ends,
      reason: 'correction',
      note: '',
      lot,
      expiry,
    } as const;
    return this.apply('movement.record', { ...fact, id: makeUndoId(id), undoes: id }, when);
  }

  count(n: number, when: number | Stamp, quantity: number, batch: Batch = noBatch): Outcome {
    const bin = { itemId: item, locationId: shelf, ...batch };
    return this.apply('count.record', { id: idOf('count', n), ...bin, quantity, note: '' }, when);
  }

  stock(locationId: LocationId = shelf, batch: Batch = noBatch, itemId: ItemId = item): number {
    return this.rows.get('stock', makeStockId(itemId, locationId, batch))?.quantity ?? 0;
  }

  /** What was used, in all weeks together. */
  used(locationId: LocationId = shelf): number {
    const { used = {} } = this.rows.get('stock', makeStockId(item, locationId)) ?? {};
    return Object.values(used).reduce((sum, quantity) => sum + quantity, 0);
  }

  /** Whether stock is what follows from the facts alone. */
  isTrue(): boolean {
    const { movement, count, stock } = this.rows.changes();
    const folded = foldStock(movement, count);
    return (
      stock.length === folded.size &&
      stock.every((row) => JSON.stringify(folded.get(row.id)) === JSON.stringify(row))
    );
  }
}
