/** Names of places and categories as people read them: with their path, and marked where they were deleted. */
import type { Category, Location } from '../../../shared/entities.ts';
import { unplaced, type CategoryId, type LocationId } from '../../../shared/ids.ts';
import type { Tree, TreeNode, TreeRow } from '../../state/tree.ts';
import type { SelectOption } from '../parts/select.tsx';
import { words } from './words.ts';

type Places = Tree<LocationId, Location>;

export function rowName(row: TreeRow<string>): string {
  return row.deletedAt === null ? row.name : words.value.places.deleted(row.name);
}

/** "Factory / Shelf 3". */
export function pathWords(node: TreeNode<TreeRow<string>>): string {
  return node.path.map(rowName).join(' / ');
}

export function placeName(places: Places, id: LocationId): string {
  if (id === unplaced) return words.value.places.unplaced;
  const row = places.row(id);
  return row === undefined ? words.value.places.unknown : rowName(row);
}

export function placePath(places: Places, id: LocationId): string {
  const node = places.node(id);
  return node === undefined ? placeName(places, id) : pathWords(node);
}

/** For pickers: living places that are in use, and `keep` whatever it is, so that a choice never vanishes. */
export function placeOptions(places: Places, keep: LocationId | null = null): SelectOption[] {
  return places.nodes
    .filter(({ row, deleted }) => (!deleted && row.active) || row.id === keep)
    .map(({ row, depth }) => ({ value: row.id, text: rowName(row), depth }));
}

export function categoryOptions(
  categories: Tree<CategoryId, Category>,
  keep: CategoryId | null = null,
): SelectOption[] {
  return categories.nodes
    .filter(({ row, deleted }) => !deleted || row.id === keep)
    .map(({ row, depth }) => ({ value: row.id, text: rowName(row), depth }));
}

/** Its own colour, or that of the nearest parent that has one; "" for none. */
export function colourOf(categories: Tree<CategoryId, Category>, id: CategoryId | null): string {
  const path = categories.node(id)?.path ?? [];
  return path.findLast(({ colour }) => colour !== '')?.colour ?? '';
}
