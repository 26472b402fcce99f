/**
 * What staff say of suppliers and of what these sell. A change of price or pack also becomes a fact of the price's
 * history, under an id made here. One supplier item of an item is the preferred one: choosing it takes it from the others
 * in the same deed.
 */
import { codeKey } from '../../shared/codes.ts';
import type { Code, FieldsOf, Supplier, SupplierItem } from '../../shared/entities.ts';
import type { Id, ItemId, SupplierId, SupplierItemId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { succeed } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed, Done } from './actions.ts';

export type SupplierPatch = Partial<FieldsOf['supplier']>;
export type NewSupplier = SupplierPatch & { readonly name: string };
/** What it is of, and who sells it, never changes. */
export type SupplierItemPatch = Partial<Omit<FieldsOf['supplierItem'], 'itemId' | 'supplierId'>>;
export type NewSupplierItem = SupplierItemPatch & {
  readonly itemId: ItemId;
  readonly supplierId: SupplierId;
};

export type SupplierItemOfNew = Omit<NewSupplierItem, 'supplierId'> & {
  readonly newSupplier: NewSupplier;
};

/** What is said together with a supplier item. */
export interface PackExtras {
  /** A code on the pack: one scan of it stands for the pack. "" for none. */
  readonly packCode?: string;
}

interface Source {
  readonly db: LocalDatabase;
  readonly newId: <Name extends string>() => Id<Name>;
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

interface Steps {
  readonly drafts: readonly MutationDraft[];
  readonly undo: readonly MutationDraft[];
}

const none: Steps = { drafts: [], undo: [] };

export function makeSupplierActions(source: Source) {
  const { newId, record } = source;
  return {
    async createSupplier(fields: NewSupplier): Deed<Done & { readonly id: SupplierId }> {
      const id = newId<'supplier'>();
      const { drafts, undo } = sellerSteps(id, fields);
      const done = await record(drafts, undo);
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    editSupplier: (before: Supplier, patch: SupplierPatch): Deed =>
      record(
        [{ name: 'supplier.patch', args: { id: before.id, fields: patch } }],
        [{ name: 'supplier.patch', args: { id: before.id, fields: sameOf(before, patch) } }],
      ),

    /** `newSupplier`: who sells it is made in the same deed. */
    async createSupplierItem(
      fields: NewSupplierItem | SupplierItemOfNew,
      extras: PackExtras = {},
    ): Deed<Done & { readonly id: SupplierItemId }> {
      const id = newId<'supplierItem'>();
      const { newSupplier, supplierId: known, ...said } = { ...noSeller, ...fields };
      const supplierId = known ?? newId<'supplier'>();
      const seller = newSupplier === undefined ? none : sellerSteps(supplierId, newSupplier);
      const args = { id, ...withPriceId(newId, { ...said, supplierId }) };
      const { itemId, packQuantity = 1000 } = said;
      const { drafts, undo } = joinSteps([
        seller,
        {
          drafts: [{ name: 'supplierItem.create', args }],
          undo: [{ name: 'supplierItem.delete', args: { id } }],
        },
        said.preferred === true ? await unpreferSteps(source, itemId, id) : none,
        await codeSteps(source, itemId, extras.packCode ?? '', packQuantity),
      ]);
      const done = await record(drafts, undo);
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    /** `patch` holds the changed fields only. */
    async editSupplierItem(
      before: SupplierItem,
      patch: SupplierItemPatch,
      extras: PackExtras = {},
    ): Deed {
      const { id, itemId } = before;
      const { packQuantity = before.packQuantity } = patch;
      const isChanged = Object.keys(patch).length > 0;
      const { drafts, undo } = joinSteps([
        isChanged ? patchSteps(source, before, patch) : none,
        patch.preferred === true ? await unpreferSteps(source, itemId, id) : none,
        await codeSteps(source, itemId, extras.packCode ?? '', packQuantity),
      ]);
      return record(drafts, undo);
    },

    async preferSupplierItem(sold: SupplierItem): Deed {
      const { drafts, undo } = joinSteps([
        patchSteps(source, sold, { preferred: true }),
        await unpreferSteps(source, sold.itemId, sold.id),
      ]);
      return record(drafts, undo);
    },
  };
}

/** What was done last is taken back first. */
function joinSteps(all: readonly Steps[]): Steps {
  return {
    drafts: all.flatMap(({ drafts }) => drafts),
    undo: all.toReversed().flatMap(({ undo }) => undo),
  };
}

function sellerSteps(id: SupplierId, fields: NewSupplier): Steps {
  return {
    drafts: [{ name: 'supplier.create', args: { id, fields } }],
    undo: [{ name: 'supplier.delete', args: { id } }],
  };
}

/** A price that changes has a name of its own (shared/mutations.ts). */
function withPriceId<Fields extends SupplierItemPatch>(newId: Source['newId'], fields: Fields) {
  const isPriced = 'price' in fields || 'packQuantity' in fields;
  return isPriced ? { fields, priceId: newId<'price'>() } : { fields };
}

function patchSteps({ newId }: Source, before: SupplierItem, patch: SupplierItemPatch): Steps {
  const draftOf = (fields: SupplierItemPatch): MutationDraft => {
    return { name: 'supplierItem.patch', args: { id: before.id, ...withPriceId(newId, fields) } };
  };
  return { drafts: [draftOf(patch)], undo: [draftOf(sameOf(before, patch))] };
}

async function unpreferSteps(source: Source, itemId: ItemId, kept: SupplierItemId): Promise<Steps> {
  const all = await source.db.supplierItem.where('itemId').equals(itemId).toArray();
  const others = all.filter(
    ({ id, preferred, deletedAt }) => preferred && deletedAt === null && id !== kept,
  );
  return joinSteps(others.map((other) => patchSteps(source, other, { preferred: false })));
}

async function codeSteps(
  { db, newId }: Source,
  itemId: ItemId,
  typed: string,
  units: Quantity,
): Promise<Steps> {
  const value = typed.trim();
  if (value === '') return none;
  const alike = await db.code.where('key').equals(codeKey(value)).toArray();
  const known = alike.find((code) => code.itemId === itemId && code.deletedAt === null);
  if (known !== undefined) return unitsSteps(known, units);
  const id = newId<'code'>();
  return {
    drafts: [{ name: 'code.create', args: { id, fields: { itemId, value, unitsPerScan: units } } }],
    undo: [{ name: 'code.delete', args: { id } }],
  };
}

const noSeller: { readonly supplierId?: SupplierId; readonly newSupplier?: NewSupplier } = {};

function unitsSteps({ id, unitsPerScan }: Code, units: Quantity): Steps {
  if (unitsPerScan === units) return none;
  return {
    drafts: [{ name: 'code.patch', args: { id, fields: { unitsPerScan: units } } }],
    undo: [{ name: 'code.patch', args: { id, fields: { unitsPerScan } } }],
  };
}

/** The same fields as they were. */
function sameOf<Patch extends object>(before: object, patch: Patch): Patch {
  const names = Object.keys(patch);
  // The names are those of the patch, and each value is what the row held under that name.
  return Object.fromEntries(names.map((name) => [name, Reflect.get(before, name)])) as Patch;
}
