/**
 * A table of items as typed records, with everything wrong in it. An empty cell says nothing: it leaves a
 * new item at the default and an existing one as it is.
 */
import { must } from '../../shared/result.ts';
import type { ImagesFrom } from './images-from.ts';
import type { ImportFault, ImportNote } from './import-faults.ts';
import { externalIdPrefixes, type ItemColumns, type ItemMeaning } from './item-columns.ts';
import {
  faultAt,
  type CellPlace,
  type Identity,
  type ItemRecord,
  type SpokenFields,
} from './item-record.ts';
import { matchColumns, type Column } from './match-columns.ts';
import {
  emptyNameAdvice,
  parseCellQuantity,
  parseCodes,
  parsePath,
  parseYesOrNo,
  type Path,
} from './parse-cell.ts';
import type { CsvTable } from './read-csv.ts';

export interface ItemReading {
  readonly records: readonly ItemRecord[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

interface ReadOptions {
  readonly columns: ItemColumns;
  /** Where the pictures are that the file names; null leaves them out. */
  readonly images: ImagesFrom | null;
}

/** A line while its cells are being read. */
interface Draft {
  readonly file: string;
  readonly line: number;
  readonly delimiter: string;
  readonly cells: Map<string, CellPlace>;
  readonly custom: Map<string, string>;
  readonly faults: ImportFault[];
  readonly notes: ImportNote[];
  fields: SpokenFields;
  category: Path | null;
  location: Path | null;
  stock: number;
  codes: readonly string[];
  ownId: string;
  photo: string | null;
}

export function readItems(table: CsvTable, { columns, images }: ReadOptions): ItemReading {
  const { file, delimiter } = table;
  const match = matchColumns(table, columns);
  if (match.faults.length > 0) return { ...match, records: [] };
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [...match.notes];
  const linesByExternalId = new Map<string, number>();
  let leftOut = 0;
  const records = table.records.flatMap(({ line, cells }) => {
    const draft = makeDraft({ file, line, delimiter, faults, notes });
    for (const column of match.columns) {
      readCell(draft, column, (cells[column.place] ?? '').trim());
    }
    if (draft.photo !== null && images?.kind !== 'folder') {
      if (images === null) leftOut += 1;
      else setImageUrl(draft, images.address + encodeURIComponent(draft.photo));
      draft.photo = null;
    }
    const record = finish(draft, columns, match.columns);
    const first = record && linesByExternalId.get(record.externalId);
    if (record && first !== undefined) faults.push(doubledFault(record, first));
    else if (record) linesByExternalId.set(record.externalId, line);
    return record ?? [];
  });
  if (leftOut > 0) {
    const text = `${leftOut} pictures are named but left out; --images <address or folder> says where they are`;
    notes.push({ file, line: null, text });
  }
  return { records, faults, notes };
}

function makeDraft(start: Pick<Draft, 'file' | 'line' | 'delimiter' | 'faults' | 'notes'>): Draft {
  return {
    ...start,
    cells: new Map(),
    custom: new Map(),
    fields: {},
    category: null,
    location: null,
    stock: 0,
    codes: [],
    ownId: '',
    photo: null,
  };
}

/** By which name a column's cell is found again in `cells`; for fields, the name of the field. */
function cellKey(meaning: ItemMeaning): string {
  switch (meaning.kind) {
    case 'text':
    case 'level':
      return meaning.field;
    case 'custom':
      return `custom.${meaning.name}`;
    case 'path':
      return meaning.table;
    case 'photo':
      return 'image';
    case 'externalId':
    case 'stock':
    case 'active':
    case 'codes':
      return meaning.kind;
  }
}

function readCell(draft: Draft, { header, meaning }: Column<ItemMeaning>, cell: string): void {
  if (cell === '') return;
  const key = cellKey(meaning);
  draft.cells.set(key, { column: header, found: cell });
  const complain = (advice: string): void => void draft.faults.push(faultAt(draft, key, advice));
  switch (meaning.kind) {
    case 'externalId':
      draft.ownId = cell;
      return;
    case 'text':
      draft.fields = { ...draft.fields, [meaning.field]: cell };
      return;
    case 'custom':
      draft.custom.set(meaning.name, cell);
      return;
    case 'codes':
      draft.codes = parseCodes(cell);
      return;
    case 'photo':
      if (/^https?:/i.test(cell)) setImageUrl(draft, cell);
      else draft.photo = cell;
      return;
    case 'path': {
      const path = parsePath(cell);
      if (path === undefined) complain(emptyNameAdvice);
      else draft[meaning.table] = path;
      return;
    }
    case 'active': {
      const active = parseYesOrNo(cell);
      if (active === undefined) complain('Write yes or no.');
      else draft.fields = { ...draft.fields, active };
      return;
    }
    case 'stock':
      draft.stock = readQuantity(draft, key, 'The stock') ?? 0;
      return;
    case 'level': {
      const level = readQuantity(draft, key, 'It');
      if (level !== undefined) draft.fields = { ...draft.fields, [meaning.field]: level };
    }
  }
}

/** The address comes from the column that names a picture, and is shown there if it is none. */
function setImageUrl(draft: Draft, address: string): void {
  const cell = draft.cells.get('image');
  if (cell !== undefined) draft.cells.set('imageUrl', cell);
  draft.fields = { ...draft.fields, imageUrl: address };
}

function readQuantity(draft: Draft, key: string, what: string): number | undefined {
  const { column, found } = must(draft.cells.get(key), 'the cell');
  const parsed = parseCellQuantity(found, draft.delimiter);
  if (!parsed.ok) {
    draft.faults.push(faultAt(draft, key, parsed.failure));
    return undefined;
  }
  const { quantity, rounded } = parsed.value;
  if (quantity < 0) {
    const advice = `${what} cannot be negative. Write 0, or what is really there.`;
    draft.faults.push(faultAt(draft, key, advice));
    return undefined;
  }
  if (rounded) {
    const { file, line } = draft;
    draft.notes.push({ file, line, text: `${column} ${found} is rounded to three decimals` });
  }
  return quantity;
}

/** Settles what the line is called and by what it is known again. Undefined if it has no name. */
function finish(
  draft: Draft,
  { source }: ItemColumns,
  columns: readonly Column<ItemMeaning>[],
): ItemRecord | undefined {
  const { file, line, cells, fields, category, location, stock, codes, photo, ownId } = draft;
  const { name, sku = '' } = fields;
  const complain = (column: string, advice: string): void =>
    void draft.faults.push({ file, line, column, found: null, advice });
  const headerOf = (key: string): string =>
    columns.find(({ meaning }) => cellKey(meaning) === key)?.header ?? key;
  if (source === 'inventree' && !/^\d+$/.test(ownId)) {
    if (ownId === '')
      complain(headerOf('externalId'), 'The cell is empty. Write the number of the part.');
    else draft.faults.push(faultAt(draft, 'externalId', 'The id of a part is a whole number.'));
  }
  if (name === undefined) {
    complain(headerOf('name'), 'The cell is empty. Write the name of the item.');
    return undefined;
  }
  const identity: Identity = ownId !== '' ? 'externalId' : sku !== '' ? 'sku' : 'name';
  const externalIds: { readonly [By in Identity]: string } = {
    externalId: source === 'inventree' ? `inventree:part:${ownId}` : ownId,
    sku: `${externalIdPrefixes[source]}:sku:${sku}`,
    name: `${externalIdPrefixes[source]}:name:${name}`,
  };
  const custom = Object.fromEntries(draft.custom);
  const spoken = { ...fields, name };
  const facts = { category, location, stock, codes, photo, custom, fields: spoken };
  return { file, line, cells, externalId: externalIds[identity], identity, ...facts };
}

function doubledFault(record: ItemRecord, first: number): ImportFault {
  const advice =
    record.identity === 'externalId'
      ? `This id already stands in line ${first}. Each item needs an id of its own.`
      : `Line ${first} has the same ${record.identity}. Without a column external_id, each item needs a ${record.identity} of its own.`;
  return faultAt(record, record.identity, advice);
}
