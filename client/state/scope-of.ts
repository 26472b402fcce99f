/** What a stocktake is about, with all that lies inside its places and categories as the trees are now. */
import type { Category, Location, Stocktake } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import type { StocktakeScope } from '../../shared/stocktake-scope.ts';
import type { Tree, TreeRow } from './tree.ts';

export interface ScopeTrees {
  readonly locations: Tree<LocationId, Location>;
  readonly categories: Tree<CategoryId, Category>;
}

export function scopeOf(
  { locationIds, categoryIds }: Pick<Stocktake, 'locationIds' | 'categoryIds'>,
  { locations, categories }: ScopeTrees,
): StocktakeScope {
  return {
    places: withInside(locations, locationIds),
    categories: withInside(categories, categoryIds),
  };
}

function withInside<Id extends string, Row extends TreeRow<Id>>(
  tree: Tree<Id, Row>,
  ids: readonly Id[],
): ReadonlySet<Id> | null {
  if (ids.length === 0) return null;
  return new Set(ids.flatMap((id) => [...tree.withInside(id)]));
}
