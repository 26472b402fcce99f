/**
 * What can become of a change, and why. One closed union for every expected "no": each carries the
 * facts from which the screens make words. Nothing here is text for people.
 */
import type { SyncedTable } from './entities.ts';
import type { ItemId } from './ids.ts';
import type { OrderState } from './orders.ts';
import type { Quantity } from './quantity.ts';
import type { ReorderState } from './reorders.ts';
import type { StocktakeState } from './stocktakes.ts';

export type Refusal =
  /** The arguments do not have the agreed shape. `path` names the field, `reason` what was expected. */
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string }
  /** This server does not know the mutation, or not in this version. */
  | { readonly kind: 'unknownMutation'; readonly name: string; readonly version: number }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'rowMissing'; readonly table: SyncedTable; readonly id: string }
  /** Deletes win over concurrent edits; the change can be made again after a restore. */
  | {
      readonly kind: 'rowDeleted';
      readonly table: SyncedTable;
      readonly id: string;
      readonly deletedAt: number;
    }
  /** A place or category may not lie inside itself. */
  | { readonly kind: 'wouldLoop'; readonly table: SyncedTable; readonly id: string }
  /** A decision that needs another state than the one that others have brought about. */
  | {
      readonly kind: 'wrongState';
      readonly table: 'stocktake' | 'reorder' | 'purchaseOrder';
      readonly id: string;
      readonly state: StocktakeState | ReorderState | OrderState;
    }
  /** Somebody else has ordered it meanwhile: whoever wants more of it says so again, knowing that. */
  | {
      readonly kind: 'orderedMeanwhile';
      readonly itemIds: readonly ItemId[];
    }
  /** The database could not store it although it had the right shape. */
  | { readonly kind: 'notStorable'; readonly reason: string };

/** A field whose edit lost against a later one. */
export interface LostField {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** When the other edit was made, by its own (clamped) clock. */
  readonly at: number;
}

export type Outcome =
  | { readonly kind: 'applied' }
  /** Already so, or beyond: nothing is wrong, but the person may want to know. */
  | { readonly kind: 'superseded'; readonly because: 'alreadySo' }
  | {
      readonly kind: 'superseded';
      readonly because: 'laterEdit';
      readonly lost: readonly LostField[];
    }
  /** A movement that a later count had already seen: "already in the count of 14:05". */
  | { readonly kind: 'superseded'; readonly because: 'inCount'; readonly countedAt: number }
  /** Goods that came for a reorder which was not, or no longer, ordered: they are in stock all the same. */
  | {
      readonly kind: 'superseded';
      readonly because: 'decidedOtherwise';
      readonly state: ReorderState;
    }
  /** Somebody else has received goods of the same order meanwhile: both are in stock, and one may be too many. */
  | {
      readonly kind: 'superseded';
      readonly because: 'alsoReceived';
      readonly others: Quantity;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export const applied: Outcome = { kind: 'applied' };

export function refuse(refusal: Refusal): Outcome {
  return { kind: 'refused', refusal };
}
