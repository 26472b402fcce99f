/** The columns of our own format, which `export` writes too, and those of the lists of places. */
import type { ItemColumns, ItemMeaning, PlaceMeaning } from './item-columns.ts';
import { makeColumnSet } from './match-columns.ts';

const meanings: Readonly<Record<string, ItemMeaning>> = {
  external_id: { kind: 'externalId' },
  name: { kind: 'text', field: 'name' },
  description: { kind: 'text', field: 'description' },
  sku: { kind: 'text', field: 'sku' },
  category: { kind: 'path', table: 'category' },
  location: { kind: 'path', table: 'location' },
  quantity: { kind: 'stock' },
  unit: { kind: 'text', field: 'unit' },
  minimum: { kind: 'level', field: 'minimum' },
  reorder_quantity: { kind: 'level', field: 'reorderQuantity' },
  codes: { kind: 'codes' },
  image_url: { kind: 'text', field: 'imageUrl' },
  image: { kind: 'photo' },
  link: { kind: 'text', field: 'link' },
  notes: { kind: 'text', field: 'notes' },
  active: { kind: 'active' },
};
const named = makeColumnSet(meanings, ['name']);
/** Names that objects of the language keep for themselves. */
const takenNames = new Set(['__proto__', 'constructor', 'prototype']);

export const plainColumns: ItemColumns = {
  source: 'plain',
  known: [...named.known, 'custom:<name>'],
  required: named.required,
  meaningOf(header) {
    const custom = /^\s*custom:\s*(.*\S)\s*$/is.exec(header)?.[1];
    if (custom === undefined) return named.meaningOf(header);
    return takenNames.has(custom) ? undefined : { kind: 'custom', name: custom };
  },
};

export const locationColumns = makeColumnSet<PlaceMeaning>(
  { path: 'path', description: 'description', active: 'active' },
  ['path'],
);

export const categoryColumns = makeColumnSet<PlaceMeaning>(
  { path: 'path', description: 'description', colour: 'colour' },
  ['path'],
);
