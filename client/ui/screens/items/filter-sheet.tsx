/** Choosing filters: a place with all that lies in it, a category, a state. The list behind follows each choice. */
import type { CategoryId, LocationId } from '../../../../shared/ids.ts';
import { toId } from '../../../../shared/ids.ts';
import { expiryLimit } from '../../../state/expiry-limit.ts';
import { noFilters, type ItemFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TreeChoice } from '../../parts/tree-choice.tsx';
import { words } from '../../words/words.ts';
import { filterCount } from './filter-chips.tsx';

const states = ['low', 'needsCount', 'noPhoto', 'inactive'] as const;

export function FilterSheet({ onClose }: { onClose: () => void }) {
  const { browse, locations, categories } = useApp();
  const w = words.value.filters;
  const filters = browse.filters.value;
  const choose = (choice: Partial<ItemFilters>): void => {
    const next = { ...filters, ...choice };
    browse.filters.value = filterCount(next) === 0 ? noFilters : next;
  };
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button
            disabled={!browse.isFiltered.value}
            onClick={() => {
              browse.filters.value = noFilters;
            }}
          >
            {w.clear}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {w.show(browse.results.value?.length ?? 0)}
          </Button>
        </>
      }
    >
      <StateChips filters={filters} choose={choose} />
      {locations.value.nodes.length > 0 && (
        <TreeChoice
          legend={w.location}
          none={w.anyLocation}
          nodes={locations.value.nodes}
          chosen={filters.locationId}
          onChoose={(id) =>
            choose({ locationId: id === null ? null : (toId<'location'>(id) satisfies LocationId) })
          }
        />
      )}
      {categories.value.nodes.length > 0 && (
        <TreeChoice
          legend={w.category}
          none={w.anyCategory}
          nodes={categories.value.nodes}
          chosen={filters.categoryId}
          onChoose={(id) =>
            choose({ categoryId: id === null ? null : (toId<'category'>(id) satisfies CategoryId) })
          }
        />
      )}
    </Dialog>
  );
}

interface StateChipsProps {
  readonly filters: ItemFilters;
  readonly choose: (choice: Partial<ItemFilters>) => void;
}

function StateChips({ filters, choose }: StateChipsProps) {
  const { settings, moment } = useApp();
  const w = words.value.filters;
  const nextLimit = (): string | null =>
    filters.expiresBy !== null || settings.value === undefined
      ? null
      : expiryLimit(settings.value, moment().nowMs);
  return (
    <div class="field">
      <span class="label" id="filter-states">
        {w.state}
      </span>
      <div class="chips wrap" role="group" aria-labelledby="filter-states">
        {states.map((name) => (
          <Chip
            key={name}
            pressed={filters[name]}
            onToggle={() => choose({ [name]: !filters[name] })}
          >
            {w[name]}
          </Chip>
        ))}
        <Chip
          pressed={filters.expiresBy !== null}
          onToggle={() => choose({ expiresBy: nextLimit() })}
        >
          {w.expiresBy}
        </Chip>
      </div>
    </div>
  );
}
