/**
 * A batch is what came together: named by its lot, by its expiry, or by both, as printed on the pack. Stock
 * is kept per batch only where somebody has named one; all else lies in the batch without a name.
 */
export interface Batch {
  /** As printed, or "". */
  readonly lot: string;
  /** The last good day, "2027-05-31", or "". */
  readonly expiry: string;
}

export const noBatch: Batch = { lot: '', expiry: '' };
export const lotLengthMax = 40;

export function hasBatch({ lot, expiry }: Batch): boolean {
  return lot !== '' || expiry !== '';
}

export function isSameBatch(one: Batch, other: Batch): boolean {
  return one.lot === other.lot && one.expiry === other.expiry;
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day of the calendar that exists, "2028-02-29"; the form in which all days travel. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = dayPattern.exec(text) ?? [];
  if (year === '') return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** First what must be used first: by expiry, what has none last; then by lot. */
export function compareBatches(one: Batch, other: Batch): number {
  if (one.expiry !== other.expiry) {
    if (one.expiry === '' || other.expiry === '') return one.expiry === '' ? 1 : -1;
    return one.expiry < other.expiry ? -1 : 1;
  }
  return one.lot === other.lot ? 0 : one.lot < other.lot ? -1 : 1;
}
