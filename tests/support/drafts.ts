/** Changes as a person makes them, each with a fresh id and only what the test cares about. */
import type { MutationDraft } from '../../client/db/record-mutations.ts';
import type { ItemFields, LocationFields } from '../../shared/entities.ts';
import type { CountId, Id, ItemId, LocationId } from '../../shared/ids.ts';

export interface IdSource {
  newId<Name extends string>(): Id<Name>;
}

export function createItem(id: ItemId, fields: Partial<ItemFields> = {}): MutationDraft {
  return { name: 'item.create', args: { id, fields: { name: 'Drill', ...plain(fields) } } };
}

export function editItem(id: ItemId, fields: Partial<ItemFields>): MutationDraft {
  return { name: 'item.patch', args: { id, fields: plain(fields) } };
}

export function createLocation(
  id: LocationId,
  fields: Partial<LocationFields> = {},
): MutationDraft {
  return { name: 'location.create', args: { id, fields: { name: 'Shelf', ...fields } } };
}

export interface Ends {
  readonly from?: LocationId;
  readonly to?: LocationId;
}

export function move(
  ids: IdSource,
  itemId: ItemId,
  quantity: number,
  { from, to }: Ends,
): MutationDraft {
  return {
    name: 'movement.record',
    args: {
      id: ids.newId<'movement'>(),
      itemId,
      fromLocationId: from ?? null,
      toLocationId: to ?? null,
      quantity,
      reason: 'use',
      note: '',
      undoes: null,
    },
  };
}

export function count(
  ids: IdSource,
  itemId: ItemId,
  locationId: LocationId,
  quantity: number,
): MutationDraft {
  const id = ids.newId<'count'>() as CountId;
  return { name: 'count.record', args: { id, itemId, locationId, quantity, note: '' } };
}

/** A patch holds lists that it may change, and rows hold lists that nobody may. */
function plain(fields: Partial<ItemFields>) {
  const { hazards, custom, ...rest } = fields;
  return {
    ...rest,
    ...(custom === undefined ? {} : { custom: { ...custom } }),
    ...(hazards === undefined
      ? {}
      : {
          hazards: hazards && {
            ...hazards,
            ghs: [...hazards.ghs],
            nfpa: hazards.nfpa && { ...hazards.nfpa },
          },
        }),
  };
}
