/** The filters in force, each to be taken away with one tap. */
import { noFilters, type ItemFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { RemovableChip } from '../../parts/chip.tsx';
import { placeName } from '../../words/place-words.ts';
import { words } from '../../words/words.ts';

const names = [
  'locationId',
  'categoryId',
  'low',
  'needsCount',
  'expiresBy',
  'noPhoto',
  'inactive',
] as const;

export function filterCount(filters: ItemFilters): number {
  return names.filter((name) => filters[name] !== noFilters[name]).length;
}

export function FilterChips() {
  const { browse, locations, categories } = useApp();
  const w = words.value.filters;
  const filters = browse.filters.value;
  const textOf = (name: (typeof names)[number]): string => {
    switch (name) {
      case 'locationId':
        return filters.locationId === null ? '' : placeName(locations.value, filters.locationId);
      case 'categoryId':
        return categories.value.row(filters.categoryId)?.name ?? '';
      case 'low':
      case 'needsCount':
      case 'expiresBy':
      case 'noPhoto':
      case 'inactive':
        return w[name];
    }
  };
  const chosen = names.filter((name) => filters[name] !== noFilters[name]);
  if (chosen.length === 0) return null;
  return (
    <div class="chips">
      {chosen.map((name) => (
        <RemovableChip
          key={name}
          label={w.remove(textOf(name))}
          onRemove={() => {
            const rest = { ...filters, [name]: noFilters[name] };
            browse.filters.value = filterCount(rest) === 0 ? noFilters : rest;
          }}
        >
          {textOf(name)}
        </RemovableChip>
      ))}
    </div>
  );
}
