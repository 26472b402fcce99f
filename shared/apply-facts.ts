/**
 * Facts become rows, and stock follows by the law (stock.ts). Facts are never refused, whatever has become of
 * their item or place: the goods did move.
 */
import { noBatch, type Batch } from './batches.ts';
import type { Count, Movement } from './entities.ts';
import { makeStockId } from './ids.ts';
import type { MutationArgs } from './mutations.ts';
import { applied, type Outcome } from './refusals.ts';
import type { Judgement, Rows } from './rows.ts';
import { stampToMs, type Stamp } from './stamps.ts';
import { emptyStock, isInCount, legsOf, withCount, withMovement } from './stock.ts';

/** Changes recorded by older code name no batch. */
export function batchOf({ lot = '', expiry = '' }: Partial<Batch>): Batch {
  return lot === '' && expiry === '' ? noBatch : { lot, expiry };
}

export function recordMovement(
  rows: Rows,
  args: MutationArgs<'movement.record'>,
  judgement: Judgement,
): Outcome {
  if (rows.get('movement', args.id) !== undefined)
    return { kind: 'superseded', because: 'alreadySo' };
  const { purpose = '', ...given } = args;
  const { personId, receivedAt } = judgement;
  const movement: Movement = {
    ...given,
    ...batchOf(args),
    purpose,
    ...momentOf(rows, args, judgement.stamp),
    personId,
    receivedAt,
    version: 0,
  };
  rows.put('movement', movement);
  let countedAt: number | undefined;
  for (const { locationId, change } of legsOf(movement)) {
    const id = makeStockId(movement.itemId, locationId, movement);
    const stock =
      rows.get('stock', id) ?? emptyStock(movement.itemId, locationId, batchOf(movement));
    if (isInCount(stock, movement) && stock.countStamp !== null)
      countedAt = stampToMs(stock.countStamp);
    rows.put('stock', withMovement(stock, movement, change));
  }
  return countedAt === undefined ? applied : { kind: 'superseded', because: 'inCount', countedAt };
}

/**
 * A movement that takes another back stands where that one does. It needs to know it: one that is unknown here
 * (older than what a phone holds, or lost by a server that went back in time) leaves the taking back to stand at
 * its own moment, as any correction does. The server knows all, so only a phone's forecast can be off by that.
 */
function momentOf(
  rows: Rows,
  { undoes, itemId, reason }: MutationArgs<'movement.record'>,
  stamp: Stamp,
): Pick<Movement, 'stamp' | 'effectiveStamp' | 'effectiveReason'> {
  const undone = undoes === null ? undefined : rows.get('movement', undoes);
  if (undone === undefined || undone.itemId !== itemId)
    return { stamp, effectiveStamp: stamp, effectiveReason: reason };
  const { effectiveStamp, effectiveReason } = undone;
  // Nothing is taken back before it happens, whatever a clock says: so no stamp is earlier than its effect.
  return { stamp: undone.stamp > stamp ? undone.stamp : stamp, effectiveStamp, effectiveReason };
}

export function recordCount(
  rows: Rows,
  args: MutationArgs<'count.record'>,
  { stamp, personId, receivedAt }: Judgement,
): Outcome {
  return putCount(rows, {
    ...args,
    ...batchOf(args),
    stocktakeId: null,
    stamp,
    personId,
    receivedAt,
    version: 0,
  });
}

export function putCount(rows: Rows, count: Count): Outcome {
  if (rows.get('count', count.id) !== undefined)
    return { kind: 'superseded', because: 'alreadySo' };
  rows.put('count', count);
  const { itemId, locationId, stamp } = count;
  const batch = batchOf(count);
  const stock =
    rows.get('stock', makeStockId(itemId, locationId, batch)) ??
    emptyStock(itemId, locationId, batch);
  const counted = withCount(stock, count, rows.movementsAfter(itemId, stamp));
  if (counted === stock && stock.countStamp !== null) {
    return { kind: 'superseded', because: 'inCount', countedAt: stampToMs(stock.countStamp) };
  }
  rows.put('stock', counted);
  return applied;
}
