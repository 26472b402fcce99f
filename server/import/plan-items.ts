/**
 * What an import changes in items and their stock. New items are made whole, with a count of what lies
 * there at this moment; existing ones get only the fields that differ. Stock that exists is never touched:
 * since the file was written somebody may have taken something, and that is a fact and the file is not.
 */
import type { Code, Item } from '../../shared/entities.ts';
import { unplaced, type CategoryId, type LocationId, type SpaceId } from '../../shared/ids.ts';
import { makeSku } from '../../shared/short-code.ts';
import { checkMutation, type Planned } from './check-mutation.ts';
import { makeItemFinder } from './find-item.ts';
import { quote, type ImportFault, type ImportNote } from './import-faults.ts';
import { countChange, makeTally, type ImportTally } from './import-tally.ts';
import { faultAt, type ItemRecord } from './item-record.ts';
import { hashImport, makeImportId } from './make-import-id.ts';
import type { Path } from './parse-cell.ts';
import type { PlacedRecord } from './plan-codes.ts';

export interface ItemsInput {
  readonly spaceId: SpaceId;
  readonly records: readonly ItemRecord[];
  /** Deleted ones too. */
  readonly items: readonly Item[];
  readonly codes: readonly Code[];
  readonly categoryIdOf: (path: Path) => CategoryId | null;
  readonly locationIdOf: (path: Path) => LocationId | null;
}

export interface ItemsPlan {
  readonly planned: readonly Planned[];
  readonly counts: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
  readonly tally: ImportTally;
  /** The lines whose items live, for the codes. */
  readonly placed: readonly PlacedRecord[];
  /** Existing items whose line names a stock, which was not taken over. */
  readonly stockKept: number;
}

interface Draft {
  readonly input: ItemsInput;
  readonly skus: SkuBook;
  readonly planned: Planned[];
  readonly counts: Planned[];
  readonly faults: ImportFault[];
  readonly notes: ImportNote[];
  readonly placed: PlacedRecord[];
  readonly tally: ImportTally;
}

export function planItems(input: ItemsInput): ItemsPlan {
  const draft: Draft = {
    input,
    skus: makeSkuBook(input),
    planned: [],
    counts: [],
    faults: [],
    notes: [],
    placed: [],
    tally: makeTally(),
  };
  const find = makeItemFinder(input.items, input.spaceId);
  let stockKept = 0;
  for (const record of input.records) {
    const found = find(record);
    draft.notes.push(...draft.skus.noteDoubled(record));
    switch (found.state) {
      case 'new':
        planNew(draft, record);
        break;
      case 'live':
        planChanges(draft, record, found.item);
        if (record.cells.has('stock')) stockKept += 1;
        break;
      case 'deleted':
        draft.tally.leftDeleted += 1;
        break;
      case 'ambiguous': {
        const advice = `${found.count} items in Bincard have this ${found.by}. Tell them apart there, or give the line an external_id.`;
        draft.faults.push(faultAt(record, found.by, advice));
      }
    }
  }
  const { planned, counts, faults, notes, tally, placed } = draft;
  return { planned, counts, faults, notes, tally, placed, stockKept };
}

function planNew(draft: Draft, record: ItemRecord): void {
  const { spaceId, locationIdOf } = draft.input;
  const { externalId, file, line } = record;
  const id = makeImportId(spaceId, 'item', externalId);
  const fields = {
    ...spokenOf(draft, record),
    externalId,
    sku: record.fields.sku ?? draft.skus.makeFor(externalId),
  };
  checkLevels(draft, record, record.fields.unit ?? 'piece');
  plan(draft, record, { name: 'item.create', args: { id, fields } });
  draft.tally.created += 1;
  draft.placed.push({ record, itemId: id });
  if (record.stock === 0) return;
  const home = record.location === null ? unplaced : locationIdOf(record.location);
  if (home === null) {
    const text = `the place of ${quote(record.fields.name)} is deleted, so its opening stock lies in no place`;
    draft.notes.push({ file, line, text });
  }
  const count = {
    id: makeImportId(spaceId, 'count', externalId),
    itemId: id,
    locationId: home ?? unplaced,
    quantity: record.stock,
    note: `Opening count: ${file}`.slice(0, 1000),
  };
  const cellOf = { quantity: 'stock' };
  const checked = checkMutation({ name: 'count.record', args: count, line: record, cellOf });
  draft.counts.push(...checked.planned);
  draft.faults.push(...checked.faults);
}

