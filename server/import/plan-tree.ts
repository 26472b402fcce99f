/**
 * What an import changes in the tree of places or of categories. A path such as "Factory/Office Block/Room
 * 101" makes what is missing of it, parents first; what exists gets only what the list says of it.
 */
import { toId, type Id, type SpaceId } from '../../shared/ids.ts';
import { nextColours } from './category-colours.ts';
import { checkMutation, type Planned } from './check-mutation.ts';
import {
  makePlaceFinder,
  withParents,
  type FoundPlace,
  type PlaceFinder,
  type TreeRow,
} from './find-place.ts';
import type { ImportFault } from './import-faults.ts';
import { countChange, makeTally, type ImportTally } from './import-tally.ts';
import { faultAt, type FileLine } from './item-record.ts';
import { pathKey, pathToText, type Path } from './parse-cell.ts';
import type { PlaceRecord, TreeTable } from './read-places.ts';
import { suggest } from './suggest.ts';

/** A path that an item names, and where. */
export interface UsedPath {
  readonly path: Path;
  readonly line: FileLine;
}

export interface TreeInput<Table extends TreeTable> {
  readonly table: Table;
  readonly spaceId: SpaceId;
  readonly externalIdPrefix: string;
  readonly listed: readonly PlaceRecord[];
  readonly used: readonly UsedPath[];
  /** Whether an item may name what neither is listed nor exists: then it is made. */
  readonly mayMake: boolean;
  /** Deleted ones too. */
  readonly existing: readonly TreeRow[];
}

export interface TreePlan<Table extends TreeTable> {
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly tally: ImportTally;
  /** Paths that are new, as text. */
  readonly made: readonly string[];
  /** Null where the place is deleted, and for a path that is a fault. */
  idOf(path: Path): Id<Table> | null;
}

/** A place that the files speak of: in its list, or as (part of) the path of an item. */
interface Node {
  readonly path: Path;
  readonly line: FileLine;
  readonly fields: PlaceRecord['fields'];
}

export function planTree<Table extends TreeTable>(input: TreeInput<Table>): TreePlan<Table> {
  const { table, listed, used, existing } = input;
  const finder = makePlaceFinder(input);
  const nodes = new Map<string, Node>();
  const mention = (path: Path, line: FileLine): void => {
    for (const part of withParents(path)) {
      if (!nodes.has(pathKey(part))) nodes.set(pathKey(part), { path: part, line, fields: {} });
    }
  };
  for (const record of listed) {
    mention(record.path, record);
    nodes.set(pathKey(record.path), { path: record.path, line: record, fields: record.fields });
  }
  const unknown: UsedPath[] = [];
  for (const { path, line } of used) {
    const isKnown = nodes.has(pathKey(path)) || finder.find(path).state !== 'new';
    if (isKnown || input.mayMake) mention(path, line);
    else unknown.push({ path, line });
  }
  const names = [...[...nodes.values()].map(({ path }) => pathToText(path)), ...pathsOf(existing)];
  // Once per path: a whole file may name the same wrong one.
  const unknownAdvices = new Map<string, string>();
  for (const { path } of unknown) {
    const key = pathKey(path);
    if (!unknownAdvices.has(key)) unknownAdvices.set(key, unknownAdvice(table, path, names));
  }
  const faults = unknown.map(({ path, line }) =>
    faultAt(line, table, unknownAdvices.get(pathKey(path)) ?? ''),
  );
  const plan = planNodes(input, finder, [...nodes.values()]);
  return {
    ...plan,
    faults: [...faults, ...plan.faults],
    idOf(path) {
      const { state, id } = finder.find(path);
      return state === 'deleted' || unknownAdvices.has(pathKey(path)) ? null : toId<Table>(id);
    },
  };
}

function planNodes(
  { table, existing }: TreeInput<TreeTable>,
  finder: PlaceFinder,
  nodes: readonly Node[],
): Omit<TreePlan<TreeTable>, 'idOf'> {
  const planned: Planned[] = [];
  const faults: ImportFault[] = [];
  const made: string[] = [];
  const tally = makeTally();
  const colours = nextColours(coloursInUse(existing, nodes));
  for (const { path, line, fields } of nodes) {
    const place = finder.find(path);
    if (place.state === 'deleted') {
      tally.leftDeleted += 1;
      continue;
    }
    const wanted =
      place.state === 'live'
        ? changesOf(place.row, fields, finder.externalIdOf(path))
        : birthOf(table, finder, path, fields, colours);
    if (place.state === 'live') countChange(tally, Object.keys(wanted));
    else {
      tally.created += 1;
      made.push(pathToText(path));
    }
    if (Object.keys(wanted).length === 0) continue;
    const checked = checkMutation({
      name: place.state === 'live' ? `${table}.patch` : `${table}.create`,
      args: { id: place.id, fields: wanted },
      line,
      // An item that names a place does so in a column called like the tree.
      cellOf: line.cells.has('path')
        ? { name: 'path', externalId: 'path' }
        : { name: table, externalId: table },
    });
    planned.push(...checked.planned);
    faults.push(...checked.faults);
  }
  return { planned, faults, made, tally };
}

type WantedFields = Record<string, string | boolean | null>;

function birthOf(
  table: TreeTable,
  finder: PlaceFinder,
  path: Path,
  fields: PlaceRecord['fields'],
  colours: Iterator<string, never>,
): WantedFields {
  const isRoot = path.length === 1;
  const parent: FoundPlace | null = isRoot ? null : finder.find(path.slice(0, -1));
  const isColourless = table === 'category' && isRoot && fields.colour === undefined;
  return {
    name: path.at(-1) ?? '',
    parentId: parent?.id ?? null,
    ...fields,
    ...(isColourless ? { colour: colours.next().value } : {}),
    externalId: finder.externalIdOf(path),
  };
}

/** Name and parent are how it was found, not something the file says of it: a rename here outlives imports. */
function changesOf(row: TreeRow, fields: PlaceRecord['fields'], externalId: string): WantedFields {
  const spoken: WantedFields = { ...fields, ...(row.externalId === '' ? { externalId } : {}) };
  const before = new Map<string, unknown>(Object.entries(row));
  return Object.fromEntries(
    Object.entries(spoken).filter(([field, value]) => before.get(field) !== value),
  );
}

function coloursInUse(existing: readonly TreeRow[], nodes: readonly Node[]): Set<string> {
  const kept = existing.filter(({ deletedAt }) => deletedAt === null);
  const wanted = nodes.map(({ fields }) => fields);
  return new Set([...kept, ...wanted].map(({ colour }) => colour ?? ''));
}

/** The paths of the rows that live, as they are called now. */
function pathsOf(rows: readonly TreeRow[]): string[] {
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  return rows
    .filter(({ deletedAt }) => deletedAt === null)
    .map((row) => {
      const names = [row.name];
      const seen = new Set([row.id]);
      let parent = row.parentId === null ? undefined : rowsById.get(row.parentId);
      while (parent !== undefined && !seen.has(parent.id)) {
        seen.add(parent.id);
        names.unshift(parent.name);
        parent = parent.parentId === null ? undefined : rowsById.get(parent.parentId);
      }
      return pathToText(names);
    });
}

function unknownAdvice(table: TreeTable, path: Path, names: readonly string[]): string {
  const near = suggest(pathToText(path), names);
  const list = table === 'location' ? 'locations.csv' : 'categories.csv';
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `This ${table} is not known.${meant} Correct it, or add it to ${list}.`;
}
