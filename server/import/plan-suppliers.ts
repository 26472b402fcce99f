/**
 * What an import changes in suppliers and in what they sell. Those it has made before are known again by their external
 * ids, those that people have made by name, or by item, supplier and SKU. A price is taken over once: what somebody has
 * said or paid since stays, until the file says another one.
 */
import type { Item, Price, Supplier, SupplierItem } from '../../shared/entities.ts';
import type { ItemId, PriceId, SpaceId, SupplierId } from '../../shared/ids.ts';
import { isSameJson } from '../../shared/same-json.ts';
import type { SupplierItemFields } from '../../shared/suppliers.ts';
import { checkMutation, type Planned } from './check-mutation.ts';
import {
  makePartFinder,
  makeSupplierItemFinder,
  supplierItemExternalId,
} from './find-supplier-item.ts';
import { quote, type ImportFault } from './import-faults.ts';
import { countChange, makeTally, type ImportTally } from './import-tally.ts';
import { faultAt } from './item-record.ts';
import { makeImportId } from './make-import-id.ts';
import { nameKey } from './parse-cell.ts';
import type { PlacedRecord } from './plan-codes.ts';
import type { SupplierPartRecord, SupplierRecord } from './read-suppliers.ts';
import { suggest } from './suggest.ts';

export interface SuppliersInput {
  readonly spaceId: SpaceId;
  readonly externalIdPrefix: string;
  /** Null: there is no such list, and who is named is made. */
  readonly suppliers: readonly SupplierRecord[] | null;
  readonly parts: readonly SupplierPartRecord[];
  /** The items of the same import. */
  readonly placed: readonly PlacedRecord[];
  /** What the space has, deleted ones too. */
  readonly existing: {
    readonly item: readonly Item[];
    readonly supplier: readonly Supplier[];
    readonly supplierItem: readonly SupplierItem[];
    readonly price: readonly Price[];
  };
}

export interface SuppliersPlan {
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly suppliers: ImportTally;
  readonly supplierItems: ImportTally;
  /** Names of those that are new. */
  readonly made: readonly string[];
}

interface Draft {
  readonly input: SuppliersInput;
  readonly planned: Planned[];
  readonly faults: ImportFault[];
  readonly suppliers: ImportTally;
  readonly supplierItems: ImportTally;
  readonly made: string[];
  /** By the key of the name; null for one that was deleted in Bincard. */
  readonly idsByName: Map<string, SupplierId | null>;
}

export function planSuppliers(input: SuppliersInput): SuppliersPlan {
  const draft: Draft = {
    input,
    planned: [],
    faults: [],
    suppliers: makeTally(),
    supplierItems: makeTally(),
    made: [],
    idsByName: new Map(),
  };
  for (const record of input.suppliers ?? []) planSupplier(draft, record);
  const findItem = makePartFinder(input.existing.item, input.placed);
  const known = makeSupplierItemFinder(input.existing.supplierItem, input.spaceId);
  const pricesById = new Map(input.existing.price.map((price) => [price.id, price]));
  for (const record of input.parts) {
    const itemId = findItem(record.part);
    if (itemId === undefined) {
      draft.faults.push(faultAt(record, 'part', unknownPart(record.part)));
      continue;
    }
    const supplierId = findSupplier(draft, record);
    if (supplierId === undefined) continue;
    const externalId = supplierItemExternalId(input.externalIdPrefix, record);
    const sold =
      itemId === null || supplierId === null
        ? 'deleted'
        : known(record, itemId, supplierId, externalId);
    if (sold === 'deleted') draft.supplierItems.leftDeleted += 1;
    else if (sold === undefined) planNew(draft, record, { itemId, supplierId, externalId });
    else planChanges(draft, record, sold, pricesById);
  }
  const { planned, faults, suppliers, supplierItems, made } = draft;
  return { planned, faults, suppliers, supplierItems, made };
}

function planSupplier(draft: Draft, record: SupplierRecord): void {
  const { spaceId, externalIdPrefix, existing } = draft.input;
  const key = nameKey(record.fields.name);
  const externalId = `${externalIdPrefix}:supplier:${key}`;
  const id = makeImportId(spaceId, 'supplier', externalId);
  const own = existing.supplier.find((each) => each.externalId === externalId || each.id === id);
  const alike = existing.supplier.find(
    ({ externalId: other, deletedAt, name }) =>
      other === '' && deletedAt === null && nameKey(name) === key,
  );
  const before = own ?? alike;
  if (before === undefined) {
    const fields = { ...record.fields, externalId };
    take(draft, record, { name: 'supplier.create', args: { id, fields } });
    draft.suppliers.created += 1;
    draft.made.push(record.fields.name);
    draft.idsByName.set(key, id);
    return;
  }
  draft.idsByName.set(key, before.deletedAt === null ? before.id : null);
  if (before.deletedAt !== null) {
    draft.suppliers.leftDeleted += 1;
    return;
  }
  const held = before.externalId === '' ? { externalId } : {};
  // Found by its name: what people have called it since is theirs.
  const { name: _name, ...said } = record.fields;
  const fields = differing(before, { ...said, ...held });
  countChange(draft.suppliers, Object.keys(fields));
  if (Object.keys(fields).length === 0) return;
  take(draft, record, { name: 'supplier.patch', args: { id: before.id, fields } });
}

