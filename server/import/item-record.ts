/**
 * One line of an item file, typed, and not yet held against what the space has. It knows its line and,
 * field by field, its column and what was written there, so that whatever is found wrong later can still
 * be shown at its place.
 */
import type { ItemFields } from '../../shared/entities.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { ImportFault } from './import-faults.ts';
import type { Path } from './parse-cell.ts';

/** One cell, as it is shown to a person. */
export interface CellPlace {
  readonly column: string;
  readonly found: string;
}

export type SpokenFields = Partial<
  Omit<ItemFields, 'categoryId' | 'homeLocationId' | 'hazards' | 'externalId' | 'custom'>
>;

/** By what a line is known again at the next import: SKU and name stand in where there is no id. */
export type Identity = 'externalId' | 'sku' | 'name';

/** A line of any file, with its cells by field: "name", "custom.Keywords", "category", "stock" … */
export interface FileLine {
  readonly file: string;
  readonly line: number;
  readonly cells: ReadonlyMap<string, CellPlace>;
}

export interface ItemRecord extends FileLine {
  readonly externalId: string;
  readonly identity: Identity;
  /** Only what the line speaks of. */
  readonly fields: SpokenFields & { readonly name: string };
  readonly custom: Readonly<Record<string, string>>;
  readonly category: Path | null;
  readonly location: Path | null;
  readonly stock: Quantity;
  readonly codes: readonly string[];
  /** The name of a file in the folder of images; null where none is named or there is no such folder. */
  readonly photo: string | null;
}

/** A fault at one field of a line. */
export function faultAt(
  { file, line, cells }: FileLine,
  field: string,
  advice: string,
): ImportFault {
  const cell = cells.get(field);
  return { file, line, column: cell?.column ?? null, found: cell?.found ?? null, advice };
}
