/** What people do about an item that runs low. Each deed is recorded here and judged by the server in its order. */
import { noBatch, type Batch } from '../../shared/batches.ts';
import type { Ask, Reorder } from '../../shared/entities.ts';
import type { Id, ItemId, LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { isOpenReorder, type ReorderPriority, type ReorderStep } from '../../shared/reorders.ts';
import { succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';

export interface NewAsk {
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  readonly priority: ReorderPriority;
  readonly note: string;
}

export interface Decision {
  /** Null leaves it as it was asked for. */
  readonly quantity?: Quantity | null;
  /** "2026-12-24", or "". */
  readonly expectedOn?: string;
  readonly note?: string;
}

export interface Arrival {
  readonly quantity: Quantity;
  readonly damaged: Quantity;
  readonly locationId: LocationId;
  readonly batch?: Batch;
  readonly note: string;
}

interface Source {
  readonly db: LocalDatabase;
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

/** The item's open reorder as this phone knows it, and the number that the next one would have. */
export async function readCurrentReorder(
  db: LocalDatabase,
  itemId: ItemId,
): Promise<{ readonly open: Reorder | undefined; readonly next: number }> {
  const rows = await db.reorder.where('itemId').equals(itemId).toArray();
  const open = rows.find(isOpenReorder);
  return { open, next: Math.max(0, ...rows.map(({ cycle }) => cycle)) + 1 };
}

export function makeReorderActions({ db, newId, record }: Source) {
  return {
    /** `joined`: others had asked before. */
    async askForReorder(ask: NewAsk): Deed<Done & { readonly joined: boolean }> {
      const { open, next } = await readCurrentReorder(db, ask.itemId);
      const ofReorder = { itemId: ask.itemId, cycle: open?.cycle ?? next };
      const id = newId<'ask'>();
      const done = await record(
        [{ name: 'reorder.ask', args: { ...ask, ...ofReorder, id } }],
        [{ name: 'reorder.withdraw', args: { ...ofReorder, id } }],
      );
      return done.ok ? succeed({ ...done.value, joined: open !== undefined }) : done;
    },

    withdrawAsk: ({ id, itemId, cycle }: Ask): Deed =>
      record([{ name: 'reorder.withdraw', args: { id, itemId, cycle } }]),

    decideReorder(
      { itemId, cycle }: Reorder,
      step: ReorderStep,
      { quantity = null, expectedOn = '', note = '' }: Decision = {},
    ): Deed {
      const to = { approve: 'approved', order: 'ordered', decline: 'declined' } as const;
      const from = step === 'cancel' ? 'cancelled' : step === 'close' ? 'received' : to[step];
      return record(
        [{ name: `reorder.${step}`, args: { itemId, cycle, quantity, expectedOn, note } }],
        [{ name: 'reorder.back', args: { itemId, cycle, from } }],
      );
    },

    receiveReorder(
      reorder: Pick<Reorder, 'itemId' | 'cycle' | 'received' | 'damaged'>,
      arrival: Arrival,
    ): Deed {
      const { quantity, damaged, locationId, note, batch = noBatch } = arrival;
      const { itemId, cycle } = reorder;
      const { lot, expiry } = batch;
      const ids = { id: newId<'receipt'>(), movementId: newId<'movement'>() };
      const receipt = { ...ids, itemId, cycle, locationId, lot, expiry };
      // Less than the truth means that somebody was quicker: who comes second is told.
      const seenReceived = Math.max(0, reorder.received + reorder.damaged);
      return record(
        [
          {
            name: 'reorder.receive',
            args: { ...receipt, quantity, damaged, note, seenReceived },
          },
        ],
        [{ name: 'reorder.undoReceipt', args: { ...receipt, note: '' } }],
      );
    },
  };
}
