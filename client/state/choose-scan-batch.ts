/**
 * Which batch a scan is about. What the code says comes first; what goes out without a word is what must be used first;
 * what is counted or comes in is asked, because there a wrong guess would stay.
 */
import { hasBatch, noBatch, type Batch } from '../../shared/batches.ts';
import type { LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { batchesAt, batchOfCode, firstToUse, likelyReturn } from './choose-batch.ts';
import type { ListMode } from './scan-line.ts';
import { isBatched, type Bin } from './stock-by-place.ts';

export interface ScanBatchQuestion {
  readonly mode: ListMode;
  readonly stock: readonly Bin[];
  /** Where the figure changes first: of a move, where it comes from. */
  readonly place: LocationId;
  readonly amount: Quantity;
  /** As the code has it. */
  readonly scanned: Batch;
  /** As a person has said it for this item and place. */
  readonly answered: Batch | undefined;
  readonly today: string;
}

export type BatchAnswer =
  | { readonly kind: 'chosen'; readonly batch: Batch }
  /** `options`: what lies there; none where it is new. */
  | { readonly kind: 'ask'; readonly options: readonly Batch[] };

export function chooseScanBatch(question: ScanBatchQuestion): BatchAnswer {
  const { mode, stock, place, scanned, answered } = question;
  const isIncoming = mode === 'receive';
  if (hasBatch(scanned)) return chosen(batchOfCode(scanned, { stock, place, isIncoming }));
  if (answered !== undefined) return chosen(answered);
  if (!isBatched(stock)) return chosen(noBatch);
  if (mode === 'take' || mode === 'move') return chosen(firstToUse(question));
  if (mode === 'return') return chosen(likelyReturn(question));
  if (isIncoming) return { kind: 'ask', options: [] };
  const options = batchesAt(stock, place);
  const [only] = options;
  return only !== undefined && options.length === 1 ? chosen(only) : { kind: 'ask', options };
}

function chosen(batch: Batch): BatchAnswer {
  return { kind: 'chosen', batch };
}
