/**
 * The verbs of the app. Each is one transaction on this phone: when it answers, the change is durable, and the
 * network was not asked. An answer holds the way back (`undo`), which is a change like any other.
 */
import type { FieldsOf, Item, MortalTable } from '../../shared/entities.ts';
import type { CategoryId, CodeId, Id, ItemId, LocationId } from '../../shared/ids.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { Refusal } from '../../shared/refusals.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeId, type Moment } from '../db/meta.ts';
import { recordWithBlobs, type MutationDraft, type NewBlob } from '../db/record-mutations.ts';
import type { ItemPatch } from './changed-fields.ts';
import { makeLoanActions } from './loan-actions.ts';
import { makeOrderActions } from './order-actions.ts';
import { makePhotoActions } from './photo-actions.ts';
import { makeReceiveActions } from './receive-actions.ts';
import { makeReorderActions } from './reorder-actions.ts';
import { makeSheetActions } from './sheet-actions.ts';
import { makeSpaceSettingsActions } from './space-settings.ts';
import { makeStockActions } from './stock-actions.ts';
import { makeSupplierActions } from './supplier-actions.ts';

/** `notSaved`: the phone's storage failed. The one place outside the sync loop where an outage is met by a person. */
export type ActionFailure = Refusal | { readonly kind: 'notSaved'; readonly detail: string };

export interface Done {
  readonly undo: readonly MutationDraft[];
}
export type Deed<Value = Done> = Promise<Result<Value, ActionFailure>>;

export interface ActionSource {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
  readonly onTrouble: (error: unknown) => void;
}

type LocationPatch = Partial<FieldsOf['location']>;
type CategoryPatch = Partial<FieldsOf['category']>;

export interface NewItem {
  readonly fields: Partial<FieldsOf['item']> & { readonly name: string };
  /** What lies there now, as a count; left out when nobody has counted. */
  readonly opening?: { readonly locationId: LocationId; readonly quantity: Quantity };
  readonly codes?: readonly string[];
}

export type Actions = ReturnType<typeof makeActions>;

