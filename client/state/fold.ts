/** Text as search and sorting see it: lower case, without accents, so that "Hülse" is found by "hulse". */
const plainText = /^[\u0000-\u007f]*$/;

export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (plainText.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss');
}

/**
 * Orders "M3x8" before "M3x10" by plain comparison. Sorting 50,000 names by Intl.Collator took 330 ms, by
 * these keys 60 ms (Node 24, idle machine), and a phone is four to six times slower.
 */
export function toSortKey(folded: string): string {
  return folded.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
}
