/**
 * What the first screen of a start shows before the database is open: the list of the last look, if no row was touched
 * since, with the names of places and categories and what was set on this device. All of it is replaced by what
 * live-state.ts reads a moment later.
 */
import { readFirstRows } from '../db/first-rows.ts';
import { metasOf, type MetaValues } from '../db/meta.ts';
import type { Category, Location } from '../../shared/entities.ts';
import type { CategoryId, LocationId } from '../../shared/ids.ts';
import type { ListedItem } from './listed-item.ts';
import { packedFormat, unpackList } from './packed-list.ts';
import { settingKeys, type Settings } from './settings.ts';
import { Tree } from './tree.ts';

export interface FirstLook {
  readonly settings: Settings;
  /** Undefined where there is none for the rows as they are now. */
  readonly items: readonly ListedItem[] | undefined;
  readonly locations: Tree<LocationId, Location>;
  readonly categories: Tree<CategoryId, Category>;
}

const listKeys = ['touched', 'generation', 'savedListAt', 'savedList'] as const;

/** Undefined on a device that has nothing yet, or where this version of the app has still to make it ready. */
export async function readFirstLook(name?: string): Promise<FirstLook | undefined> {
  const rows = await readFirstRows(name);
  if (rows === undefined) return undefined;
  const { meta, location, category } = rows;
  const held = metasOf(meta, listKeys);
  return {
    settings: metasOf(meta, settingKeys),
    items: isListOf(held.savedListAt, held) ? unpackList(held.savedList) : undefined,
    locations: new Tree(location),
    categories: new Tree(category),
  };
}

/** Whether the saved list is one of these very rows, and can be unpacked. */
export function isListOf(
  saved: MetaValues['savedListAt'],
  { touched, generation }: Pick<MetaValues, 'touched' | 'generation'>,
): boolean {
  return (
    saved !== null &&
    saved.format === packedFormat &&
    saved.touched === touched &&
    saved.generation === generation
  );
}
