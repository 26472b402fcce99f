/** What was done to many items, in words. */
import type { BulkDeed, BulkFields } from '../../state/bulk-actions.ts';
import { assertNever } from '../../../shared/result.ts';
import type { AppState } from '../../state/app-state.ts';
import { formatQuantity } from './format.ts';
import { placeName, rowName } from './place-words.ts';
import { screenWords } from './screen-words.ts';

type Trees = Pick<AppState, 'locations' | 'categories'>;

export function deedWords(deed: BulkDeed, trees: Trees): string {
  const w = screenWords.value.bulk.done;
  switch (deed.kind) {
    case 'move':
      return w.moved(placeName(trees.locations.value, deed.to));
    case 'adjust': {
      const amount = formatQuantity(Math.abs(deed.change));
      const reason = screenWords.value.bulk.adjust.reasons[deed.reason];
      return deed.change > 0 ? w.added(amount) : w.removed(amount, reason);
    }
    case 'set':
      return fieldsWords(deed.fields, trees);
    case 'delete':
      return w.deleted;
    case 'restore':
      return w.restored;
    default:
      return assertNever(deed);
  }
}

function fieldsWords(fields: BulkFields, { locations, categories }: Trees): string {
  const w = screenWords.value.bulk.done;
  const { form, item } = screenWords.value;
  const { minimum, reorderQuantity, categoryId, homeLocationId, unit, lendable, active } = fields;
  const said: string[] = [];
  if (minimum !== undefined) said.push(item.minimum(formatQuantity(minimum)));
  if (reorderQuantity !== undefined) said.push(w.reorder(formatQuantity(reorderQuantity)));
  if (categoryId === null) said.push(form.noCategory);
  else if (categoryId !== undefined) {
    const row = categories.value.row(categoryId);
    said.push(w.category(row === undefined ? '' : rowName(row)));
  }
  if (homeLocationId === null) said.push(form.noHome);
  else if (homeLocationId !== undefined)
    said.push(item.home(placeName(locations.value, homeLocationId)));
  if (unit !== undefined) said.push(w.unit(unit));
  if (lendable !== undefined) said.push(lendable ? w.lendable : w.notLendable);
  if (active !== undefined) said.push(active ? w.active : w.notActive);
  return said.join(', ');
}
