/** What the list of items is asked for: the words typed and the filters chosen, and what answers to them. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ItemId } from '../../shared/ids.ts';
import type { AppState } from './app-state.ts';
import type { ListedItem } from './listed-item.ts';
import { noFilters, searchItems, type ItemFilters } from './search.ts';
import type { Selection } from './selection.ts';

export interface Browse {
  readonly query: Signal<string>;
  readonly filters: Signal<ItemFilters>;
  /** Undefined until the catalogue has been read. */
  readonly results: ReadonlySignal<readonly ListedItem[] | undefined>;
  /** Only when nothing was found: what is spelt nearly so. */
  readonly similar: ReadonlySignal<readonly ListedItem[]>;
  readonly isFiltered: ReadonlySignal<boolean>;
  /** What somebody has chosen of it to be changed together; null while nobody chooses. */
  readonly selection: Signal<Selection | null>;
  readonly select: (ids: Iterable<ItemId>) => Promise<void>;
  readonly stop: () => void;
}

const similarFrom = 3;

export function openBrowse({ items, locations, categories }: AppState): Browse {
  const query = signal('');
  const filters = signal(noFilters);
  const results = computed(() => {
    if (items.value === undefined) return undefined;
    const sources = {
      items: items.value,
      locations: locations.value,
      categories: categories.value,
    };
    return searchItems(sources, query.value, filters.value);
  });
  const selection = signal<Selection | null>(null);
  const similar = signal<readonly ListedItem[]>([]);
  const stop = effect(() => {
    const asked = query.value;
    const found = results.value?.length ?? 0;
    const all = items.value ?? [];
    similar.value = [];
    if (found > 0 || asked.trim().length < similarFrom) return;
    void import('./similar-items.ts').then(({ findSimilarItems }) => {
      if (query.peek() === asked) similar.value = findSimilarItems(all, asked);
    });
  });
  return {
    query,
    filters,
    results,
    similar,
    selection,
    select: async (ids) => {
      selection.value = new (await import('./selection.ts')).Selection(ids);
    },
    stop,
    isFiltered: computed(() => filters.value !== noFilters),
  };
}
