/** The tree of categories, each with its colour. Choosing one shows its items; staff can change it beside that. */
import { useLocation } from 'preact-iso/router';
import { useMemo, useState } from 'preact/hooks';
import type { Category } from '../../../../shared/entities.ts';
import type { CategoryId } from '../../../../shared/ids.ts';
import { countByNode } from '../../../state/counts-by-place.ts';
import { paths } from '../../../state/route.ts';
import { noFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { TreeList } from '../../parts/tree-list.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { colourOf, rowName } from '../../words/place-words.ts';
import { CategoryForm } from './category-form.tsx';

export function CategoriesScreen() {
  const { categories, items, may, browse, status } = useApp();
  const { route } = useLocation();
  const [form, setForm] = useState<Category | 'new' | null>(null);
  const w = screenWords.value.categories;
  const tree = categories.value;
  const counts = useMemo(
    () => countByNode(tree, items.value ?? [], ({ categoryId }) => [categoryId]),
    [tree, items.value],
  );
  const mayEdit = may('category.patch');
  const add = (
    <Button icon="plus" onClick={() => setForm('new')}>
      {w.add}
    </Button>
  );
  const showItems = (id: CategoryId): void => {
    browse.query.value = '';
    browse.filters.value = { ...noFilters, categoryId: id };
    route(paths.items);
  };
  const isFirst = status.value.lastSyncedAt === null && status.value.state === 'offline';
  return (
    <Screen title={w.title} back={paths.more} tools={mayEdit && tree.nodes.length > 0 && add}>
      {items.value === undefined && <Skeleton />}
      {items.value !== undefined && tree.nodes.length === 0 && (
        <EmptyState icon="category" title={w.emptyTitle} action={mayEdit && add}>
          {isFirst ? screenWords.value.locations.firstOffline : w.emptyMore}
        </EmptyState>
      )}
      {tree.nodes.length > 0 && (
        <div class="list">
          <TreeList
            label={w.title}
            nodes={tree.nodes}
            renderRow={({ row }) => (
              <span class="branch-row">
                <button class="row" type="button" onClick={() => showItems(row.id)}>
                  <span class="name" style={categoryStyle(colourOf(tree, row.id))}>
                    <span>
                      <span class="dot" /> {rowName(row)}
                    </span>
                  </span>
                  <span class="side figures">
                    {screenWords.value.locations.itemsHere(counts.get(row.id) ?? 0)}
                  </span>
                </button>
                {mayEdit && row.deletedAt === null && (
                  <IconButton icon="edit" label={w.edit(row.name)} onClick={() => setForm(row)} />
                )}
              </span>
            )}
          />
        </div>
      )}
      {!mayEdit && <p class="quiet small">{w.onlyStaff}</p>}
      {form !== null && (
        <CategoryForm before={form === 'new' ? null : form} onClose={() => setForm(null)} />
      )}
    </Screen>
  );
}
