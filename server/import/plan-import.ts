/**
 * Files and what the space has → the changes to make. Pure: it reads nothing and writes nothing, and the
 * same file a second time makes no change at all. With a single fault in it, a plan is only for showing.
 *
 *     lists of places, categories ─▶ two trees ─▶ items ─▶ codes ─▶ photos ─▶ suppliers, what they sell ─▶ opening counts
 */
import type {
  Category,
  Code,
  Image,
  Item,
  Location,
  Photo,
  Price,
  Supplier,
  SupplierItem,
} from '../../shared/entities.ts';
import type { SpaceId } from '../../shared/ids.ts';
import type { Planned } from './check-mutation.ts';
import type { ImportFault, ImportNote } from './import-faults.ts';
import type { ImportTally } from './import-tally.ts';
import { externalIdPrefixes, type ImportSource } from './item-columns.ts';
import type { ItemRecord } from './item-record.ts';
import type { Path } from './parse-cell.ts';
import { countFetches, type Fetches } from './count-fetches.ts';
import { planCodes } from './plan-codes.ts';
import { planItems } from './plan-items.ts';
import { planPhotos, type Upload } from './plan-photos.ts';
import { planSuppliers } from './plan-suppliers.ts';
import { planTree, type TreePlan, type UsedPath } from './plan-tree.ts';
import type { PhotoFile } from './read-photo-files.ts';
import type { PlaceRecord, TreeTable } from './read-places.ts';
import type { SupplierPartRecord, SupplierRecord } from './read-suppliers.ts';

/** What was read from the files. A list that is null was not among them. */
export interface ImportFiles {
  readonly source: ImportSource;
  readonly items: readonly ItemRecord[];
  readonly locations: readonly PlaceRecord[] | null;
  readonly categories: readonly PlaceRecord[] | null;
  readonly suppliers: readonly SupplierRecord[] | null;
  readonly supplierParts: readonly SupplierPartRecord[];
}

/** The rows of the space, deleted ones too. */
export interface ExistingRows {
  readonly location: readonly Location[];
  readonly category: readonly Category[];
  readonly item: readonly Item[];
  readonly code: readonly Code[];
  readonly photo: readonly Photo[];
  readonly image: readonly Image[];
  readonly supplier: readonly Supplier[];
  readonly supplierItem: readonly SupplierItem[];
  readonly price: readonly Price[];
}

export interface ImportOptions {
  readonly spaceId: SpaceId;
  /** Items may only name places and categories that exist or are listed. */
  readonly strict: boolean;
  /** What was read of the picture files, by the name that the items give them. */
  readonly photoFiles: ReadonlyMap<string, PhotoFile>;
}

export interface ImportPlan {
  /** In an order in which every row stands before what refers to it. */
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
  readonly tallies: {
    readonly [Table in Exclude<keyof ExistingRows, 'image' | 'price'>]: ImportTally;
  };
  /** Paths and suppliers that are new, as text. */
  readonly made: { readonly [Table in TreeTable | 'supplier']: readonly string[] };
  readonly openingCounts: number;
  readonly stockKept: number;
  /** What is to be sent once the changes are kept, also by an import that changes nothing. */
  readonly uploads: readonly Upload[];
  readonly fetches: Fetches;
}

export function planImport(
  files: ImportFiles,
  existing: ExistingRows,
  { spaceId, strict, photoFiles }: ImportOptions,
): ImportPlan {
  const treeOf = <Table extends TreeTable>(
    table: Table,
    listed: readonly PlaceRecord[] | null,
  ): TreePlan<Table> =>
    planTree({
      table,
      spaceId,
      externalIdPrefix: `${externalIdPrefixes[files.source]}:${table}`,
      listed: listed ?? [],
      used: usedPaths(files.items, table),
      mayMake: listed === null && !strict,
      existing: existing[table],
    });
  const locations = treeOf('location', files.locations);
  const categories = treeOf('category', files.categories);
  const items = planItems({
    spaceId,
    records: files.items,
    items: existing.item,
    codes: existing.code,
    categoryIdOf: (path) => categories.idOf(path),
    locationIdOf: (path) => locations.idOf(path),
  });
  const codes = planCodes(spaceId, items.placed, existing.code);
  const photos = planPhotos({
    spaceId,
    placed: items.placed,
    files: photoFiles,
    photos: existing.photo,
    images: existing.image,
  });
  const suppliers = planSuppliers({
    spaceId,
    // Also where they come alone, without the file of parts that tells its source: the lists are InvenTree's.
    externalIdPrefix: externalIdPrefixes.inventree,
    suppliers: files.suppliers,
    parts: files.supplierParts,
    placed: items.placed,
    existing,
  });
  const parts = [locations, categories, items, codes, photos, suppliers];
  return {
    planned: [...parts.flatMap(({ planned }) => planned), ...items.counts],
    faults: parts.flatMap(({ faults }) => faults),
    notes: [...items.notes, ...codes.notes],
    tallies: {
      location: locations.tally,
      category: categories.tally,
      item: items.tally,
      code: codes.tally,
      photo: photos.tally,
      supplier: suppliers.suppliers,
      supplierItem: suppliers.supplierItems,
    },
    made: { location: locations.made, category: categories.made, supplier: suppliers.made },
    openingCounts: items.counts.length,
    stockKept: items.stockKept,
    uploads: photos.uploads,
    fetches: countFetches(items.planned, existing.image),
  };
}

function usedPaths(items: readonly ItemRecord[], table: TreeTable): UsedPath[] {
  const pathOf = (item: ItemRecord): Path | null => item[table];
  return items.flatMap((item) => {
    const path = pathOf(item);
    return path === null ? [] : { path, line: item };
  });
}
