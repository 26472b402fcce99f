/** Why the list is empty, and what one can do: nothing there yet, nothing arrived yet, or nothing found. */
import { paths } from '../../../state/route.ts';
import { noFilters } from '../../../state/search.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { words } from '../../words/words.ts';

export function NoItems() {
  const { browse, items, status } = useApp();
  const w = words.value.items;
  const add = (
    <Button kind="primary" icon="plus" href={paths.newItem}>
      {w.addFirst}
    </Button>
  );
  if ((items.value ?? []).length > 0) {
    const typed = browse.query.value.trim();
    return (
      <EmptyState
        icon="search"
        title={w.nothingTitle}
        action={
          <>
            {browse.isFiltered.value && (
              <Button
                onClick={() => {
                  browse.filters.value = noFilters;
                }}
              >
                {w.clearFilters}
              </Button>
            )}
            {typed !== '' && (
              <Button icon="plus" href={paths.newItemNamed(typed)}>
                {w.addNamed(typed)}
              </Button>
            )}
          </>
        }
      >
        {w.nothingMore}
      </EmptyState>
    );
  }
  const { progress, lastSyncedAt, state } = status.value;
  if (progress !== null) {
    return (
      <EmptyState icon="sync" title={w.arriving}>
        {w.arrivingMore(progress.rows)}
      </EmptyState>
    );
  }
  if (lastSyncedAt === null && (state === 'offline' || state === 'stayingOffline')) {
    return (
      <EmptyState icon="offline" title={w.firstOffline} action={add}>
        {w.firstOfflineMore}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="items" title={w.emptyTitle} action={add}>
      {w.emptyMore}
    </EmptyState>
  );
}