/** Null for one that was deleted; undefined, and told, where the list does not have it. */
function findSupplier(draft: Draft, record: SupplierPartRecord): SupplierId | null | undefined {
  const { suppliers, existing } = draft.input;
  const key = nameKey(record.supplier);
  const known = draft.idsByName.get(key);
  if (known !== undefined) return known;
  const living = existing.supplier.find(
    ({ name, deletedAt }) => deletedAt === null && nameKey(name) === key,
  );
  if (living !== undefined) {
    draft.idsByName.set(key, living.id);
    return living.id;
  }
  if (suppliers === null) {
    const { file, line, cells } = record;
    planSupplier(draft, { file, line, cells, fields: { name: record.supplier } });
    return draft.idsByName.get(key);
  }
  const near = suggest(
    record.supplier,
    suppliers.map(({ fields }) => fields.name),
  );
  const hint = near === undefined ? '' : ` Did you mean ${quote(near)}?`;
  const advice = `No supplier of that name stands in suppliers.csv or in Bincard.${hint} Add it there, or write it as it is there.`;
  draft.faults.push(faultAt(record, 'supplier', advice));
  return undefined;
}

const unknownPart = (part: string): string =>
  `No part ${quote(part)} stands in the file of parts or in Bincard. Import the parts with it, or take the line out.`;

function planNew(
  draft: Draft,
  record: SupplierPartRecord,
  of: {
    readonly itemId: ItemId | null;
    readonly supplierId: SupplierId | null;
    readonly externalId: string;
  },
): void {
  const { spaceId } = draft.input;
  const id = makeImportId(spaceId, 'supplierItem', of.externalId);
  const fields = { ...record.fields, ...of };
  const priceId = isPriced(fields) ? { priceId: importPriceId(spaceId, of.externalId, 0) } : {};
  take(draft, record, { name: 'supplierItem.create', args: { id, fields, ...priceId } });
  draft.supplierItems.created += 1;
}

function planChanges(
  draft: Draft,
  record: SupplierPartRecord,
  before: SupplierItem,
  pricesById: ReadonlyMap<string, Price>,
): void {
  const { spaceId } = draft.input;
  const externalId = supplierItemExternalId(draft.input.externalIdPrefix, record);
  const { price, packQuantity, ...said } = record.fields;
  let taken = 0;
  let last: Price | undefined;
  for (;;) {
    const fact = pricesById.get(importPriceId(spaceId, externalId, taken));
    if (fact === undefined) break;
    last = fact;
    taken += 1;
  }
  const isNews =
    (price !== undefined && !isSameJson(last?.price, price)) ||
    (packQuantity !== undefined && last !== undefined && last.packQuantity !== packQuantity);
  const news: Partial<SupplierItemFields> = isNews
    ? {
        ...(price === undefined ? {} : { price }),
        ...(packQuantity === undefined ? {} : { packQuantity }),
      }
    : {};
  const held = before.externalId === '' ? { externalId } : {};
  const fields = differing(before, { ...said, ...held, ...news });
  countChange(draft.supplierItems, Object.keys(fields));
  if (Object.keys(fields).length === 0) return;
  const priceId = isPriced(fields) ? { priceId: importPriceId(spaceId, externalId, taken) } : {};
  take(draft, record, { name: 'supplierItem.patch', args: { id: before.id, fields, ...priceId } });
}

function isPriced(fields: object): boolean {
  return 'price' in fields || 'packQuantity' in fields;
}

/** Of the first, second, … price that imports have brought. */
function importPriceId(spaceId: SpaceId, externalId: string, taken: number): PriceId {
  return makeImportId(spaceId, 'price', `${externalId}\n${taken}`);
}

function differing<Fields extends object>(before: object, said: Fields): Partial<Fields> {
  const changed = Object.entries(said).filter(
    ([name, value]) => !isSameJson(Reflect.get(before, name), value),
  );
  // The names are those of `said`, and so are the values.
  return Object.fromEntries(changed) as Partial<Fields>;
}

function take(
  draft: Draft,
  line: SupplierRecord | SupplierPartRecord,
  wanted: Pick<Parameters<typeof checkMutation>[0], 'name' | 'args'>,
): void {
  const { planned, faults } = checkMutation({ ...wanted, line });
  draft.planned.push(...planned);
  draft.faults.push(...faults);
}
