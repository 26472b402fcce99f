/**
 * `suppliers.csv` and `supplier-parts.csv` as typed records, with everything wrong in them. An empty cell says nothing.
 * A supplier is known by its name, a supplier part by its part, supplier and SKU: these files have no ids of their own.
 */
import {
  supplierKinds,
  type SupplierFields,
  type SupplierItemFields,
} from '../../shared/suppliers.ts';
import type { ImportFault, ImportNote } from './import-faults.ts';
import { faultAt, type CellPlace, type FileLine } from './item-record.ts';
import { matchColumns, type ColumnSet } from './match-columns.ts';
import { nameKey, parseCellQuantity, parseYesOrNo } from './parse-cell.ts';
import { parseCellPrice, parseCurrency } from './parse-cell-price.ts';
import type { CsvTable } from './read-csv.ts';
import { supplierColumns, supplierPartColumns } from './supplier-columns.ts';

export interface SupplierRecord extends FileLine {
  /** Only what the line speaks of. */
  readonly fields: Partial<SupplierFields> & { readonly name: string };
}

export interface SupplierPartRecord extends FileLine {
  /** As the file of parts numbers them. */
  readonly part: string;
  readonly supplier: string;
  readonly sku: string;
  readonly fields: Partial<SupplierItemFields>;
}

export interface Reading<Entry> {
  readonly records: readonly Entry[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

/** A line while it is read: its cells by meaning, and where what is wrong goes. */
interface Draft<Meaning extends string> extends FileLine {
  readonly delimiter: string;
  readonly textOf: (meaning: Meaning) => string;
  readonly complain: (meaning: Meaning, advice: string) => void;
}

export function readSuppliers(table: CsvTable): Reading<SupplierRecord> {
  return readLines(table, supplierColumns, (draft) => {
    const { file, line, cells, textOf, complain } = draft;
    const name = textOf('name').replaceAll(/\s+/g, ' ');
    if (name === '') complain('name', 'The cell is empty. Write the name of the supplier.');
    const kind = supplierKinds.find((each) => each === textOf('kind').toLowerCase());
    if (textOf('kind') !== '' && kind === undefined) {
      complain('kind', `Write one of: ${supplierKinds.join(', ')}.`);
    }
    const texts = ['notes', 'website', 'email', 'phone', 'customerNumber'] as const;
    const said = Object.fromEntries(
      texts.flatMap((field) => (textOf(field) === '' ? [] : [[field, textOf(field)]])),
    );
    const fields = { ...said, ...(kind === undefined ? {} : { kind }), ...activeOf(draft), name };
    return { key: nameKey(name), record: { file, line, cells, fields } };
  });
}

export function readSupplierParts(table: CsvTable): Reading<SupplierPartRecord> {
  const rounded: string[] = [];
  const packNotes: ImportNote[] = [];
  const reading = readLines(table, supplierPartColumns, (draft) => {
    const { file, line, cells, textOf, complain } = draft;
    const supplier = textOf('supplier').replaceAll(/\s+/g, ' ');
    const [part, sku] = [textOf('part'), textOf('sku')];
    if (part === '') complain('part', 'The cell is empty. Write the number of the part.');
    if (supplier === '') complain('supplier', 'The cell is empty. Write the name of the supplier.');
    const texts = ['sku', 'link', 'description', 'notes'] as const;
    const said = Object.fromEntries(
      texts.flatMap((field) => (textOf(field) === '' ? [] : [[field, textOf(field)]])),
    );
    const price = priceOf(draft);
    if (price?.rounded === true) rounded.push(`line ${line}: ${textOf('price')}`);
    const fields = {
      ...said,
      ...packOf(draft, packNotes),
      ...activeOf(draft),
      ...(price === undefined || price.price === null ? {} : { price: price.price }),
    };
    const key = [part, nameKey(supplier), sku].join('\n');
    return { key, record: { file, line, cells, part, supplier, sku, fields } };
  });
  const notes = [...reading.notes, ...packNotes];
  if (rounded.length === 0) return { ...reading, notes };
  const many = rounded.length === 1 ? '1 price is' : `${rounded.length} prices are`;
  const text = `${many} rounded to the smallest coin (first in ${rounded[0]})`;
  return { ...reading, notes: [...notes, { file: table.file, line: null, text }] };
}

function readLines<Meaning extends string, Entry>(
  table: CsvTable,
  columns: ColumnSet<Meaning>,
  readLine: (draft: Draft<Meaning>) => { readonly key: string; readonly record: Entry },
): Reading<Entry> {
  const { file, delimiter } = table;
  const match = matchColumns(table, columns);
  if (match.faults.length > 0) return { ...match, records: [] };
  const faults: ImportFault[] = [];
  const linesByKey = new Map<string, number>();
  const records = table.records.flatMap(({ line, cells: written }) => {
    const cells = new Map<string, CellPlace>();
    for (const { header, place, meaning } of match.columns) {
      cells.set(meaning, { column: header, found: (written[place] ?? '').trim() });
    }
    const before = faults.length;
    const complain = (meaning: Meaning, advice: string): void =>
      void faults.push(faultAt({ file, line, cells }, meaning, advice));
    const textOf = (meaning: Meaning): string => cells.get(meaning)?.found ?? '';
    const { key, record } = readLine({ file, line, cells, delimiter, textOf, complain });
    if (faults.length > before) return [];
    const first = linesByKey.get(key);
    if (first === undefined) {
      linesByKey.set(key, line);
      return record;
    }
    const advice = `Line ${first} says this already. Remove one of the two.`;
    faults.push({ file, line, column: null, found: null, advice });
    return [];
  });
  return { records, faults, notes: match.notes };
}

function activeOf(draft: Draft<'active'>): { readonly active?: boolean } {
  const text = draft.textOf('active');
  if (text === '') return {};
  const active = parseYesOrNo(text);
  if (active !== undefined) return { active };
  draft.complain('active', 'Write yes or no.');
  return {};
}

function packOf(
  draft: Draft<'packQuantity'>,
  notes: ImportNote[],
): Pick<Partial<SupplierItemFields>, 'packQuantity'> {
  const found = draft.textOf('packQuantity');
  if (found === '') return {};
  const parsed = parseCellQuantity(found, draft.delimiter);
  if (!parsed.ok) {
    draft.complain('packQuantity', parsed.failure);
    return {};
  }
  const { quantity, rounded } = parsed.value;
  if (quantity <= 0) {
    draft.complain('packQuantity', 'A pack holds more than nothing. Write how much is in it.');
    return {};
  }
  const { file, line } = draft;
  if (rounded)
    notes.push({ file, line, text: `the pack of ${found} is rounded to three decimals` });
  return { packQuantity: quantity };
}

function priceOf(draft: Draft<'price' | 'currency'>) {
  const { textOf, complain } = draft;
  if (textOf('price') === '') return undefined;
  if (textOf('currency') === '') {
    complain('currency', 'The cell is empty. Write the currency of the price, such as EUR.');
    return undefined;
  }
  const currency = parseCurrency(textOf('currency'));
  if (!currency.ok) {
    complain('currency', currency.failure);
    return undefined;
  }
  const price = parseCellPrice(textOf('price'), currency.value);
  if (price.ok) return price.value;
  complain('price', price.failure);
  return undefined;
}
