/**
 * Goods that come for order lines. What is good enters stock, what is not is noted; each deed is one transaction on this
 * device with its way back.
 */
import { noBatch, type Batch } from '../../shared/batches.ts';
import type { OrderLine, Receipt } from '../../shared/entities.ts';
import {
  unplaced,
  type Id,
  type ItemId,
  type LocationId,
  type OrderLineId,
} from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import { outstandingOf } from '../../shared/orders.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';
import { likelyGoal } from './likely-place.ts';

export interface LineArrival {
  readonly quantity: Quantity;
  readonly damaged: Quantity;
  readonly expired: Quantity;
  readonly locationId: LocationId;
  readonly batch?: Batch;
  readonly receivedOn: string;
  /** Of one pack, as paid; null leaves the price as it is known. */
  readonly price: Money | null;
  readonly note: string;
}

export type RestArrival = Pick<LineArrival, 'receivedOn'>;

/** How many lines there were left to receive. */
export interface RestReceived {
  readonly lines: number;
}

const wholeArrival = { damaged: 0, expired: 0, price: null, note: '' } as const;

type Arriving = Pick<
  OrderLine,
  'id' | 'itemId' | 'cycle' | 'supplierItemId' | 'packQuantity' | 'received' | 'damaged'
>;

interface Source {
  readonly db: LocalDatabase;
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

export function makeReceiveActions({ db, newId, record }: Source) {
  let receiving: Promise<unknown> = Promise.resolve();

  /** All in one transaction: it has come together. */
  function receiveLines(
    arrivals: readonly { readonly line: Arriving; readonly arrival: LineArrival }[],
  ): Deed {
    const pairs = arrivals.map(({ line, arrival }) => {
      const { batch = noBatch, locationId, note, ...came } = arrival;
      const { itemId, cycle, supplierItemId, packQuantity } = line;
      const ids = { id: newId<'receipt'>(), movementId: newId<'movement'>() };
      const { lot, expiry } = batch;
      const of = { itemId, cycle, orderLineId: line.id, supplierItemId };
      const receipt = { ...ids, ...of, locationId, lot, expiry };
      const seenReceived = Math.max(0, line.received + line.damaged);
      return {
        draft: {
          name: 'reorder.receive',
          args: { ...receipt, ...came, note, packQuantity, seenReceived },
        } as const,
        undo: { name: 'reorder.undoReceipt', args: { ...receipt, note: '' } } as const,
      };
    });
    return record(
      pairs.map(({ draft }) => draft),
      pairs.map(({ undo }) => undo),
    );
  }

  /** All that is still to come has come as it was ordered. A second tap finds nothing left to receive. */
  function receiveRest(
    lineIds: readonly OrderLineId[],
    at: RestArrival,
  ): Deed<Done & RestReceived> {
    const run = async (): Deed<Done & RestReceived> => {
      const [lines, goals] = await Promise.all([
        db.orderLine.bulkGet([...lineIds]),
        readGoals(db, lineIds),
      ]);
      const due = lines.flatMap((line) =>
        line !== undefined && outstandingOf(line) > 0 ? [line] : [],
      );
      const arrivals = due.map((line) => {
        const goal = goals.get(line.itemId) ?? unplaced;
        const arrival = { ...wholeArrival, ...at, quantity: outstandingOf(line) };
        return { line, arrival: { ...arrival, locationId: goal } };
      });
      const done = await receiveLines(arrivals);
      return done.ok ? succeed({ ...done.value, lines: arrivals.length }) : done;
    };
    const deed = receiving.then(run);
    receiving = deed.catch(() => undefined);
    return deed;
  }

  return {
    receiveLines,
    receiveRest,

    undoReceipt(receipt: Receipt): Deed {
      const { id, itemId, cycle, locationId, movementId, lot, expiry } = receipt;
      const { orderLineId, supplierItemId } = receipt;
      const of = {
        itemId,
        cycle,
        locationId,
        movementId,
        lot,
        expiry,
        orderLineId,
        supplierItemId,
      };
      return record([{ name: 'reorder.undoReceipt', args: { id, ...of, note: '' } }]);
    },
  };
}

/** Where each item belongs, or where it lies. */
async function readGoals(
  db: LocalDatabase,
  lineIds: readonly OrderLineId[],
): Promise<ReadonlyMap<ItemId, LocationId>> {
  const lines = await db.orderLine.bulkGet([...lineIds]);
  const itemIds = [...new Set(lines.flatMap((line) => (line === undefined ? [] : [line.itemId])))];
  const [items, stock] = await Promise.all([
    db.item.bulkGet(itemIds),
    db.stock.where('itemId').anyOf(itemIds).toArray(),
  ]);
  return new Map(
    items.flatMap((item): [ItemId, LocationId][] => {
      if (item === undefined) return [];
      const here = stock.filter(({ itemId }) => itemId === item.id);
      return [[item.id, likelyGoal(item, here)]];
    }),
  );
}
