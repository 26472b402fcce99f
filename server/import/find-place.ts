/**
 * Finds a path among the places or categories that exist. A row is known again by its external id; else by
 * its name under the same parent, so that the default "Electronics Lab" is taken over and not doubled.
 * Where a row has been renamed or moved since, it is found all the same, and stays where it is.
 */
import type { SpaceId } from '../../shared/ids.ts';
import { makeImportId } from './make-import-id.ts';
import { nameKey, pathKey, pathToText, type Path } from './parse-cell.ts';
import type { TreeTable } from './read-places.ts';

/** What places and categories have in common. */
export interface TreeRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parentId: string | null;
  readonly externalId: string;
  readonly deletedAt: number | null;
  readonly active?: boolean;
  readonly colour?: string;
}

export type FoundPlace =
  | { readonly state: 'live'; readonly id: string; readonly row: TreeRow }
  /** To be made, under this id. */
  | { readonly state: 'new'; readonly id: string }
  /** Deleted in Bincard, it or a place above it: it stays so. */
  | { readonly state: 'deleted'; readonly id: string };

export interface PlaceFinder {
  find(path: Path): FoundPlace;
  externalIdOf(path: Path): string;
}

interface FinderInput {
  readonly table: TreeTable;
  readonly spaceId: SpaceId;
  /** "inventree:location", "csv:category" … */
  readonly externalIdPrefix: string;
  /** Deleted ones too. */
  readonly existing: readonly TreeRow[];
}

export function makePlaceFinder(input: FinderInput): PlaceFinder {
  const { table, spaceId, externalIdPrefix } = input;
  // In the order of their ids, so that of two equal rows it is always the same one that is found.
  const rows = input.existing.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  const rowsByExternalId = new Map<string, TreeRow>();
  const rowsByName = new Map<string, TreeRow>();
  for (const row of rows) {
    const key = nameKey(row.externalId);
    const known = rowsByExternalId.get(key);
    if (known === undefined || (known.deletedAt !== null && row.deletedAt === null)) {
      rowsByExternalId.set(key, row);
    }
    // A row of this source has a path of its own, whatever it is called now.
    const isFree = row.deletedAt === null && !row.externalId.startsWith(`${externalIdPrefix}:`);
    const place = nameUnder(row.parentId, row.name);
    if (isFree && !rowsByName.has(place)) rowsByName.set(place, row);
  }

  const externalIdOf = (path: Path): string => `${externalIdPrefix}:${pathToText(path)}`;
  const foundByPath = new Map<string, FoundPlace>();
  const find = (path: Path): FoundPlace => {
    const key = pathKey(path);
    const found = foundByPath.get(key) ?? look(path);
    foundByPath.set(key, found);
    return found;
  };
  const look = (path: Path): FoundPlace => {
    const externalId = externalIdOf(path);
    const id = makeImportId(spaceId, table, nameKey(externalId));
    const own = rowsByExternalId.get(nameKey(externalId)) ?? rowsById.get(id);
    if (own?.deletedAt === null) return { state: 'live', id: own.id, row: own };
    const parent = path.length > 1 ? find(path.slice(0, -1)) : null;
    const named =
      parent?.state === 'new'
        ? undefined
        : rowsByName.get(nameUnder(parent?.id ?? null, path.at(-1) ?? ''));
    if (named !== undefined) return { state: 'live', id: named.id, row: named };
    if (own !== undefined || parent?.state === 'deleted') {
      return { state: 'deleted', id: own?.id ?? id };
    }
    return { state: 'new', id };
  };
  return { find, externalIdOf };
}

function nameUnder(parentId: string | null, name: string): string {
  return `${parentId ?? ''}\n${nameKey(name)}`;
}

/** The path itself and all that it lies in, from the root down. */
export function withParents(path: Path): Path[] {
  return path.map((_, place) => path.slice(0, place + 1));
}
