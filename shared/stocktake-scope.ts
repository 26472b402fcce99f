/** Which bins a stocktake is about. Whatever else is tallied in it is kept all the same. */
import type { CategoryId, LocationId } from './ids.ts';

export interface StocktakeScope {
  /** With all that lies in them; null for everywhere. */
  readonly places: ReadonlySet<LocationId> | null;
  readonly categories: ReadonlySet<CategoryId> | null;
}

export function holdsPlace({ places }: StocktakeScope, id: LocationId): boolean {
  return places === null || places.has(id);
}

export function holdsCategory({ categories }: StocktakeScope, id: CategoryId | null): boolean {
  return categories === null || (id !== null && categories.has(id));
}
