/** What a change was, in words: "Edit of Hex bolt". And what a field held, as people write it. */
import { isMutationName } from '../../../shared/mutations.ts';
import { toId } from '../../../shared/ids.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Subject } from '../../state/attention.ts';
import { formatDay, formatQuantity } from './format.ts';
import { screenWords } from './screen-words.ts';
import { placePath, rowName } from './place-words.ts';

export function changeWords(name: string, subject: Subject | undefined): string {
  const w = screenWords.value;
  const change = isMutationName(name) ? w.outcomes.changes[name] : w.outcomes.unknownChange;
  if (subject === undefined) return change;
  return `${change} ${subject.name === '' ? w.attention.thisItem : subject.name}`;
}

export function fieldWords(field: string): string {
  if (field.startsWith('custom.')) return field.slice('custom.'.length);
  const known: Readonly<Record<string, string>> = screenWords.value.fields;
  return known[field] ?? field;
}

type Trees = Pick<AppState, 'locations' | 'categories'>;
const quantityFields = new Set(['minimum', 'reorderQuantity', 'unitsPerScan', 'quantity']);

export function valueWords(
  { locations, categories }: Trees,
  field: string,
  value: unknown,
): string {
  const w = screenWords.value.values;
  if (value === null || value === '' || value === undefined) return w.empty;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (typeof value === 'number')
    return quantityFields.has(field) ? formatQuantity(value) : String(value);
  // Who it is is said where people are known.
  if (typeof value !== 'string' || field === 'borrowerId') return w.changed;
  if (field === 'dueOn') return formatDay(value);
  if (field === 'homeLocationId' || field === 'parentId') {
    const place = locations.value.row(toId<'location'>(value));
    if (place !== undefined) return placePath(locations.value, place.id);
  }
  if (field === 'categoryId' || field === 'parentId') {
    const category = categories.value.row(toId<'category'>(value));
    if (category !== undefined) return rowName(category);
  }
  return value;
}
