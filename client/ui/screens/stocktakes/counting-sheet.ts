/** What can be asked on top of the shelf that is being counted, and what each scan does there. */
import { signal } from '@preact/signals';
import type { Batch } from '../../../../shared/batches.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import type { BinReview } from '../../../../shared/stocktake-figures.ts';
import type { UnknownReview } from '../../../../shared/stocktake-review.ts';

export type CountingSheet =
  | { readonly kind: 'bin'; readonly bin: BinReview }
  | { readonly kind: 'item'; readonly itemId: ItemId; readonly batch?: Batch }
  | { readonly kind: 'found' }
  | {
      readonly kind: 'unknown';
      readonly code: string;
      readonly thing?: UnknownReview | undefined;
    };

/** Holds for the whole visit of the app: who counts box by box does so on every shelf. */
export const eachScan = signal<'adds' | 'asks'>('adds');
