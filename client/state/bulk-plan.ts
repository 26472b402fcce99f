/**
 * What a change to many items comes to for one of them, told from its rows alone: the same answer for the preview, where
 * nothing is written yet, and inside the transaction that writes. Pure.
 */
import { compareBatches, noBatch, type Batch } from '../../shared/batches.ts';
import type { Item, Movement, Stock } from '../../shared/entities.ts';
import type { Id, LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { BulkDeed, BulkFields, WayBack } from '../db/bulk-records.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import { likelySource } from './likely-place.ts';
import { movementDraft } from './stock-actions.ts';

export interface BulkItem {
  readonly item: Item;
  readonly stock: readonly Bin[];
}
type Bin = Pick<Stock, 'locationId' | 'quantity' | 'lot' | 'expiry'>;

/** Goods of one batch that change their place; null is outside. */
export interface Flow extends Batch {
  readonly from: LocationId | null;
  readonly to: LocationId | null;
  readonly quantity: Quantity;
}

export type ItemPlan =
  | { readonly kind: 'set'; readonly before: BulkFields; readonly after: BulkFields }
  | { readonly kind: 'flow'; readonly flows: readonly Flow[]; readonly goesBelow: boolean }
  | { readonly kind: 'life' }
  | { readonly kind: Untouched };

/** `already`: it is so. `nothing`: none of it lies there. `gone`: it was deleted. */
export type Untouched = 'already' | 'nothing' | 'gone';

export function planItem(deed: BulkDeed, { item, stock }: BulkItem): ItemPlan {
  const isGone = item.deletedAt !== null;
  if (deed.kind === 'restore') return { kind: isGone ? 'life' : 'already' };
  if (isGone) return { kind: deed.kind === 'delete' ? 'already' : 'gone' };
  switch (deed.kind) {
    case 'delete':
      return { kind: 'life' };
    case 'set':
      return planFields(item, deed.fields);
    case 'move':
      return planMove(deed, item, stock);
    case 'adjust':
      return planAdjusting(deed, item, stock);
  }
}

function planFields(item: Item, fields: BulkFields): ItemPlan {
  const names = Object.keys(fields).filter(isBulkField);
  const changed = names.filter((name) => item[name] !== fields[name]);
  if (changed.length === 0) return { kind: 'already' };
  return { kind: 'set', before: pick(item, changed), after: pick(fields, changed) };
}

const bulkFields = new Set<string>([
  'minimum',
  'reorderQuantity',
  'categoryId',
  'homeLocationId',
  'unit',
  'lendable',
  'active',
] satisfies (keyof BulkFields)[]);

function isBulkField(name: string): name is keyof BulkFields {
  return bulkFields.has(name);
}

export function pick(from: BulkFields, names: readonly (keyof BulkFields)[]): BulkFields {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

function planMove(
  { from, to, amount }: Extract<BulkDeed, { kind: 'move' }>,
  item: Item,
  stock: readonly Bin[],
): ItemPlan {
  const bins = stock.filter(
    ({ locationId, quantity }) =>
      quantity > 0 && locationId !== to && (from === null || locationId === from),
  );
  if (bins.length === 0 && (amount === null || from === null)) {
    const isThere = stock.some(({ locationId, quantity }) => locationId === to && quantity > 0);
    return { kind: isThere && from === null ? 'already' : 'nothing' };
  }
  const wanted = amount ?? sumOf(bins);
  return flowPlan(takeFrom(bins, wanted, from ?? likelySource(item, bins)), to, sumOf(bins));
}

function planAdjusting(
  { at, change }: Extract<BulkDeed, { kind: 'adjust' }>,
  item: Item,
  stock: readonly Bin[],
): ItemPlan {
  const place = at ?? likelySource(item, stock);
  if (change > 0) {
    const flow: Flow = { ...noBatch, from: null, to: place, quantity: change };
    return { kind: 'flow', flows: [flow], goesBelow: false };
  }
  const bins = stock.filter(
    ({ locationId, quantity }) => quantity > 0 && (at === null || locationId === at),
  );
  return flowPlan(takeFrom(bins, -change, place), null, sumOf(bins));
}

interface Taken extends Batch {
  readonly from: LocationId;
  readonly quantity: Quantity;
}

/**
 * Each batch from where it lies: first what expires first, then where most is. What is wanted beyond all there is comes
 * from the last of them, or from `otherwise` where there is nothing at all.
 */
function takeFrom(bins: readonly Bin[], wanted: Quantity, otherwise: LocationId): Taken[] {
  const taken: Taken[] = [];
  let rest = wanted;
  const inTurn = bins.toSorted(
    (one, other) => compareBatches(one, other) || other.quantity - one.quantity,
  );
  for (const { locationId, lot, expiry, quantity } of inTurn) {
    if (rest <= 0) break;
    const part = Math.min(quantity, rest);
    taken.push({ from: locationId, lot, expiry, quantity: part });
    rest -= part;
  }
  if (rest <= 0) return taken;
  const last = taken.pop() ?? { ...noBatch, from: otherwise, quantity: 0 };
  return [...taken, { ...last, quantity: last.quantity + rest }];
}

function flowPlan(taken: readonly Taken[], to: LocationId | null, there: Quantity): ItemPlan {
  const flows = taken.map((each): Flow => ({ ...each, to }));
  return { kind: 'flow', flows, goesBelow: sumOf(taken) > there };
}

function sumOf(bins: readonly { readonly quantity: Quantity }[]): Quantity {
  return bins.reduce((sum, { quantity }) => sum + quantity, 0);
}

export interface Written {
  readonly drafts: readonly MutationDraft[];
  readonly wayBack: readonly WayBack[];
}

/** What is to be recorded, and what it takes to take it back. */
export function writePlan(
  deed: BulkDeed,
  { id }: Pick<Item, 'id'>,
  plan: ItemPlan,
  newId: <Name extends string>() => Id<Name>,
): Written {
  switch (plan.kind) {
    case 'set': {
      const { before, after } = plan;
      return {
        drafts: [{ name: 'item.patch', args: { id, fields: after } }],
        wayBack: [{ kind: 'fields', id, before, after }],
      };
    }
    case 'life':
      return { drafts: [lifeDraft(deed.kind, id)], wayBack: [{ kind: 'life', id }] };
    case 'flow': {
      const { reason, note } = factsOf(deed);
      const drafts = plan.flows.map(({ from, to, quantity, lot, expiry }) =>
        movementDraft(
          newId<'movement'>(),
          { itemId: id, quantity, batch: { lot, expiry }, note },
          { from, to, reason },
        ),
      );
      return { drafts, wayBack: drafts.map(({ args }) => ({ kind: 'movement', args })) };
    }
    case 'already':
    case 'nothing':
    case 'gone':
      return { drafts: [], wayBack: [] };
  }
}

/** The other way: what a deletion of many needs to be taken back, and the reverse. */
export function lifeDraft(kind: BulkDeed['kind'], id: Item['id']): MutationDraft {
  return { name: kind === 'restore' ? 'item.restore' : 'item.delete', args: { id } };
}

function factsOf(deed: BulkDeed): Pick<Movement, 'reason' | 'note'> {
  switch (deed.kind) {
    case 'move':
      return { reason: 'move', note: deed.note };
    case 'adjust':
      return { reason: deed.reason, note: deed.note };
    case 'set':
    case 'delete':
    case 'restore':
      throw new Error('Expected a change of stock');
  }
}