export function makeActions(source: ActionSource) {
  const { db, moment, onTrouble } = source;
  const newId = <Name extends string>(): Id<Name> => makeId<Name>(moment());

  async function record(
    drafts: readonly MutationDraft[],
    undo: readonly MutationDraft[] = [],
    blobs: readonly NewBlob[] = [],
  ): Deed {
    try {
      const recorded = await recordWithBlobs(db, { drafts, blobs }, moment());
      return recorded.ok ? succeed({ undo }) : recorded;
    } catch (error) {
      onTrouble(error);
      return fail({
        kind: 'notSaved',
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  }

  return {
    record,
    ...makeStockActions({ newId, record }),
    ...makeReorderActions({ db, newId, record }),
    ...makeSupplierActions({ db, newId, record }),
    ...makeOrderActions({ db, newId, record }),
    ...makeReceiveActions({ db, newId, record }),
    ...makeLoanActions({ newId, record }),
    ...makePhotoActions({ db, newId, record }),
    ...makeSheetActions({ db, moment, onTrouble }),
    ...makeSpaceSettingsActions({ record }),

    async createItem({
      fields,
      opening,
      codes = [],
    }: NewItem): Deed<Done & { readonly id: ItemId }> {
      const id = newId<'item'>();
      const drafts: MutationDraft[] = [
        { name: 'item.create', args: { id, fields: toSent(fields) } },
      ];
      for (const value of codes) {
        drafts.push({
          name: 'code.create',
          args: { id: newId<'code'>(), fields: { itemId: id, value } },
        });
      }
      if (opening !== undefined) {
        const { locationId, quantity } = opening;
        const count = { id: newId<'count'>(), itemId: id, locationId, quantity, note: '' };
        drafts.push({ name: 'count.record', args: count });
      }
      const done = await record(drafts, [{ name: 'item.delete', args: { id } }]);
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    /** `patch` holds the changed fields only; what others edit meanwhile is left alone. */
    editItem: (before: Item, patch: ItemPatch): Deed =>
      record(
        [{ name: 'item.patch', args: { id: before.id, fields: toSent(patch) } }],
        [{ name: 'item.patch', args: { id: before.id, fields: toSent(wayBack(before, patch)) } }],
      ),

    async createLocation(
      fields: LocationPatch & { readonly name: string },
    ): Deed<Done & { readonly id: LocationId }> {
      const id = newId<'location'>();
      const done = await record(
        [{ name: 'location.create', args: { id, fields } }],
        [{ name: 'location.delete', args: { id } }],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },
    editLocation: (
      before: FieldsOf['location'] & { readonly id: LocationId },
      patch: LocationPatch,
    ): Deed =>
      record(
        [{ name: 'location.patch', args: { id: before.id, fields: patch } }],
        [{ name: 'location.patch', args: { id: before.id, fields: wayBack(before, patch) } }],
      ),

    async createCategory(
      fields: CategoryPatch & { readonly name: string },
    ): Deed<Done & { readonly id: CategoryId }> {
      const id = newId<'category'>();
      const done = await record(
        [{ name: 'category.create', args: { id, fields } }],
        [{ name: 'category.delete', args: { id } }],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },
    editCategory: (
      before: FieldsOf['category'] & { readonly id: CategoryId },
      patch: CategoryPatch,
    ): Deed =>
      record(
        [{ name: 'category.patch', args: { id: before.id, fields: patch } }],
        [{ name: 'category.patch', args: { id: before.id, fields: wayBack(before, patch) } }],
      ),

    remove: (table: MortalTable, id: string): Deed =>
      record([lifeDraft(table, 'delete', id)], [lifeDraft(table, 'restore', id)]),
    restore: (table: MortalTable, id: string): Deed =>
      record([lifeDraft(table, 'restore', id)], [lifeDraft(table, 'delete', id)]),

    async addCode(fields: {
      readonly itemId: ItemId;
      readonly value: string;
      readonly unitsPerScan: Quantity;
    }): Deed<Done & { readonly id: CodeId }> {
      const id = newId<'code'>();
      const done = await record(
        [{ name: 'code.create', args: { id, fields } }],
        [{ name: 'code.delete', args: { id } }],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },
    /** A code of a place, such as the short one on its label. */
    addPlaceCode(locationId: LocationId, value: string): Deed {
      const id = newId<'code'>();
      return record(
        [{ name: 'code.create', args: { id, fields: { locationId, value } } }],
        [{ name: 'code.delete', args: { id } }],
      );
    },
  };
}

export function lifeDraft(
  table: MortalTable,
  deed: 'delete' | 'restore',
  id: string,
): MutationDraft {
  // These tables have the same two verbs; the id is checked by parseMutation.
  return { name: `${table}.${deed}`, args: { id } } as MutationDraft;
}

/** The same fields as they were. A custom field that was not there goes away again (null). */
function wayBack<Patch extends object>(before: object, patch: Patch): Patch {
  const back = Object.keys(patch).map((name) => {
    const held: unknown = Reflect.get(before, name);
    return [name, name === 'custom' ? customWayBack(held, Reflect.get(patch, name)) : held];
  });
  // The names are those of the patch, and each value is what the row held under that name.
  return Object.fromEntries(back) as Patch;
}

function customWayBack(before: unknown, patch: unknown): unknown {
  const held = before as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.keys(patch as object).map((name) => [name, held[name] ?? null]));
}

/** Rows hold read-only arrays; a sent mutation is a fresh copy, and null in `custom` takes a field away. */
function toSent<Fields extends ItemPatch>(fields: Fields) {
  const { hazards, ...rest } = fields;
  if (hazards === undefined) return rest;
  return { ...rest, hazards: hazards === null ? null : { ...hazards, ghs: [...hazards.ghs] } };
}
