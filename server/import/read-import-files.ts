/** The bytes of all files of an import → typed records, and everything that is wrong in any of them. */
import type { TextEncoding } from './decode-text.ts';
import type { ImportFile } from './find-import-files.ts';
import type { ImagesFrom } from './images-from.ts';
import type { ImportFault, ImportNote } from './import-faults.ts';
import { inventreeColumns, looksLikeInventree } from './inventree-columns.ts';
import type { ImportSource } from './item-columns.ts';
import type { ItemRecord } from './item-record.ts';
import { categoryColumns, locationColumns, plainColumns } from './plain-columns.ts';
import type { ImportFiles } from './plan-import.ts';
import { delimiterNames, readCsv, type CsvReading, type CsvTable } from './read-csv.ts';
import { readItems } from './read-items.ts';
import { readPlaces, type PlaceRecord, type TreeTable } from './read-places.ts';
import {
  readSupplierParts,
  readSuppliers,
  type SupplierPartRecord,
  type SupplierRecord,
} from './read-suppliers.ts';
import { supplierColumns, supplierPartColumns } from './supplier-columns.ts';

export interface ReadOptions {
  readonly encoding: TextEncoding;
  /** Null: told from the columns. */
  readonly source: ImportSource | null;
  /** Null: the pictures that files name are left out. */
  readonly images: ImagesFrom | null;
}

export interface ImportReading {
  readonly files: ImportFiles;
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

export function readImportFiles(files: readonly ImportFile[], options: ReadOptions): ImportReading {
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const take = <Reading extends Pick<ImportReading, 'faults' | 'notes'>>(reading: Reading) => {
    faults.push(...reading.faults);
    notes.push(...reading.notes);
    return reading;
  };
  const tableOf = (role: ImportFile['role']): CsvTable | undefined => {
    const file = files.find((one) => one.role === role);
    if (file === undefined) return undefined;
    const reading = readTable(file, options.encoding);
    return take({ ...reading, notes: notesOf(reading) }).table;
  };
  const placesOf = (role: 'locations' | 'categories', tree: TreeTable) => {
    const table = tableOf(role);
    return table === undefined ? null : take(readPlaces(table, tree)).records;
  };

  const table = tableOf('items');
  const source = options.source ?? sourceOf(table);
  const columns = source === 'inventree' ? inventreeColumns : plainColumns;
  const { images } = options;
  const items: readonly ItemRecord[] =
    table === undefined ? [] : take(readItems(table, { columns, images })).records;
  const locations: readonly PlaceRecord[] | null = placesOf('locations', 'location');
  const categories: readonly PlaceRecord[] | null = placesOf('categories', 'category');
  const sellers = tableOf('suppliers');
  const suppliers: readonly SupplierRecord[] | null =
    sellers === undefined ? null : take(readSuppliers(sellers)).records;
  const sold = tableOf('supplierParts');
  const supplierParts: readonly SupplierPartRecord[] =
    sold === undefined ? [] : take(readSupplierParts(sold)).records;
  return {
    files: { source, items, locations, categories, suppliers, supplierParts },
    faults,
    notes,
  };
}

function sourceOf(table: CsvTable | undefined): ImportSource {
  return table !== undefined && looksLikeInventree(table.header.cells) ? 'inventree' : 'plain';
}

function readTable(file: ImportFile, encoding: TextEncoding): CsvReading {
  const sets = {
    items: [inventreeColumns, plainColumns],
    locations: [locationColumns],
    categories: [categoryColumns],
    suppliers: [supplierColumns],
    supplierParts: [supplierPartColumns],
  }[file.role];
  const isKnownColumn = (header: string): boolean =>
    sets.some((set) => set.meaningOf(header) !== undefined);
  return readCsv(file, { encoding, isKnownColumn });
}

function notesOf({ table }: CsvReading): ImportNote[] {
  if (table === undefined || table.delimiter === ',') return [];
  const text = `read with ${delimiterNames[table.delimiter]} between the cells`;
  return [{ file: table.file, line: null, text }];
}
