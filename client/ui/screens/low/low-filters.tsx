/** Only one place with all that is in it, only one kind of thing: two choices, side by side also on a phone. */
import { toId, type CategoryId, type LocationId } from '../../../../shared/ids.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Select } from '../../parts/select.tsx';
import { categoryOptions, placeOptions } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface LowFilterChoice {
  readonly locationId: LocationId | null;
  readonly categoryId: CategoryId | null;
}

export const noLowFilters: LowFilterChoice = { locationId: null, categoryId: null };

export interface LowFiltersProps {
  readonly filters: LowFilterChoice;
  readonly onChange: (filters: LowFilterChoice) => void;
}

export function LowFilters({ filters, onChange }: LowFiltersProps) {
  const { locations, categories } = useApp();
  const w = screenWords.value.low.filters;
  const places = placeOptions(locations.value, filters.locationId);
  const kinds = categoryOptions(categories.value, filters.categoryId);
  if (places.length === 0 && kinds.length === 0) return null;
  const choose = (choice: Partial<LowFilterChoice>): void => {
    const next = { ...filters, ...choice };
    onChange(next.locationId === null && next.categoryId === null ? noLowFilters : next);
  };
  return (
    <div class="low-filters">
      {places.length > 0 && (
        <Select
          label={w.location}
          value={filters.locationId ?? ''}
          options={[{ value: '', text: w.anyLocation }, ...places]}
          onChange={(value) =>
            choose({ locationId: value === '' ? null : toId<'location'>(value) })
          }
        />
      )}
      {kinds.length > 0 && (
        <Select
          label={w.category}
          value={filters.categoryId ?? ''}
          options={[{ value: '', text: w.anyCategory }, ...kinds]}
          onChange={(value) =>
            choose({ categoryId: value === '' ? null : toId<'category'>(value) })
          }
        />
      )}
    </div>
  );
}

export interface Narrowed {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

/** Where the filters leave nothing, the way out is to take them away. */
export function NothingFiltered({ onClear }: Pick<Narrowed, 'onClear'>) {
  const w = screenWords.value.low.filters;
  return (
    <EmptyState
      icon="filter"
      title={w.none}
      action={<Button onClick={onClear}>{w.clear}</Button>}
    />
  );
}