function planChanges(draft: Draft, record: ItemRecord, item: Item): void {
  draft.placed.push({ record, itemId: item.id });
  checkLevels(draft, record, record.fields.unit ?? item.unit);
  const { custom, ...spoken } = spokenOf(draft, record);
  const before = new Map<string, unknown>(Object.entries(item));
  const all = { ...spoken, ...(item.externalId === '' ? { externalId: record.externalId } : {}) };
  const changed = Object.entries(all).filter(([field, value]) => before.get(field) !== value);
  const changedCustom = Object.entries(custom ?? {}).filter(
    ([name, value]) => item.custom[name] !== value,
  );
  const fields = {
    ...Object.fromEntries(changed),
    ...(changedCustom.length === 0 ? {} : { custom: Object.fromEntries(changedCustom) }),
  };
  const customNames = changedCustom.map(([name]) => name);
  countChange(draft.tally, [...changed.map(([field]) => field), ...customNames]);
  if (Object.keys(fields).length === 0) return;
  plan(draft, record, { name: 'item.patch', args: { id: item.id, fields } });
}

/** What the line says of the item's fields. A place that is deleted is not spoken of. */
function spokenOf({ input }: Draft, { fields, custom, category, location }: ItemRecord) {
  const categoryId = category === null ? null : input.categoryIdOf(category);
  const homeLocationId = location === null ? null : input.locationIdOf(location);
  return {
    ...fields,
    ...(categoryId === null ? {} : { categoryId }),
    ...(homeLocationId === null ? {} : { homeLocationId }),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}

function plan(
  draft: Draft,
  record: ItemRecord,
  wanted: { name: 'item.create' | 'item.patch'; args: Readonly<Record<string, unknown>> },
): void {
  const cellOf = {
    categoryId: 'category',
    homeLocationId: 'location',
    externalId: record.identity,
  };
  const checked = checkMutation({ ...wanted, line: record, cellOf });
  draft.planned.push(...checked.planned);
  draft.faults.push(...checked.faults);
}

const countedUnits = new Set(['piece', 'pieces', 'pc', 'pcs', 'each', 'stück', 'stk']);

/** Nobody can reorder at two and a half drills: in a minimum of pieces a fraction is a slip. */
function checkLevels(draft: Draft, record: ItemRecord, unit: string): void {
  if (!countedUnits.has(unit.toLowerCase())) return;
  for (const field of ['minimum', 'reorderQuantity'] as const) {
    const level = record.fields[field] ?? 0;
    if (level % 1000 === 0) continue;
    const advice = `The unit is ${quote(unit)}. Write a whole number, or name a unit that can be divided, such as m or kg.`;
    draft.faults.push(faultAt(record, field, advice));
  }
}

interface SkuBook {
  makeFor(externalId: string): string;
  noteDoubled(record: ItemRecord): ImportNote[];
}

/** SKUs in use, by whom. Those made here follow from the external id, as the ids of new rows do. */
function makeSkuBook({ spaceId, records, items, codes }: ItemsInput): SkuBook {
  const living = items.filter(({ deletedAt }) => deletedAt === null);
  const taken = new Set([
    ...living.map(({ sku }) => sku),
    ...records.map(({ fields }) => fields.sku ?? ''),
    ...codes.map(({ key }) => key),
  ]);
  const linesBySku = new Map<string, number>();
  return {
    makeFor(externalId) {
      let tries = 0;
      const sku = makeSku({
        fillRandom(bytes) {
          bytes.set(hashImport(spaceId, `sku ${tries}`, externalId).subarray(0, bytes.length));
          tries += 1;
        },
        isTaken: (candidate) => taken.has(candidate),
      });
      taken.add(sku);
      return sku;
    },
    noteDoubled({ file, line, fields: { sku } }) {
      if (sku === undefined) return [];
      const first = linesBySku.get(sku);
      if (first === undefined) linesBySku.set(sku, line);
      return first === undefined
        ? []
        : [{ file, line, text: `the SKU ${quote(sku)} stands in line ${first} too` }];
    },
  };
}
