/**
 * Which column of a file means what. Headers are compared without regard to case, and "Minimum stock" is
 * `minimum_stock`; a column that nobody knows is named and left out, a missing one is a fault.
 */
import { quote, type ImportFault, type ImportNote } from './import-faults.ts';
import type { CsvTable } from './read-csv.ts';

/** The columns that one kind of file may have. */
export interface ColumnSet<Meaning> {
  /** In the order in which they are told to a person. */
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** Takes the header as written. */
  meaningOf(header: string): Meaning | undefined;
}

export interface Column<Meaning> {
  /** As written in the file. */
  readonly header: string;
  readonly place: number;
  readonly meaning: Meaning;
}

export interface ColumnMatch<Meaning> {
  readonly columns: readonly Column<Meaning>[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

/** " Minimum-Stock " and "minimum_stock" are one column. */
export function headerKey(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
}

export function makeColumnSet<Meaning>(
  meanings: Readonly<Record<string, Meaning>>,
  required: readonly string[],
): ColumnSet<Meaning> {
  const byKey = new Map(Object.entries(meanings));
  return {
    known: [...byKey.keys()],
    required,
    meaningOf: (header) => byKey.get(headerKey(header)),
  };
}

export function matchColumns<Meaning>(
  { file, header }: CsvTable,
  set: ColumnSet<Meaning>,
): ColumnMatch<Meaning> {
  const columns: Column<Meaning>[] = [];
  const faults: ImportFault[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  for (const [place, cell] of header.cells.entries()) {
    const meaning = set.meaningOf(cell);
    const written = cell.trim();
    if (meaning === undefined) {
      if (written !== '') unknown.push(quote(written));
    } else if (seen.has(headerKey(cell))) {
      const advice = 'This column stands here twice. Rename or remove one of them.';
      faults.push({ file, line: header.line, column: written, found: null, advice });
    } else {
      seen.add(headerKey(cell));
      columns.push({ header: written, place, meaning });
    }
  }
  for (const name of set.required.filter((required) => !seen.has(required))) {
    const advice = `The column is missing. The first line must name it; it may name: ${set.known.join(', ')}.`;
    const found = header.cells.join(', ');
    faults.push({ file, line: header.line, column: name, found, advice });
  }
  const text = `left out, because their meaning is not known: ${unknown.join(', ')}`;
  return { columns, faults, notes: unknown.length === 0 ? [] : [{ file, line: null, text }] };
}
