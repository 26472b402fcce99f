/**
 * A list of places or categories, one path per line: `locations.csv` and `categories.csv`. A folder that
 * brings such a list is held to it: a path that an item names must stand in it or exist already.
 */
import type { ImportFault, ImportNote } from './import-faults.ts';
import { locationColumns, categoryColumns } from './plain-columns.ts';
import type { PlaceMeaning } from './item-columns.ts';
import { faultAt, type CellPlace, type FileLine } from './item-record.ts';
import { matchColumns } from './match-columns.ts';
import { emptyNameAdvice, parsePath, parseYesOrNo, pathKey, type Path } from './parse-cell.ts';
import type { CsvTable } from './read-csv.ts';

export type TreeTable = 'location' | 'category';

export interface PlaceRecord extends FileLine {
  readonly path: Path;
  /** Only what the line speaks of. */
  readonly fields: {
    readonly description?: string;
    readonly active?: boolean;
    readonly colour?: string;
  };
}

export interface PlaceReading {
  readonly records: readonly PlaceRecord[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

export function readPlaces(table: CsvTable, tree: TreeTable): PlaceReading {
  const { file } = table;
  const match = matchColumns(table, tree === 'location' ? locationColumns : categoryColumns);
  if (match.faults.length > 0) return { ...match, records: [] };
  const faults: ImportFault[] = [];
  const linesByPath = new Map<string, number>();
  const records = table.records.flatMap(({ line, cells: written }) => {
    const cells = new Map<PlaceMeaning, CellPlace>();
    for (const { header, place, meaning } of match.columns) {
      cells.set(meaning, { column: header, found: (written[place] ?? '').trim() });
    }
    const found = readPlace({ file, line, cells }, faults);
    if (found === undefined) return [];
    const first = linesByPath.get(pathKey(found.path));
    if (first !== undefined) {
      const advice = `This path already stands in line ${first}. Remove one.`;
      faults.push(faultAt(found, 'path', advice));
      return [];
    }
    linesByPath.set(pathKey(found.path), line);
    return found;
  });
  return { records, faults, notes: match.notes };
}

function readPlace(line: FileLine, faults: ImportFault[]): PlaceRecord | undefined {
  const cellOf = (meaning: PlaceMeaning): string => line.cells.get(meaning)?.found ?? '';
  const description = cellOf('description');
  const colour = cellOf('colour');
  const written = cellOf('active');
  const active = written === '' ? undefined : parseYesOrNo(written);
  if (written !== '' && active === undefined)
    faults.push(faultAt(line, 'active', 'Write yes or no.'));
  const path = parsePath(cellOf('path'));
  if (path === undefined) {
    faults.push(faultAt(line, 'path', emptyNameAdvice));
    return undefined;
  }
  return {
    ...line,
    path,
    fields: {
      ...(description === '' ? {} : { description }),
      ...(colour === '' ? {} : { colour }),
      ...(active === undefined ? {} : { active }),
    },
  };
}
