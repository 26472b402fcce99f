/**
 * Items that are nearly spelt like what was typed, for slips of the finger: one wrong, missing, doubled or swapped
 * letter per word. Loaded only when plain search has found nothing (uFuzzy weighs 4 kB).
 */
import UFuzzy from '@leeoniya/ufuzzy';
import { fold } from './fold.ts';
import type { ListedItem } from './listed-item.ts';

const shownMax = 50;
/** Ranking looks at each match closely; beyond this many it would be felt. */
const rankedMax = 1000;

export function findSimilarItems(
  items: readonly ListedItem[],
  query: string,
): readonly ListedItem[] {
  const fuzzy = new UFuzzy({ intraMode: 1 });
  const haystacks = items.map((item) => item.haystack);
  const [indexes, info, order] = fuzzy.search(haystacks, fold(query), 1, rankedMax);
  if (indexes === null) return [];
  const best = order === null ? indexes : order.map((place) => info.idx[place] ?? -1);
  return best.slice(0, shownMax).flatMap((index) => items[index] ?? []);
}
