/** What a form really changed: a patch of named fields, so that two people can edit one item without a loser. */
import type { ItemFields } from '../../shared/entities.ts';
import { isSameJson } from '../../shared/same-json.ts';

type EditableItem = Omit<ItemFields, 'custom'> & {
  readonly custom: Readonly<Record<string, string>>;
};

/** Custom fields one by one; null takes one away. */
export type ItemPatch = Partial<Omit<ItemFields, 'custom'>> & {
  readonly custom?: Readonly<Record<string, string | null>>;
};

export function changedItemFields(before: EditableItem, after: Partial<EditableItem>): ItemPatch {
  const { custom, ...fields } = after;
  const patch: ItemPatch = changedFields(before, fields);
  if (custom === undefined) return patch;
  const changes: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(custom)) {
    if (before.custom[name] !== value) changes[name] = value;
  }
  for (const name of Object.keys(before.custom))
    if (!Object.hasOwn(custom, name)) changes[name] = null;
  return Object.keys(changes).length === 0 ? patch : { ...patch, custom: changes };
}

export function changedFields<Fields extends object>(
  before: Fields,
  after: Partial<Fields>,
): Partial<Fields> {
  const patch: Partial<Fields> = {};
  for (const name of Object.keys(after) as (keyof Fields)[]) {
    const value = after[name];
    if (value !== undefined && !isSameJson(before[name], value)) patch[name] = value;
  }
  return patch;
}
