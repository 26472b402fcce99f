/** The history of prices: each one that somebody says or pays is a fact of that moment, also where a later one is known. */
import type { PriceId, SupplierItemId } from './ids.ts';
import type { Money } from './money.ts';
import type { MutationArgs } from './mutations.ts';
import type { Quantity } from './quantity.ts';
import type { Outcome } from './refusals.ts';
import type { Judgement, Rows } from './rows.ts';
import type { PriceSource } from './suppliers.ts';

interface NewPrice {
  readonly id: PriceId;
  readonly supplierItemId: SupplierItemId;
  readonly price: Money;
  readonly packQuantity: Quantity;
  readonly source: PriceSource;
}

export function recordPrice(rows: Rows, price: NewPrice, judgement: Judgement): void {
  if (rows.get('price', price.id) !== undefined) return;
  const { stamp, personId, receivedAt } = judgement;
  const said = { note: '', isWithdrawn: false, stamp, personId, receivedAt, version: 0 };
  rows.put('price', { ...price, ...said });
}

/** After a supplier item was made or changed. Where only the pack has changed, the price stands for the new one. */
export function recordSaidPrice(
  rows: Rows,
  outcome: Outcome,
  { id, fields, priceId }: MutationArgs<'supplierItem.patch'>,
  judgement: Judgement,
): Outcome {
  const row = rows.get('supplierItem', id);
  if (outcome.kind === 'refused' || row === undefined || priceId === undefined) return outcome;
  const price = fields.price === undefined ? row.price : fields.price;
  const packQuantity = fields.packQuantity ?? row.packQuantity;
  if (price !== null) {
    const fact = { id: priceId, supplierItemId: id, price, packQuantity, source: 'said' } as const;
    recordPrice(rows, fact, judgement);
  }
  return outcome;
}
