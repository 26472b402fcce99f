/**
 * Search: every word must be found, in the item itself or in the name of its place or category. Best first:
 * the exact SKU or code, then names that begin so, words that begin so, names that contain it, the rest.
 * Pure, and a plain scan: 50,000 items take a few milliseconds, and there is no index to keep in step.
 * Slips of the finger are similar-items.ts's business, asked only when this finds nothing.
 */
import { codeKey } from '../../shared/codes.ts';
import type { Category, Location } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import { fold } from './fold.ts';
import type { ListedItem } from './listed-item.ts';
import type { Tree } from './tree.ts';

export interface ItemFilters {
  readonly locationId: LocationId | null;
  readonly categoryId: CategoryId | null;
  readonly low: boolean;
  readonly needsCount: boolean;
  /** Some of it is past its last good day by then; null for all. */
  readonly expiresBy: string | null;
  readonly noPhoto: boolean;
  readonly inactive: boolean;
}

export const noFilters: ItemFilters = {
  locationId: null,
  categoryId: null,
  low: false,
  needsCount: false,
  expiresBy: null,
  noPhoto: false,
  inactive: false,
};

export interface SearchSources {
  /** In the order of their names; the order is kept among equals. */
  readonly items: readonly ListedItem[];
  readonly locations: Tree<LocationId, Location>;
  readonly categories: Tree<CategoryId, Category>;
}

export function searchItems(
  sources: SearchSources,
  query: string,
  filters: ItemFilters = noFilters,
): readonly ListedItem[] {
  const text = fold(query).trim();
  const candidates = filterItems(sources, filters, text !== '');
  if (text === '') return candidates;
  const words = text.split(/\s+/).map((word) => lookUp(sources, word));
  const key = fold(codeKey(query));
  const ranks: ListedItem[][] = [[], [], [], [], [], []];
  for (const item of candidates) {
    if (!words.every((word) => holds(item, word))) continue;
    ranks[item.active ? rankOf(item, text, key, words) : 5]?.push(item);
  }
  return ranks.flat();
}

/** Inactive items are put away: they show up only when asked for, or by name. */
function filterItems(
  { items, locations, categories }: SearchSources,
  filters: ItemFilters,
  named: boolean,
): readonly ListedItem[] {
  const { locationId, categoryId, low, needsCount, expiresBy, noPhoto, inactive } = filters;
  const places = locationId === null ? null : locations.withInside(locationId);
  const kinds = categoryId === null ? null : categories.withInside(categoryId);
  return items.filter(
    (item) =>
      (inactive ? !item.active : item.active || named) &&
      (!noPhoto || !item.hasImage) &&
      (expiresBy === null || (item.expiry !== '' && item.expiry <= expiresBy)) &&
      (places === null || liesIn(item, places)) &&
      (kinds === null || (item.categoryId !== null && kinds.has(item.categoryId))) &&
      (!(low || needsCount) ||
        (low && (item.state === 'low' || item.state === 'out')) ||
        (needsCount && item.state === 'needsCount')),
  );
}

export function liesIn(item: ListedItem, places: ReadonlySet<LocationId>): boolean {
  if (item.locationIds.length === 0) {
    return item.homeLocationId !== null && places.has(item.homeLocationId);
  }
  return item.locationIds.some((id) => places.has(id));
}

interface Word {
  readonly text: string;
  readonly places: ReadonlySet<LocationId>;
  readonly kinds: ReadonlySet<CategoryId>;
}

/** Names of places are not copied into 50,000 haystacks: renaming a shelf costs nothing. */
function lookUp({ locations, categories }: SearchSources, text: string): Word {
  const places = new Set<LocationId>();
  const kinds = new Set<CategoryId>();
  for (const { row } of locations.nodes) {
    if (fold(row.name).includes(text))
      for (const id of locations.withInside(row.id)) places.add(id);
  }
  for (const { row } of categories.nodes) {
    if (fold(row.name).includes(text))
      for (const id of categories.withInside(row.id)) kinds.add(id);
  }
  return { text, places, kinds };
}

function holds(item: ListedItem, word: Word): boolean {
  return (
    item.haystack.includes(word.text) ||
    (word.places.size > 0 && liesIn(item, word.places)) ||
    (word.kinds.size > 0 && item.categoryId !== null && word.kinds.has(item.categoryId))
  );
}

function rankOf(item: ListedItem, text: string, key: string, words: readonly Word[]): number {
  if (fold(item.sku) === text || item.codeKeys.some((code) => fold(code) === key)) return 0;
  if (item.haystack.startsWith(text)) return 1;
  if (words.every((word) => startsAWord(item, word.text))) return 2;
  if (words.every((word) => isInName(item, word.text))) return 3;
  return 4;
}

function isInName(item: ListedItem, text: string): boolean {
  const at = item.haystack.indexOf(text);
  return at >= 0 && at < item.nameLength;
}

const wordCharacter = /[\p{L}\p{N}]/u;

function startsAWord(item: ListedItem, text: string): boolean {
  let at = item.haystack.indexOf(text);
  while (at >= 0 && at < item.nameLength) {
    if (at === 0 || !wordCharacter.test(item.haystack.charAt(at - 1))) return true;
    at = item.haystack.indexOf(text, at + 1);
  }
  return false;
}
