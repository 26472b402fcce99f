/** A batch in words: the one place that writes them. "Lot A7, good until 31 May 2027". */
import { hasBatch, type Batch } from '../../../shared/batches.ts';
import { formatDay } from './format.ts';
import { screenWords } from './screen-words.ts';

export function batchWords(batch: Batch): string {
  const w = screenWords.value.batches;
  const { lot, expiry } = batch;
  if (!hasBatch(batch)) return w.none;
  if (lot === '') return w.onlyUntil(formatDay(expiry));
  return expiry === '' ? w.lot(lot) : `${w.lot(lot)}, ${w.until(formatDay(expiry))}`;
}
