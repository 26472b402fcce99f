/** What a column of an item file can mean. Which names carry these meanings is told by each source's own list. */
import type { ColumnSet } from './match-columns.ts';

export const importSources = ['inventree', 'plain'] as const;
export type ImportSource = (typeof importSources)[number];

export type ItemMeaning =
  | { readonly kind: 'externalId' }
  | {
      readonly kind: 'text';
      readonly field: 'name' | 'description' | 'sku' | 'unit' | 'link' | 'imageUrl' | 'notes';
    }
  | { readonly kind: 'custom'; readonly name: string }
  | { readonly kind: 'path'; readonly table: 'category' | 'location' }
  /** What lies there; becomes the opening count of a new item. */
  | { readonly kind: 'stock' }
  | { readonly kind: 'level'; readonly field: 'minimum' | 'reorderQuantity' }
  | { readonly kind: 'active' }
  | { readonly kind: 'codes' }
  /** The name of a picture file, or its address. */
  | { readonly kind: 'photo' };

export interface ItemColumns extends ColumnSet<ItemMeaning> {
  readonly source: ImportSource;
}

/** The columns of `locations.csv` and `categories.csv`, the same for all sources. */
export type PlaceMeaning = 'path' | 'description' | 'active' | 'colour';

/** Where imported rows say they came from: "inventree:location:Factory", "csv:category:Paint". */
export const externalIdPrefixes: { readonly [Source in ImportSource]: string } = {
  inventree: 'inventree',
  plain: 'csv',
};
