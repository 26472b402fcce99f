/**
 * What people do to stock, as facts: each deed is one movement or count, and knows its way back. Taking a
 * movement back has a name that follows from the movement (derive-id.ts), so it happens once, however often and on
 * however many phones somebody asks for it.
 */
import { noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import type { Movement, MovementReason, Stock } from '../../shared/entities.ts';
import type { Id, ItemId, LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed } from './actions.ts';

export interface StockDeed {
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  readonly batch?: Batch;
  readonly note?: string;
  /** The project or purpose that it is for. */
  readonly purpose?: string;
}

interface Ends {
  readonly from: LocationId | null;
  readonly to: LocationId | null;
}

export interface Shift extends Ends {
  readonly reason: MovementReason;
}

type MovementDraft = Extract<MutationDraft, { readonly name: 'movement.record' }>;

interface Source {
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

export function makeStockActions({ newId, record }: Source) {
  const shift = (deed: StockDeed, { from, to, reason }: Shift): Deed => {
    const there = movementDraft(newId<'movement'>(), deed, { from, to, reason });
    return record([there], [undoDraft(there.args)]);
  };

  return {
    /** Any movement: `from` null is "from outside", `to` null is "gone". */
    shift,
    take: (deed: StockDeed & { readonly from: LocationId }): Deed =>
      shift(deed, { from: deed.from, to: null, reason: 'use' }),
    putBack: (deed: StockDeed & { readonly to: LocationId }): Deed =>
      shift(deed, { from: null, to: deed.to, reason: 'return' }),
    move: (deed: StockDeed & { readonly from: LocationId; readonly to: LocationId }): Deed =>
      shift(deed, { from: deed.from, to: deed.to, reason: 'move' }),

    /**
     * A count cannot be unsaid, and "as it was" may be below zero, which no count can be. Its way back is therefore
     * a correction by the difference.
     */
    count: (deed: StockDeed & { readonly at: Pick<Stock, 'locationId' | 'quantity'> }): Deed => {
      const { itemId, quantity, note = '', batch = noBatch } = deed;
      const { locationId, quantity: before } = deed.at;
      const difference = before - quantity;
      const counted: MutationDraft = {
        name: 'count.record',
        args: { id: newId<'count'>(), itemId, locationId, quantity, note, ...batch },
      };
      if (difference === 0) return record([counted]);
      const back = movementDraft(
        newId<'movement'>(),
        { itemId, quantity: Math.abs(difference), batch },
        {
          from: difference < 0 ? locationId : null,
          to: difference < 0 ? null : locationId,
          reason: 'correction',
        },
      );
      return record([counted], [back]);
    },

    /** The taking back can itself be taken back: then it is as if nothing had been taken back. */
    undoMovement: (movement: Movement): Deed => {
      const back = undoDraft(movement);
      return record([back], [undoDraft(back.args)]);
    },
  };
}

export function movementDraft(
  id: Movement['id'],
  { itemId, quantity, batch = noBatch, note = '', purpose = '' }: StockDeed,
  { from, to, reason }: Shift,
): MovementDraft {
  const ends = { fromLocationId: from, toLocationId: to };
  const { lot, expiry } = batch;
  const args = { id, itemId, quantity, ...ends, reason, note, purpose, undoes: null, lot, expiry };
  return { name: 'movement.record', args };
}

/** The counter-movement: the same goods the other way. */
export function undoDraft(moved: MovementDraft['args']): MovementDraft {
  const { id, itemId, quantity, fromLocationId, toLocationId, lot = '', expiry = '' } = moved;
  const ends = { fromLocationId: toLocationId, toLocationId: fromLocationId };
  const fact = { itemId, quantity, ...ends, reason: 'correction', note: '', purpose: '' } as const;
  return {
    name: 'movement.record',
    args: { ...fact, id: makeUndoId(id), undoes: id, lot, expiry },
  };
}
