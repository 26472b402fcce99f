/** What is on its way, item by item: a low one that will soon be full again is nobody's errand any more. */
import type { Reorder } from '../../shared/entities.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { onOrderOf } from '../../shared/reorders.ts';
import type { LocalDatabase } from '../db/local-database.ts';

export interface OnOrder {
  readonly quantity: Quantity;
  /** The day on which it should come, or "". */
  readonly expectedOn: string;
}

export type Coming = ReadonlyMap<ItemId, OnOrder>;

export const nothingComing: Coming = new Map();

type Ordered = Pick<Reorder, 'itemId' | 'state' | 'ordered' | 'received' | 'expectedOn'>;

/** An item has one open reorder at most. */
export function makeComing(reorders: Iterable<Ordered>): Coming {
  const coming = new Map<ItemId, OnOrder>();
  for (const reorder of reorders) {
    const quantity = onOrderOf(reorder);
    if (quantity > 0) coming.set(reorder.itemId, { quantity, expectedOn: reorder.expectedOn });
  }
  return coming;
}

/** All reorders of a space are few beside its items, so they are read whole. */
export async function readComing(db: LocalDatabase): Promise<Coming> {
  return makeComing(await db.reorder.toArray());
}
